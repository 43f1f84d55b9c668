"""A report that is said to be at the disposal of readers or auditors: "le SOC 1 est à la disposition de vos …"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import THE, chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_DISPOSAL: Final = word_parts("athand.disposal")
_STANDS: Final = word_set("athand.stands")
_SHORT: Final = 6
_NOT: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.COND | c.PLAN | c.UNREAL | c.OPEN | c.THIRD | c.OTHER


def at_hand(scene: Scene, token: int) -> bool:
    """Whether a certain paper, with which the clause begins, is at somebody's disposal: "Der Bericht steht zur …"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    start, end = chain(passage, token, first, last)
    if start - first > 1 or end >= last or passage.any(_NOT, first, last):
        return False
    certain = passage.words[start] in THE or (start > first and passage.words[first] in THE)
    stands = passage.bits[end] & c.BE or passage.words[end] in _STANDS
    behind = " ".join(passage.words[end + 1 : last])
    # "Der Bericht liegt für Ihre Prüfer aus": any particle will do.
    lies = passage.words[end] in _STANDS and passage.any(c.YOUR, end + 1, last) and last - end <= _SHORT
    return bool(certain and stands) and (lies or any(phrase in behind for phrase in _DISPOSAL))
