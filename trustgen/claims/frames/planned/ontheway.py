"""What only leads there, and behind it that we hold nothing: "Our HDS application is in. We are not certified yet"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.planned.ahead import none_yet
from trustgen.claims.scenes.beside import denied_beside
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_STEPS: Final = word_parts("ontheway.steps")
"""How nouns begin of what there is before a certificate: an application, a project, a consultant."""
_ELSE: Final = word_set("ontheway.others")
_UNLIKE: Final = c.DONE | c.GOT | c.FINDING | c.SHOW | c.PRESUP | c.STRONG | c.ISSUED | c.YEA | c.NEG | c.NO
"""What no sentence on a mere step has: an arrival, a paper, or a denial of its own."""
_NEAR: Final = 3


def on_the_way(scene: Scene, token: int) -> bool:
    """Whether the mention belongs to a step, nothing in its sentence arrives, and it is said that we hold nothing."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    near = [*range(token + 1, min(token + _NEAR, last)), *range(max(token - _NEAR, first), token)]
    step = next((at for at in near if passage.words[at].startswith(_STEPS)), None)
    if (
        step is None
        or passage.sentences[number].question
        or any(
            passage.bits[at] & _UNLIKE and not passage.bits[at] & (c.AUX | c.PREP | c.DET | c.CERTIFIER) and at != step
            for at in range(first, last)
        )
    ):
        return False
    return not _of_others(scene, token) and (denied_beside(scene, token, after=True) or none_yet(scene, token))


def _of_others(scene: Scene, token: int) -> bool:
    """Whether what follows denies other certificates, or one for something: "not certified for medical devices"."""
    passage = scene.passage
    following = scene.following(token)
    if following is None:
        return False
    first, last = following.first, following.last
    return (
        passage.any(c.SCHEME | c.ONLY, first, last)
        or not _ELSE.isdisjoint(passage.words[first:last])
        or any(passage.any(c.PREP, at + 1, at + 2) for at in passage.places(c.CERT | c.ISSUED, first, last))
    )
