"""What an applicant did in another job: "you have taken a product through a C5 audit at a former employer"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_FORMER: Final = word_parts("formeremployer.former")
_EMPLOYER: Final = word_parts("formeremployer.employer")
_NEAR: Final = 4


def at_former_employer(scene: Scene, token: int) -> bool:
    """Whether it was at another employer, and nothing in the sentence is ours.

    The employer stands behind a preposition and belongs to nobody who is named: "at a previous company".
    """
    passage = scene.passage
    _, segment = scene.segment_of(token)
    _, first, last = scene.sentence_of(token)
    if passage.any(c.WE | c.OUR | c.NAME | c.OURS | c.WITHUS | c.INHERIT | c.CTA & ~(c.ASK | c.DEFINE), first, last):
        return False
    return any(
        _begins(passage.words[at], _EMPLOYER)
        and any(
            _begins(passage.words[near], _FORMER)
            for near in range(max(at - 2, segment.first), min(at + _NEAR, segment.last))
        )
        and passage.any(c.PREP, max(at - _NEAR, segment.first), at)
        and not passage.any(c.YOUR | c.THEIR, max(at - 2, segment.first), at)
        for at in range(segment.first, segment.last)
    )


def _begins(words: str, parts: tuple[str, ...]) -> bool:
    """Whether a word of a token, which may be a phrase, begins so."""
    return any(word.startswith(parts) for word in words.split())
