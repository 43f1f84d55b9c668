"""Who is taken out of what is told of all: "every vendor here has a report, with one exception: ourselves".

Where all are said to lack it, the exception has it: "no vendor here has a report, with one exception: us".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import possessed
from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_SELF: Final = c.WE | c.OUR | c.NAME
_AMISS: Final = c.LACK | c.WITHOUT | c.FINDING | c.PASTEND | c.FAIL
_DENIED: Final = c.NEG | c.NO | c.NOBODY | c.NONE | c.LACK | c.WITHOUT
_PARTY: Final = c.GENERIC | c.THIRD | c.RIVAL
_SMALL: Final = c.EXCEPT | c.WE | c.NAME | c.PUNCT | c.ADV | c.GLOBAL | c.BE | c.DET | c.NUMBER | c.PREP
_NEAR: Final = 4


def all_but_us(case: Case) -> bool:
    """All others have it, and the sentence ends by taking us out: "…, with one exception: ourselves"."""
    scene, token = case.scene, case.token
    passage = scene.passage
    _, first, _ = scene.sentence_of(token)
    _, segment = scene.segment_of(token)
    if not _but_us(scene, token) or possessed(scene, token):
        return False
    counted = passage.any(c.GLOBAL, first, first + 2) and passage.any(_PARTY, first + 1, first + _NEAR)
    all_of_them = counted or bool(passage.bits[first] & c.GENERIC)
    amiss = passage.any(_SELF | _DENIED | _AMISS | c.COND, first, segment.last)
    return all_of_them and not amiss and not claimed_beside(scene, token, strict=True)


def none_but_us(scene: Scene, token: int) -> bool:
    """Whether nobody is said to have it, and the sentence ends by taking us out: "No vendor has one, except us"."""
    passage = scene.passage
    _, first, _ = scene.sentence_of(token)
    _, segment = scene.segment_of(token)
    denied = passage.any(_DENIED, first, segment.last) and not passage.any(c.WE | c.NAME, first, segment.last)
    return denied and _but_us(scene, token)


def _but_us(scene: Scene, token: int) -> bool:
    """Whether a few words behind the mention's clause, which end its sentence, are an exception, and that is us."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    behind = passage.segments[index + 1 : index + 2]
    last = passage.sentences[segment.sentence].last
    if not behind or behind[0].sentence != segment.sentence:
        return False
    first = behind[0].first
    apart = passage.places(c.EXCEPT, first, min(first + _NEAR, last))
    us = passage.any(c.WE | c.NAME, apart[0] + 1, last) if apart else False
    return us and all(bits & _SMALL for bits in passage.bits[first:last])


ALL_BUT_US: Final = Frame("all-but-us", all_but_us)
