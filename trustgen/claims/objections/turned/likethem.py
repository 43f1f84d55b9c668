"""What others need or must have to get in, and we needed or are in: "Most need a consultant. We needed a whiteboard.".

The first half is about the market and honest.  Who needed less for it has it, and who is inside a circle that only
holders enter is one; so is whoever was preferred to rivals because these are without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.passedon.takenup import clear, following
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_US: Final = c.WE | c.NAME | c.WITHUS
_THEY: Final = c.GENERIC | c.THIRD | c.RIVAL
_ELSE: Final = c.THIRD | c.OTHER | c.GENERIC | c.YOUR | c.YOU | c.HELP | c.RIVAL
_DENIED: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.COND | c.PLAN | c.LACK | c.UNREAL
_BRIEF: Final = 4
_SHORT: Final = 7
_STEM: Final = 5
_NEEDED: Final = word_set("likethem.needed")
_KEPT: Final = word_parts("likethem.kept")
"""What is done to suppliers that are wanted; whatever else befell those without it did not befall us, who have it."""
_INSIDE: Final = word_set("likethem.inside")


def like_them(scene: Scene, token: int) -> bool:
    """Whether we are set beside those who need it or are without it, as one who has it."""
    return any(test(scene, token) for test in (_needed_less, _let_in, _not_dropped, _chosen_over))


def _needed_less(scene: Scene, token: int) -> bool:
    """Whether most need something for it, and we needed something else: "it takes most a year; we needed a month"."""
    passage = scene.passage
    _, begin, _ = scene.sentence_of(token)
    first, last = following(scene, token)
    if first == last or last - first > _SHORT or not passage.any(c.GENERIC, begin, first):
        return False
    us = passage.places(c.WE | c.NAME, first, min(first + 2, last))
    needed = any(passage.words[at] in _NEEDED for at in range(first + 1, min(first + _BRIEF, last - 1)))
    return bool(us) and needed and clear(passage, first, last) and not passage.any(_ELSE & ~c.RIVAL, first, last)


def _let_in(scene: Scene, token: int) -> bool:
    """Whether only holders may do something, and we do: "Only vendors with it may connect. We are connected."."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first, last = following(scene, token)
    if first == last or last - first > _SHORT or not passage.any(c.ONLY, segment.first, segment.last):
        return False
    if passage.any(_DENIED, segment.first, segment.last) or not clear(passage, first, last):
        return False
    us = passage.any(c.WE | c.NAME, first, first + 1) and passage.any(c.SINCE, first, last)
    with_us = passage.any(c.ANAPH, first, last) and passage.any(c.WITHUS, last - 1, last)
    begun = {word[:_STEM] for word in passage.words[segment.first : segment.last] if len(word) >= _BRIEF}
    inside = any(
        word in _INSIDE or (len(word) >= _BRIEF and word[:_STEM] in begun) for word in passage.words[first:last]
    )
    return (us or with_us) and inside and passage.any(_THEY, segment.first, segment.last)


def _not_dropped(scene: Scene, token: int) -> bool:
    """Whether suppliers without it were dropped, and we were not."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first, last = following(scene, token)
    return (
        first < last
        and last - first <= _BRIEF
        and passage.any(c.WE | c.NAME, first, first + 1)
        and passage.any(c.NEG, first + 1, last)
        and all(bits & (_US | c.BE | c.AUX | c.NEG | c.NAY | c.ADV) for bits in passage.bits[first:last])
        and passage.any(_THEY, segment.first, token)
        and passage.any(c.WITHOUT, token - 2, token)
        and not any(word.startswith(_KEPT) for word in passage.words[token + 1 : segment.last])
    )


def _chosen_over(scene: Scene, token: int) -> bool:
    """Whether somebody preferred us to some who are without it: "Contoso chose us over two rivals without SOC 2."."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    without = next(iter(passage.places(c.WITHOUT, max(token - 2, segment.first), token)), -1)
    us = passage.places(c.WE | c.NAME, segment.first, max(without, segment.first))
    if without < 0 or not us or passage.any(_DENIED, segment.first, without):
        return False
    return us[0] > segment.first and _they(passage, us[0] + 1, without)


def _they(passage: Passage, first: int, last: int) -> bool:
    """Whether what stands there are several others, and no apposition to us."""
    return passage.any(c.NUMBER | c.RIVAL, first, last) and not passage.any(c.PUNCT | c.ANAPH, first, last)
