"""Certificates that are not ours by what stands behind them: "every certificate that a supplier sends us"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage

_NEAR: Final = 4
_SENDS: Final = 2


def sent_to_us(passage: Passage, index: int, last: int) -> bool:
    """Whether it is of the reader's suppliers, or of others who hand it to us."""
    behind = index + 1
    if passage.any(c.PREP, behind, behind + 1) and passage.any(c.YOUR, behind + 1, behind + 2):
        return passage.any(c.THIRD | c.GENERIC, index + 3, index + _NEAR)
    them = next(iter(passage.places(c.THIRD | c.GENERIC, behind + 1, min(index + _NEAR, last))), last)
    us = next(iter(passage.places(c.WE, them, last)), last + _NEAR)
    return us - them <= _SENDS and passage.any(c.REL, behind, behind + 1) and not passage.any(c.OUR, index - 1, index)
