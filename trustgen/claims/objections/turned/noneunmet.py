"""Denials that there is a demand which ours does not meet: "Keine Anforderung, die unsere Plattform nicht erfüllt"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.passages.asides import CAUSES
from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_US: Final = c.WE | c.OUR | c.NAME | c.SELFNOUN
_ASKED: Final = c.CLAUSE | c.DEFNOUN | c.ASK
_NEAR: Final = 3


def none_unmet(scene: Scene, token: int) -> bool:
    """Whether there is said to be no requirement of the scheme that ours does not meet."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    none = [at for at in passage.places(c.NO | c.NONE, first, token) if at - first <= _NEAR]
    inner = next((at for at in passage.places(c.REL, token + 1, last)), last)
    return (
        bool(none)
        and not passage.any(_US, first, none[0])
        and inner < last
        and passage.words[inner] not in CAUSES
        and passage.any(_ASKED, none[0] + 1, inner)
        and passage.any(c.NEG | c.LACK, inner, last)
        and passage.any(_US, inner, last)
    )
