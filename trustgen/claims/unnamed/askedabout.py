"""Certification that readers ask about without naming it, where the answer says that there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.companies.ours import asker
from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_SHORT: Final = 3
"""Tokens of a question that is nothing but the word, with an article at most."""


def asked_of_us(scene: Scene, index: int) -> bool:
    """Whether the word stands in a question that readers ask of us and that is answered: "Are you certified?"."""
    context = scene.unit.context
    _, segment = scene.segment_of(index)
    passage = scene.passage
    answered = segment.sentence + 1 < len(passage.sentences) and not passage.any(
        c.HOMONYM, segment.first, passage.sentences[segment.sentence].last
    )
    return (
        bool(passage.bits[index] & c.STRONG)
        and passage.sentences[segment.sentence].question
        and bool(context.answer or context.details or answered)
        and (
            passage.any(c.YOU | c.YOUR, segment.first, index)
            # In Spanish, "su" is "your" as well.
            or (passage.any(c.THEIR, segment.first, index) and asker(scene, index))
        )
    )


def asked_in_a_word(scene: Scene, index: int) -> bool:
    """Whether the word is a question by itself that is answered behind it: "Certified? For six years."."""
    passage = scene.passage
    sentence = passage.sentences[passage.segments[passage.segment_at(index)].sentence]
    answer = scene.following(index)
    return (
        bool(passage.bits[index] & c.STRONG)
        and answer is not None
        and sentence.question
        and sentence.last - sentence.first <= _SHORT
        and passage.any(c.SINCE | c.NUMBER, answer.first, answer.last)
        and not passage.any(c.THIRD | c.OTHER | c.YOUR, answer.first, answer.last)
    )
