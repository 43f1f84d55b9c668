"""News that a certain report is there: "your auditors will be glad to hear that the SOC 1 Type II is out"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import THE, chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_OUT: Final = word_set("outnow.out")
"""What is said of a report that has come."""
_WHEN: Final = word_set("outnow.when")
_NEAR: Final = 3
_OVER: Final = c.BE | c.PUNCT | c.BUT | c.ADV | c.SINCE
_OPEN: Final = c.NEG | c.NO | c.COND | c.WHY | c.PLAN | c.SOON


def it_is_out(scene: Scene, token: int) -> bool:
    """Whether the one report is said to be there, which is no report of whoever is told; it may be asked when it is."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    start, end = chain(passage, token, segment.first, segment.last)
    introduced = start == segment.first and segment.opener == ":"
    if not introduced and (start <= segment.first or passage.words[start - 1] not in THE):
        return False
    stop = min(end + _NEAR, segment.last)
    if not passage.any(c.BE, end, stop) or passage.any(_OPEN, segment.first, stop):
        return False
    if not _WHEN.isdisjoint(passage.words[segment.first : start]):
        return False
    asked = passage.sentences[segment.sentence].question
    return not asked and any(
        passage.words[at].rpartition(" ")[2] in _OUT
        # "The catalogue is published by the BSI" is no news.
        and (at + 1 == segment.last or bool(passage.bits[at + 1] & _OVER))
        for at in range(end, stop)
    )
