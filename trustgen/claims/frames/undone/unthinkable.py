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
    if without >= start or not all(bits & _BETWEEN for bits in passage.bits[without + 1 : start]):
        return False
    words = passage.words[first:last]
    verb = next((at for at in range(first, without) if passage.words[at].startswith(_IMAGINE)), first - 1)
    ours = passage.any(c.OUR | c.NAME, verb + 1, without) or any(
        (scene.proper(at) or (not scene.cased and not passage.bits[at] and passage.words[at].isalpha()))
        and not passage.bits[at - 1] & (c.DET | c.NO | c.PREP)
        for at in range(max(verb + 1, 1), without)
    )
    return (
        ours
        and not _HARD.isdisjoint(words)
        and any(word.startswith(_IMAGINE) for word in words)
        and not passage.any(_OTHERS, verb + 1, without)
        and not passage.any(c.NEG | c.NO | c.NOBODY | c.BUT, first, last)
    )


_OTHERS: Final = c.THIRD | c.GENERIC | c.OTHER | c.YOU | c.YOUR | c.RIVAL | c.ASK
