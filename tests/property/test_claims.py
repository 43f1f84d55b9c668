"""Properties of the claims engine: it never crashes, and disguises and company change no verdict."""

from __future__ import annotations

import random
import re
import unicodedata
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from trustgen.claims.engine import Engine
from trustgen.claims.facts import Facts
from trustgen.claims.spelling.normalise import fold
from trustgen.claims.spelling.pieces import LONGEST, pieces
from trustgen.claims.words.lexicon import Lexicon
from trustgen.scopes.unit import Context, Surface, Unit

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1] / "claims"
FACTS = Facts(as_of=date(2026, 11, 24), names=("Fabrikam",))
ENGINE = Engine(FACTS)
LISTS = [(file.parent.name, yaml.safe_load(file.read_text(encoding="utf-8"))) for file in sorted(ROOT.glob("??/*.yml"))]
PLAIN = [
    (label, language, text)
    for language, listed in LISTS
    if "held" not in listed
    for label in ("claim", "honest")
    for text in listed.get(label, ())
    if not text.startswith("<")
]
CLAIMS = [(language, text) for label, language, text in PLAIN if label == "claim"]
HONEST = [(language, text) for label, language, text in PLAIN if label == "honest"]
# Written in disguise from the start: other disguises would undo that one.
DISGUISED = {
    "HlPAA compliant",
    "ΗIΡΑΑ certified video calls",
    "ΝΙST CSF certified",
    "IS0 27001 certified",
    "ЅОС 2 certified",
}


def unit(text: str, language: str = "") -> Unit:
    return Unit(scope="text.body", surface=Surface.PROSE, text=text, tag="p", context=Context(lang=language))


def fails(*units: Unit) -> bool:
    return any(not mention.passed and not mention.warning for mention in ENGINE.judge(units))


DISGUISES: dict[str, Callable[[str], str]] = {
    "decomposed accents": lambda text: unicodedata.normalize("NFD", text),
    "composed accents": lambda text: unicodedata.normalize("NFC", text),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "double spaces": lambda text: text.replace(" ", "  "),
    "line breaks for spaces": lambda text: text.replace(" ", "\t"),
    "zero-width spaces": "\u200b".join,
    "word joiners": lambda text: text.replace("e", "e\u2060").replace("O", "O\u2060"),
    "soft hyphens": lambda text: text.replace("i", "i\u00ad"),
    "variation selectors": lambda text: text.replace("S", "S\ufe00"),
    "other hyphens": lambda text: text.replace("-", "\u2011"),
    "curly quotes": lambda text: text.replace("'", "\u2019"),
}


@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_disguise_that_readers_cannot_see_changes_no_verdict(disguise: str) -> None:
    changed = [
        text
        for label, language, text in PLAIN
        if text not in DISGUISED and fails(unit(DISGUISES[disguise](text), language)) != (label == "claim")
    ]
    assert changed == []


@pytest.mark.parametrize(
    "disguise",
    [
        str.upper,
        str.lower,
        lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    ],
    ids=["upper case", "lower case", "full width"],
)
def test_no_claim_hides_behind_its_letters(disguise: Callable[[str], str]) -> None:
    missed = [text for language, text in CLAIMS if text not in DISGUISED and not fails(unit(disguise(text), language))]
    assert missed == []


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_judged_without_an_error_and_places_lie_inside_it(text: str) -> None:
    for mention in ENGINE.judge([unit(text)]):
        assert 0 <= mention.start <= mention.end <= len(text)
        assert mention.passed == (mention.rule is None)


WORDS = st.sampled_from(
    [
        "we",
        "our",
        "no",
        "not",
        "never",
        "without",
        "SOC",
        "2",
        "ISO",
        "27001",
        "certified",
        "report",
        "if",
        "planned",
        "but",
        ":",
        ",",
        ".",
        "?",
        "(",
        ")",
        '"',
        "-",
        "and",
        "yes",
        "✓",
        "host",
        "AWS",
        "your",
        "nicht",
        "kein",
        "sans",
        "ne",
        "pas",
        "non",
        "no",
        "sin",
        "geen",
        "HIPAA",
        "\u202e",
        "́",
        "\u200b",
        "S",
        "O",
        "C",
        "is",
        "a",
        "the",
        "nothing",
        "except",
        "only",
        "lapsed",
        "in",
        "progress",
        "mapped",
    ],
)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=40))
def test_any_heap_of_cues_is_judged_without_an_error(words: list[str]) -> None:
    for mention in ENGINE.judge([unit(" ".join(words))]):
        assert mention.passed == (mention.rule is None)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(CLAIMS), st.lists(st.sampled_from(HONEST), max_size=4))
def test_an_honest_unit_beside_it_never_makes_a_claim_pass(
    claim: tuple[str, str], beside: list[tuple[str, str]]
) -> None:
    assert fails(*(unit(text, language) for language, text in [*beside, claim]))


HARMLESS = {
    "en": "We like trees.",
    "de": "Wir mögen Bäume.",
    "fr": "Nous aimons les arbres.",
    "es": "Nos gustan los árboles.",
    "it": "Ci piacciono gli alberi.",
    "nl": "We houden van bomen.",
}
MOVED = 0.01
"""The share of honest texts that may be rejected for a sentence beside them; 0.5 % were measured."""


@pytest.mark.parametrize("where", ["{1} {0}", "{0} {1}", "{1}\n{0}", "{0}\n{1}"])
def test_a_harmless_sentence_beside_it_hides_no_claim(where: str) -> None:
    texts = [(language, text) for language, text in CLAIMS if " " not in where[3:4] or text[-1] in '.!?"”']
    hidden = [text for lang, text in texts if not fails(unit(where.format(text, HARMLESS[lang]), lang))]
    assert hidden == []


def test_a_harmless_sentence_beside_it_makes_few_honest_texts_fail() -> None:
    moved = [text for lang, text in HONEST if fails(unit(f"{HARMLESS[lang]} {text}", lang))]
    assert len(moved) <= MOVED * len(HONEST), moved


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CLAIMS), st.integers(0, 6_000))
def test_a_claim_far_inside_a_long_text_is_found(claim: tuple[str, str], length: int) -> None:
    language, text = claim
    filler = "Lorem ipsum dolor sit amet. " * (length // 28)
    assert fails(unit(f"{filler}\n{text}\n{filler}", language))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_folding_gives_two_texts_of_one_length_and_a_way_back(text: str) -> None:
    folded = fold(text)
    assert len(folded.plain) == len(folded.bare)
    if folded.origin is not None:
        assert len(folded.origin) == len(folded.bare)
        assert all(0 <= place < len(text) for place in folded.origin)


@given(
    text=st.text(
        st.sampled_from("aZ0 _`'-\t\n\u00e9\u00df\u0130\u0301\u0308\u200b\u2013\u2011\ufb01\uff21\u0410\u3000"),
        max_size=11,
    )
)
def test_a_text_folds_as_each_of_its_letters_with_its_marks_does(text: str) -> None:
    letters = re.findall("(?s).[\u0301\u0308]*", text)
    folded, apart = fold(text), [fold(letter) for letter in letters]
    assert folded.plain == "".join(one.plain for one in apart)
    assert folded.bare == "".join(one.bare for one in apart)
    places = [at for at, one in zip(accumulate(map(len, letters), initial=0), apart, strict=False) for _ in one.bare]
    assert list(range(len(text)) if folded.origin is None else folded.origin) == places


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab .\n", max_size=9_000))
def test_pieces_cover_a_text_and_none_is_longer_than_the_limit(text: str) -> None:
    reached = 0
    for start, part in pieces(text):
        assert start <= reached
        assert text[start : start + len(part)] == part
        assert len(part) <= LONGEST
        reached = start + len(part)
    assert reached == len(text)


@pytest.mark.parametrize(
    "pattern",
    [
        "not ",
        "SOC 2 ",
        "SOC 2; no; ",
        "no SOC 2, ",
        "our SOC 2 report ",
        "certified ",
        '" SOC 2 ',
        "we do not have ",
        "ISO 27001 and ",
        "( SOC 2 ",
    ],
)
def test_the_work_grows_with_the_length_and_no_faster(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work is counted in look-ups of a word and in looks at a token's classes, not in seconds."""
    from trustgen.claims.passages.passage import Passage

    count = 0
    match, look = Lexicon.match, Passage.any

    def counted_match(self: Lexicon, words: list[str], plain: list[str], at: int, languages: int) -> tuple[int, int]:
        nonlocal count
        count += 1
        return match(self, words, plain, at, languages)

    def counted_look(self: Passage, mask: int, first: int = 0, last: int | None = None) -> bool:
        nonlocal count
        count += (len(self) if last is None else last) - first
        return look(self, mask, first, last)

    monkeypatch.setattr(Lexicon, "match", counted_match)
    monkeypatch.setattr(Passage, "any", counted_look)
    spent = []
    for size in (8_000, 32_000):
        count = 0
        Engine(FACTS).judge([unit(pattern * (size // len(pattern)))])
        spent.append(count)
    assert spent[1] <= 5 * max(spent[0], 1_000)


def test_a_text_may_end_and_begin_anywhere() -> None:
    """Words of a case that are cut out of it are read to the end, which need be no full stop."""
    chance = random.Random(2026)
    for language, text in (*CLAIMS, *HONEST):
        words = text.split(" ")
        first = chance.randrange(len(words))
        last = chance.randrange(first, len(words)) + 1
        opening = chance.choice(["", "and ", "we, ", '"'])
        cut = opening + " ".join(words[first:last]).rstrip(".!?,;:")
        ENGINE.judge([unit(cut, language), unit(f"{cut} the", language)])
