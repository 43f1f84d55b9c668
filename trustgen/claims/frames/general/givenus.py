"""Auditors, who are companies in general elsewhere, from whom a certain paper came or who gave it to us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.claims.scenes.reading import THE, chain
from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene


def given_to_us(scene: Scene, token: int) -> bool:
    """Whether an auditor is told of who has done his work, and so no market."""
    _, segment = scene.segment_of(token)
    return _to_us(scene.passage, segment.first, token) or _one_given(scene, token)


def _to_us(passage: Passage, first: int, token: int) -> bool:
    """Whether assessors, who are companies in general elsewhere, gave it to us: "los auditores nos han dado …"."""
    who = passage.places(c.ASSESSOR | c.EXAMINER, first, token)
    us = passage.places(c.WE, who[0] + 1, token) if who else []
    return bool(us) and passage.any(c.AUX | c.HOLD | c.GOT, us[0] + 1, token) and not passage.any(c.ASK, first, token)


def _one_given(scene: Scene, token: int) -> bool:
    """Whether a certain paper is said to come from an auditor: "Das C5-Testat kam von einem Wirtschaftsprüfer"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    start, end = chain(passage, token, segment.first, segment.last)
    certain = segment.first < start <= segment.first + 2 and passage.words[segment.first] in THE
    return certain and passage.any(c.ISSUED, start, end) and passage.any(c.ASSESSOR, end, segment.last)
