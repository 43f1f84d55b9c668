"""Demands that we could not meet: who is said to have made them, and that we could not, or were left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.harmless import FIRST_PERSON
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_COULD: Final = word_parts("unable.could")
_PRODUCE: Final = word_parts("unable.produce")
_EXCLUDED: Final = word_parts("unable.excluded")
_LITTLE: Final = c.WE | c.NEG | c.ANAPH | c.AUX | c.DET | c.ADV | c.AND | c.SHOW | c.REL | c.WORD


def unable(scene: Scene, first: int, last: int) -> bool:
    """Whether it is all that we could not, or were excluded: "we couldn't produce it", "quedamos excluidos"."""
    passage = scene.passage
    for one in passage.segments:
        low, high = max(one.first, first), min(one.last, last)
        if low >= high:
            continue
        words = passage.words[low:high]
        us = passage.any(c.WE | c.NAME, low, high) or any(word.endswith(FIRST_PERSON) for word in words)
        denied = passage.any(c.NEG, low, high)
        if us and not denied and any(word.startswith(_EXCLUDED) for word in words):
            return True
        could = any(word.startswith(_COULD) for word in words) and denied and us
        if could and all(
            (bits & _LITTLE and not bits & (c.GOT | c.PSEUDO | c.FINDING)) or word.startswith((*_COULD, *_PRODUCE))
            for word, bits in zip(words, passage.bits[low:high], strict=True)
        ):
            return True
    return False


_DEMANDED: Final = word_parts("unable.demanded")


def says_who_asked(scene: Scene, first: int, last: int) -> bool:
    """Whether the rest behind a quotation only says who demands it: "…, exigeait le règlement de la consultation"."""
    passage = scene.passage
    asks = any(word.startswith(_DEMANDED) for word in passage.words[first:last])
    # "…, says row 14 of the bank's form."
    asks = asks or (passage.any(c.SAY, first, first + 1) and passage.any(c.ASK, first + 1, first + 3))
    return asks and not passage.any(c.WE | c.OUR | c.NAME | c.GOT | c.DONE, first, last)


def is_a_question(scene: Scene, first: int, last: int) -> bool:
    """Whether a quotation is only said to be a question: "… is the first question of every form"."""
    passage = scene.passage
    return (
        passage.any(c.BE, first, first + 2) and passage.any(c.ASK, first, last) and not passage.any(c.WE, first, last)
    )


_ENTRIES: Final = word_set("replies.entries")


def our_entry(scene: Scene, first: int) -> bool:
    """Whether it is told what we entered in a form: "Our entry reads “none”"."""
    return scene.passage.any(c.OUR, first, first + 1) and scene.passage.word(first + 1) in _ENTRIES
