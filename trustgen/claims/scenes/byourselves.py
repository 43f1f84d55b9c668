"""A standard that we went through by ourselves, with nobody from outside: that is no audit of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import attributed, possessed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_ALONE: Final = word_set("byourselves.alone")
"""Words for being alone with it: "ourselves", "selbst", "da soli"."""
_OUTSIDE: Final = c.ASSESSOR | c.EXAMINER | c.CERTIFIER | c.GOT | c.DONE | c.YEA | c.ISSUED | c.EXAM | c.OTHER | c.THIRD
_ANY: Final = 3
"""Tokens of "no", an article, and the word for a certification."""


def by_ourselves(scene: Scene, token: int) -> bool:
    """Whether we went through it alone, and the next sentence denies any certification: "by ourselves in August"."""
    passage = scene.passage
    _, own = scene.segment_of(token)
    _, first, last = scene.sentence_of(token)
    behind = scene.following(token)
    if behind is None or possessed(scene, token) or attributed(scene, token) or passage.any(_OUTSIDE, first, last):
        return False
    alone = any(word in _ALONE for word in passage.words[own.first : own.last])
    denied = scene.stance(passage.segment_at(behind.first))
    certification = any(
        not passage.bits[at] & c.PRESUP
        for at in passage.places(c.STRONG, behind.first, min(behind.first + _ANY, behind.last))
    )
    return alone and denied.denies and denied.direct and certification
