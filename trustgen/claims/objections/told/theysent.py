"""A customer's words in which we are "they": "“Our insurer wanted ISO 22301. They emailed theirs the same day.”"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import quoted
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_THEY: Final = word_set("theysent.they")
_OBJECT: Final = c.ANAPH | c.ISSUED | c.STRONG | c.SHOW | c.THEIR | c.OURS
_OPEN: Final = (
    c.NEG | c.NO | c.NOBODY | c.NONE | c.WITHOUT | c.LACK | c.PLAN | c.PROGRESS | c.COND | c.DECLINE | c.SOON | c.UNREAL
)


def they_sent(scene: Scene, token: int) -> bool:
    """Whether a quoted customer tells of what was asked for, and next what they, who are us, did about it."""
    passage, context = scene.passage, scene.unit.context
    following = scene.following(token)
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
