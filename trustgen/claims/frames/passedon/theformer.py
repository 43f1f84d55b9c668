"""Which of two kinds we are: "eIDAS knows qualified providers and all others. We are among the former"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_PARTS: Final = word_parts("theformer.parts")
"""How verbs begin that tell two kinds apart."""
_FORMER: Final = word_set("theformer.former")
_BELONG: Final = word_parts("theformer.belong")
_UNSURE: Final = c.NEG | c.NO | c.COND | c.PLAN | c.UNREAL | c.LACK
_SUBJECT: Final = c.WE | c.NAME | c.OUR
_NEAR: Final = 3


def of_the_former(scene: Scene, token: int) -> bool:
    """Whether two kinds are told apart, the certified ones first, and the next sentence counts us among the first."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    following = scene.following(token)
    if following is None or passage.sentences[number].question:
        return False
    low, high = following.first, following.last
    # "qualified trust service" is a name.
    certified = next(iter((*passage.places(c.CERT, first, last), *passage.places(c.SCHEME, first, last)[1:])), last)
    at = next((at for at in range(low + 1, high) if passage.words[at] in _FORMER), high)
    return (
        any(word.startswith(_PARTS) for word in passage.words[first:last])
        and certified < last
        and not passage.any(_UNSURE & ~c.PLAN, first, certified)
        and at < high
        and passage.any(c.DET, max(at - _NEAR, low), at)
        and (passage.any(c.BE, low, at) or any(word.startswith(_BELONG) for word in passage.words[low:at]))
        and (passage.any(_SUBJECT, low, at) or any(scene.maybe_proper(place) for place in range(low, at)))
        and not passage.any(_UNSURE | c.THIRD | c.OTHER | c.SCHEME, low, high)
    )
