"""A supplier, what it does for us in a clause between, and what it has: "Twilio, which sends our messages, has …"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_COMMAS: Final = 2
_NAMES: Final = 4
"""Words of a company's name."""
_SELF: Final = c.WE | c.OUR | c.NAME | c.OURS | c.WITHUS | c.SELFNOUN
_LOOSE: Final = _SELF | c.NEG | c.INHERIT | c.YOUR
_US: Final = word_set("common.us")
_BUY: Final = word_set("servesus.buy")
"""Verbs of customers: "which we use for our payroll"."""
_WHERE: Final = word_set("servesus.where")
"""What leads into a clause that tells where something of ours is."""
_WHOM: Final = word_set("servesus.whom")
_THAT: Final = word_set("servesus.that")
"""Pronouns that are articles or conjunctions, too."""


def with_a_clause(scene: Scene, token: int) -> bool:
    """Whether the subject is a named company of which a clause between commas says what it does for us."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    commas = [at for at in range(first + 1, token) if passage.words[at] == ","][:2]
    if len(commas) < _COMMAS or commas[0] > first + _NAMES:
        return False
    named = _company(scene, first, commas[0])
    verb = commas[1] + 1
    if not named or not passage.any(c.HOLD | c.BE | c.AUX | c.SHOW, verb, min(verb + 2, token)):
        return False
    if passage.any(_LOOSE, verb, last) or any(_us(word) for word in passage.words[verb:last]):
        # "…, so your cards are safe": what readers are to draw from it is about us.
        return False
    return _serves(passage, commas[0] + 1, commas[1], known=bool(named & c.OTHER))


def _us(word: str) -> bool:
    return word.rpartition(" ")[2] in _US


def _company(scene: Scene, first: int, last: int) -> int:
    """The bits of a subject that is nothing but the name of a company; none where it is not."""
    passage = scene.passage
    if not passage.bits[first] & c.OTHER and not scene.proper(first):
        return 0
    if passage.any(_SELF & ~c.SELFNOUN, first, last) or not all(scene.capital(at) for at in range(first, last)):
        return 0
    return passage.bits[first] or c.THIRD


def _serves(passage: Passage, first: int, last: int, *, known: bool) -> bool:
    """Whether a clause says that somebody works for us; of a company that everybody knows, whatever it says."""
    place = passage.words[first] in _WHERE
    ours = passage.any(c.OUR, first + 1, last) or any(_us(word) for word in passage.words[first + 1 : last])
    # "Que nous éditons": behind that pronoun it is the subject.
    whom = passage.words[first] in _WHOM and passage.any(c.WE, first + 1, first + 2)
    we = whom or any(not _us(passage.words[at]) for at in passage.places(c.WE, first, last))
    if place or passage.any(c.REL, first, first + 2) or passage.words[first] in _THAT:
        bought = not _BUY.isdisjoint(passage.words[first:last])
        # "Brindle, which is our flagship, …": what it is called to be ours is no work for us.
        return known or bought or (ours and not we and (place or not passage.any(c.BE, first + 1, first + 2)))
    # "Twilio, our text message provider, has …"; of an unknown name it may be our product.
    return passage.any(c.OUR, first, first + 1) and passage.any(c.THIRD, first, last) and (known or not we)
