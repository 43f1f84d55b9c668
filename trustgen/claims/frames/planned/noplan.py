"""Words for a plan or for what is open that are none where they stand: a project that has it, "offen" of telling.

"Al proyecto le concedieron la insignia" speaks of the project as of anybody, "wir legen unser Zertifikat offen" hides
nothing, and "in un giorno" is how long it took.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage

_OPEN: Final = word_set("noplan.open")
_TOLD: Final = word_set("noplan.told")
"""Verbs that mean telling beside "open": "legen … offen", "reden offen"."""
_STILL: Final = word_set("noplan.still")
_DAY: Final = word_set("noplan.day")
_WITHIN: Final = word_set("noplan.within")
_PROJECT: Final = word_set("noplan.project")
_TO_IT: Final = word_set("noplan.to_it")
_LOOK: Final = word_set("noplan.look")
_GIVEN: Final = word_parts("noplan.given")
_OPENS: Final = 3
_NEAR: Final = 3
_REACH: Final = 6


def no_plan(passage: Passage, at: int, first: int, last: int) -> bool:
    """Whether a word for a plan tells of none: of what is told openly, of a day's work, or of whom it was given to."""
    word = passage.words[at]
    if word in _OPEN:
        return passage.words[at - 1] not in _STILL and not _TOLD.isdisjoint(
            passage.words[max(first, at - _REACH) : min(last, at + _NEAR)]
        )
    if word in _DAY:
        return at > first and passage.words[at - 1] in _WITHIN
    if word in _LOOK and at == first and (not at or passage.words[at - 1] != ","):
        # "Look at the registry": readers are told to.
        return True
    return word in _PROJECT and at - first < _OPENS and at > first and _has_it(passage, at, min(last, at + _REACH))


def _has_it(passage: Passage, at: int, last: int) -> bool:
    """Whether a project is said to be certified, to have a certificate, or to have been given one."""
    words = passage.words
    to_it = words[at - 1] in _TO_IT or passage.any(c.SHOW, at + 1, last)
    if to_it and any(word.startswith(_GIVEN) for word in words[at + 1 : last]):
        return True
    if not passage.bits[at - 1] & c.DET or at + 1 >= last:
        return False
    verb = passage.bits[at + 1]
    certified = any(bits & c.CERT for bits in passage.bits[at + 2 : at + _NEAR])
    owns = verb & c.HOLD and not verb & c.AUX and passage.any(c.STRONG | c.ISSUED, at + 2, last)
    return bool((verb & c.BE and certified) or owns)
