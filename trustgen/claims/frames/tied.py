"""Whether a denial in a later sentence is about the mention, or a statement of its own that only stands behind it.

"Buyers ask for ISO 27001. We hold no certificate." is one thought.  "The auditor signed our ISO 27001 certificate in
May. We hold no certificate." are two that contradict each other, and a page that says both claims what it denies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims import cues as c

if TYPE_CHECKING:
    from trustgen.claims.clauses import Segment
    from trustgen.claims.scene import Scene

_OBJECT: Final = c.ART | c.STRONG | c.CERT | c.AUDIT | c.ASSESSOR | c.EXAM | c.CERTIFIER
"""What a denial that stands for itself denies."""
_TOLD: Final = (
    c.ASSESSOR
    | c.OUTSIDE
    | c.CERTIFIER
    | c.AUDIT
    | c.EXAM
    | c.GLOBAL
    | c.INHERIT
    | c.DONE
    | c.PRESUP
    | c.FINDING
    | c.CARRY
    | c.GOT
    | c.CERT
    | c.SELFNOUN
    | c.OUR
)
"""What a sentence has that tells of a certification of ours, and does not only name the scheme."""
_REMOTE: Final = c.ASK | c.PERSON | c.SKILL | c.THEIR | c.RETRACT | c.FAIL | c.BELONG | c.RIVAL | c.COST | c.QUIT
"""What a sentence has that is about others, or about wishes."""


def apart(scene: Scene, token: int, segment: Segment) -> bool:
    """Whether a segment of a later sentence denies something of its own, beside a sentence that tells of a holding."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    if segment.sentence <= number:
        return False
    if _names_others(scene, token, segment):
        return True
    own = any(passage.bits[at] & _OBJECT and not passage.bits[at] & c.AUX for at in range(segment.first, segment.last))
    return own and passage.any(_TOLD, first, last) and not passage.any(_REMOTE, first, last)


def _names_others(scene: Scene, token: int, segment: Segment) -> bool:
    """Whether the denial's sentence names schemes, but not the mention's: it speaks of those."""
    passage = scene.passage
    sentence = passage.sentences[segment.sentence]
    named = {scene.found[passage.found[at]].scheme for at in passage.places(c.SCHEME, sentence.first, sentence.last)}
    return bool(named) and scene.found[passage.found[token]].scheme not in named
