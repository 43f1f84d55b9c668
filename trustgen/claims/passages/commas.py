"""Commas that open no clause of their own, so that what is denied behind them reaches what stands before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage

CORRELATIVE: Final = word_set("clauses.correlative")


def opens_nothing(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether a comma stands in a row of subjects, or behind what one seeks, speaks of or cannot say."""
    return (
        _nor(passage, index, first)
        or _in_vain(passage, index, first, last)
        or _not_to_be_said(passage, index, first, last)
    )


def _nor(passage: Passage, index: int, first: int) -> bool:
    """Whether a comma stands within a subject of several: Dutch "Noch de app, noch het portaal is …"."""
    return (
        passage.word(index + 1) in CORRELATIVE
        and passage.words[first] in CORRELATIVE
        and not passage.any(cues.BE | cues.AUX | cues.HOLD, first, index)
    )


def _in_vain(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether a comma parts who seeks, or what is spoken of, from how that ends: "As for it, you draw a blank"."""
    behind = passage.words[index + 1 : last]
    topic = index - first <= _BRIEF and passage.any(cues.SCHEME, first, index)
    topic = topic and not passage.any(cues.WE | cues.OUR | cues.NAME | cues.BE | cues.GOT, first, index)
    seeks = topic or bool(passage.bits[first] & cues.WHOEVER)
    return seeks and len(behind) <= _BRIEF and not _VAIN.isdisjoint(behind)


def _not_to_be_said(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether what comes first cannot be said: "Dass wir zertifiziert wären, lässt sich daraus nicht ableiten"."""
    end = min(index + _BRIEF + 1, last)
    negation = next(iter(passage.places(cues.NEG, index + 1, end)), end)
    return (
        passage.words[first] in _DASS
        and not passage.any(cues.NEG | cues.NO, first, index)
        # "… müssen wir nicht behaupten": it goes without saying.
        and not passage.any(cues.WE | cues.DUTY, index + 1, end)
        and passage.any(cues.SAY, negation + 1, end)
    )


_DASS: Final = word_set("clauses.dass")
_VAIN: Final = word_set("lacking.vain")
_BRIEF: Final = 6
