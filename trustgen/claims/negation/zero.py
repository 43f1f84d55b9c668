"""Counts of what is held that come to nothing: "External audits passed: 0"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage

ZERO: Final = frozenset({"0", "zero"})
_TOTAL: Final = word_set("zero.total")
_HELD: Final = c.GOT | c.HAPPEN | c.HOLD | c.EXIST | c.CERT


def counted_none(passage: Passage, segment: Segment, answer: Segment) -> bool:
    """Whether a clause of known words counts what was held or passed, and a nought follows.

    Where it counts losses or flaws, an objection says so: "Certificates withdrawn: 0".
    """
    first, last = segment.first, segment.last
    first += passage.words[first] in _TOTAL
    named = [at for at in range(first, last) if passage.bits[at] & (_HELD | c.SCHEME | c.ISSUED | c.EXAM)]
    if not named or answer.last - answer.first != 1 or passage.words[answer.first] not in ZERO:
        return False
    # By whom or since when may stand behind: "Audits completed since the company was founded: 0".
    end = named[-1] + 1
    rest = end == last or bool(passage.bits[end] & (c.SINCE | c.PREP | c.REL | c.WE | c.PUNCT))
    return (
        rest
        and any(passage.bits[at] & _HELD and not passage.bits[at] & c.ART for at in named)
        and all(passage.bits[first:end])
    )
