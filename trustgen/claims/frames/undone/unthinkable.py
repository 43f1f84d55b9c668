"""What cannot be pictured without it has it: "It is hard to imagine our plant without ISO 9001"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_HARD: Final = word_set("unthinkable.hard")
_IMAGINE: Final = word_parts("unthinkable.imagine")
_BETWEEN: Final = c.DET | c.ART | c.OUR | c.ADJ | c.PREP


def unthinkable(scene: Scene, token: int) -> bool:
    """Whether somebody of ours is hard to imagine without it."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    start, _ = chain(passage, token, first, last)
    without = next(iter(passage.places(c.WITHOUT, first, start)), last)
    if not all(bits & _BETWEEN for bits in passage.bits[without + 1 : start]):
        return False
    words = passage.words[first:last]
    ours = passage.any(c.WE | c.OUR | c.NAME, first, last) or any(
        scene.cased and scene.proper(at) and not passage.bits[at - 1] & (c.DET | c.NO)
        for at in range(first + 1, without)
    )
    return (
        without < start
        and ours
        and not _HARD.isdisjoint(words)
        and any(word.startswith(_IMAGINE) for word in words)
        and not passage.any(c.NEG | c.NO | c.NOBODY | c.BUT, first, last)
    )
