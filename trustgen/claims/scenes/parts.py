"""What a clause without a name says that we have, behind one that denies something: another part, or all of it.

"The high category we have not applied for, but the medium one we do have certified" names its scheme once, and the
clause that names it denies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import THE
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage

_UNSURE: Final = (
    c.NEG | c.NO | c.NONE | c.NOBODY | c.PSEUDO | c.LESS | c.COND | c.PLAN | c.LACK | c.WITHOUT | c.UNREAL | c.OPEN
)
_OTHERS: Final = (
    c.THIRD | c.OTHER | c.PERSON | c.YOUR | c.GENERIC | c.HOMONYM | c.SKILL | c.ASK | c.RIVAL | c.SAY | c.PROGRESS
)
_BEHIND: Final = c.PREP | c.ADV | c.SINCE | c.NUMBER | c.PUNCT | c.AND | c.GOT | c.AUX | c.HOLD
_TO: Final = word_set("parts.to")
_YES: Final = word_set("parts.yes")
_HAVE_IT: Final = word_parts("parts.have_it")
_THAT_ONE: Final = word_set("parts.that_one")
_OF: Final = word_set("parts.of")
_SHORT: Final = 12


def part_had(passage: Passage, first: int, last: int, *, behind: bool) -> bool:
    """Whether a clause that names no scheme says of us that something is certified, or that one of its kind is had."""
    if passage.any(_UNSURE, first, last):
        return False
    return _certified(passage, first, last) or (behind and last - first <= _SHORT and _that_one(passage, first, last))


_WOULD: Final = word_set("parts.would") | word_set("hypothetical.duty")


def _certified(passage: Passage, first: int, last: int) -> bool:
    """Whether we are, or have something, certified: "we are independently certified", "la tenemos certificada"."""
    verb = passage.any(c.BE | c.HOLD | c.AUX, first, last) and _WOULD.isdisjoint(passage.words[first:last])
    us = passage.any(c.WE | c.NAME, first, last)
    return (
        verb
        and us
        and any(
            # In the Romance languages the participle is the noun as well.
            (not passage.bits[at] & c.ART or (at > first and passage.bits[at - 1] & (c.BE | c.ADV)))
            and (at + 1 == last or passage.bits[at + 1] & _BEHIND)
            and not (at + 1 < last and passage.words[at + 1] in _TO)
            and not passage.any(_OTHERS, first, at)
            for at in passage.places(c.CERT, first, last)
        )
    )


def _that_one(passage: Passage, first: int, last: int) -> bool:
    """Whether one of its kind is pointed at and said to be had: "el de media s\u00ed", "quello di tipo I l'abbiamo"."""
    if first + 2 >= last or passage.words[first] not in _THAT_ONE | THE:
        return False
    if passage.words[first + 1] not in _OF and "one" not in passage.words[first + 1 : first + 3]:
        return False
    if passage.any(_OTHERS, first, last):
        return False
    had = passage.any(c.WE, first, last) and passage.any(c.HOLD | c.GOT, first + 2, last)
    return (
        had
        or passage.words[last - 1] in _YES
        or any(word.endswith(_HAVE_IT) for word in passage.words[first + 2 : last])
    )
