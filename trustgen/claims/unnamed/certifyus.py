"""Bodies from outside that certify us, and every certificate that is needed: whatever they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_VERBS: Final = word_parts("certifyus.verbs")
"""How the present of certifying begins."""
_UNSURE: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.COND | c.PLAN | c.UNREAL | c.LACK | c.WITHOUT | c.YOU | c.YOUR
_OTHERS: Final = c.THIRD | c.OTHER | c.GENERIC | c.PERSON | c.HOMONYM | c.DUTY | c.ASK
_NEEDED: Final = word_parts("certifyus.needed")
"""How words begin for what is required of somebody."""
_NEAR: Final = 4


def vouched(scene: Scene, index: int) -> bool:
    """Whether bodies from outside certify us, or all that is needed is said to be there."""
    return _certify_us(scene, index) or _all_there(scene, index)


def _all_there(scene: Scene, index: int) -> bool:
    """Whether every certificate that is needed is said to be there: "Alle benodigde keurmerken zijn aanwezig"."""
    passage = scene.passage
    number, first, last = scene.sentence_of(index)
    needed = any(word.startswith(_NEEDED) for word in passage.words[first + 1 : index + 2])
    return (
        bool(passage.bits[index] & c.STRONG)
        and needed
        and passage.any(c.GLOBAL, first, first + 1)
        and index - first < _NEAR
        and passage.any(c.BE, index + 1, index + 3)
        and passage.any(c.EXIST | c.GOT | c.YEA, index + 2, last)
        and not passage.sentences[number].question
        and not passage.any(_UNSURE | _OTHERS, first, last)
    )


def _certify_us(scene: Scene, index: int) -> bool:
    """Whether somebody outside is the subject of a verb of certifying whose object we are."""
    passage = scene.passage
    number, first, last = scene.sentence_of(index)
    before = passage.bits[index - 1] if index > first else 0
    behind = passage.bits[index + 1] if index + 1 < last else 0
    return (
        passage.words[index].startswith(_VERBS)
        and bool((before | behind) & c.WE)
        and passage.any(c.OUTSIDE, max(first, index - _NEAR), index)
        and passage.any(c.SINCE | c.GLOBAL, index + 1, last)
        and not passage.sentences[number].question
        and not passage.any(_UNSURE, first, last)
    )
