"""A certain paper that came from an auditor, who is a company in general elsewhere: "Das C5-Testat kam von einem …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.claims.scenes.reading import THE, chain
from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene


def given_to_us(scene: Scene, token: int) -> bool:
    """Whether an auditor is told of who has done his work, and so no market."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    start, end = chain(passage, token, segment.first, segment.last)
    certain = segment.first < start <= segment.first + 2 and passage.words[segment.first] in THE
    return certain and passage.any(c.ISSUED, start, end) and passage.any(c.ASSESSOR, end, segment.last)
