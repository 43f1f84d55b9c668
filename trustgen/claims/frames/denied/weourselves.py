"""Somebody else has it or speaks of it, and we say in plain words that we are not certified at all.

"The plant we buy from has ISO 13485; we are not certified to that standard": a denial that leaves nothing out takes us
out of whatever is told of others beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.topics import of_another
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_OURS: Final = c.OUR | c.NAME | c.OURS | c.WITHUS | c.YOUR
_TOLD: Final = c.DONE | c.SINCE | c.PRESUP | c.INHERIT | c.CARRY | c.CTA | c.ASSESSOR | c.EXAMINER | c.CERTIFIER
_PARTY: Final = c.GENERIC | c.RIVAL | c.THIRD | c.OTHER
_USES: Final = word_parts("weourselves.uses")
"""How verbs begin of what customers do with a supplier."""
_LIMITS: Final = c.ELSE | c.ONLY | c.MANNER | c.EXCEPT | c.COND | c.PLAN | c.THEN | c.UNREAL | c.SCHEME | c.PSEUDO
_PLAIN: Final = c.PREP | c.ANAPH | c.DET | c.ART | c.DEFNOUN | c.ADV | c.WORD | c.NEG | c.PUNCT | c.AUX | c.BE
_FEW: Final = 2


def we_are_not(case: Case) -> bool:
    """A clause whose subject is somebody else, and beside it a denial of ours without a limit."""
    scene, token = case.scene, case.token
    if case.scheme is None or not scene.prose or not _of_others(scene, token):
        return False
    passage = scene.passage
    own, here = scene.segment_of(token)
    near = [
        at
        for at, one in enumerate(passage.segments)
        if at > own and here.sentence <= one.sentence <= here.sentence + 1 and _denies(scene, at, one, here)
        if not of_another(scene, token, one)
    ]
    return bool(near) and not claimed_beside(scene, token)


def _of_others(scene: Scene, token: int) -> bool:
    """Whether the subject of the mention's clause is another party, or what companies do in general."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    if token - first < _FEW or passage.any(_OURS | _TOLD, first, last):
        return False
    we = passage.places(c.WE, first, last)
    if any(not (passage.any(c.CHOOSE, at + 1, at + 2) or passage.word(at + 1).startswith(_USES)) for at in we):
        # "The scanner that we make is certified; we are not."
        return False
    noun = first + bool(passage.bits[first] & c.DET)
    thing = passage.bits[noun] & (c.SELFNOUN | c.ART | c.ISSUED | c.SCHEME | c.ANAPH)
    # "The plant we buy from …": without such words it might be a manual of ours.
    party = passage.any(_PARTY, first, noun + 1) or scene.maybe_proper(first) or bool(we)
    return party and not thing


def _denies(scene: Scene, at: int, one: Segment, here: Segment) -> bool:
    """Whether a clause says that we are not certified, or have none, and limits that by nothing."""
    passage = scene.passage
    if not scene.stance(at).denies or not passage.any(c.WE, one.first, one.last):
        return False
    if passage.any(_LIMITS | c.OUR, one.first, one.last):
        return False
    if any(
        one.last <= other.first and other.sentence == one.sentence and passage.any(c.SCHEME, other.first, other.last)
        for other in passage.segments
    ):
        # "We are not certified, for a SOC 2 is no certificate."
        return False
    if passage.any(c.SHOW & ~c.ART, one.first, one.last):
        # "We show no badge."
        return False
    certified = passage.places(c.CERT | c.ISSUED, one.first, one.last)
    if not certified:
        # "…; we are not."
        brief = all(bits & (c.WE | c.BE | c.NEG | c.NAY | c.ADV) for bits in passage.bits[one.first : one.last])
        return one.sentence == here.sentence and brief
    return all(passage.bits[behind] & _PLAIN for behind in range(certified[-1] + 1, one.last))


WE_ARE_NOT = Frame("we-are-not", we_are_not)
