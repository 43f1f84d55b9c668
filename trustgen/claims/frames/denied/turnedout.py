"""What the next clause tells of an attempt or of an owner: that it failed, that it is somebody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import possessed
from trustgen.claims.scenes.topics import of_another
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_NO: Final = c.NEG | c.NO | c.NONE | c.NOBODY
_TRIED: Final = word_parts("turnedout.tried")
_BRIEF: Final = 9
_FEW: Final = 5


def turned_out(case: Case) -> bool:
    """The next clause says that we failed, that it is somebody else's, or that none of them is ours."""
    scene, token = case.scene, case.token
    passage = scene.passage
    index, segment = scene.segment_of(token)
    if possessed(scene, token) or scene.stance(index).asserts or passage.sentences[segment.sentence].question:
        return False
    behind = [one for one in passage.segments[index + 1 :] if not passage.any(c.SCHEME, one.first, one.last)][:2]
    behind = [one for one in behind if not of_another(scene, token, one)]
    near = [one for one in behind if one.sentence - segment.sentence <= 1 and 0 < one.last - one.first <= _BRIEF]
    return any(
        (_failed(passage, segment, one) and not scene.stance(index).denies)
        or _of_others(scene, segment, one)
        or _none_ours(passage, segment, one)
        for one in near
    ) and not claimed_beside(scene, token, strict=True)


def _failed(passage: Passage, own: Segment, one: Segment) -> bool:
    """Whether we tried for it and failed: "we sat it in May. We failed it."."""
    tried = any(word.startswith(_TRIED) for word in passage.words[own.first : own.last])
    us = passage.any(c.WE, own.first, own.last) and not passage.any(c.THIRD | c.OTHER | c.GENERIC, one.first, one.last)
    failed = passage.any(c.FAIL, one.first, one.last) and not passage.any(_NO, one.first, one.last)
    # "We failed it", "and failed", "siamo stati bocciati"; not "the first candidate failed".
    ours = passage.any(c.WE, one.first, one.last) or bool(passage.bits[one.first] & (c.FAIL | c.THEN | c.AUX))
    told = c.DONE | c.GOT | c.CERT | c.SINCE | c.ISSUED
    return tried and us and ours and failed and not passage.any(told, own.first, own.last)


def _of_others(scene: Scene, own: Segment, one: Segment) -> bool:
    """Whether it is said to belong to somebody else: "It belongs to Cartwright Logistics Inc."."""
    passage = scene.passage
    if passage.any(c.CERT & ~c.ART | c.WITHUS | c.WE | c.NAME | c.SELFNOUN | c.CARRY, own.first, own.last):
        return False
    pronoun = bool(passage.bits[one.first] & c.ANAPH) or passage.words[one.first] in _IT
    belongs = [
        at for at in passage.places(c.BELONG, one.first, min(one.first + 3, one.last)) if not passage.bits[at] & _NO
    ]
    behind = range(belongs[0] + 1, min(belongs[0] + _OWNER, one.last)) if belongs else range(0)
    return (
        pronoun
        and bool(belongs)
        and all(passage.bits[at] for at in range(one.first + 1, belongs[0]))
        and not any(passage.bits[at] & _OURS for at in behind)
        and not passage.any(_NO, one.first, one.last)
        and any(scene.proper(at) or passage.bits[at] & _PARTY for at in behind)
    )


_OWNER: Final = 5
"""Tokens behind a verb of belonging among which the owner stands."""
_PARTY: Final = c.OTHER | c.THIRD | c.PERSON
_OURS: Final = c.WE | c.OUR | c.OURS | c.NAME | c.SELFNOUN | c.YOU
_IT: Final = word_set("turnedout.it")


def _none_ours(passage: Passage, own: Segment, one: Segment) -> bool:
    """Whether none of them is said to be ours: "they come up on every call. Neither is ours."."""
    bits = passage.bits[one.first : one.last]
    return (
        len(bits) <= _FEW
        and bool(bits[0] & (c.NONE | c.NO))
        and bool(bits[-1] & c.OURS)
        and not passage.any(c.WE | c.OUR | c.NAME | c.SELFNOUN, own.first, own.last)
        and not passage.any(c.ONLY | c.EXCEPT | c.BUT | c.ISSUED, one.first, one.last)
    )


TURNED_OUT = Frame("turned-out", turned_out)
