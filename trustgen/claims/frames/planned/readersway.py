"""Work under way that is not ours: readers who get ready, and an office that is certified already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene


def readers_way(scene: Scene, token: int) -> bool:
    """Whether it is readers who get ready, or an office that is certified where somebody works.

    "Preparing for SOC 2? Put your data with a certified provider", "se volete ottenere la certificazione come noi".
    """
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    _, segment = scene.segment_of(token)
    asked = passage.sentences[number].question and not passage.any(c.WE | c.OUR | c.NAME | c.YOU | c.YOUR, first, last)
    answered = passage.any(c.YEA | c.NAY | c.NO, last, last + 1)
    wished = any(passage.bits[at] & c.YOU for at in passage.places(c.PROGRESS, segment.first, segment.last))
    office = any(passage.bits[at + 1] & c.CERT for at in passage.places(c.SELFNOUN, segment.first, token - 1))
    return (asked and not answered) or wished or office
