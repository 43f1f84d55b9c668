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
_NEAR: Final = 2
_FAR: Final = 6


def they_saw(scene: Scene, token: int) -> bool:
    """Whether a quoted customer tells that they saw what is ours, and nothing in the quotation is denied."""
    passage, context = scene.passage, scene.unit.context
    if not (context.quoted or context.attribution or quoted(scene, token)) or passage.any(_DENIED):
        return False
    if any(not bits & c.ONCE for bits in (passage.bits[at] for at in passage.places(c.COND))):
        return False
    number, first, last = scene.sentence_of(token)
    start, end = chain(passage, token, first, last)
    yours = passage.any(c.YOUR, max(start - _NEAR, first), token) and passage.any(c.ART | c.SEAL, start, end)
    others = passage.any(c.OTHER | c.THIRD | c.RIVAL, max(start - _NEAR, first), end)
    told = {*passage.words[max(start - _FAR, first) : token], *passage.words[end : min(end + _FAR, last)]}
    return yours and not others and not passage.sentences[number].question and not _SEEN.isdisjoint(told)
