"""A plan that is told in the past, and what came of it: "It was on our list. Since last week we can tick it off"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_WAS: Final = word_set("wasplanned.was")
_NOW: Final = word_set("wasplanned.now")
_REACHED: Final = word_parts("wasplanned.reached")
_AMISS: Final = c.NEG | c.NO | c.NOBODY | c.WITHOUT | c.LACK | c.NONE | c.NAY | c.QUIT | c.OPEN | c.PROGRESS
_EARLY: Final = 3


def came_of_it(scene: Scene, token: int) -> bool:
    """Whether it was planned once, and what follows says since when it is so, or that it is reached."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    number, _, end = scene.sentence_of(token)
    if segment.last < end:
        first, last = segment.last + 1, end
    elif number + 1 < len(passage.sentences):
        first, last = passage.sentences[number + 1].first, passage.sentences[number + 1].last
    else:
        return False
    was = not _WAS.isdisjoint(passage.words[segment.first : segment.last])
    return _so_now(passage, first, last) and (was or _both(passage, first, last))


def _both(passage: Passage, first: int, last: int) -> bool:
    """Whether both the time and the reaching are told, so that the verb before need not: "Sinds mei is het zover."."""
    words = passage.words[first:last]
    return not _NOW.isdisjoint(words[:1]) and any(word.startswith(_REACHED) for word in words)


def _so_now(passage: Passage, first: int, last: int) -> bool:
    """Whether the region tells how it is by now, and nothing in it is amiss."""
    words = passage.words[first:last]
    reached = any(word.startswith(_REACHED) for word in words)
    now = not _NOW.isdisjoint(words[:_EARLY]) and not passage.any(c.PLAN, first, last)
    return (reached or now) and not passage.any(_AMISS, first, last)
