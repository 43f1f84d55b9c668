"""What nobody outside of our walls has, which we have: "Outside of our company, nobody in town is certified for HDS".

"Outside our team, nobody has looked at our controls" has us for its object, and denies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_OUTSIDE: Final = word_set("outsideus.outside")
_US: Final = c.WE | c.OUR | c.OURS | c.NAME
_NOBODY: Final = c.NOBODY | c.NO
_LOOSE: Final = c.NEG | c.PLAN | c.COND | c.SAY | c.HIDE | c.THIRD | c.OTHER
_NEAR: Final = 4


def outside_us(scene: Scene, token: int) -> bool:
    """Whether whoever is not us is said not to have it."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    at = next((i for i in range(first, last) if passage.words[i] in _OUTSIDE), -1)
    ours = passage.places(_US, at + 1, min(at + _NEAR, last)) if at >= 0 else []
    nobody = passage.places(_NOBODY, first, last)
    if not ours or not nobody or (at > first and (nobody[0] > at or passage.bits[at - 1] & c.AND)):
        return False
    begin = max(ours[0] + 1, nobody[0])
    if passage.any(_US | _LOOSE, begin, last) or passage.any(_LOOSE, first, at):
        return False
    certified = any(not passage.bits[i] & c.ART for i in passage.places(c.CERT, begin, last)) and passage.any(
        c.BE, ours[0], last
    )
    return certified or (passage.any(c.HOLD, ours[0], last) and passage.any(c.ISSUED, begin, last))
