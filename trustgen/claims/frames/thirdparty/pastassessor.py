"""People who once were assessors of a scheme: "Lena is a former FedRAMP assessor", "he spent years as a PCI QSA"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.thirdparty.applicant import applicant
from trustgen.claims.negation.lacking import PEOPLE
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_AS: Final = word_set("common.as")
_FORMER: Final = word_set("pastassessor.former")
"""What stands in front of what somebody was."""
_YEARS: Final = word_set("pastassessor.years")
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
