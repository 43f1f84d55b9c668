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


def all_asked(scene: Scene, index: int) -> bool:
    """Whether all that others demand is said to be there."""
    return _all_that_is_asked(scene, index) or _we_have_them_all(scene, index)


def _all_that_is_asked(scene: Scene, index: int) -> bool:
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
        and bool(passage.bits[index] & (c.STRONG | c.ISSUED))
        and (passage.any(c.ASK, demanded, last) or any(word in _DEMANDS for word in passage.words[demanded:last]))
        and not scene.stance(number).denies
    )


def _we_have_them_all(scene: Scene, index: int) -> bool:
    """Whether papers that others demand come first, and that we have all: "The seals a clinic demands, we have all"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(index)
    demanded = next(iter(passage.places(c.REL, index + 1, min(index + _NEAR, last))), last)
    every = next(iter(passage.places(c.GLOBAL, demanded, last)), last)
    held = passage.places(c.HOLD, demanded, every)
    return (
        bool(passage.bits[index] & c.ART and held)
        and passage.any(c.DET, max(index - 1, first), index)
        and index <= first + 1
        and passage.any(c.WE, max(held[-1] - 2, demanded), min(held[-1] + 2, last))
        and passage.any(c.ASK | c.GENERIC | c.YOU, demanded, every)
        # "… haben wir alle im Glossar beschrieben" is another verb.
        and passage.any(c.PUNCT | c.AND, every + 1, every + 2)
        and not passage.any(_UNSURE & ~c.YOU, first, last)
    )
