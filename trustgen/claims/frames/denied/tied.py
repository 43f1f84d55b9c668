"""Whether a denial in a later sentence is about the mention, or a statement of its own that only stands behind it.

"Buyers ask for ISO 27001. We hold no certificate." is one thought.  "The auditor signed our ISO 27001 certificate in
May. We hold no certificate." are two that contradict each other, and a page that says both claims what it denies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.topics import for_itself, of_another
from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.scenes.scene import Scene

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
    | c.SINCE
    | c.UNDER
)
"""What a sentence has that tells of a certification of ours, and does not only name the scheme."""
_REMOTE: Final = (
    c.ASK | c.PERSON | c.SKILL | c.THEIR | c.RETRACT | c.FAIL | c.BELONG | c.RIVAL | c.COST | c.QUIT | c.PASTEND
)
"""What a sentence has that is about others, about wishes, or about what is over."""
_BY_OTHERS: Final = c.ASSESSOR | c.EXAMINER | c.CERTIFIER | c.OUTSIDE
_WEAK: Final = c.GENERIC | c.SAY
"""What a sentence has that is about companies in general or words, unless somebody comes who examines."""
_BEGINS: Final = 3
"""How near to its beginning a clause says what it follows from."""


def apart(scene: Scene, token: int, segment: Segment) -> bool:
    """Whether a segment of a later sentence denies something of its own, beside a sentence that tells of a holding."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    if segment.sentence <= number:
        return False
    if scene.of_another(token, segment.sentence) or of_another(scene, token, segment):
        return True
    if not for_itself(scene, segment) or (
        _we_say(scene, segment) and not passage.any(_BY_OTHERS | c.AUDIT | c.CERT | c.OUR, first, last)
    ):
        return False
    remote = passage.any(_REMOTE, first, last) or (
        passage.any(_WEAK, first, last) and not passage.any(_BY_OTHERS, first, last)
    )
    return passage.any(_TOLD, first, last) and not remote


def _we_say(scene: Scene, segment: Segment) -> bool:
    """Whether the denial is what we say whenever it comes up: "Each time we have to say that we're not certified."."""
    passage = scene.passage
    sentence = passage.sentences[segment.sentence]
    said = passage.places(c.SAY, sentence.first, segment.last)
    return (
        bool(said)
        and passage.any(c.GLOBAL, sentence.first, min(sentence.first + 2, said[0]))
        and passage.any(c.WE | c.AUX, sentence.first, said[0])
        and passage.any(c.REL | c.SAY, said[0] + 1, segment.last)
        and passage.any(c.WE, said[0] + 1, segment.last)
    )


def follows_from_others(scene: Scene, token: int, segment: Segment) -> bool:
    """Whether it is a consequence of what a party named in its sentence does: "..., so that nothing reaches us"."""
    passage = scene.passage
    first = passage.sentences[segment.sentence].first
    return (
        segment.sentence != scene.sentence_of(token)[0]
        and passage.any(c.OTHER, first, segment.first)
        and passage.any(c.REL, segment.first, segment.first + _BEGINS)
        and not passage.any(c.ART | c.CERT | c.STRONG | c.ANAPH | c.HOLD, segment.first, segment.last)
    )
