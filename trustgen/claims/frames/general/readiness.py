"""Readiness for an audit that we have not had, which is none of a certificate where a denial stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.scenes.beside import denied_beside
from trustgen.claims.scenes.reading import attributed, possessed
from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.scenes.case import Case

_FORMAL: Final = frozenset({"fedramp", "govramp"})


def ready(case: Case) -> bool:
    """Readiness, with a denial beside it; a formal designation never."""
    scene, token = case.scene, case.token
    _, segment = scene.segment_of(token)
    if case.scheme is not None and case.scheme.id in _FORMAL:
        return False
    # "Our SOC 2 readiness work": it is the work that is ours.
    ours = possessed(scene, token) and not scene.passage.any(c.READY, token + 1, min(token + 2, segment.last))
    if ours or attributed(scene, token) or scene.passage.any(c.ART | c.SHOW | c.PRESUP, segment.first, segment.last):
        return False
    wrong = scene.following(token)
    if wrong is not None and scene.passage.any(c.META, wrong.first, wrong.last):
        # "Some say that we are only ready. That is wrong."
        return False
    return scene.passage.any(c.READY, segment.first, segment.last) and denied_beside(scene, token)


READY = Frame("ready-and-not-held", ready)
