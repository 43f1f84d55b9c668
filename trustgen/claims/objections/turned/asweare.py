"""What nobody has or got in the way that we did: "Nobody got the certificate as fast as we did"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_AS: Final = word_set("asweare.as")
_HAVE: Final = c.HOLD | c.GOT | c.CARRY
_SAYING_SO: Final = _HAVE | c.AUX | c.BE | c.ADV | c.PUNCT | c.WE
_LOOSE: Final = c.NEG | c.COND | c.PLAN | c.DUTY | c.ASK
_SHORT: Final = 4


def nobody_as_we(scene: Scene, token: int) -> bool:
    """Whether all that is denied of everybody is that they have it as we do, which says that we have it."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    nobody = [at for at in passage.places(c.NOBODY | c.NO, first, token) if at - first < _SHORT]
    if not nobody or passage.any(c.WE | c.NAME, first, token) or not passage.any(_HAVE, nobody[0] + 1, last):
        return False
    loose = passage.places(_LOOSE, nobody[0] + 1, last)
    if passage.any(c.OTHER, token + 1, last) or any(passage.words[at] not in _AS for at in loose):
        return False
    return any(
        (passage.words[at - 1] in _AS or (passage.bits[at - 1] & (c.REL | c.ISSUED)) or passage.bits[at] & c.INHERIT)
        and all(passage.bits[behind] & _SAYING_SO for behind in range(at + 1, last))
        for at in passage.places(c.WE, max(token + 1, last - _SHORT), min(last, scene.segment_of(token)[1].last))
    )
