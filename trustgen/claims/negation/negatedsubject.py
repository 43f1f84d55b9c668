"""The subject that a negation begins: where the verb stands behind it, to which the negation reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.negation.lacking import EMPTY, THING
from trustgen.claims.negation.negatedthing import strange
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage

_NOR: Final = word_set("common.nor")


def behind_subject(passage: Passage, index: int, last: int, reach: int) -> int:
    """Where it begins what is denied; a verb may stand `reach` tokens behind its subjects."""
    return (
        _both_subjects(passage, index, last, reach)
        or _no_part(passage, index, last, reach)
        or _partitive(passage, index, last)
    )


def _both_subjects(passage: Passage, index: int, last: int, reach: int) -> int:
    """Where the verb stands behind two subjects: "neither the app nor the console has been evaluated", or 0.

    The nouns may be any; the verb has to be one of having been examined, or "be" in front of it.
    """
    at = next((i for i in range(index + 1, last) if passage.words[i] in _NOR), last)
    if passage.bits[index] & (c.NEG | c.NO) == 0 or at == last:
        return 0
    at += 1
    while at < last and not passage.bits[at] & (c.AUX | c.BE | c.AUDIT | THING):
        at += 1
    if at < last and passage.bits[at] & c.AUDIT and not passage.bits[at] & c.ART:
        # "… has been through"
        return at
    return _examined(passage, at, last, reach)


def _examined(passage: Passage, verb: int, last: int, reach: int) -> int:
    """The same place when it is that of having been examined: "has been evaluated", or 0."""
    at = verb
    while (
        at < last
        and passage.bits[at] & (c.AUX | c.BE | c.ADV | c.NEG | c.PREP | c.SCHEME | c.AND)
        and at - verb <= reach
    ):
        at += 1
    return verb if verb < at < last and passage.bits[at] & c.CERT else 0


def _no_part(passage: Passage, index: int, last: int, reach: int) -> int:
    """Where the verb stands behind no part of ours, whatever its name: "no layer of our stack has been audited", or 0.

    Of a named company or of customers it says nothing about us.
    """
    if not passage.bits[index] & c.NO or index + 4 >= last or not strange(passage, index + 1):
        return 0
    # German has a genitive: "kein Winkel der Plattform".
    of = passage.bits[index + 2] & c.PREP and not passage.bits[index + 2] & c.OUR
    whose = index + 2 + (of > 0)
    if not passage.bits[whose] & (c.OUR | c.DET) or passage.bits[whose] & c.WE:
        return 0
    verb = whose + 2
    noun = passage.bits[whose + 1] & c.SELFNOUN or strange(passage, whose + 1)
    return _examined(passage, verb, last, reach) if noun and verb < last else 0


def _partitive(passage: Passage, index: int, last: int) -> int:
    """Where it begins what is denied: behind "none of our practices", "ni una de nuestras sedes", "keine unserer …"."""
    at = index + 1
    if not passage.bits[index] & (c.NONE | c.NO) and passage.words[index] != "none of":
        return at
    if at < last and passage.bits[at] & c.PREP and not passage.bits[at] & c.OUR:
        at += 1
    if at + 2 < last and passage.bits[at] & c.OUR and not passage.bits[at] & c.WE and strange(passage, at + 1):
        return at + 2 if passage.bits[at + 2] & (EMPTY | c.NEG) else index + 1
    return index + 1
