"""A customer's words on a paper of ours that they saw: "“We signed once we had seen your Europrivacy seal.”"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import chain, quoted
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_SEEN: Final = word_set("theysaw.seen")
"""How it is told that something was there to be looked at: "saw", "gelesen"."""
_DENIED: Final = c.NEG | c.NO | c.NOBODY | c.NONE | c.WITHOUT | c.LACK | c.META | c.DECLINE | c.UNREAL
_NEAR: Final = 3


def they_saw(scene: Scene, token: int) -> bool:
    """Whether a quoted customer tells that they saw what is ours, and nothing beside it denies that."""
    passage, context = scene.passage, scene.unit.context
    if not (context.quoted or context.attribution or quoted(scene, token)) or passage.any(_DENIED):
        return False
    if any(not bits & c.ONCE for bits in (passage.bits[at] for at in passage.places(c.COND))):
        return False
    number, first, last = scene.sentence_of(token)
    start, end = chain(passage, token, first, last)
    yours = any(passage.bits[at] & c.YOUR for at in range(max(start - _NEAR, first), token))
    told = {*passage.words[max(start - 2 * _NEAR, first) : token], *passage.words[end : min(end + 2 * _NEAR, last)]}
    return yours and not passage.sentences[number].question and not _SEEN.isdisjoint(told)
