"""A demand out of others' papers that we could not meet: "The tender said: “…certified.” We had to pass."."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_SHORT: Final = 7
_TOLD: Final = c.NEG | c.NO | c.COND | c.YOU | c.OUR | c.ISSUED | c.SCHEME
_US: Final = c.WE | c.OUR | c.NAME | c.OURS


def had_to_pass(scene: Scene, token: int) -> bool:
    """Whether it is quoted from what others ask for, and the next sentence is only that we declined."""
    passage = scene.passage
    _, begin, _ = scene.sentence_of(token)
    following = scene.following(token)
    quote = max((at for at in range(begin, token) if passage.words[at] == '"'), default=begin)
    if following is None or not passage.any(c.ASK | c.RULE, begin, quote) or passage.any(_US, begin, token):
        return False
    first, last = following.first, following.last
    # What closes the quotation may stand at the beginning of the next sentence.
    first += passage.words[first] == '"'
    return (
        last - first <= _SHORT
        and passage.any(c.DECLINE, last - 1, last)
        and not passage.any(_TOLD, first, last)
        and not passage.any(c.DET, first, first + 1)
    )
