"""A duty that a contract leaves to its other party: "compliance by the Customer is the Customer's responsibility"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.inserted import CUSTOMERS
from trustgen.claims.frames.readers.readersown import readers_own
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_BY: Final = word_set("bycustomer.by")
_RESPONSIBLE: Final = word_parts("bycustomer.responsible")
_NEAR: Final = 5


def by_customer(scene: Scene, token: int) -> bool:
    """Whether it is the customer by whom it is to be kept, and whose responsibility that is, or it is the reader's."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    by = next((at for at in range(token + 1, min(token + _NEAR, last)) if passage.words[at] in _BY), last)
    who = next((at for at in range(by, min(by + _NEAR, last)) if passage.words[at].startswith(CUSTOMERS)), 0)
    return readers_own(scene, token) or (
        who > 0
        and any(word.startswith(_RESPONSIBLE) for word in passage.words[who + 1 : last])
        and not passage.any(c.WE | c.OUR | c.NAME | c.THIRD | c.OTHER | c.GOT & ~c.HOLD | c.NEG | c.NO, first, last)
    )
