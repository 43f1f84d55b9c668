"""What stands behind a name and says no by itself: a colon and "none", nothing but "no", a cross."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.negation.zero import counted_none
from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_SELF: Final = c.WE | c.OUR | c.NAME
_FEW: Final = 3
"""Words of an answer that is no more than "none", such as "none at all"."""


def no_behind(scene: Scene, index: int) -> bool:
    """Whether a segment is answered no by what stands behind it."""
    return _none_of(scene, index) or _crossed(scene, index) or _said_no(scene, index)


def _none_of(scene: Scene, index: int) -> bool:
    """Whether a colon and "none" follow: "Standards we are certified to: none"."""
    segments = scene.passage.segments
    if index + 1 >= len(segments) or segments[index + 1].opener not in {":", "=", "\u2192"}:
        return False
    answer = segments[index + 1]
    bits = scene.passage.bits[answer.first : answer.last]
    return counted_none(scene.passage, segments[index], answer) or (
        answer.sentence == segments[index].sentence
        and len(bits) <= _FEW
        and any(b & (c.NONE | c.NAY) for b in bits)
        and all(b & (c.NONE | c.NAY | c.ADV | c.NO | c.WORD) and not b & c.YEA for b in bits)
    )


def _said_no(scene: Scene, index: int) -> bool:
    """Whether nothing but a no stands behind it: "Souverain, oui. Qualifi\u00e9 SecNumCloud, non."."""
    passage, segments = scene.passage, scene.passage.segments
    if index + 1 >= len(segments) or segments[index + 1].sentence != segments[index].sentence:
        return False
    answer = segments[index + 1]
    last = passage.sentences[answer.sentence].last
    return (
        answer.last - answer.first == 1
        and answer.last == last
        and bool(passage.bits[answer.first] & c.NAY)
        and not passage.any(_SELF | c.FINDING | c.PASTEND | c.LACK, segments[index].first, segments[index].last)
    )


_CROSSES: Final = frozenset("\u2717\u2718\u2715\u2716\u274c\U0001f6ab")


def _crossed(scene: Scene, index: int) -> bool:
    """Whether a bare name has a cross behind it: "SOC 2 \u2717"."""
    passage = scene.passage
    segment = passage.segments[index]
    rest = range(segment.first, segment.last - 1)
    return (
        segment.last - segment.first > 1
        and passage.words[segment.last - 1] in _CROSSES
        and all(passage.bits[at] & (c.SCHEME | c.ART | c.DET | c.PUNCT) and not passage.bits[at] & c.OUR for at in rest)
    )
