"""Those who look for it are told that they need look no further: they have found it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import THE, chain
from trustgen.claims.scenes.topics import of_another
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_NO: Final = c.NEG | c.NO | c.NONE | c.NOBODY
_SEEK: Final = word_parts("arrived.seek")
"""How verbs of looking for something begin."""
_GO: Final = word_set("arrived.go")
"""Verbs of the same that are too short to know by how they begin."""
_FURTHER: Final = word_set("arrived.further")
"""What is added to them where there is more to look for."""
_AT_ONCE: Final = word_parts("arrived.at_once")
_NEAR: Final = 7


def arrived(scene: Scene, token: int) -> bool:
    """Whether whoever looks for it is told to look no further: "if it matters to you, you are in the right place"."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    end = passage.sentences[min(number + 1, len(passage.sentences) - 1)].last
    if any(
        not passage.any(_NO | c.UNREAL, max(passage.segments[passage.segment_at(at)].first, first), at)
        for at in passage.places(c.ARRIVED, first, end)
    ):
        return True
    if _sent_to_ours(scene, token) or _found_by_customers(scene, token):
        return True
    if any(
        scene.stance(at).denies and passage.any(c.WE, one.first, one.last) and not of_another(scene, token, one)
        for at, one in _behind(scene, token)
    ):
        # They should not look any further on this site: "we do not have it".
        return False
    needed = passage.any(c.ASK | c.COND | c.WHOEVER | c.GENERIC | c.HOLD | c.YOU, first, token)
    if needed and _stops(passage, token + 1, last):
        return True
    return needed and any(
        _no_further(passage, at, one.last)
        for one in passage.sentences[number : number + 2]
        for at in passage.places(_NO, max(one.first, token + 1), one.last)
        if one.first <= last or not passage.any(c.SCHEME, one.first, one.last)
    )


def _behind(scene: Scene, token: int) -> list[tuple[int, Segment]]:
    """The clauses behind a mention's, in its own sentence and the next, each with its number."""
    own, segment = scene.segment_of(token)
    return [
        (at, one) for at, one in enumerate(scene.passage.segments) if at > own and one.sentence <= segment.sentence + 1
    ]


def _seeks(word: str) -> bool:
    return word in _GO or word.startswith(_SEEK)


def _no_further(passage: Passage, negation: int, last: int) -> bool:
    """Whether a negation takes away the looking further: "has no reason to go elsewhere"."""
    stop = min(negation + _NEAR, last)
    if passage.any(c.WE | c.OUR | c.NAME | c.COND | c.BUT, negation, stop):
        return False
    words = passage.words
    for at in range(negation + 1, stop):
        if words[at].startswith(_AT_ONCE):
            return True
        if _seeks(words[at].rpartition(" ")[2]):
            around = [*words[max(at - 2, negation) : at], *words[at + 1 : min(at + 4, last)]]
            if any(word.rpartition(" ")[2] in _FURTHER or word in _FURTHER for word in around):
                return True
    return False


_STOP: Final = word_parts("arrived.stop")
"""How verbs of stopping begin."""
_AT: Final = word_set("arrived.at")


def _stops(passage: Passage, first: int, last: int) -> bool:
    """Whether whoever wants it is told to stop looking: "buyers who insist on it can stop looking"."""
    for at in range(first, last):
        if not passage.words[at].startswith(_STOP) or passage.any(_NO | c.COND, first, at):
            continue
        # "… k\u00f6nnen aufh\u00f6ren zu suchen", "pueden dejar de buscar"
        sought = any(_seeks(word) for word in passage.words[at + 1 : min(at + 4, last)])
        behind = passage.any(c.WE | c.OUR | c.NAME, at + 1, last) or not _AT.isdisjoint(passage.words[at + 2 : last])
        if sought and not behind:
            return True
    return False


_FOR: Final = word_set("common.for")


def _sent_to_ours(scene: Scene, token: int) -> bool:
    """Whether readers are sent to something of ours for the paper: "for a SOC 2 report, look at our portal"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    if passage.words[segment.first] not in _FOR or not passage.any(c.ISSUED, segment.first, segment.last):
        return False
    following = passage.segments[index + 1 : index + 2]
    return any(
        one.sentence == segment.sentence
        and one.last - one.first <= _NEAR
        and any(word.startswith(_SEEK) for word in passage.words[one.first].split())
        and passage.any(c.OUR, one.first, one.last)
        and not passage.any(_NO | c.COND | c.PERSON | c.ASK | c.THIRD | c.OTHER, one.first, one.last)
        for one in following
    )


_FIND: Final = word_parts("arrived.find")


def _found_by_customers(scene: Scene, token: int) -> bool:
    """Whether customers are told where they find the paper: "customers find the SOC 2 report under Settings"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    start, end = chain(passage, token, segment.first, segment.last)
    if start <= segment.first or passage.words[start - 1] not in THE:
        return False
    paper = any(passage.bits[at] & c.ISSUED for at in range(start, end))
    verb = next((at for at in range(segment.first + 1, start) if passage.words[at].startswith(_FIND)), None)
    there = end < segment.last and bool(passage.bits[end] & (c.PREP | c.ADV))
    return (
        paper
        and there
        and verb is not None
        and passage.any(c.YOU, segment.first, verb + 2)
        and not passage.any(_NO | c.COND | c.PLAN | c.OTHER | c.THIRD | c.THEIR | c.YOUR, segment.first, segment.last)
    )
