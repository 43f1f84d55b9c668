"""All that anybody asks for, and one with a name has it: "Lamela keeps every certification that a lab can ask for"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_KEEPS: Final = word_set("allasked.keeps")
_DEMANDS: Final = word_set("allasked.demands")
_UNSURE: Final = c.NEG | c.NO | c.NOBODY | c.COND | c.PLAN | c.UNREAL | c.LACK | c.WITHOUT | c.YOUR | c.YOU
_NEAR: Final = 4


def all_that_is_asked(scene: Scene, index: int) -> bool:
    """Whether a name that may be ours has every certificate that others demand."""
    passage = scene.passage
    number, segment = scene.segment_of(index)
    _, first, last = scene.sentence_of(index)
    every = next(iter(passage.places(c.GLOBAL, max(first, index - 2), index)), first)
    subject = range(first, max(first, every - _NEAR) + 2)
    held = any(passage.bits[at] & c.HOLD or passage.words[at] in _KEEPS for at in range(first + 1, every))
    demanded = next(iter(passage.places(c.REL, index + 1, last)), last)
    return (
        bool(passage.bits[index] & c.ART)
        and segment.first == first
        and held
        and any(scene.maybe_proper(at) for at in subject)
        and not passage.any(_UNSURE | c.GENERIC | c.DET | c.SELFNOUN, first, every)
        and (passage.any(c.ASK, demanded, last) or any(word in _DEMANDS for word in passage.words[demanded:last]))
        and not scene.stance(number).denies
    )
