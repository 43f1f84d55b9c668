"""Somebody whose trade it is has examined the thing: "a CPA firm has examined the platform under SOC 2"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import THE
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_WHO: Final = c.ASSESSOR | c.EXAMINER | c.CERTIFIER
_OTHERS: Final = c.YOU | c.YOUR | c.OTHER | c.THEIR | c.RIVAL
_NO: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.LACK | c.WITHOUT | c.FAIL
_LOOSE: Final = _NO | c.COND | c.PLAN | c.ASK | c.DUTY | c.UNREAL | c.OPEN
_SUBJECT: Final = 6
_NEAR: Final = 3


def examined_it(scene: Scene, token: int) -> bool:
    """Whether an examiner is the subject, has examined in the past, and a certain thing that may be ours was it."""
    passage = scene.passage
    number, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    who = passage.places(_WHO, first, min(first + _SUBJECT, last))
    if not who or passage.sentences[segment.sentence].question or scene.stance(number).denies:
        return False
    controllers = _devices(passage, who[0] + 1, last)
    if any(at not in controllers for at in passage.places(_OTHERS | _LOOSE, first, last)):
        return False
    verbs = [at for at in passage.places(c.AUDIT | c.CERT, who[0] + 1, last) if not passage.bits[at] & (c.ART | c.ADV)]
    past = [at for at in verbs if passage.words[at].endswith("ed") or passage.any(c.HOLD & ~c.BE, who[0] + 1, at)]
    things = [
        at
        for at in (*controllers, *passage.places(c.SELFNOUN, who[0] + 1, last))
        if any(word in THE for word in passage.words[max(at - _NEAR, who[0] + 1) : at])
    ]
    return bool(past and things) and not passage.any(c.BE, who[0] + 1, past[0])


def nothing_found(scene: Scene, token: int) -> bool:
    """Whether an auditor looked at what is ours, and found nothing: "Abweichungen stellte sie keine fest"."""
    passage = scene.passage
    number, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    behind = scene.following(token)
    if behind is None or passage.sentences[segment.sentence].question or scene.stance(number).denies:
        return False
    return (
        passage.any(_WHO, first, last)
        and passage.any(c.OUR | c.NAME, first, last)
        and not passage.any((_LOOSE & ~c.PLAN) | _OTHERS, first, last)
        and passage.any(c.FINDING, behind.first, behind.last)
        and len(passage.places(_NO, behind.first, behind.last)) == 1
        and not passage.any(c.WE | c.OUR | c.COND | c.SCHEME | c.PLAN, behind.first, behind.last)
    )


def _devices(passage: Passage, first: int, last: int) -> list[int]:
    """Controllers that are no party of a contract, but devices by what they control: "the dosing controller"."""
    return [
        at
        for at in range(first + 1, last - 1)
        if passage.words[at] in _CONTROLLERS and (_thing(passage, at - 1) or _thing(passage, at + 2))
    ]


def _thing(passage: Passage, at: int) -> bool:
    return not passage.bits[at] and passage.words[at].isalpha()


_CONTROLLERS: Final = word_set("examinedit.controllers")


_BY: Final = word_set("common.by")
_BEHIND: Final = 4
_BOXES: Final = word_set("others.boxes")
_PAST: Final = word_set("audits.past") | word_set("policy.past")
_HAS: Final = c.BE | c.AUX | c.ADV


def examined_by(scene: Scene, token: int) -> bool:
    """The same where the thing is the subject: "the gateway firmware was evaluated by an ISASecure laboratory"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    was = next((at for at in range(first + 2, min(first + _SUBJECT + _NEAR, last)) if passage.words[at] in _PAST), 0)
    if not was or passage.words[first] not in THE or passage.sentences[segment.sentence].question:
        return False
    by = next((at for at in range(was + 1, min(was + _BEHIND, last)) if passage.words[at] in _BY), last)
    # "Der Cluster wurde von einem Labor gepr\u00fcft": the participle may stand behind.
    verb = (was + 1, by) if by > was + 1 else (by, last)
    if not passage.any(c.AUDIT | c.CERT, *verb) or not passage.any(_WHO, by + 1, min(by + _BEHIND, last)):
        return False
    return _thing_of_ours(scene, first, was) and not passage.any(_OTHERS | _LOOSE, was, last)


def _thing_of_ours(scene: Scene, first: int, last: int) -> bool:
    """Whether a subject is a thing that may be ours: "the gateway firmware", no "the supplier", "the AWS console"."""
    passage = scene.passage
    thing = last - 1
    while thing > first and passage.bits[thing] & _HAS and not passage.bits[thing] & _LOOSE:
        thing -= 1
    parties = [at for at in passage.places(c.THIRD, first, last) if at == first + 1 or passage.words[at] not in _BOXES]
    return (
        not passage.bits[thing] & ~(c.SELFNOUN | c.LISTING | c.THIRD)
        and all(at == thing - 1 for at in parties)
        and "'s" not in passage.words[first:last]
        and not passage.any(_OTHERS | _LOOSE | c.PERSON | c.GENERIC, first, thing - 1)
        and not passage.any(_OTHERS & ~c.YOU, first, thing)
    )
