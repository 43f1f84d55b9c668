"""What did not come in a day has come: "La qualification ne s'est pas faite en un jour"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_IN_A_DAY: Final = word_parts("overnight.in_a_day")
_PAST: Final = word_parts("overnight.past")
_WRITTEN: Final = word_parts("overnight.written")
"""What is told of a standard itself."""


def not_in_a_day(scene: Scene, token: int) -> bool:
    """Whether only its coming overnight is denied, of a time that is past."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    negations = passage.places(c.NEG | c.NO, first, last)
    said = " ".join(passage.words[first:last])
    behind = " ".join(passage.words[negations[0] : last]) if negations else ""
    return (
        len(negations) == 1
        and any(phrase in behind for phrase in _IN_A_DAY)
        and any(f" {word}" in f" {said}" for word in _PAST)
        and not any(word.startswith(_WRITTEN) for word in passage.words[first:last])
        and not passage.any(c.COND | c.THIRD | c.OTHER, first, last)
    )
