"""What it would be wrong to say: to call something of ours certified, which denies it, or to hide that it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_AS: Final = word_set("common.as")


def described(scene: Scene, token: int) -> bool:
    """Whether something of ours is what is called certified: "it would be wrong to describe our product as …"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    start, end = chain(passage, token, segment.first, segment.last)
    at = start - 1 if passage.words[start - 1] in _AS else start
    whose = passage.places(c.OUR, segment.first, at)
    if not whose or not passage.any(c.SELFNOUN, at - 1, at) or end < segment.last:
        return False
    certified = any(passage.bits[place] & c.CERT and not passage.bits[place] & c.ART for place in range(start, end))
    said = passage.any(c.SAY | c.MEAN | c.DEFINE, max(whose[-1] - 2, segment.first), whose[-1])
    return said and (certified or at < start)


def withheld(scene: Scene, token: int) -> bool:
    """Whether it would be wrong to say less: "it would be wrong to hide that our product is FIPS validated"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    return any(passage.any(c.HIDE | c.ONLY, place + 1, token) for place in passage.places(c.META, segment.first, token))
