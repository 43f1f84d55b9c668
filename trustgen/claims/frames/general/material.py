"""Material about a scheme that somebody offers or takes: "a HIPAA course", "added a PCI DSS control set".

The name only says what the thing is about.  What an examiner did with it, or what we follow, is no material.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.layout.structure import certifications_above
from trustgen.claims.scenes.reading import chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_COURSES: Final = word_set("material.courses")
"""Nouns for what people sit through."""
_TRAINING: Final = word_set("material.training")
"""What everybody is taught about a law, and of a norm only whoever works by it."""
_PAPERS: Final = word_set("material.papers")
"""Nouns for what readers fill in or work from."""
_SETS: Final = word_set("material.sets")
"""Nouns that need one for a part of a standard in front of them: "control set"."""
_OFFERED: Final = word_parts("material.offered")
"""How words begin with which something is put into a product, or taken out of it."""
_TOLD: Final = (
    c.DONE | c.PRESUP | c.SINCE | c.EXAMINER | c.CERTIFIER | c.ALIGN | c.INHERIT | c.RARE | c.EXCEPT | c.PROGRESS
)
_NEAR: Final = 3


def material(scene: Scene, token: int, *, law: bool) -> bool:
    """Whether the mention only says what a course, template or list of controls is about."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    head = _head(scene, token)
    if not head or certifications_above(scene) or passage.any(_TOLD, first, last):
        return False
    behind = passage.bits[head + 1] if head + 1 < last else c.PUNCT
    start, _ = chain(passage, token, first, last)
    own = range(start, head + 1)
    if (
        not behind
        or behind & c.SELFNOUN
        or any(_holding(passage.bits[at]) for at in range(first, last) if at not in own)
    ):
        # "A HIPAA training platform", "a SOC 2 template and report".
        return False
    if any(passage.bits[at] & c.CERT and not passage.bits[at] & c.ART for at in own):
        return False
    offered = any(word.startswith(_OFFERED) for at in range(first, last) for word in passage.words[at].split())
    if law and passage.words[head] in _TRAINING:
        return True
    return passage.words[head] in _COURSES or (offered and not passage.any(c.NEG | c.NO, first, last))


def _holding(bits: int) -> bool:
    return bool(bits & (c.CERT | c.ISSUED | c.GOT & ~c.HOLD | c.STRONG | c.YEA) and not bits & (c.BE | c.AUX | c.DET))


def _head(scene: Scene, token: int) -> int:
    """Where the noun stands that the name describes; 0 when there is none."""
    passage = scene.passage
    part = False
    for at in range(token + 1, min(token + 1 + _NEAR, len(passage))):
        word = passage.words[at]
        if word in _TRAINING:
            # "The HIPAA training module."
            return at + any(one in _TRAINING for one in passage.words[at + 1 : at + 2])
        if word in _COURSES or word in _PAPERS or (part and word in _SETS):
            return at
        if word.partition(" ")[2] in _SETS:
            return at
        part = bool(passage.bits[at] & (c.CLAUSE | c.ART))
        if not part and word != "-" and not passage.bits[at] & c.NUMBER:
            return 0
    return 0
