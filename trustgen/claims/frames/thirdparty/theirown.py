"""What the customer in a story has: "Il cliente ha rinnovato la sua ISO 14001", or whoever is named as its owner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import THE, chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_OURS: Final = c.WE | c.OUR | c.NAME | c.OURS | c.SELFNOUN
_CUSTOMERS: Final = word_set("theirown.customers")
_JUST: Final = word_set("theirown.just")
"""Verbs of having just done something, in front of what was done."""
_VERB: Final = c.AUX | c.BE | c.GOT | c.HOLD | c.DONE | c.HAPPEN | c.PUNCT | c.ADV
_OF: Final = word_set("whose.of")
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
    while whose > first + 2 and passage.bits[whose] & c.ADJ and not passage.bits[whose] & c.THEIR:
        whose -= 1
    if whose <= first + 2 or passage.words[first] not in THE or passage.words[first + 1] not in _CUSTOMERS:
        return False
    verb = passage.bits[first + 2] & _VERB or passage.words[first + 2] in _JUST
    comma = next((at for at in range(whose - 1, first, -1) if passage.words[at] == ","), first + 1)
    from_us = any(passage.bits[at] & c.WE and passage.bits[at - 1] & c.PREP for at in range(end + 1, last))
    epithet = any(passage.bits[at] & c.CERT and not passage.bits[at] & c.ISSUED for at in range(start, end))
    return (
        bool(verb)
        and bool(passage.bits[whose] & c.THEIR or passage.words[whose] in _HIS)
        # "The customer trusts Kontor and its certificate": whose it is stands right before.
        and not passage.bits[whose - 1] & (c.PREP | c.AND) & ~c.DET
        and not any(scene.proper(at) for at in range(comma + 1, whose))
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
    if following is None or passage.any(_OURS, first, last):
        return False
    start = following.first
    end = next((at for at in range(start, following.last) if passage.bits[at] & c.PUNCT), following.last)
    be = next(iter(passage.places(c.BE, start + 1, end)), end)
    names = [at for at in range(be + 1, end) if scene.proper(at)]
    return (
        end - start <= _SHORT
        and passage.any(c.ISSUED | c.EXAM, start, start + 2)
        and bool(names)
        and (passage.words[names[-1] + 1 : end] == ["'s"] or passage.words[names[0] - 1] in _OF)
        and all(passage.words[at] in passage.words[first:token] for at in names)
        and not passage.any(_OURS | c.NEG | c.NO, start, end)
    )


def it_is_they(scene: Scene, token: int) -> bool:
    """Whether the next clause says who it is that has it: "la qualification SecNumCloud, c'est Outscale qui l'a"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    if index + 1 >= len(passage.segments) or not scene.bare(index):
        return False
    one = passage.segments[index + 1]
    be = next(iter(passage.places(c.BE, one.first, min(one.first + 2, one.last))), one.last)
    return (
        one.sentence == segment.sentence
        and one.opener == ","
        and be + 2 < one.last
        and passage.any(c.THIRD | c.OTHER, be + 1, be + 2)
        and passage.any(c.REL, be + 2, be + 3)
        and passage.any(c.HOLD, be + 2, one.last)
        and not passage.any(_OURS | c.NEG, one.first, one.last)
    )
