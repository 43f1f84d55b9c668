"""What any verb at all tells of us in the sentence behind words on a scheme or the market."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.passedon.takenup import clear, following
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_ELSE: Final = c.THIRD | c.OTHER | c.HELP | c.RIVAL
_SELF: Final = c.WE | c.NAME | c.OUR | c.OURS
_NEAR: Final = 3
_MOST: Final = word_set("aboutus.most")
_FROM: Final = word_set("aboutus.from")
_TO: Final = word_set("inheriting.to")
_IDLE: Final = word_parts("aboutus.idle")


def all_the_way(scene: Scene, token: int) -> bool:
    """Whether a title says where it began and how long it took: "From spreadsheets to ISO 27001 in nine months"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first = segment.first
    return (
        passage.words[first] in _FROM
        and first + 2 < token
        and passage.words[token - 1] in _TO
        and passage.any(c.PREP, token + 1, token + 2)
        and passage.any(c.NUMBER, token + 2, segment.last)
        and not passage.any(_ELSE | c.SCHEME | c.ISSUED | c.YOU | c.YOUR | c.COND, first, token)
    )


def about_us(scene: Scene, token: int) -> bool:
    """Whether the next sentence tells of us and of what was spoken of, by any verb but one of only dealing with it.

    "Retailers insist on PCI DSS. We sat it in June." does, "We explain it below." does not.
    """
    passage = scene.passage
    _, begin, end = scene.sentence_of(token)
    first, last = following(scene, token)
    if first == last or token >= first or not clear(passage, first, last):
        return False
    alone = passage.any(c.BE, first + 1, first + 2) and not passage.bits[first] & _ELSE
    if any(not (alone and at == first + 2) for at in passage.places(_ELSE, first, last)) or passage.any(
        c.GENERIC, first + _NEAR, last
    ):
        return False
    if passage.any(c.COND, begin, end) or (first < end and passage.any(c.YOU | c.YOUR, begin, token)):
        return False
    words = passage.words[first:last]
    if any(word.startswith(_IDLE) for word in words) or not passage.any(_SELF, first, min(first + _NEAR, last)):
        return False
    if passage.any(c.ANAPH | c.OURS, first + 1, last):
        return True
    return passage.any(c.EXAM | c.ISSUED | c.ASSESSOR | c.EXAMINER, first, last) or _unlike_most(passage, begin, token)


def _unlike_most(passage: Passage, first: int, token: int) -> bool:
    """Whether most, half or many were spoken of, beside whom we are set: "Most firms need a consultant for it."."""
    return passage.words[first] in _MOST and passage.any(c.GENERIC, first + 1, token)
