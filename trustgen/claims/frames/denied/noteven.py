"""Nobody has it, and that takes us in: "no studio, not even ours, can show a TISAX label"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_NOBODY: Final = c.NO | c.NOBODY | c.NONE
_US: Final = c.WE | c.OUR | c.OURS | c.NAME
_FLAWS: Final = c.NEG | c.NO | c.NONE | c.WITHOUT | c.LACK | c.FAIL | c.PASTEND | c.COND | c.FINDING
_SHORT: Final = 5
_BEFORE: Final = 2
"""Segments in front: the subject, and what is inserted."""


def not_even_us(scene: Scene, index: int) -> bool:
    """Whether nobody is the subject of a segment, and "not even ours" stands between the commas before it."""
    passage, segments = scene.passage, scene.passage.segments
    if index < _BEFORE:
        return False
    subject, inserted, own = segments[index - 2], segments[index - 1], segments[index]
    return (
        subject.sentence == inserted.sentence == own.sentence
        and inserted.opener == own.opener == ","
        and inserted.last - inserted.first <= _SHORT
        and passage.any(_NOBODY, subject.first, subject.first + 1)
        and passage.any(c.NEG | c.NO, inserted.first, inserted.last)
        and passage.any(_US, inserted.first, inserted.last)
        and not passage.any(c.EXCEPT | c.BUT, inserted.first, inserted.last)
        and passage.any(c.HOLD | c.SHOW | c.AUX | c.BE, own.first, own.first + 1)
        and not passage.any(_FLAWS, own.first, own.last)
        and not passage.any(_FLAWS, subject.first + 1, subject.last)
        and not passage.any(c.SCHEME | c.ART, subject.first, subject.last)
    )
