"""What the mention's own sentence says of it in so many words: that it was completed, is inherited or is handed out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import THE, quoted
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_OPEN: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.WITHOUT | c.LACK | c.COND | c.UNREAL | c.ASK | c.META | c.PASTEND
_NEAR: Final = 3
_REPORTS: Final = word_set("reached.reports")
"""Forms of the word for a report that may be a verb as well."""
_OTHERS: Final = c.THIRD | c.OTHER | c.RIVAL | c.FAIL | c.RETRACT | c.YOU


def reached(scene: Scene, token: int) -> bool:
    """Whether the sentence tells of a completion, a paper handed out or one inherited, and takes nothing back."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    index, segment = scene.segment_of(token)
    if passage.any(_OPEN | _OTHERS, first, last):
        # "AFNOR delivered the certificate and did not criticise us": its own clause has to say it.
        first, last = segment.first, segment.last
        if index + 1 < len(passage.segments) and passage.segments[index + 1].opener == ":":
            return False  # "Certifications held by bidder: N/A" is a form
    if passage.sentences[number].question or quoted(scene, token) or passage.any(_OPEN | _OTHERS, first, last):
        return False
    tests = (_over, _inherits, _hands_out)
    if scene.stance(index).asserts or _counted(passage, token, first, last):
        return True
    return _flatly(passage, segment.first, segment.last) or any(test(passage, first, last) for test in tests)


def _counted(passage: Passage, token: int, first: int, last: int) -> bool:
    """Whether so many reports of a scheme are behind us: "nach drei SOC-2-Berichten", "our third audit"."""
    counted = token > first and passage.any(c.NUMBER, token - 1, token) and passage.any(c.WE, first, last)
    behind = range(token + 1, min(token + _NEAR, last))
    return counted and any(passage.bits[at] & (c.ISSUED | c.EXAM) or passage.words[at] in _REPORTS for at in behind)


def _over(passage: Passage, first: int, last: int) -> bool:
    """Whether it has taken place: "the audit took place in May", not "takes place in the autumn"."""
    return any(
        passage.bits[at] & c.YEA or passage.any(c.AUX | c.BE, at - 1, at)
        for at in passage.places(c.HAPPEN, first + 1, last)
    )


def _flatly(passage: Passage, first: int, last: int) -> bool:
    """Whether a clause says that what is ours is certified: "the platform is certified to ISO 27001"."""
    subject = next(iter(passage.places(c.WE | c.NAME | c.SELFNOUN, first, first + 2)), last)
    verb = any(not passage.bits[at] & c.THEN for at in passage.places(c.BE, subject + 1, subject + 2))
    # "L'atelier était certifié. Nous avons rendu le certificat."
    over = passage.any(c.PASTEND, last)
    certified = passage.places(c.CERT & ~c.ART, subject + 2, last)
    return verb and not over and any(passage.bits[at] & c.YEA for at in certified)


def _inherits(passage: Passage, first: int, last: int) -> bool:
    """Whether somebody else's paper is said to pass on to us: "we inherit its certificate"."""
    return any(
        passage.bits[at + 1] & c.THEIR and passage.bits[at + 2] & c.ISSUED
        for at in passage.places(c.INHERIT, first, last - 2)
    )


def _hands_out(passage: Passage, first: int, last: int) -> bool:
    """Whether a certain paper is there or is sent: "ein Bericht liegt vor", "can download the certificate"."""
    papers = passage.places(c.ISSUED, first, last)
    there = passage.any(c.ISSUED | c.ART, first, last) and any(
        passage.bits[at] & c.YEA for at in passage.places(c.EXIST, first, last)
    )
    return there or any(
        passage.words[at - 1] in THE and at - 2 >= first and passage.any(c.CTA | c.SHOW, at - 2, at - 1)
        for at in papers
    )
