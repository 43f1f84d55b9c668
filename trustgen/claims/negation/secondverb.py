"""A second verb that is denied in the same clause: it takes nothing back of what the first denies.

"We lack a label and are not listed either" is one denial of two things, as is "it does not warrant that the service
meets it, and has given no attestation".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage

_NEAR: Final = 5
_DENIED: Final = c.NEG | c.NO | c.NONE | c.NOBODY
_CANCELS: Final = c.LACK | c.WITHOUT | c.PASTEND | c.META | c.RIVAL | c.FINDING | c.HIDE | c.MANNER | c.PSEUDO | c.ONLY
_EITHER: Final = word_set("secondverb.either")
"""The words for "either" that go with a second denial."""


def takes_nothing_back(
    passage: Passage, index: int, first: int, last: int, kind: str, *, direct: bool, odd: bool
) -> bool:
    """Whether a negation behind another only adds to it: "does not have one made, and is not obliged to"."""
    return (
        (kind != "thing" and joins_verb(passage, index, first))
        or (odd and nor_either(passage, index, first, last, kind))
        or (direct and _unbound(passage, index, first, last))
        or (direct and kind == "say" and _another_thing(passage, index, first))
    )


def joins_verb(passage: Passage, index: int, first: int) -> bool:
    """Whether a word for "nor" has a verb of ours of having behind it: "no hemos pagado tasas ni tenemos informe"."""
    bits = passage.bits[index]
    behind = passage.bits[index + 1] if index + 1 < len(passage) else 0
    return bool(bits & c.AND and bits & _DENIED and behind & c.HOLD and behind & c.WE) and passage.any(
        _DENIED, first, index
    )


def nor_either(passage: Passage, index: int, first: int, last: int, kind: str) -> bool:
    """Whether a verb behind "and" is denied as well, where the first lacks or is not vouched for."""
    joins = [
        at for at in passage.places(c.AND, first + 1, index + 1) if index - at <= _NEAR or passage.bits[index] & c.NO
    ]
    if not joins or passage.any(_CANCELS, joins[-1] + 1, last):
        return False
    at = joins[-1]
    verb = passage.any(c.HOLD | c.EXIST | c.BE | c.AUX, at + 1, last)
    if passage.any(c.LACK, first, at):
        either = not _EITHER.isdisjoint(passage.words[at:last])
        return verb and (kind == "thing" or either) and not passage.any(_DENIED | c.WITHOUT | c.FINDING, first, at)
    said = [place for place in passage.places(c.SAY, first, at) if passage.any(c.REL, place + 1, at)]
    denied = len(passage.places(c.NEG | c.NO | c.NONE | c.NOBODY, first, at)) == 1
    return verb and kind == "thing" and bool(said) and denied and not passage.any(c.WE | c.OUR, said[0], at)


def lacked_not(passage: Passage, first: int, last: int) -> bool:
    """Whether one thing is lacked, and another is not: "we lack TISAX and are not without ISO 27001"."""
    return any(
        passage.any(c.LACK, first, at)
        and any(
            all(bits & (c.BE | c.AUX | c.ADV) for bits in passage.bits[min(no, lack) + 1 : max(no, lack)])
            for lack in passage.places(c.LACK | c.WITHOUT, at + 1, min(at + 2 * _NEAR, last))
            for no in passage.places(c.NEG, max(at + 1, lack - 3), min(lack + 2, last))
        )
        for at in passage.places(c.AND, first + 1, last)
    )


def _unbound(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether a second verb only says that there is no duty either: "en daartoe ook niet verplicht is"."""
    return (
        passage.any(c.AND, max(first, index - 4), index + 1)
        and passage.any(c.DUTY, index + 1, min(index + 4, last))
        and not passage.any(c.SCHEME | c.ART | c.STRONG, index, last)
    )


def _another_thing(passage: Passage, index: int, first: int) -> bool:
    """Whether a clause was added that speaks of another one: "… and that of our host does not count for us"."""
    return any(
        passage.any(c.ANAPH | c.DET, place + 1, place + 2) and passage.any(c.THIRD | c.OTHER, place + 1, index)
        for place in passage.places(c.AND, first + 1, index)
    )
