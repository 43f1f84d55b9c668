"""Certificates that are not ours by what stands behind them: "every certificate that a supplier sends us"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage

_NEAR: Final = 4
_SENDS: Final = 2


def each_is(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether it is each one of its kind: "Each certificate is for one version of a module"."""
    verb, _, preposition = passage.word(index + 1).partition(" ")
    return bool(
        index > first
        and passage.words[index - 1] in _EACH
        and verb in _VALID
        and (preposition or passage.any(c.PREP, index + 2, min(index + 3, last)))
        and not passage.any(c.WE | c.OUR | c.NAME | c.GLOBAL | c.NUMBER | c.EXPIRY, index + 1, last)
        and all(passage.words[at - 1] in _AN for at in passage.places(c.SELFNOUN, index + 1, last))
    )


_AN: Final = word_set("harmless.indefinite")
_OF: Final = word_set("whose.of")
_EACH: Final = word_set("senttous.each")
_VALID: Final = word_set("senttous.valid")


def sent_to_us(passage: Passage, index: int, last: int) -> bool:
    """Whether it is of the reader's suppliers, or of others who hand it to us."""
    behind = index + 1
    if passage.any(c.OUR, index - 1, index):
        return False
    if passage.word(behind) in _OF and passage.any(c.YOUR, behind + 1, behind + 2):
        return passage.any(c.THIRD | c.GENERIC, index + 3, index + _NEAR)
    them = next(iter(passage.places(c.THIRD | c.GENERIC, behind + 1, min(index + _NEAR, last))), last)
    us = next(iter(passage.places(c.WE, them, last)), last + _NEAR)
    # "Every certification that buyers expect us to hold"
    hold = passage.any(c.HOLD | c.GOT, us + 1, us + 3)
    return us - them <= _SENDS and passage.any(c.REL, behind, behind + 1) and not hold
