"""A named supplier and, between commas, what it is: "payments are taken by Adyen, a PCI DSS provider"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.harmless import INDEFINITE
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_BY: Final = word_set("apposed.by")
"""Prepositions in front of who does something for us."""
_FIRMS: Final = word_set("apposed.firms")
"""Nouns for a company, of which a clause behind them says what it does for us."""
_MAKERS: Final = word_set("apposed.makers")
"""Nouns for who makes things, which a site about software is not."""
_SELF: Final = c.WE | c.OUR | c.NAME
_VERBS: Final = c.BE | c.HOLD | c.GOT | c.NEG | c.COND | c.YOU | c.YOUR | c.RIVAL
_NAMES: Final = 3
_BEFORE: Final = 2
"""The noun for a supplier, and its name."""
_CLAUSE: Final = 5
_LIKE: Final = word_set("beingnamed.like")
_US: Final = word_set("common.us")


def of_a_supplier(scene: Scene, token: int) -> bool:
    """Whether it is said of a supplier, who is named just before or told by what it does for us."""
    return any(test(scene, token) for test in (_apposed, _serves_us, _which_is, _which_has))


def _apposed(scene: Scene, token: int) -> bool:
    """Whether the clause before ends with a supplier's name, and this one only says what that is."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    if not index or segment.opener != "," or not _done_by(scene, index - 1):
        return False
    _, _, last = scene.sentence_of(token)
    party = [at for at in passage.places(c.THIRD, segment.first, segment.last) if not passage.bits[at] & c.PERSON]
    return (
        (bool(party) or passage.words[segment.last - 1] in _MAKERS)
        and not passage.any(_SELF, segment.first, last)
        and not any(word.rpartition(" ")[2] in _US for word in passage.words[segment.first : last])
        and not any(
            passage.bits[at] & _VERBS and not passage.bits[at] & (c.CERT | c.DET)
            for at in range(segment.first, segment.last)
        )
    )


def _which_is(scene: Scene, token: int) -> bool:
    """Whether a clause is about a supplier whose name stands between commas: "from a supplier, Vandamme, that is …"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    _, _, last = scene.sentence_of(token)
    if index < _BEFORE or segment.opener != "," or not passage.bits[segment.first] & c.REL:
        return False
    name, before = passage.segments[index - 1], passage.segments[index - 2]
    party = before.last - 1
    unknown = passage.words[party].split(" ")[0] in INDEFINITE or passage.words[party - 1] in INDEFINITE
    return (
        before.sentence == segment.sentence
        and unknown
        and bool(passage.bits[party] & (c.GENERIC | c.THIRD))
        and name.last - name.first <= _NAMES
        and all(_named(scene, at) for at in range(name.first, name.last))
        and not passage.any(_SELF | c.YOU | c.YOUR | c.INHERIT, segment.first, last)
        and not any(word.rpartition(" ")[2] in _US for word in passage.words[segment.first : last])
    )


def _which_has(scene: Scene, token: int) -> bool:
    """Whether it is what a named supplier has, and we are somebody else: "by Larsen Pay, which holds …; we never see".

    Without us in another clause, whoever is named might be the site's own company.
    """
    passage = scene.passage
    index, segment = scene.segment_of(token)
    if not index or segment.opener != "," or not passage.any(c.REL | c.WHOEVER, segment.first, segment.first + 2):
        return False
    verb = passage.any(c.BE | c.HOLD, segment.first + 1, segment.last)
    apart = any(
        passage.any(_SELF, one.first, one.last) and passage.any(c.NEG | c.NO | c.ONLY, one.first, one.last)
        for one in passage.segments[index + 1 :]
    ) and not passage.any(c.INHERIT | c.GOT | c.CERT | c.ISSUED | c.STRONG | c.OURS, segment.last)
    return (
        verb
        and apart
        and _done_by(scene, index - 1)
        and not passage.any(_SELF | c.YOU | c.YOUR | c.INHERIT, segment.first, segment.last)
    )


def _serves_us(scene: Scene, token: int) -> bool:
    """Whether the subject is a company that does something for us: "the firm that cleans our offices is certified"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    if first + _CLAUSE >= last or not passage.bits[first] & c.DET or passage.words[first + 1] not in _FIRMS:
        return False
    us = next((at for at in passage.places(c.OUR | c.WE, first + 4, min(first + 6, token))), first)
    be = passage.places(c.BE if passage.bits[us] & c.OUR else c.BE | c.HOLD, us + 1, token)
    return (
        bool(be)
        # "The bank that lends to us knows that we are …"
        and (bool(passage.bits[us] & c.OUR) or be[0] == us + 1)
        and bool(passage.bits[first + 2] & c.REL)
        and us > first
        and not passage.any(c.WE | c.OUR | c.NAME | c.YOUR, be[0], last)
        and not passage.any(c.YOUR | c.YOU | c.NEG, first, be[0])
    )


def _named(scene: Scene, at: int) -> bool:
    """Whether a word is the name of another company, known or not."""
    known = scene.passage.bits[at] & (c.THIRD | c.OTHER) and scene.capital(at)
    return bool(known) or scene.proper(at)


def _done_by(scene: Scene, index: int) -> bool:
    """Whether a clause ends with the name of who does it: "payments are taken by Adyen", "liegen bei Noris"."""
    passage = scene.passage
    before = passage.segments[index]
    at = before.last
    while at > before.first and before.last - at < _NAMES and _named(scene, at - 1):
        at -= 1
    if at == before.last or at <= before.first + 1 or passage.words[at - 1].rpartition(" ")[2] not in _BY:
        return False
    if not _LIKE.isdisjoint(passage.words[before.first : at]):
        # "Just like our friends at Stripe, a PCI DSS provider."
        return False
    # "We are trusted by Bosch, a TISAX supplier" may say it of us.
    return not (passage.any(c.WE | c.NAME, before.first, at) and passage.any(c.BE, before.first, at))
