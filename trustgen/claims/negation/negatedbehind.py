"""What stands between a verb and the negation behind it: an adverb, a pronoun, with whom or for what it is not so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage

BEHIND: Final = word_set("negated.behind")
"""Negations that stand behind the verb."""
INDEFINITE: Final = word_set("negated.a")


def aside(passage: Passage, index: int, first: int) -> bool:
    """Whether the word before a negation stands behind a verb that is known, with its pronouns: "haben wir also nicht".

    Then it is an adverb, whatever it means.
    """
    at = index - 2
    verb = _with_whom(passage, index, first) if passage.words[index] in BEHIND else index
    if verb < index - 1 and _put_off(passage, index, first):
        # "liegt beim Auftragnehmer nicht vor": with whom, between the two parts of the verb.
        # "Eine Zertifizierung hat der Kasten nicht" ends with the negation.
        return bool(passage.bits[verb] & (c.HOLD | c.EXIST) and not passage.bits[verb] & c.BE)
    while at >= 0 and passage.bits[at] & (c.WE | c.YOU | c.ANAPH) and not passage.bits[at] & (c.HOLD | c.BE | c.AUX):
        at -= 1
    return at >= 0 and bool(passage.bits[at] & (c.HOLD | c.BE | c.AUX))


def _with_whom(passage: Passage, index: int, first: int) -> int:
    """The token in front of prepositions and nouns before a negation: "besteht f\u00fcr unser Werk in Ulm nicht"."""
    at = index - 1
    while at - 1 > first and passage.words[at].isalpha() and not passage.bits[at] & (c.HOLD | c.EXIST):
        noun = at - 1 - bool(passage.bits[at - 1] & (c.DET | c.OUR) and not passage.bits[at - 1] & c.PREP)
        if not passage.bits[noun] & c.PREP:
            # "Eine Zertifizierung besitzt der Auftragnehmer nicht": who has none, behind the verb.
            subject = noun < at - 1 and not passage.bits[at] and passage.bits[noun] & (c.HOLD | c.EXIST)
            return noun if subject else at
        at = noun - 1
    return at


def _put_off(passage: Passage, index: int, first: int) -> bool:
    """Whether any certificate is meant, and nothing but the part of a verb that German puts last stands behind."""
    if passage.words[first] not in INDEFINITE:
        return False
    end = index + 1 + (passage.words[index + 1 : index + 2] == ["vor"])
    return end >= len(passage) or bool(passage.bits[end] & c.PUNCT)
