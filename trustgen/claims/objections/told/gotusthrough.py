"""A person's credential, and behind it the company that this person took through its own certification.

"Our founder is an ISO 27001 lead auditor" speaks of a person; "so getting the company certified was a formality" does
not.  What is planned, denied or done for customers leaves the credential what it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import THE
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_CERTIFYING: Final = c.CERT | c.ISSUED | c.STRONG | c.EXAM
_NOT: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.LACK | c.WITHOUT | c.PASTEND
_UNSURE: Final = _NOT | c.COND | c.PLAN | c.UNREAL | c.OPEN | c.PROGRESS | c.DUTY
_OTHERS: Final = c.THIRD | c.OTHER | c.YOUR | c.HELP | c.SKILL
_THROUGH: Final = word_set("gotusthrough.through")
"""Verbs in the past by which somebody takes a company through an audit."""
_EASY: Final = word_set("gotusthrough.easy")
_COMPANY: Final = word_set("gotusthrough.company")
_WILL: Final = word_set("gotusthrough.will")


def got_us_through(scene: Scene, token: int) -> bool:
    """Whether a clause behind a person's credential tells that the company was certified."""
    passage = scene.passage
    number, _, _ = scene.sentence_of(token)
    own, segment = scene.segment_of(token)
    if passage.sentences[number].question or not passage.any(c.PERSON | c.SKILL, segment.first, segment.last):
        return False
    behind = passage.places(c.AND, token + 1, segment.last)
    clauses = [(at + 1, segment.last) for at in behind[:1]]
    clauses += [(one.first, one.last) for one in passage.segments[own + 1 :] if one.sentence in {number, number + 1}]
    return any(_got_through(scene, first, last) for first, last in clauses)


def _got_through(scene: Scene, first: int, last: int) -> bool:
    """Whether the company and its certification stand together with a verb in the past or with how easy it was."""
    passage = scene.passage
    words = passage.words[first:last]
    if passage.any(_UNSURE | _OTHERS, first, last) or not _WILL.isdisjoint(words):
        return False
    companies = [at for at in range(first, last) if _the_company(passage, at, first)]
    if not companies or not passage.any(_CERTIFYING, first, last):
        return False
    got = passage.any(c.GOT, companies[0], last)
    told = passage.any(c.THEN, companies[0], last)
    return got or told or not _THROUGH.isdisjoint(words) or not _EASY.isdisjoint(words)


def _the_company(passage: Passage, at: int, first: int) -> bool:
    """Whether a token is us, or a certain company: "us", "the company", "die eigene Firma"."""
    if passage.bits[at] & c.WE:
        return True
    certain = at > first and (passage.words[at - 1] in THE or bool(passage.bits[at - 1] & (c.OUR | c.THEIR)))
    return certain and passage.words[at] in _COMPANY
