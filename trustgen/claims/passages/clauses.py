"""Cutting a passage: where a sentence ends, and how far a cue reaches inside it.

Segments end at punctuation, contrast and coordination, so that a negation cannot reach further than its own clause.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from trustgen.claims.passages.asides import gives_reason, hush_asides, inside
from trustgen.claims.passages.commas import CORRELATIVE, opens_nothing
from trustgen.claims.passages.conjoined import VERBAL, another_speaks, complete, something_else
from trustgen.claims.spelling.dates import is_month
from trustgen.claims.words import cues
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage

_SENTENCE: Final = frozenset(".!?\u2026\n\u203d\u00bf\u00a1")
SHORTENED: Final = word_set("clauses.shortened")
_UNITS: Final = word_set("clauses.units")
_VERBS: Final = word_set("clauses.verbs")
_PRONOUNS: Final = word_set("clauses.pronouns")
_COMMAS: Final = frozenset(",;:()[]{}|\u00b7\u2013\u2022*=>\u2192")
_THAT: Final = word_set("clauses.that")
_FOR: Final = word_set("clauses.for")
_TYPES: Final = word_set("clauses.types")


class Sentence(Struct, frozen=True):
    """Tokens `first` to `last` (exclusive)."""

    first: int
    last: int
    question: bool


class Segment(Struct, frozen=True):
    """A part of a sentence within which cues take effect."""

    first: int
    last: int
    sentence: int
    opener: str
    """What stands before it: punctuation, `but`, `and`, or nothing at the start of a sentence."""


def cut(passage: Passage) -> None:
    """Cut a passage into sentences and segments."""
    first = 0
    count = len(passage)
    for index in range(count):
        mark = passage.words[index]
        if passage.bits[index] & cues.PUNCT and mark in _SENTENCE and _ends_sentence(passage, index):
            if index > first or mark == "?":
                _sentence(passage, first, index, question=mark == "?")
            first = index + 1
    if first < count:
        _sentence(passage, first, count, question=False)


def _ends_sentence(passage: Passage, index: int) -> bool:
    mark = passage.words[index]
    if mark != ".":
        return True
    if index + 1 >= len(passage):
        return True
    if not passage.spaced[index + 1]:
        return passage.words[index + 1] in {'"', "'", ")", "\n"}
    before = passage.words[index - 1] if index else ""
    if before.isdigit() and len(before) <= 2 and is_month(passage.words[index + 1]):  # noqa: PLR2004
        # "Am 30. Juni 2024".
        return False
    if index > 1 and passage.words[index - 2] in _TYPES:
        # "A report of Type I. The Type II …": a number, no initial.
        return True
    if index > 1 and _whole_word(passage.words[index - 2], before):
        return True
    return before not in SHORTENED and not (len(before) == 1 and before.isalpha())


def _whole_word(word: str, last: str) -> bool:
    """Whether what looks shortened is not: "40 ms. Unter …", "quand il y en a. Nos …"."""
    return (word.isdigit() and last in _UNITS) or (last in _VERBS and word in _PRONOUNS)


def _sentence(passage: Passage, first: int, last: int, *, question: bool) -> None:
    hush_asides(passage, first, last)
    number = len(passage.sentences)
    passage.sentences.append(Sentence(first, last, question))
    start = first
    opener = ""
    for index in range(first, last):
        cut = _cut_at(passage, index, first, last)
        if cut is None:
            continue
        if index > start:
            passage.segments.append(Segment(start, index, number, opener))
            opener = cut
        elif cut == "but" or not opener:
            opener = cut
        start = index + 1
    if start < last or first == last:
        passage.segments.append(Segment(start, last, number, opener))


def _cut_at(passage: Passage, index: int, first: int, last: int) -> str | None:  # noqa: PLR0912
    """What a token opens when a segment ends before it, or `None`."""
    bits = passage.bits[index]
    word = passage.words[index]
    following = passage.bits[index + 1] if index + 1 < last else 0
    if bits & cues.PUNCT:
        if word == "-" and passage.spaced[index] and index + 1 < last and passage.spaced[index + 1]:
            return "-"
        if word == "," and (_inserted(passage, index) or opens_nothing(passage, index, first, last)):
            return None
        if word in _COMMAS:
            if word == "," and _ends_hearsay(passage, index, first, last):
                return word
            if word == "," and _said_before(passage, index, first):
                return None
            if word == "," and index + 1 < last and passage.words[index + 1] in _THAT:
                if _another_one(passage, index + 1, last):
                    return word
                return "," if _describes(passage, index, first) else None
            return word
        return None
    if index > first and gives_reason(passage, index, first):
        return ","
    if bits & cues.BUT and index > first and not bits & (cues.COND | cues.ADV | cues.NEG):
        return None if inside(passage, index, first, last) else "but"
    if bits & cues.BUT and index == first and not bits & cues.COND:
        return None
    if word in CORRELATIVE and any(before in CORRELATIVE for before in passage.words[first:index]):
        # "weder wir noch unsere …" is one subject.
        return None
    if word == "of" and bits & cues.AND and index > first and passage.bits[index - 1] & cues.ASK:
        # Dutch: "vroeg of we NEN 7510 hadden".
        return None
    if bits & cues.AND and index > first and not bits & (cues.NEG | cues.NO | cues.DET):
        if following & VERBAL and not following & (cues.SCHEME | cues.ART) and _has_verb(passage, first, index):
            return "and"
        if (
            following & (cues.NO | cues.WITHOUT | cues.ONLY)
            or _says_none(passage, index, first, last)
            or _goes_on(passage, index, first)
            or _others_do_not(passage, index + 1, last)
            or (_has_verb(passage, first, index) and another_speaks(passage, index + 1, last))
            or (
                complete(passage, index, first)
                and (
                    (following & cues.PLAN and not passage.any(cues.NEG | cues.NO, index, min(index + _FEW, last)))
                    or something_else(passage, index + 1, last)
                )
            )
        ):
            return "and"
    return None


def _another_one(passage: Passage, at: int, last: int) -> bool:
    """Whether a word for "that" stands for another one, of a scheme: Dutch "dat voor ISO 50001"."""
    end = next((place for place in range(at + 1, last) if passage.bits[place] & cues.PUNCT and place > at + 3), last)
    return (
        at + 3 < end
        and passage.words[at + 1] in _FOR
        and bool(passage.bits[at] & cues.DET and passage.bits[at + 2] & cues.SCHEME)
        # "…, dat voor ISO 27001 nodig is" describes the noun before it.
        and (end - at > 4 or bool(passage.bits[end - 1] & cues.BUT))  # noqa: PLR2004
        and not passage.bits[end - 1] & (cues.BE | cues.AUX)
    )


def _goes_on(passage: Passage, index: int, first: int) -> bool:
    """Whether a clause begins with the same subject: "e da allora non l'abbiamo mollata"."""
    begins = " ".join(passage.words[index + 1 : index + 3]) in _ONWARDS or passage.word(index + 1) in _ONWARDS
    if not begins:
        return False
    ended = passage.any(cues.PASTEND, first, index)
    end = next((at for at in range(index + 1, len(passage)) if passage.bits[at] & cues.PUNCT), len(passage))
    if ended:
        return passage.any(cues.GOT, index, end) and not passage.any(cues.NONE | cues.NO, index, end)
    return complete(passage, index, first) and passage.any(cues.QUIT, index, end)


_ONWARDS: Final = word_set("clauses.onwards")


def _says_none(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether a clause begins in which nothing is said or promised: "… and makes no commitment to get one"."""
    verb = index + 3 < last and passage.bits[index + 1] & cues.MEAN and passage.bits[index + 2] & cues.NO
    return bool(verb and passage.bits[index + 3] & cues.SAY) and _has_verb(passage, first, index)


def _said_before(passage: Passage, index: int, first: int) -> bool:
    """Whether a verb of saying stands before a comma, which opens what is said; "no label" is a noun."""
    at = index - 2 if passage.words[index - 1] == "zu" else index - 1
    if at > first and passage.bits[at] & cues.NEG and passage.bits[at - 1] & cues.SAY:
        # "Wir behaupten nicht, zertifiziert zu sein."
        return True
    if index <= first or not passage.bits[index - 1] & (cues.SAY | cues.MEAN):
        return False
    noun = passage.bits[index - 1] & cues.ART and index - 1 > first and passage.bits[index - 2] & cues.NO
    return not noun


def _ends_hearsay(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether a comma ends what others say, before the clause that is untrue: "it isn't true, as they say, that …"."""
    if index + 1 >= last or passage.words[index + 1] not in _THAT:
        return False
    begin = next((at for at in range(index - 1, max(first, index - _HEARSAY), -1) if passage.words[at] == ","), -1)
    return (
        begin > first
        and passage.any(cues.SAY, begin + 1, index)
        and passage.any(cues.TRUTH | cues.META, first, begin)
        and bool(passage.bits[begin + 1] & (cues.REL | cues.PREP | cues.AND))
    )


_HEARSAY: Final = 8


def _others_do_not(passage: Passage, at: int, last: int) -> bool:
    """Whether a clause begins that says of others alone that they are not: "… and the other two weren't"."""
    end = next((place for place in range(at, last) if passage.bits[place] & cues.PUNCT), last)
    return (
        end - at <= _FEW
        and any(word.startswith(_OTHERS) for word in passage.words[at : at + 3])
        and passage.any(cues.NEG | cues.NAY, at, end)
        and not passage.any(cues.SCHEME | cues.ART | cues.WE | cues.OUR, at, end)
    )


_FEW: Final = 8
_OTHERS: Final = word_parts("clauses.others")
_COMMALESS: Final = word_set("clauses.commaless")
"""Words before which a comma stands only where they describe a noun: "our app, que ningún organismo ha evaluado"."""


def _describes(passage: Passage, index: int, first: int) -> bool:
    """Whether a clause behind a comma describes the noun before it and is not what somebody says."""
    said = cues.SAY | cues.TRUTH | cues.META | cues.ASK
    return (
        passage.words[index + 1] in _COMMALESS
        and bool(passage.bits[index - 1] & cues.SELFNOUN or not passage.bits[index - 1])
        and not passage.any(said, first, index)
    )


def _inserted(passage: Passage, index: int) -> bool:
    """Whether the comma is one of two around a single word for never: "nobody, ever, has written one"."""
    return any(
        0 < at < len(passage) - 1
        and passage.bits[at] & (cues.ADV | cues.NEG)
        and not passage.bits[at] & (cues.SCHEME | cues.ART)
        and passage.words[at - 1] == "," == passage.words[at + 1]
        and at > 1
        and passage.bits[at - 2] & (cues.NOBODY | cues.NO)
        for at in (index - 1, index + 1)
    )


def _has_verb(passage: Passage, first: int, last: int) -> bool:
    return passage.any(
        cues.HOLD | cues.GOT | cues.BE | cues.AUX | cues.CERT | cues.SHOW | cues.NO | cues.NEG | cues.PASTEND,
        first,
        last,
    ) or any(not bits for bits in passage.bits[first:last])
