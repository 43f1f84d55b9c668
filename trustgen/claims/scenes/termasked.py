"""What the term beside a description asks, where that is a question about something else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_STATED: Final = 300
_OF_IT: Final = c.SCHEME | c.STRONG | c.ART | c.CERT | c.AUDIT | c.EXAM | c.ISSUED | c.PRESUP | c.SEAL | c.ASSESSOR
_ANY: Final = c.HOLD | c.GOT | c.DONE | c.BE | c.READY | c.ANAPH


def asked_else(scene: Scene) -> bool:
    """Whether a term asks something that has nothing to do with certificates, such as "Can we leave?"."""
    term = scene.unit.context.term[:_STATED]
    if not term.rstrip().endswith("?"):
        return False
    return not scene.read(term).any(_OF_IT | _ANY)
