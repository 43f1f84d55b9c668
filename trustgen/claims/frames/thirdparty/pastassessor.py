"""People who once were assessors of a scheme, or have a title: "a former FedRAMP assessor", "the title of auditor"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.thirdparty.applicant import applicant
from trustgen.claims.negation.lacking import PEOPLE
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_AS: Final = word_set("common.as")
_FORMER: Final = word_set("pastassessor.former")
"""What stands in front of what somebody was."""
_YEARS: Final = word_set("pastassessor.years")
_TITLES: Final = word_set("pastassessor.titles")
_ROLES: Final = word_parts("pastassessor.roles")
"""How words begin for those who put a standard into practice."""
_JOBS: Final = word_parts("namednotus.jobs")
_US: Final = word_set("common.us")
_ROLE: Final = c.ASSESSOR | c.EXAMINER | c.SKILL
_NEAR: Final = 4
_COMPANY: Final = c.WE | c.NAME | c.SELFNOUN | c.GENERIC | c.NEG


def former_assessor(scene: Scene, token: int) -> bool:
    """Whether somebody is said to have been an assessor once: "Lena is a former FedRAMP assessor", "years as a QSA"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    if applicant(scene, token):
        return True
    end = token
    while end < last and passage.bits[end] & (c.SCHEME | c.ART):
        end += 1
    titled = passage.any(c.ASSESSOR | c.EXAMINER, end, end + 1) or passage.words[end - 1] in PEOPLE
    start = token
    while start > first and passage.bits[start - 1] & (c.SCHEME | c.ADJ) and passage.words[start - 1] not in _FORMER:
        start -= 1
    if start - first > 1 and passage.words[start - 2] in _AS:
        # "He spent years as a QSA."
        once = passage.any(c.THEN | c.COST | c.NUMBER, first, start - 2) or passage.words[start - 3] in _YEARS
        return titled and once and not passage.any(c.WE | c.OUR | c.NAME | c.SELFNOUN, first, start)
    former = start > first and passage.words[start - 1] in _FORMER
    return titled and former and not passage.any(_COMPANY, first, start)


def role_title(scene: Scene, token: int) -> bool:
    """Whether a person has a title that is that of a role: "se sac\u00f3 el t\u00edtulo de auditora de ISO 27001"."""
    passage = scene.passage
    _, first, _ = scene.sentence_of(token)
    last = scene.segment_of(token)[1].last
    title = next((at for at in range(first + 1, token) if passage.words[at] in _TITLES), -1)
    if title < 0 or token - title > _NEAR + 2 or passage.any(c.WE | c.NAME, first, last):
        return False
    near = (*range(title + 1, min(title + _NEAR, token)), *range(token + 1, min(token + 3, last)))
    role = any(passage.bits[at] & _ROLE or passage.words[at].startswith(_ROLES) for at in near)
    return role and _US.isdisjoint(passage.words[first:last]) and _somebody(scene, first, title)


def _somebody(scene: Scene, first: int, last: int) -> bool:
    """Whether a person is named: by a name, by what somebody is with us ("our lead"), or by a job."""
    passage = scene.passage
    person = passage.any(c.PERSON, first, last) or any(word.endswith(_JOBS) for word in passage.words[first:last])
    return person or scene.proper(first)
