"""Mutants of the cases: what flips the meaning flips the verdict, what does not leaves it (a bounded sample)."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from claims_cases import CASES, Case, judged, records

from trustgen.claims import cues as c
from trustgen.claims.normalise import fold
from trustgen.claims.passage import read

if TYPE_CHECKING:
    from collections.abc import Callable

DENIALS = {
    "en": {
        r"(do|does|did|is|are|was|were|have|has|had)n't": r"\1",
        r"not ": "",
        r"never ": "",
        r"no": "a",
        r"cannot": "can",
    },
    "de": {r"nicht ": "", r"[Kk]ein(e[nmrs]?|)": r"ein\1", r"nie ": ""},
    "fr": {r"(?:ne |n')(.{1,30}?) (?:pas|jamais)(?: de| d'|)": r"\1 un", r"[Aa]ucun(e|)": r"un\1"},
    "es": {r"[Nn]o ": "", r"ningun[ao]|ningún": "un", r"nunca ": ""},
    "it": {r"[Nn]on ": "", r"[Nn]essun(a|o|)": "un", r"mai ": ""},
    "nl": {r"niet ": "", r"[Gg]een": "een", r"nooit ": ""},
}
ASSERTIONS = {
    "en": "But we are ISO 27001 certified.",
    "de": "Aber wir sind nach ISO 27001 zertifiziert.",
    "fr": "Mais nous sommes certifiés ISO 27001.",
    "es": "Pero estamos certificados en ISO 27001.",
    "it": "Ma siamo certificati ISO 27001.",
    "nl": "Maar wij zijn ISO 27001-gecertificeerd.",
}
EXCUSES = c.NEG | c.NO | c.NONE | c.NOBODY | c.WITHOUT | c.LACK | c.PASTEND | c.PLAN | c.OPEN | c.META | c.LESS
OTHERS = c.THIRD | c.OTHER | c.GENERIC | c.PERSON | c.LAW | c.COND | c.YOUR
EQUIVALENT = {"A SOC 2 report is a certificate."}
"""Wrong, but about the scheme and not about a company."""
PLAIN = [
    case
    for case in CASES
    if not case.text.startswith("<") and len(case.text) < 300 and not records(case.file)[case.record].get("held")
]


def fails(case: Case) -> bool:
    return any(not mention.passed and not mention.warning for mention in judged(case))


def mutant(case: Case, text: str) -> Case:
    return Case(case.file, case.label, text, case.record)


def undenied(case: Case) -> str | None:
    """The sentence without its only denial; `None` when there is none, or something else is left that excuses it."""
    hits = [
        (match, replacement)
        for pattern, replacement in DENIALS[case.language].items()
        for match in re.finditer(rf"\b(?:{pattern})\b" if not pattern.endswith(" ") else rf"\b{pattern}", case.text)
    ]
    if len(hits) != 1:
        return None
    match, replacement = hits[0]
    text = case.text[: match.start()] + match.expand(replacement) + case.text[match.end() :]
    passage = read(fold(text), declared=case.language)
    return None if passage.any(EXCUSES | OTHERS) else text


def test_a_denial_that_is_taken_away_is_always_noticed() -> None:
    denied = [
        case for case in PLAIN if case.label == "honest" and {mention.frame for mention in judged(case)} == {"denial"}
    ]
    flipped = [(case, text) for case in denied if (text := undenied(case)) is not None]
    assert len(flipped) > 60
    assert [text for case, text in flipped if not fails(mutant(case, text)) and text not in EQUIVALENT] == []


def test_a_claim_that_is_added_is_always_noticed() -> None:
    honest = [case for case in PLAIN if case.label == "honest" and not records(case.file)[case.record].get("held")]
    added = [mutant(case, f"{case.text} {ASSERTIONS[case.language]}") for case in honest[::3]]
    assert len(added) > 200
    assert [case.text for case in added if not fails(case)] == []


def test_an_answer_that_is_turned_round_is_always_noticed() -> None:
    turned = {
        ">No<": ">Yes<",
        ">no<": ">yes<",
        ">Nein<": ">Ja<",
        ">nein<": ">ja<",
        ">Non<": ">Oui<",
        ">non<": ">oui<",
        ">Nee<": ">Ja<",
        ">nee<": ">ja<",
        ">Not held<": ">Held<",
        ">✗<": ">✓<",
    }
    flipped = [
        mutant(case, case.text.replace(old, new))
        for case in CASES
        if case.label == "honest" and case.text.startswith("<")
        for old, new in turned.items()
        if old in case.text
    ]
    assert len(flipped) > 20
    assert [case.text for case in flipped if not fails(case)] == []


def _spans(text: str) -> str:
    return "<p>" + " ".join(f"<span>{word}</span>" for word in text.split(" ")) + "</p>"


def test_what_changes_nothing_changes_no_verdict() -> None:
    preserving: list[Callable[[str], str]] = [
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("SOC 2", "SOC\u00ad\u00a02").replace("27001", "27\u200b001"),
        lambda text: f"<p>We sell no data. There are no ads.</p>{_spans(text)}<p>No cookies, never.</p>",
        lambda text: text.replace("ISO 27001", "ISO/IEC 27001"),
        lambda text: f"{text}\n",
    ]
    sample = [case for case in PLAIN[::4] if "&" not in case.text and "\u00ad" not in case.text]
    pairs = [(mutant(case, operator(case.text)), fails(case)) for case in sample for operator in preserving]
    changed = [case.text for case, verdict in pairs if fails(case) != verdict]
    assert len(pairs) > 1500
    assert len(changed) <= len(pairs) * 0.005, changed
