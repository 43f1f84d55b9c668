"""Advice to readers who need it: not to use what we offer, to choose others, or to turn to somebody who has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.harmless import INDEFINITE
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import possessed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_US: Final = c.WE | c.OUR | c.NAME | c.OURS | c.WITHUS
_WHERE: Final = word_set("turnedaway.where")


def advice(case: Case) -> bool:
    """Whoever needs it is told not to use ours, or to go to others; nothing else says that we have it."""
    scene, token = case.scene, case.token
    if possessed(scene, token) or scene.stance(scene.segment_of(token)[0]).asserts:
        return False
    told = (
        _not_for_that(scene, token)
        or _not_the_choice(scene, token)
        or _declined(scene, token)
        or _to_others(scene, token)
        or _not_us(scene, token)
        or _gone_elsewhere(scene, token)
        or _to_somebody(scene, token)
    )
    return told and not claimed_beside(scene, token)


def _not_for_that(scene: Scene, token: int) -> bool:
    """Whether readers are told not to use it where it is asked for: "don't use it where a contract calls for …"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    _, segment = scene.segment_of(token)
    if passage.any(c.CHOOSE, segment.first, token):
        # "…, so don't count on it where it is mandatory."
        first = segment.first
    hinges = [
        at
        for at in range(first + 1, token)
        if passage.bits[at] & c.COND or _WHERE.intersection(passage.words[at].split())
    ]
    if not hinges or not passage.any(c.ASK | c.DUTY | c.DEFINE, hinges[0] + 1, last):
        return False
    advised = passage.places(c.CHOOSE, first, hinges[-1])
    denied = passage.places(c.NEG, first, hinges[-1])
    if len(denied) != 1 or not advised or passage.any(c.RIVAL | c.ONLY | c.PSEUDO, first, hinges[-1]):
        return False
    if passage.any(c.WE | c.NAME, first, advised[0]):
        return False
    return not passage.any(_US, hinges[-1], last)


def _to_others(scene: Scene, token: int) -> bool:
    """Whether those to whom it matters are told to choose others: "if it is a criterion, pick one of the big ones"."""
    passage = scene.passage
    own, _ = scene.segment_of(token)
    _, first, last = scene.sentence_of(token)
    inverted = bool(passage.bits[first] & (c.BE | c.AUX))
    if not inverted and not passage.any(c.COND, first, token):
        return False
    return any(
        segment.first < last
        and passage.any(c.CHOOSE | c.TURN, segment.first, segment.first + 2)
        and not passage.any(_US | c.SCHEME | c.NEG | c.NO, segment.first, segment.last)
        for segment in passage.segments[own + 1 :]
    )


_PICK: Final = word_parts("turnedaway.pick")
_OURSELVES: Final = word_set("turnedaway.ourselves")


def _not_us(scene: Scene, token: int) -> bool:
    """Whether those to whom it matters are told not to take us: "if it is a hard requirement, don't shortlist us"."""
    passage = scene.passage
    own, _ = scene.segment_of(token)
    _, first, last = scene.sentence_of(token)
    return passage.any(c.COND, first, token) and any(
        segment.first < last
        and segment.last - segment.first <= _CLAUSE
        and any(word.startswith(_PICK) for word in passage.words[segment.first : segment.last])
        and not _OURSELVES.isdisjoint(passage.words[segment.first : segment.last])
        and len(passage.places(c.NEG, segment.first, segment.last)) == 1
        and not passage.any(c.ONLY | c.PSEUDO | c.RIVAL | c.COND | c.SCHEME, segment.first, segment.last)
        for segment in passage.segments[own + 1 :]
    )


_CLAUSE: Final = 6


def _not_the_choice(scene: Scene, token: int) -> bool:
    """Whether those who ask for it are told what we are not: "si la exige, no somos la opci\u00f3n"."""
    passage = scene.passage
    own, segment = scene.segment_of(token)
    behind = passage.segments[own + 1 : own + 2]
    asked = passage.any(c.COND, segment.first, token) and passage.any(c.ASK | c.DUTY, segment.first, segment.last)
    return asked and any(
        one.sentence == segment.sentence
        and one.last - one.first <= 2 * _CLAUSE
        and len(passage.places(c.NEG, one.first, one.last)) == 1
        and passage.any(c.WE, one.first, one.last)
        and passage.any(c.BE, one.first, one.last)
        and any(word.startswith(_RIGHT) for word in passage.words[one.first : one.last])
        and not passage.any(c.ONLY | c.PSEUDO | c.RIVAL | c.SCHEME | c.ISSUED | c.EXCEPT, one.first, one.last)
        and one.last >= passage.sentences[one.sentence].last
        for one in behind
    )


_RIGHT: Final = word_parts("turnedaway.right")
"""What those who ask are told that we are not, by how the words begin."""


def _declined(scene: Scene, token: int) -> bool:
    """Whether we were asked for it and said no: "we have been asked for a certificate and had to decline"."""
    passage = scene.passage
    own, segment = scene.segment_of(token)
    behind = passage.segments[own + 1 : own + 2]
    return passage.any(c.ASK, segment.first, token) and any(
        one.sentence == segment.sentence
        and one.opener in {"and", "but", ","}
        and one.last - one.first <= _CLAUSE
        and passage.any(c.DECLINE, one.first, one.last)
        and not passage.any(c.NEG | c.NO | c.SCHEME | c.YOU, one.first, one.last)
        for one in behind
    )


_NEED: Final = word_parts("turnedaway.need")
_ELSEWHERE: Final = word_parts("turnedaway.elsewhere")


def _gone_elsewhere(scene: Scene, token: int) -> bool:
    """Whether those who need it are said to go to others: "Customers who need a SOC 2 have so far gone elsewhere"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    whose = next(iter(passage.places(c.REL | c.WHOEVER, first, token)), -1)
    if whose < 0 or passage.any(c.WE | c.OUR | c.NAME | c.NEG | c.NO | c.ONLY | c.RIVAL & ~c.SKILL, first, token):
        return False
    _, segment = scene.segment_of(token)
    # German and Dutch put the verb behind: "Wer ein Testat braucht, …".
    if not any(word.startswith(_NEED) for word in " ".join(passage.words[whose : segment.last]).split()):
        return False
    end = next((one.first for one in passage.segments if token < one.first < last and one.opener == "and"), last)
    goes = [at for at in range(token + 1, end) if passage.words[at].startswith(_ELSEWHERE)]
    until = passage.any(c.OURS | c.COND | c.WITHUS, token, last)
    return bool(goes) and not until and not passage.any(_US | c.NEG | c.NO, token, goes[0] + 1)


def _to_somebody(scene: Scene, token: int) -> bool:
    """Whether readers have to turn to somebody who has it: "turn to a provider on the trusted list"."""
    passage = scene.passage
    _, first, _ = scene.sentence_of(token)
    _, segment = scene.segment_of(token)
    return any(
        passage.any(c.PREP, at + 1, at + 3)
        and not INDEFINITE.isdisjoint(passage.words[at + 1 : at + 4])
        and not passage.any(_US & ~c.WE, at, segment.last)
        for at in passage.places(c.TURN, first, token)
        if not passage.any(c.ISSUED | c.SHOW, at + 1, token)
    )


TURNED_AWAY = Frame("turned-away", advice)
