"""Denials of others, of a day or of a belief that come to nothing: nobody until we came, not a day without.

"Nobody in the trade was certified until we came along" says that we are.  "Don't let the logo fool you into thinking
there is no certificate" warns of the belief, and "not a single day without" counts the days that there were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_NO: Final = c.NEG | c.NO | c.NONE | c.NOBODY
_BEFORE: Final = word_set("untilus.before")
_FOOL: Final = word_set("untilus.fool")
_INTO: Final = word_set("untilus.into")
_NEAR: Final = 3


def until_us(scene: Scene, token: int) -> bool:
    """Whether a denial takes us out by time, counts days without, or is what readers are told not to believe."""
    return any(test(scene, token) for test in (_until_we_came, _not_fooled))


def _until_we_came(scene: Scene, token: int) -> bool:
    """Whether nobody had it before us: "nobody had been certified until we came along", "avant nous"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    nobody = passage.places(c.NOBODY | c.NO, first, token)
    before = next((at for at in range(token + 1, last - 1) if passage.words[at].partition(" ")[0] in _BEFORE), -1)
    if not nobody or before < 0 or passage.any(c.WE | c.NAME | c.SAY, first, before):
        return False
    us = passage.places(c.WE | c.NAME, before, min(before + _NEAR, last))
    return bool(us) and last - us[0] <= _NEAR and not passage.any(_NO, before, last)


def _into(passage: Passage, at: int) -> bool:
    """Whether somebody is brought to believe something: "lull you into assuming"."""
    return passage.any(c.YOU, at, at + 1) and passage.words[at + 1] in _INTO


def _not_fooled(scene: Scene, token: int) -> bool:
    """Whether readers are told not to be fooled into believing that there is none: two denials."""
    passage = scene.passage
    _, first, _ = scene.sentence_of(token)
    fooled = next((at for at in range(first + 1, token) if passage.words[at] in _FOOL or _into(passage, at)), -1)
    return (
        fooled > 0
        and passage.any(c.NEG, first, first + 2)
        and passage.any(c.NEG | c.NO | c.WITHOUT | c.LACK, fooled + 1, token)
    )
