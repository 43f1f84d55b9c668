"""What the reader's company has to get or renew: "If your plant has to renew IATF 16949, the calendar warns you"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_NEAR: Final = 3
_OURS: Final = c.WE | c.OUR | c.NAME | c.OURS | c.DONE | c.THEN | c.RIVAL


def you_need(scene: Scene, token: int) -> bool:
    """Whether a condition has the reader's company as its subject, a duty as its verb, and nothing of ours behind."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    _, first, last = scene.sentence_of(token)
    condition = next(iter(passage.places(c.COND, first, token)), last)
    if condition > first + 1 or segment.first != first:
        return False
    yours = next(iter(passage.places(c.YOUR, condition + 1, min(condition + _NEAR, token))), last)
    return (
        yours < last
        and passage.any(c.DUTY, yours + 1, segment.last)
        # Not the reader's auditor or customer, who asks it of us.
        and not passage.any(c.ASK | c.THIRD | c.ASSESSOR | c.EXAMINER | c.GENERIC | c.PERSON, yours + 1, token)
        and not passage.any(_OURS, first, last)
        and not passage.any(c.NEG | c.NO, first, segment.last)
        and not claimed_beside(scene, token)
    )
