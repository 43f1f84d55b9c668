"""What is lacking, or has ended: whether it is something that can be held, and whether "nothing" is an object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims import cues as c

if TYPE_CHECKING:
    from trustgen.claims.passage import Passage

THING: Final = c.SCHEME | c.ART | c.CERT | c.PRESUP | c.ASSESSOR
EMPTY: Final = (
    c.DET
    | c.ADJ
    | c.ADV
    | c.AUX
    | c.BE
    | c.WE
    | c.PREP
    | c.PUNCT
    | c.NUMBER
    | c.WORD
    | c.ANAPH
    | c.AND
    | c.YOU
    | c.OTHER
    | c.NAME
    | c.GLOBAL
)


_OR: Final = frozenset({"or", "oder", "ou", "o", "of"})


def lacks(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether what is lacking, or has ended, is an artefact or a scheme."""
    at = index - 1
    if at > first and passage.bits[index] & c.PASTEND and passage.bits[at] & c.AND and passage.words[at] not in _OR:
        # A second verb has the subject of the first: "the certificate covered one office and ended in May".
        at = next((i for i in range(first, at) if passage.bits[i] & (c.SCHEME | c.ART | c.SELFNOUN)), at)
    while at >= first and passage.bits[at] & (EMPTY | c.NEG | c.PLAN) and not passage.bits[at] & THING:
        at -= 1
    if at >= first and passage.bits[at] & (c.SCHEME | c.ART | c.CERT | c.PRESUP):
        return True
    our = False
    at = index + 1
    behind = [i for i in range(at, min(at + 4, last)) if passage.bits[i] & (c.EXAMINER | c.PERSON)]
    if behind and passage.any(c.SCHEME, at, behind[0]):
        # "A former ISO 27001 auditor".
        return False
    while at < last and (
        passage.bits[at] & (EMPTY | c.OUR | c.HOLD | c.GOT | c.SINCE) and not passage.bits[at] & THING
    ):
        our = our or bool(passage.bits[at] & c.OUR)
        at += 1
    if at < last and passage.bits[at] & (c.SCHEME | c.ART | c.CERT):
        return not our or bool(passage.bits[index] & c.PASTEND)
    if at < last:
        return False
    # Nothing else is said: "we lack it", "both are missing".
    return (
        passage.any(c.SCHEME, first, index)
        or " " in passage.words[index]
        or not any(not bits and passage.words[i].isalpha() for i, bits in enumerate(passage.bits[first:last], first))
    )


def acts_on_nothing(passage: Passage, index: int, first: int) -> bool:
    """Whether "nothing" is the object of a verb that no cue knows ("leaves nothing out")."""
    at = index - 1
    while at >= first and passage.bits[at] & (c.DET | c.ADV | c.PUNCT):
        at -= 1
    return at >= first and (not passage.bits[at] or bool(passage.bits[at] & c.PREP and passage.bits[index] & c.NOBODY))
