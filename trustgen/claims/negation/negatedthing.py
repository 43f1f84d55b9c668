"""What stands behind a negation: a thing that is worn, an assessor who has not come, a word that no cue explains."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from trustgen.claims.negation.lacking import EMPTY
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage

MUTE: Final = c.HIDE | c.CHOOSE | c.TURN | c.QUIT | c.UNDER
"""Classes of words that say nothing of what a negation negates."""


def strange(passage: Passage, at: int) -> bool:
    """Whether a token is a word that no cue explains."""
    return not passage.bits[at] & ~MUTE and passage.words[at].isalpha() and len(passage.words[at]) > 2  # noqa: PLR2004


def verb_known(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether the verb of a negation is known: its clause ends in it, or it stands before a place.

    "Damit können die Stadtwerke nicht dienen", "Ein Zertifikat gibt es bei der Reederei Schwanenburg nicht".
    """
    if passage.any(_OTHERWISE, first, index):
        return False
    there = passage.places(c.EXIST, first, index)
    if (
        there
        and passage.bits[first] & (c.DET | c.SCHEME | c.ART)
        and passage.any(c.PREP, there[-1] + 1, there[-1] + 2)
        and index + 1 == last
    ):
        return True
    behind = passage.bits[index + 1] if index + 2 == last else 0
    return bool(behind & (c.SHOW | c.HOLD | c.GOT) and not behind & c.AUX) and passage.any(c.AUX, first, index - 1)


_OTHERWISE: Final = c.RIVAL | c.OTHER | c.YOU | c.YOUR | c.OUR | c.OURS | c.FINDING | c.MISTAKE | c.FAIL | c.GENERIC


def none_certified(passage: Passage, at: int, passed: int) -> bool:
    """Whether there is nobody of a kind who is certified: "no tenemos ninguna persona certificada"."""
    return bool(passed & c.HOLD and passage.bits[at - 1] & c.NO and passage.bits[at] & c.PERSON) and passage.any(
        c.CERT, at + 1, at + 2
    )


class Hit(Struct):
    """What a negation hits."""

    kind: str
    """`thing`, `verb`, `none`, `say`, `truth`, `lack`, `meta`; empty when the cue hits nothing that counts."""
    named: bool = False
    unknown: bool = False
    our: bool = False


def worn(passage: Passage, head: int, last: int) -> bool:
    """Whether a clause says how we have it: "not a badge that we wear lightly"."""
    at = head - 1 if passage.bits[head - 1] & c.REL else head
    return (
        at + 1 < last
        and bool(passage.bits[at] & c.REL and passage.bits[at + 1] & c.WE)
        and passage.any(c.HOLD | c.GOT, at, last)
        and (strange(passage, last - 1) or passage.words[last - 1].endswith(_MANNER))
    )


_MANNER: Final = word_parts("negatedthing.manner")


def assessed(passage: Passage, at: int, last: int, passed: int) -> Hit:
    """Whether an assessor has not examined us or was not engaged; not "no auditor has found a fault in our report"."""
    index = at + 1
    while index < last:
        here = passage.bits[index]
        if here & (c.CERT | c.AUDIT | c.HOLD | c.GOT | c.SHOW | c.SAY | c.EXIST) and not here & (c.AUX | c.ART):
            return Hit("") if not here & c.CERT and _owned(passage, index + 1, last) else Hit("thing")
        if here & (c.SCHEME | c.ART) and _owned(passage, at, last):
            return Hit("")
        if passage.words[index] in _SEEN and (
            _us_or_it(passage, index + 1, last) or (index + 1 == last and passage.any(c.ANAPH, at + 1, index))
        ):
            return Hit("thing")
        if not here & (EMPTY | c.ASSESSOR | c.OUR | c.SELFNOUN | c.CLAUSE | c.SCHEME | c.ART):
            break
        index += 1
    return Hit("none") if passed or index >= last else Hit("")


_SEEN: Final = word_set("negatedthing.seen")
"""What an assessor does who comes near."""


def _us_or_it(passage: Passage, first: int, last: int) -> bool:
    """Whether it is us or what was told of that nobody came near: "has reported on us", "has been near our scores"."""
    at = first
    while at < last and passage.bits[at] & (c.PREP | c.ADV) and not passage.bits[at] & (c.WE | c.OUR):
        at += 1
    us = at < last and bool(passage.bits[at] & (c.WE | c.OUR | c.ANAPH))
    return us and last - at <= _FEW and not passage.any(c.SCHEME | c.ART | c.FINDING | c.WITHOUT | c.LACK, at, last)


_FEW: Final = 3


def _owned(passage: Passage, first: int, last: int) -> bool:
    """Whether an artefact or a scheme is called ours."""
    return any(
        passage.any(c.SCHEME | c.ART, index + 1, min(last, index + 4)) and not _looked_at(passage, index, last)
        for index in passage.places(c.OUR, first, last)
    )


def _looked_at(passage: Passage, index: int, last: int) -> bool:
    """Whether "our" stands before what is examined against a scheme: "unsere Kontrollen nach ISAE 3402"."""
    return (
        passage.any(c.SELFNOUN | c.CLAUSE, index + 1, index + 2)
        and not passage.any(c.ART, index + 1, index + 2)
        and passage.any(c.ALIGN, index + 2, min(last, index + 3))
    )


def fronted(passage: Passage, index: int, first: int, passed: int) -> Hit:
    """An unknown word ends the search; it still counts when what is denied stands in front of it."""
    if passed & (c.HOLD | c.GOT | c.EXIST) and passage.any(c.SCHEME | c.ART, first, index):
        return Hit("none")
    return Hit("")


def second_verb(passage: Passage, index: int, at: int, first: int, last: int) -> bool:
    """Whether a second verb that no cue knows follows where the first is denied: "ni lo tenemos ni lo fingimos"."""
    had = passage.any(c.HOLD | c.BE | c.ANAPH, max(first, index - 4), at) and passage.any(c.WE | c.NAME, first, at)
    pronoun = passage.any(c.ANAPH, max(first, index - 4), at)
    more = c.SCHEME | c.ART | c.CERT | c.GOT | c.ONLY | c.BUT | c.PSEUDO | c.LACK | c.WITHOUT
    rest = any(strange(passage, place) for place in range(at + 1, min(at + _SECOND, last)))
    return had and pronoun and rest and not passage.any(more, first, last)


_SECOND: Final = 5


def not_ours(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether what was named is said not to be ours, and no more: "it isn't ours to show"."""
    at = index + 1
    if not (at < last and passage.bits[at] & c.OURS):
        return False
    if not (passage.bits[first] & c.ANAPH and index - first <= _NEAR) and not passage.any(_PAPERS, first, index):
        return False
    if passage.any(c.THEIR | c.OTHER | c.THIRD, first, index) or _a_fault(passage, first, index):
        return False
    more = c.ONLY | c.EXCEPT | c.BUT | c.AND | c.RIVAL
    return not passage.any(more, at + 1, last) and (at + 1 == last or bool(passage.bits[at + 1] & c.PREP))


_NEAR: Final = 3
_PAPERS: Final = c.SCHEME | c.ART
_AMONG: Final = word_set("negatedthing.among")


def _a_fault(passage: Passage, first: int, index: int) -> bool:
    """Whether what was named is something that an audit found: "the nonconformity isn't ours"."""
    amiss = c.FINDING | c.PASTEND | c.EXCEPT | c.FAIL
    nouns = range(first, index)
    return passage.any(amiss, first, index) or any(
        strange(passage, at) and passage.any(_PAPERS, max(at - 2, first), min(at + 4, index)) for at in nouns
    )


def not_among(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether what was named is said not to be among our papers: "a certificate is not among our documents"."""
    between = range(index + 1, min(index + 4, last))
    return (
        passage.any(_PAPERS, first, index)
        # What is called ours is not denied: it may hang on the wall.
        and not passage.any(c.OUR, first, index)
        and not _a_fault(passage, first, index)
        and any(
            passage.words[at] in _AMONG
            and passage.any(c.OUR, at + 1, at + 2)
            and passage.any(c.ART | c.DEFNOUN, at + 2, at + 4)
            for at in between
        )
    )


def opposite(passage: Passage, at: int, index: int) -> bool:
    """Whether the word is turned into its opposite, so that two negations meet: "none of them is non-compliant"."""
    return (
        at - index > len(("non", "-"))
        and bool(passage.bits[at] & c.CERT)
        and passage.words[at - 1] == "-"
        and passage.words[at - 2] in _PREFIX
    )


_PREFIX: Final = word_set("negatedthing.prefix")


_PART: Final = word_set("negated.part")
_CERTAIN: Final = word_set("negated.definite") | word_set("negated.the")


def part_of_it(passage: Passage, index: int, last: int) -> bool:
    """Whether nothing is what is said of a report or audit itself: "no part of the report", "nothing in the audit"."""
    near = min(index + 4, last)
    if passage.words[index] in _PART:
        return passage.any(c.SCHEME | c.ART, index + 1, near)
    inside = index + 2 < last and passage.bits[index + 1] & c.PREP and passage.words[index + 2] in _CERTAIN
    return bool(inside) and passage.any(c.ART | c.EXAM, index + 3, near + 2)
