"""A paper and what we do with it, in a clause without more: "your team will accept the HITRUST letter we attach"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import THE, chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_SENDS: Final = word_parts("attached.sends")
"""How verbs begin of handing out a paper that is there."""
_UNSURE: Final = c.NEG | c.NO | c.NONE | c.COND | c.PLAN | c.LACK | c.UNREAL | c.THIRD | c.OTHER | c.SOON
_FAR: Final = 7


def we_attach(scene: Scene, token: int) -> bool:
    """Whether a certain paper of the scheme is one that we send, enclose or attach."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    start, end = chain(passage, token, segment.first, segment.last)
    who = next(iter(passage.places(c.WE, end, min(end + 2, segment.last))), segment.last)
    stop = min(who + _FAR, segment.last)
    return (
        who < segment.last
        and start > segment.first
        and passage.words[start - 1] in THE
        and any(passage.bits[at] & c.ISSUED for at in range(start, end))
        and any(passage.words[at].startswith(_SENDS) for at in range(who + 1, stop))
        and not passage.any(_UNSURE, end, stop)
    )
