"""What the customer in a story has: "Il cliente ha rinnovato la sua ISO 14001", or whoever is named as its owner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.inserted import CUSTOMERS
from trustgen.claims.scenes.reading import THE, chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_OURS: Final = c.WE | c.OUR | c.NAME | c.OURS | c.SELFNOUN
_HIS: Final = word_set("theirown.his")
"""Possessives that are forms of another word as well."""
_BEHIND: Final = c.PREP | c.AND | c.ADV | c.PUNCT | c.GOT | c.DONE | c.BE | c.AUX | c.PASTEND | c.NUMBER
_SHORT: Final = 6


def the_customers_own(scene: Scene, token: int) -> bool:
    """Whether a sentence whose subject is the customer calls it the customer's: "the client renewed its ISO 14001"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    start, end = chain(passage, token, first, last)
    whose = start - 1
    while whose > first + 1 and passage.bits[whose] & c.ADJ and not passage.bits[whose] & c.THEIR:
        whose -= 1
    own = passage.bits[whose] & c.THEIR or passage.words[whose] in _HIS
    from_us = any(passage.bits[at] & c.WE and passage.bits[at - 1] & c.PREP for at in range(end + 1, last))
    epithet = any(passage.bits[at] & c.CERT and not passage.bits[at] & c.ISSUED for at in range(start, end))
    return (
        whose > first + 1
        and bool(own)
        and passage.words[first] in THE
        and passage.words[first + 1].startswith(CUSTOMERS)
        and not passage.any(_OURS, first + 2, whose)
        and not passage.any(c.WITHUS | c.INHERIT | c.COND, first, last)
        and not from_us
        and not (epithet and end < last and not passage.bits[end] & _BEHIND)
    )


def its_owner_named(scene: Scene, token: int) -> bool:
    """Whether the next sentence says whose the paper is: "Hartwell passed. The certificate is Hartwell's."."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    following = scene.following(token)
    if following is None:
        return False
    start, end = (
        following.first,
        next((at for at in range(following.first, following.last) if passage.bits[at] & c.PUNCT), following.last),
    )
    if end - start > _SHORT or not passage.any(c.ISSUED | c.EXAM, start, start + 2):
        return False
    be = next(iter(passage.places(c.BE, start + 1, end)), end)
    names = [at for at in range(be + 1, end) if scene.proper(at)]
    return (
        bool(names)
        and all(any(passage.words[at] == passage.words[there] for there in range(first, token)) for at in names)
        and not passage.any(_OURS | c.NEG | c.NO, start, end)
        and last <= start
    )
