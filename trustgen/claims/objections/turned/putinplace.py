"""A denial put in the place of what stood there before, which the next sentence calls wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.passages.asides import CAUSES
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_EARLIER: Final = word_parts("putinplace.earlier")
_THAT: Final = word_set("putinplace.that")


def put_in_place(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether what is wrong is what stood there before the denial: "We have none. The earlier sentence was wrong."."""
    passage = scene.passage
    _, begin, end = scene.sentence_of(token)
    denied = passage.any(c.WE | c.OUR | c.NAME, begin, token) or (
        # "Not certified. The earlier wording was a mistake."
        passage.bits[begin] & c.NEG and passage.any(c.THEN, first, last)
    )
    if not denied or passage.any(c.SAY, begin, end):
        return False
    before = any(word.startswith(_EARLIER) for word in passage.words[first + 1 : first + 4])
    us = any(
        passage.any(c.WE, at + 1, at + 2) or passage.any(c.WE, at - 2, at)
        for at in passage.places(c.MISTAKE | c.META, first + 1, last)
    )
    return (before and passage.words[first] not in _THAT) or (
        us and passage.any(c.YOU | c.GENERIC | c.RIVAL, first, last)
    )


def put_right(scene: Scene, token: int) -> bool:
    """Whether what was taken down is said to have denied it: "we took down the page that said we had none"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    told = passage.places(c.SAY, first, token)
    if not told or passage.any(c.COND | c.NEG | c.NO, first, told[0]):
        return False
    if any(passage.words[at] in CAUSES for at in range(told[0] + 1, token)):
        # "We deleted the phrase, since no module of ours has a certificate."
        return False
    taken = passage.any(c.RETRACT, first, token) or passage.any(c.META | c.RETRACT, token + 1, last)
    return (
        taken
        and passage.any(c.NO | c.LACK | c.NEG, told[0] + 1, token)
        and not passage.any(c.NEG | c.NO, token + 1, last)
        and not passage.any(c.WHOEVER, first, told[0])
    )
