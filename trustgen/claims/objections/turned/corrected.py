"""Denials of a number or of an error: "not one certificate but two", "they say that we are, and that is not wrong"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.denied.nobodygave import nobody_gave
from trustgen.claims.frames.denied.noneof import none_of_several, none_of_those
from trustgen.claims.negation.zero import ZERO
from trustgen.claims.scenes.reading import THE
from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_DENIED: Final = c.NEG | c.NO
_AMISS: Final = c.PASTEND | c.FINDING | c.FAIL | c.QUIT | c.RETRACT | c.WITHOUT
_SHORT: Final = 4
_BRIEF: Final = 7
_SAYS: Final = c.NEG | c.META | c.BE | c.AUX | c.ANAPH | c.DET | c.ADV | c.AND | c.WORD | c.PUNCT


def more_than_one(scene: Scene, token: int) -> bool:
    """Whether all that is denied is that it is one: "We do not have one ISO 27001 certificate but two"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    if not scene.stance(index).denies or index + 1 >= len(passage.segments):
        return False
    one = passage.segments[index + 1]
    return (
        one.sentence == segment.sentence
        and one.opener in {"but", ","}
        and 0 < one.last - one.first <= _SHORT
        and bool(passage.bits[one.last - 1] & c.NUMBER)
        and not passage.words[one.last - 1].isdigit()
        and not passage.any(_DENIED | c.NONE | c.COND | c.PLAN, one.first, one.last)
    )


def not_wrong(scene: Scene, token: int) -> bool:
    """Whether it is said that we are certified, and next that this is not wrong."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    said = passage.any(c.WE | c.NAME, segment.first, segment.last) and passage.any(
        c.CERT | c.HOLD | c.BE, segment.first, segment.last
    )
    if not said or scene.stance(index).denies or passage.any(_DENIED | c.LACK, segment.first, segment.last):
        return False
    return any(
        segment.sentence <= one.sentence <= segment.sentence + 1
        and one.last - one.first <= _BRIEF
        and passage.any(c.META, one.first, one.last)
        and len(passage.places(_DENIED, one.first, one.last)) == 1
        and all(bits & _SAYS for bits in passage.bits[one.first : one.last])
        for one in passage.segments[index + 1 :]
    )


def only_unpublished(scene: Scene, token: int) -> bool:
    """Whether a paper is only not shown, which so is there: "RINA confirmed it; we do not publish the certificate"."""
    passage = scene.passage
    number, _, _ = scene.sentence_of(token)
    return any(
        number <= one.sentence <= number + 1
        and one.first > token
        and passage.any(c.NEG, one.first, one.last)
        and any(not passage.bits[at] & c.ART for at in passage.places(c.SHOW, one.first, one.last))
        and any(passage.words[at - 1] in THE for at in passage.places(c.ISSUED, one.first + 1, one.last))
        for one in passage.segments
    )


def none_lost(scene: Scene, token: int) -> bool:
    """Whether what is counted as none is a loss, a flaw or a lack: "Certificates withdrawn: 0", "Riserve: nessuna"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    if index + 1 >= len(passage.segments):
        return False
    answer = passage.segments[index + 1]
    if answer.sentence != segment.sentence or answer.opener != ":" or answer.last - answer.first != 1:
        return False
    if passage.words[answer.first] in ZERO:
        return passage.any(_AMISS | c.LACK | _DENIED, segment.first, segment.last)
    none = passage.any(c.NONE | c.NAY, answer.first, answer.last)
    return none and passage.any(_AMISS, segment.first, segment.last)


def none_amiss(scene: Scene, token: int) -> bool:
    """Whether a denial of all of several, or of anybody, is of something else than having them.

    "None of SOC 2, HITRUST and TISAX has lapsed", "there is no auditor who certified us as quickly".
    """
    return any(test(scene, token) is False for test in (none_of_several, none_of_those, nobody_gave))
