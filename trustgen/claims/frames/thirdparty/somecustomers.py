"""Some of our customers, wherever they are or whatever they do, who have it: "two of our customers in Oslo hold …"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.harmless import INDEFINITE
from trustgen.claims.frames.inserted import CUSTOMERS
from trustgen.claims.scenes.reading import THE, chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_MANY: Final = word_set("inownright.many")
_OF_OUR: Final = 5
_HAVE: Final = c.HOLD | c.CARRY | c.BE | c.GOT
_US: Final = c.WE | c.OUR | c.OURS | c.NAME | c.WITHUS
_DOUBT: Final = c.INHERIT | c.RIVAL | c.NEG | c.NO | c.COND | c.EXCEPT | c.RARE | c.YOUR | c.SHOW & ~c.ART
_PLAIN: Final = c.DET | c.ADJ | c.THEIR | c.CERT | c.PREP | c.ADV | c.NUMBER | c.SCHEME | c.ART | c.AND


def some_customers(scene: Scene, token: int) -> bool:
    """Whether a counted few of our customers are said to have it, with nothing of ours behind them."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    few = bool(passage.bits[first] & c.NUMBER) or passage.words[first] in _MANY
    who = next(
        (at for at in range(first + 2, min(first + _OF_OUR, token)) if passage.words[at].startswith(CUSTOMERS)), -1
    )
    if not few or who < 0 or not passage.any(c.OUR, first + 1, who) or passage.any(_US | _DOUBT, who, last):
        return False
    have = next((at for at in passage.places(_HAVE, who + 1, token) if not passage.bits[at] & c.DET), token)
    _, end = chain(passage, token, first, last)
    goods = end < last and passage.words[end].isalpha() and not passage.bits[end] & ~c.SELFNOUN
    return (
        have < token
        and not passage.any(c.PREP & ~c.DET, have + 1, have + 2)
        and not goods
        and not passage.any(c.SELFNOUN | c.SCHEME | c.REL, who, have)
        and all(bits & _PLAIN for bits in passage.bits[have + 1 : token])
        and THE.isdisjoint(passage.words[have + 1 : token])
    )


def our_customer(scene: Scene, token: int) -> bool:
    """Whether a customer has it of whom it is said what they are: "our biggest client, a bank, got its certificate"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    if index < _INSERTED or segment.opener != "," or not passage.bits[segment.first] & (c.HOLD | c.GOT | c.CARRY):
        return False
    told, subject = passage.segments[index - 1], passage.segments[index - 2]
    start, end = chain(passage, token, segment.first, segment.last)
    goods = end < segment.last and passage.words[end].isalpha() and passage.bits[end] & c.SELFNOUN
    theirs = passage.bits[start - 1] & c.THEIR or passage.words[start - 1] in INDEFINITE
    return (
        subject.sentence == segment.sentence
        and passage.any(c.OUR, subject.first, subject.last)
        and passage.words[subject.last - 1].startswith(CUSTOMERS)
        and passage.words[told.first] in INDEFINITE
        and bool(theirs)
        and not goods
        and not passage.any(c.SELFNOUN | c.SCHEME | c.CERT | c.AND, subject.first, told.last)
        and not passage.any(_US | _DOUBT & ~c.SHOW, segment.first, segment.last)
    )


_INSERTED: Final = 2
