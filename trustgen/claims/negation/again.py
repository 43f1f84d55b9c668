"""Clauses that deny once more what the one before denied: "Support is not outsourced and it never will be"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.negation.polarity import stance
from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage

_THING: Final = c.SCHEME | c.CERT | c.GENERIC | c.HOLD | c.AUDIT | c.LISTING | c.EXIST
_POINTS: Final = c.WORD | c.ANAPH | c.WE | c.NAME | c.OUR | c.ART | c.DET | c.ADV | c.BE | c.AUX | c.PUNCT


def denied_again(passage: Passage, segment: Segment) -> bool:
    """Whether a clause only denies once more what is no certification: "…, né lo faremo mai", "… and never will be"."""
    first, last = segment.first, segment.last
    if passage.any(_THING, first, last):
        return False
    number = passage.segments.index(segment)
    before = passage.segments[number - 1]
    if number and before.sentence == segment.sentence and passage.any(c.NEG | c.NO, before.first, before.last):
        return not stance(passage, before).denies
    denied = passage.places(c.NEG, first, last)
    again = [at for at in passage.places(c.AND, denied[0], last) if passage.any(c.NEG, at, last)] if denied else []
    if not again or any(bits & c.ANAPH and not bits & c.DET for bits in passage.bits[denied[0] : again[0]]):
        return False
    # "Our shop is not and never will be" leaves out what it is about.
    stretches = (range(first, denied[0]), range(denied[0], again[0]))
    return all(any(not passage.bits[at] & _POINTS for at in stretch) for stretch in stretches)
