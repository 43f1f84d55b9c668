"""The first audit of all is still ahead, and it is said that we hold nothing: "Stage 1 is booked; we have none"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.undone.undone import NEW
from trustgen.claims.scenes.beside import claimed_beside, denied_beside
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_STAGE: Final = word_parts("ahead.stage")
"""Words of the stage that comes before any certificate, within the cue for an audit."""
_BOOKED: Final = word_parts("ahead.booked")
_MADE: Final = c.DONE | c.GOT | c.FINDING | c.SINCE | c.SHOW | c.INHERIT | c.NEG | c.NO | c.PASTEND
_HELD: Final = c.ART | c.CERT | c.STRONG | c.LACK | c.SCHEME
_NEAR: Final = 3


def first_audit_ahead(scene: Scene, token: int) -> bool:
    """Whether a stage 1 audit, or our first, is booked or set for a day, and we are said to hold nothing yet."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    stage = [
        at
        for at in range(first, last)
        if (passage.bits[at] & c.PRESUP and any(word in passage.words[at] for word in _STAGE))
        or (passage.bits[at] & c.EXAM and passage.any(c.RANK, max(first, at - _NEAR), at))
    ]
    if not stage or any(bits & _MADE and not bits & (c.ART | c.PREP | c.DET) for bits in passage.bits[first:last]):
        return False
    if any(bits & c.PRESUP for at, bits in enumerate(passage.bits[first:last], first) if at not in stage):
        return False
    ahead = any(word.startswith(_BOOKED) for word in passage.words[first:last]) or passage.any(c.PLAN, first, last)
    day = any(passage.any(c.PREP, at + 1, at + 2) for at in passage.places(c.BE | c.HAPPEN, first, last))
    return (ahead or day) and none_yet(scene, token)


def none_yet(scene: Scene, token: int) -> bool:
    """Whether what follows says that we are not certified: not that a new site, or a new certificate, is not."""
    passage = scene.passage
    number, _, last = scene.sentence_of(token)
    behind = [(at, one) for at, one in enumerate(passage.segments) if one.first >= last]
    if any(word.startswith(NEW) for word in passage.words[last:]) or passage.any(c.SELFNOUN | c.THIRD, last):
        return False
    if any(scene.stance(at).denies and passage.any(_HELD, one.first, one.last) for at, one in behind):
        return denied_beside(scene, token, after=True)
    treated = any(
        passage.any(c.LACK, one.first, one.last)
        and passage.any(c.WE, one.first, one.last)
        and not passage.any(c.NEG | c.NO | c.NONE | c.NOBODY | c.WITHOUT | c.SCHEME, one.first, one.last)
        for _, one in behind
        if one.sentence == number + 1
    )
    return treated and not claimed_beside(scene, token)
