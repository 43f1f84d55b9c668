"""Somebody whose trade it is has examined the thing: "a CPA firm has examined the platform under SOC 2"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims import cues as c
from trustgen.claims.reading import THE

if TYPE_CHECKING:
    from trustgen.claims.scene import Scene

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
    if passage.any(_OTHERS | _LOOSE, first, last):
        return False
    verbs = [at for at in passage.places(c.AUDIT | c.CERT, who[0] + 1, last) if not passage.bits[at] & (c.ART | c.ADV)]
    past = [at for at in verbs if passage.words[at].endswith("ed") or passage.any(c.HOLD & ~c.BE, who[0] + 1, at)]
    things = [
        at
        for at in passage.places(c.SELFNOUN, who[0] + 1, last)
        if any(word in THE for word in passage.words[max(at - _NEAR, who[0] + 1) : at])
    ]
    return bool(past and things) and not passage.any(c.BE, who[0] + 1, past[0])
