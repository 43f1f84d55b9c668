"""What was done once it had been passed: "une fois l'audit HDS passé, nous avons ouvert …" is no condition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.harmless import FIRST_PERSON
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_UNSURE: Final = c.NEG | c.NO | c.COND | c.PLAN | c.DUTY | c.OPEN | c.SAY | c.SOON | c.YOU | c.THIRD
_FUTURE: Final = word_parts("sincethen.future")
"""How first persons of the future end: "aceptaremos"."""


def since_then(scene: Scene, token: int) -> bool:
    """Whether what follows a participle behind "once" tells what we have done, or do, and not what we shall do."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    if not passage.bits[segment.first] & c.COND or " " not in passage.words[segment.first]:
        return False
    if not passage.any(c.GOT | c.HAPPEN | c.HOLD | c.CERT, segment.first + 1, segment.last):
        return False
    if passage.any(c.WE | c.REL | c.AUX, segment.first + 1, segment.last) or index + 1 == len(passage.segments):
        return False
    behind = passage.segments[index + 1]
    if behind.sentence != segment.sentence or passage.any(_UNSURE, behind.first, behind.last):
        return False
    verb = behind.first + bool(passage.bits[behind.first] & c.WE)
    if verb + 1 >= behind.last or passage.words[verb].endswith(_FUTURE):
        return False
    word = passage.words[verb]
    if passage.bits[verb] & c.AUX:
        return bool(passage.bits[verb] & (c.HOLD | c.BE)) and not passage.bits[verb + 1] & (c.ADJ | c.DET | c.PREP)
    return not passage.bits[verb] and word.endswith(FIRST_PERSON) and word.endswith("s")
