"""Negations that join two names, and ends that left a certificate behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage


def neither(passage: Passage, index: int, first: int) -> bool:
    """Whether a negation joins two names and denies both: "wij hebben ISO 27001 noch NEN 7510"."""
    before = passage.bits[index - 1] & (c.SCHEME | c.ART | c.CERT) or passage.words[index - 1] == "-"
    return index > first and passage.words[index] in _NOR and bool(before)


_NOR: Final = word_set("joined.nor")


def with_a_paper(passage: Passage, index: int, last: int) -> bool:
    """Whether what ended did so with a certificate: "the audit, by contrast, ended with a certificate"."""
    joins = next((at for at in range(index + 1, min(index + _TIME, last)) if passage.words[at] in _WITH), last)
    return (
        bool(passage.bits[index] & c.PASTEND)
        and any(not passage.bits[at] & c.EXAM for at in passage.places(c.ISSUED, joins + 1, min(joins + _NEAR, last)))
        and not passage.any(c.NO | c.NEG, index + 1, min(joins + _NEAR, last))
    )


_NEAR: Final = 4
_TIME: Final = 4
"""Words behind the verb among which a day may stand: "ended in May with a certificate"."""
_WITH: Final = word_set("common.with")
