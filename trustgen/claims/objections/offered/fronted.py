"""What somebody certain is said to be backed by, in front of what they do: "Backed by a SOC 3 report, the archive"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import THE, chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_BACKED: Final = word_set("fronted.backed")
_UNSURE: Final = (
    c.NEG | c.NO | c.NONE | c.NOBODY | c.COND | c.PLAN | c.UNREAL | c.LACK | c.WITHOUT | c.OPEN | c.PROGRESS | c.ASK
)
_OTHERS: Final = c.THIRD | c.OTHER | c.YOU | c.YOUR | c.GENERIC | c.PERSON
_NEAR: Final = 5


def fronted(scene: Scene, token: int) -> bool:
    """Whether a sentence begins with what backs somebody, whoever else may read it, and goes on with who that is."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    start, end = chain(passage, token, first, last)
    if passage.words[first] not in _BACKED or start - first > _NEAR or passage.sentences[number].question:
        return False
    comma = next((at for at in range(end, last) if passage.words[at] == ","), last)
    return (
        passage.any(c.ART | c.CERT, start, end)
        and not passage.any(_UNSURE & ~c.ASK | c.OTHER | c.THIRD | c.YOUR, first, comma)
        and not passage.any(_UNSURE, comma, last)
        and (_certain(passage, comma + 1, last) or _certain(passage, comma + 2, last))
    )


def _certain(passage: Passage, at: int, last: int) -> bool:
    """Whether a noun phrase of somebody certain who may be us stands there; in German the verb comes first."""
    return (
        at + 1 < last
        and (passage.words[at] in THE or bool(passage.bits[at] & (c.OUR | c.WE | c.NAME)))
        and not passage.any(_OTHERS, at, at + 2)
    )
