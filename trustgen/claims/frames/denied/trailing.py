"""Lists that are denied and end in what it would be for: "no SOC 1, SOC 2 or SOC 3 reports for the platform"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.negation.lacking import OR
from trustgen.claims.scenes.scene import NOUNS
from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_LONGEST: Final = 8
"""Tokens of the phrase at the end, such as "für das Werk in Gera"."""
_SAYS: Final = (
    c.WE | c.HOLD | c.GOT | c.BE | c.AUX | c.YEA | c.DONE | c.SHOW | c.EXIST | c.SINCE | c.COND | c.BUT | c.SCHEME
)
_TURNS: Final = c.WITHOUT | c.LACK | c.ONLY | c.EXCEPT | c.PASTEND | c.FINDING | c.OTHER | c.RIVAL | c.NEG


def list_for_something(scene: Scene, index: int) -> bool:
    """Whether a segment ends a list with "or" and a last name, and then only says what for, where or of what kind."""
    passage = scene.passage
    segment = passage.segments[index]
    first, last = segment.first, segment.last
    named = passage.places(c.SCHEME, first, last)
    if not named or segment.opener != "," or OR.isdisjoint(passage.words[first : named[-1]]):
        return False
    at = named[-1] + 1
    while at < last and passage.bits[at] & NOUNS and not passage.bits[at] & c.PREP:
        at += 1
    tail = at < last <= at + _LONGEST and bool(passage.bits[at] & c.PREP)
    plain = all(bits & NOUNS and not bits & (c.OUR | c.CERT & ~c.ART) for bits in passage.bits[first:at])
    return tail and plain and not any(bits & (_SAYS | _TURNS) and not bits & c.DET for bits in passage.bits[at:last])
