"""Who is named has it, and we say in plain words that we have none: a person's exam, a maker's approval, a carrier.

"Priya passed the exam; the company has no status", "made by Thales, and Thales had it certified; we hold none".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.companies.ours import ours_too, passed_on
from trustgen.claims.frames.denied.noneatall import none_at_all
from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.passedon.inheriting import inherited
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import possessed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_US: Final = word_set("common.us")
_BY: Final = word_set("common.by") | word_set("namednotus.of")
_SELF: Final = c.WE | c.NAME | c.OURS | c.WITHUS | c.INHERIT | c.EXCEPT | c.YOUR
_PARTY: Final = c.THIRD | c.OTHER
_WHOSE: Final = c.PERSON | c.THIRD | c.OTHER | c.YOU
_LEARNT: Final = c.SKILL | c.EXAM | c.ASSESSOR | c.EXAMINER
_JOBS: Final = word_parts("namednotus.jobs")
"""How words for jobs end."""
_NEAR: Final = 4
_BEHIND: Final = 2
"""Sentences behind the mention's in which it is denied of us."""


def named_not_us(case: Case) -> bool:
    """Somebody who is named, not we, has it, and a clause behind says that we have none at all."""
    scene, token = case.scene, case.token
    if (case.scheme is None and not _its_own(scene, token)) or not scene.prose or possessed(scene, token):
        return False
    if not _not_of_us(scene, token):
        return False
    if not (_person(scene, token) or _supplier(scene, token)):
        return False
    if inherited(scene) or passed_on(scene, token) or ours_too(scene, token):
        return False
    own, here = scene.segment_of(token)
    segments = scene.passage.segments
    return any(
        none_at_all(scene, token, at)
        for at in range(own + 1, len(segments))
        if segments[at].sentence <= here.sentence + _BEHIND
    ) and not claimed_beside(scene, token, strict=True)


def _its_own(scene: Scene, token: int) -> bool:
    """Whether a paper is called somebody's own: "Computop erneuert jedes Jahr die eigene AOC"."""
    passage = scene.passage
    return bool(passage.bits[token] & (c.PRESUP | c.ISSUED)) and passage.any(c.THEIR, max(token - 2, 0), token)


def _not_of_us(scene: Scene, token: int) -> bool:
    """Whether the sentence has nothing of ours up to the mention's clause, save whom we work with: "our provider"."""
    passage = scene.passage
    _, first, _ = scene.sentence_of(token)
    last = scene.segment_of(token)[1].last
    if passage.any(_SELF, first, last) or any(word in _US for word in passage.words[first:last]):
        return False
    return all(
        passage.any(_WHOSE, at + 1, min(at + _NEAR, last)) or _aside(scene, at, token) or _job(scene, at, token)
        for at in passage.places(c.OUR, first, last)
    )


def _job(scene: Scene, at: int, token: int) -> bool:
    """Whether a word for a job follows: "unsere Qualitätsleiterin", "Pieter Bos, onze kwaliteitsmanager, …"."""
    passage = scene.passage
    _, segment = scene.segment_of(at)
    between = segment.first == at and segment.opener == "," and segment.last - at <= _NEAR and segment.last <= token
    named = between and not passage.any(c.SELFNOUN | c.ART | c.BE | c.HOLD, at, segment.last)
    return any(word.endswith(_JOBS) for word in passage.words[at + 1 : at + 3]) or named


def _aside(scene: Scene, at: int, token: int) -> bool:
    """Whether a word stands in a clause of its own about a party: "die Spedition, die unsere Geräte ausliefert, …"."""
    passage = scene.passage
    index, segment = scene.segment_of(at)
    relative = passage.places(c.REL, segment.first, at)
    return bool(relative) and index < scene.segment_of(token)[0]


def _person(scene: Scene, token: int) -> bool:
    """Whether a person is named before it, and it is an exam or a title: "Priya passed the exam for …"."""
    passage = scene.passage
    _, first, _ = scene.sentence_of(token)
    last = scene.segment_of(token)[1].last
    who = passage.any(c.PERSON, first, token) or any(scene.proper(at) for at in range(first, token))
    return who and passage.any(_LEARNT, first + 1, last) and not passage.any(c.SELFNOUN, token + 1, last)


def _supplier(scene: Scene, token: int) -> bool:
    """Whether a party is named before it that is said to make or do what it is about: "made by", "comes from"."""
    passage = scene.passage
    _, first, _ = scene.sentence_of(token)
    who = [
        at
        for at in range(first, token)
        if passage.bits[at] & _PARTY or (scene.proper(at) and at > first and _introduced(scene, at))
    ]
    return bool(who) and not any(
        passage.bits[at] & c.SELFNOUN and not _aside(scene, at, token) for at in range(who[0] + 1, token)
    )


def _introduced(scene: Scene, at: int) -> bool:
    """Whether a name stands where a maker is named: "made by Thales", "a incassare è Monetika", "the chip is NXP's"."""
    passage = scene.passage
    return passage.words[at - 1] in _BY or bool(passage.bits[at - 1] & c.BE) or passage.word(at + 1) == "'s"


NAMED_NOT_US = Frame("named-not-us", named_not_us)
