"""Companies that something is for, and of which nothing else is said: "certified hosting for hospitals"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage


def only_for(passage: Passage, token: int, last: int) -> bool:
    """Whether companies are no more than whom something is for: "gestor certificado para hospitales"."""
    places = passage.places(c.GENERIC, token, last)
    return bool(places) and all(
        any(word.rpartition(" ")[2] in _FOR for word in passage.words[max(at - 2, token) : at]) for at in places
    )


def sold_to(passage: Passage, first: int, token: int, last: int) -> bool:
    """Whether a phrase without a verb offers a thing to companies, with the certificate and other things of ours.

    "File storage for law firms with ISO 27001 certification and servers in Finland": it is the storage that has it.
    """
    if passage.any(c.BE | c.AUX | c.HOLD | c.ASK | c.REL | c.COND, first, last):
        return False
    companies = passage.places(c.GENERIC, first + 2, token)
    if not companies or not any(passage.words[at] in _FOR for at in range(first + 1, companies[0])):
        return False
    ours = any(passage.any(c.SELFNOUN, at + 1, last) for at in passage.places(c.AND, token + 1, last))
    return ours and any(passage.words[at] in _WITH for at in range(companies[-1] + 1, token))


def goods_with(passage: Passage, at: int, token: int) -> bool:
    """Whether companies are only to whom we supply what has it: "supplies towns with software with the label"."""
    goods = passage.places(c.SELFNOUN, at + 1, token)
    return bool(goods) and passage.words[goods[-1] + 1] in _WITH and not passage.any(c.GENERIC, goods[-1], token)


def counted(passage: Passage, at: int) -> bool:
    """Whether companies are counted as those who trust or use something: "trusted with HIPAA data by 300 hospitals"."""
    return at > 1 and bool(passage.bits[at - 1] & c.NUMBER) and passage.words[at - 2] in _BY


_BY: Final = word_set("common.by")
_WITH: Final = word_set("common.with")
_FOR: Final = word_set("common.for")


def we_make(passage: Passage, first: int, token: int) -> bool:
    """Whether the subject is something that we do something with: "La sede que instalamos en los ayuntamientos"."""
    relatives = passage.places(c.REL, first + 2, token - 1)
    at = relatives[0] if relatives else first
    return (
        at > first
        and not passage.bits[at + 1]
        and passage.words[at + 1].endswith(_OUR_VERBS)
        and not passage.any(c.GENERIC | c.THIRD | c.OTHER | c.ASK | c.COND | c.NEG | c.NO, first, at)
    )


_OUR_VERBS: Final = word_parts("foundthere.our_verbs")
