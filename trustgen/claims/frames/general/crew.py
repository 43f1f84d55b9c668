"""Phrases in front of a sentence that only tell with whom something of ours is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import THE, attributed, chain
from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_VERB: Final = c.HOLD | c.ASK | c.DEFINE | c.AUX | c.BE | c.GOT | c.SHOW | c.COST


def crew(scene: Scene, at: int, token: int) -> bool:
    """Whether a phrase in front only tells with whom a thing of ours is done: "with eleven on board, the …"."""
    passage = scene.passage
    _, segment = scene.segment_of(at)
    _, own = scene.segment_of(token)
    return (
        bool(passage.bits[segment.first] & c.PREP)
        and segment is not own
        and passage.words[own.first] in THE
        and not passage.any(_VERB & ~c.COST, segment.first, segment.last)
    )


def whatever(scene: Scene, token: int) -> bool:
    """Whether a thing is certified, however many readers there be: "however many you add, the portal stays certified".

    The clause in front speaks of many, and the one with the mention of one thing and nobody else.
    """
    passage = scene.passage
    index, segment = scene.segment_of(token)
    if not index or segment.opener != "," or passage.words[segment.first] not in THE or not attributed(scene, token):
        return False
    before = passage.segments[index - 1]
    start, end = chain(passage, token, segment.first, segment.last)
    alone = before.sentence == segment.sentence and end == segment.last
    plain = all(not bits & ~_OF_A_THING for bits in passage.bits[segment.first + 1 : start])
    yours = passage.any(c.YOU | c.YOUR, before.first, before.last) and not passage.any(c.ASK, before.first, before.last)
    return alone and plain and yours and token > segment.first + 1


_OF_A_THING: Final = c.WORD | c.BE | c.ADV | c.LISTING | c.SELFNOUN | c.PREP | c.SINCE | c.ALIGN | c.CERT | c.ADJ
