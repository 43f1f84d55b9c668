"""What has not happened since it was come by: "Hartwell gained ISO 22301 in 2019 and has never let it slip since"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import chain
from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_DENIED: Final = c.NEG | c.NOBODY
_UNSURE: Final = _DENIED | c.NO | c.NONE | c.COND | c.PLAN | c.GENERIC | c.THIRD | c.RIVAL | c.YOU
_KEPT: Final = c.HOLD | c.GOT | c.CERT | c.AUDIT | c.EXIST | c.ISSUED | c.SHOW | c.ASK
"""Verbs whose negation says that it was not held, renewed, audited or asked for since."""


def kept_since(scene: Scene, token: int) -> bool:
    """Whether somebody came by it, and what is denied of the time since then is nothing but that it went."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    start, end = chain(passage, token, first, last)
    got = start - 1
    while got > first and passage.bits[got] & (c.DET | c.OUR | c.ADJ) and not passage.bits[got] & c.GOT:
        got -= 1
    if got <= first or not passage.bits[got] & c.GOT or passage.any(_UNSURE, first, got):
        return False
    begins = next((at + 1 for at in passage.places(c.AND, end, last)), last)
    since = [at for at in passage.places(c.SINCE, begins, last) if at in {begins, begins + 1, last - 1}]
    return (
        bool(since)
        and passage.any(_DENIED, begins, last)
        and all(passage.bits[at] & (c.AUX | c.DEFINE) for at in passage.places(_KEPT | c.PASTEND, begins, last))
    )
