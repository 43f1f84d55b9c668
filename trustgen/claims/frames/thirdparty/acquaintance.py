"""Somebody we know and what his company has: "a friend, whose company is certified, told me that it took a year"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.harmless import INDEFINITE, ours
from trustgen.claims.frames.passedon.inheriting import inherited
from trustgen.claims.frames.thirdparty.strangers import relative
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_SELF: Final = c.WE | c.OUR | c.NAME | c.OURS | c.WITHUS


def acquaintance(case: Case) -> bool:
    """The sentence begins with any person; a clause says what that person's company has, and the person speaks."""
    scene, token = case.scene, case.token
    passage = scene.passage
    index, segment = scene.segment_of(token)
    _, first, last = scene.sentence_of(token)
    if segment.opener != "," or not any(
        relative(scene, at) for at in range(segment.first, min(segment.first + 2, token))
    ):
        return False
    if passage.any(_SELF, segment.first, segment.last) or not _anybody(scene, passage.segments[index - 1], first):
        return False
    speaks = passage.any(c.SAY | c.ASK, segment.last, last)
    return speaks and not inherited(scene) and not claimed_beside(scene, token)


def _anybody(scene: Scene, subject: Segment, first: int) -> bool:
    """Whether a sentence begins with some person, and none of ours."""
    passage = scene.passage
    return (
        subject.first == first
        and passage.words[first] in INDEFINITE
        and passage.any(c.PERSON, first + 1, first + 3)
        and not ours(scene, first, subject.last)
    )


ACQUAINTANCE = Frame("acquaintance", acquaintance)
