"""Clauses that tell of a certification for themselves, beside others that are about something else.

"We are ISO 27001 certified, the summer party was postponed" says two things.  What excuses a mention from another
clause has to speak of it: by a pronoun, by the scheme, by an artefact, or by having no subject of its own.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.byourselves import by_ourselves
from trustgen.claims.scenes.reading import quoted
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_US: Final = c.WE | c.OUR | c.NAME | c.SELFNOUN
_TOLD: Final = c.CERT | c.AUDIT | c.HOLD | c.GOT | c.SHOW | c.EXIST | c.DONE | c.YEA
_UNSURE: Final = (
    *(c.NEG, c.NO, c.NONE, c.NOBODY, c.NAY, c.LACK, c.WITHOUT, c.META, c.COND, c.PLAN, c.OPEN, c.PROGRESS, c.SOON),
    *(c.UNREAL, c.PASTEND, c.RETRACT, c.SAY, c.ASK, c.THIRD, c.OTHER, c.RIVAL, c.YOU, c.YOUR, c.MAP, c.CLAUSE, c.ALIGN),
)
_DOUBT: Final = reduce(or_, _UNSURE)
_OF_IT: Final = c.SCHEME | c.ART | c.STRONG | c.CERT | c.AUDIT | c.EXAM | c.ASSESSOR | c.CERTIFIER | c.ISSUED
_LETTERS: Final = 3


def self_standing(scene: Scene, token: int) -> bool:
    """Whether a mention's clause tells of ours, and each other one of its sentence has a subject of its own."""
    own, segment = scene.segment_of(token)
    beside = [one for at, one in enumerate(scene.passage.segments) if at != own and one.sentence == segment.sentence]
    told = bool(beside) and tells(scene, token) and not by_ourselves(scene, token)
    return told and all(about_else(scene.passage, one.first, one.last) for one in beside)


def tells(scene: Scene, token: int) -> bool:
    """Whether a mention's clause says for itself that we have it, without a word of doubt, of others or of readers."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    if quoted(scene, token) or passage.any(_DOUBT, first, last):
        return False
    if any(not passage.bits[at] & c.DET for at in passage.places(c.REL, first, last)):
        # German has one word for "the" and "who".
        return False
    others = any(not passage.any(c.OUR, max(at - 1, first), at) for at in passage.places(c.GENERIC, first, last))
    had = any(
        passage.bits[at] & (_TOLD & ~c.HOLD)
        or not passage.bits[at] & c.AUX
        or passage.bits[at + 1 : at + 2] == [c.SCHEME]
        for at in passage.places(_TOLD, first, last)
    )
    return had and not others and passage.any(_US, first, last)


def about_else(passage: Passage, first: int, last: int) -> bool:
    """Whether a clause names a thing that no cue knows, and nothing that could stand for a certification."""
    named = any(
        not passage.bits[at] and passage.words[at].isalpha() and len(passage.words[at]) > _LETTERS
        for at in range(first, last)
    )
    return named and not passage.any(_OF_IT, first, last)


_SENTENCE: Final = 6
_VAIN: Final = word_set("lacking.vain")
_DENYING: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.WITHOUT | c.PLAN | c.COND | c.OPEN | c.PASTEND
_LISTED: Final = (
    c.SCHEME | c.GENERIC | c.CERT | c.AND | c.PUNCT | c.NUMBER | c.ART | c.DET | c.PREP | c.ADJ | c.TERM | c.ISSUED
)


def stands_alone(scene: Scene, token: int, over: str) -> bool:
    """Whether a paragraph says more in a whole sentence than names of what its heading denies.

    "As proof of its measures, the processor presents its certificate" is no item of "We do not hold".
    """
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    return (
        scene.unit.tag == "p"
        and over in scene.unit.context.headings
        and last - first > _SENTENCE
        and not passage.any(_DENYING, first, last)
        and not passage.any(c.ASK | c.THEIR)
        and not quoted(scene, token)
        and (passage.any(c.YEA, first, last) or not _VAIN.isdisjoint(passage.words[first:last]))
        and any(not bits & _LISTED for bits in passage.bits[first:last])
    )
