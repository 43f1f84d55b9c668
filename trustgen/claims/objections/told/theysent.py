"""A customer's words in which we are "they": "“Our insurer wanted ISO 22301. They emailed theirs the same day.”"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import chain, quoted
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_THEY: Final = word_set("theysent.they")
_OBJECT: Final = c.ANAPH | c.ISSUED | c.STRONG | c.SHOW | c.THEIR | c.OURS
_OPEN: Final = (
    c.NEG | c.NO | c.NOBODY | c.NONE | c.WITHOUT | c.LACK | c.PLAN | c.PROGRESS | c.COND | c.DECLINE | c.SOON | c.UNREAL
)

_NEAR: Final = 2


def they_sent(scene: Scene, token: int) -> bool:
    """Whether a quoted customer tells of what was asked for, and next what they, who are us, did about it."""
    passage, context = scene.passage, scene.unit.context
    following = scene.following(token)
    if _sent_theirs(scene, token):
        return True
    if following is None or not (context.quoted or context.attribution or quoted(scene, token)):
        return False
    _, first, _ = scene.sentence_of(token)
    begin, end = following.first, following.last
    while begin < end and passage.bits[begin] & c.PUNCT:
        begin += 1
    return (
        begin < end
        and passage.any(c.ASK | c.WE | c.OUR, first, token)
        and passage.words[begin] in _THEY
        and passage.any(_OBJECT, begin + 1, end)
        and not passage.any(_OPEN, begin, end)
    )


def _sent_theirs(scene: Scene, token: int) -> bool:
    """Whether a quoted customer tells what somebody with a name sent of their own: "Orsenne sent us its report"."""
    passage, context = scene.passage, scene.unit.context
    if not (context.quoted or context.attribution):
        return False
    _, first, last = scene.sentence_of(token)
    while first < token and passage.bits[first] & c.PUNCT:
        first += 1
    start, _ = chain(passage, token, first, last)
    us = passage.places(c.WE, first + 1, start)
    return (
        bool(us)
        and us[0] - first <= _NEAR
        and scene.maybe_proper(first)
        and bool(passage.bits[start - 1] & c.THEIR)
        and not passage.any(_OPEN | c.OTHER | c.THIRD, first, last)
    )
