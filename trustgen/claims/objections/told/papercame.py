"""A plan, a wish or a demand of yesterday, and what came of it: the report is here, the buyer signed with us.

"Remember when SOC 2 was our goal? The report landed yesterday." plans nothing any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.beside import denied_beside
from trustgen.claims.scenes.reading import THE
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_DENIED: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.COND | c.PLAN | c.LACK | c.WITHOUT | c.UNREAL | c.OPEN
_UNSURE: Final = _DENIED | c.PASTEND | c.SOON | c.PROGRESS
_OTHERS: Final = c.THIRD | c.OTHER | c.YOUR | c.PERSON
_LONG: Final = 9
_BEFORE: Final = 5
"""Words for the time, and the conjunction, in front of the paper or the verb."""
_CAME: Final = word_parts("papercame.came")
"""What a paper is said to do that is there, each as it begins."""
_AT_END: Final = word_set("papercame.at_end")
"""What closes such a clause where the verb stands last: "ist im Mai gekommen"."""
_SIGNED: Final = word_parts("papercame.signed")
"""How verbs begin of buyers who decide for a supplier."""
_US: Final = word_set("common.us")
_ANYWAY: Final = word_set("papercame.anyway")
"""Words with which it is so in spite of what was asked for."""


def paper_came(scene: Scene, token: int) -> bool:
    """Whether the next clause or sentence says of the report or certificate that it has come."""
    passage = scene.passage
    return any(
        last - first <= _LONG
        and not passage.any(_UNSURE | _OTHERS, first, last)
        and (_came_as(passage, first, last) or _so_it_came(passage, first, last))
        for first, last in _next(scene, token)
    )


def _came_as(passage: Passage, first: int, last: int) -> bool:
    """Whether the paper is named, before the verb or behind: "in May the certificate came", "kam das Zertifikat"."""
    for at in range(first, min(first + _BEFORE, last - 1)):
        if _paper(passage, at) and _there(passage, at + 2, last):
            return True
        text = " ".join(passage.words[at:last])
        came = next((phrase for phrase in _CAME if text.startswith(f"{phrase} ")), "")
        if came and _paper(passage, at + len(came.split())):
            return True
    return False


def _paper(passage: Passage, at: int) -> bool:
    """Whether a certain paper stands at a place: "the report", "our certificate"."""
    bits = passage.bits[at + 1] if at + 1 < len(passage) else 0
    certain = passage.words[at : at + 1] and (passage.words[at] in THE or passage.bits[at] & c.OUR)
    return bool(certain and bits & c.ART and not bits & (c.EXAM | c.CLAUSE))


def _so_it_came(passage: Passage, first: int, last: int) -> bool:
    """Whether no more is said than that it came: "… for May and it arrived", "È arrivata in maggio."."""
    begins = first > 0 and passage.any(c.AND | c.PUNCT, first - 1, first + 1)
    first += bool(passage.bits[first] & c.AND)
    first += bool(passage.bits[first] & c.ANAPH)
    text = " ".join(passage.words[first:last])
    came = next((len(phrase.split()) for phrase in _CAME if f"{text} ".startswith(f"{phrase} ")), 0)
    rest = first + came
    return begins and bool(came) and last - rest <= _SHORTEST and (rest == last or passage.any(c.PREP, rest, rest + 1))


def _there(passage: Passage, first: int, last: int) -> bool:
    text = " ".join(passage.words[first:last])
    at_end = bool(passage.words[first:last]) and passage.words[last - 1] in _AT_END and passage.any(c.BE, first, last)
    return at_end or text.startswith(_CAME) or passage.any(c.DONE, first, min(first + 3, last))


_SHORTEST: Final = 2
"""Tokens that tell that something came: "it came"."""


def _next(scene: Scene, token: int) -> Iterator[tuple[int, int]]:
    """What stands behind a colon or a semicolon, and the next sentence, where they name no scheme."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    for one in passage.segments[index + 1 : index + 3]:
        first, last = one.first, one.last
        joined = one.opener in {",", "and"} and passage.any(c.AND, max(one.first - 1, 0), one.first + 1)
        near = one.sentence == segment.sentence and (one.opener in {":", ";"} or joined)
        near = near or (one.sentence == segment.sentence + 1 and one.first == passage.sentences[one.sentence].first)
        if near and last - first >= _SHORTEST and not passage.any(c.SCHEME, first, last):
            yield first, last


def signed_with_us(scene: Scene, token: int) -> bool:
    """Whether who would look at nobody without it is said to have signed with us."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    following = scene.following(token)
    if following is None or following.question:
        return False
    if not passage.any(c.ONLY | c.ASK | c.DUTY, first, last) or passage.any(c.WE | c.OUR | c.NAME, first, last):
        return False
    low, high = following.first, following.last
    if passage.any(_DENIED & ~c.PLAN | c.SCHEME, low, high) or not _ANYWAY.isdisjoint(passage.words[low:high]):
        return False
    with_us = passage.any(c.WITHUS, low, high) or any(
        word.rpartition(" ")[2] in _US for word in passage.words[low:high]
    )
    signed = any(word.startswith(_SIGNED) for word in passage.words[low:high])
    return with_us and signed and not denied_beside(scene, token)
