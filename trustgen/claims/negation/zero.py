"""Counts of what is held that come to nothing: "External audits passed: 0"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage

_TOTAL: Final = word_set("zero.total")
_HELD: Final = c.GOT | c.HAPPEN | c.HOLD | c.EXIST | c.CERT
_AMISS: Final = (
    c.FINDING | c.LACK | c.PASTEND | c.FAIL | c.QUIT | c.NEG | c.NO | c.WITHOUT | c.SINCE | c.OUR | c.RETRACT
)


def counted_none(passage: Passage, segment: Segment, answer: Segment) -> bool:
    """Whether a clause of known words ends in "held" or "passed", nothing is amiss in it, and a nought follows."""
    first, last = segment.first, segment.last
    since = next((at for at in passage.places(c.SINCE & ~c.ISSUED, first + 1, last) if passage.bits[at] & c.REL), last)
    # Since when it is counted: "External audits completed since the company was founded: 0."
    last = since if passage.bits[since - 1] & _HELD else last
    first += passage.words[first] in _TOTAL
    return (
        answer.last - answer.first == 1
        and passage.words[answer.first] in {"0", "zero"}
        and bool(passage.bits[last - 1] & _HELD)
        and all(passage.bits[first:last])
        and not passage.any(_AMISS, first, last)
    )
