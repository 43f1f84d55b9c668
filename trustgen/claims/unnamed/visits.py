"""Auditors who were here, and whose word stands for more than ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import THE, THE_MANY
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Sentence
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_IF: Final = word_set("visits.if")
_HERE: Final = word_set("visits.here")


def was_here(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether the auditor is said to have been here: "only after the auditor had left did we open the champagne"."""
    return (
        passage.any(c.WE | c.NUMBER | c.BE, first, last)
        and not _HERE.isdisjoint(passage.words[index + 1 : last])
        and not passage.any(c.NEG | c.NO | c.NOBODY | c.GENERIC | c.PLAN, first, index)
        and _IF.isdisjoint(passage.words[first:index])
        and not passage.any(c.NEG | c.NO | c.COND | c.PLAN | c.THIRD | c.OTHER | c.YOU, index + 1, last)
    )


def beyond_our_word(passage: Passage, index: int, first: int) -> bool:
    """Whether it stands for more than our word: "you need not take our word for it; a CPA firm has written …"."""
    before = " ".join(passage.words[max(0, first - 16) : index])
    return any(phrase in before for phrase in _OUR_WORD) and not passage.any(c.COND, first, index)


_OUR_WORD: Final = word_parts("visits.our_word")


def outsider_at_work(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether somebody outside does something with ours: "an outside assessor goes through our controls"."""
    near = range(max(first, index - 2), min(last, index + 3))
    return (
        any(passage.bits[at] & c.OUTSIDE for at in near)
        and any(passage.words[at].partition(" ")[0] in _AN for at in near if at <= index)
        and passage.any(c.OUR, index + 1, last)
        and not passage.any(c.THIRD | c.OTHER | c.YOUR | c.HOMONYM, first, last)
        and not passage.any(c.NEG | c.NO | c.NOBODY | c.COND | c.PLAN | c.ASK | c.RARE | c.LACK, first, last)
        and all(bits & c.HOLD for bits in passage.bits[first:last] if bits & c.AUX and not bits & c.BE)
    )


_AN: Final = word_set("common.a")


SIGNATURES: Final = word_set("visits.signatures")
"""What an assessor leaves."""


_WHO: Final = c.ASSESSOR | c.EXAMINER | c.CERTIFIER
_OPEN_TO_DOUBT: Final = (
    c.NEG | c.NO | c.NONE | c.NOBODY | c.LACK | c.WITHOUT | c.COND | c.PLAN | c.UNREAL | c.OPEN | c.PROGRESS
)
_OTHER_PARTIES: Final = c.OTHER | c.THEIR | c.YOUR | c.PERSON


def examined(passage: Passage, one: Sentence) -> bool:
    """Whether a sentence tells who examined us: "the firm that reviewed us sampled tickets from all of last year"."""
    first, last = one.first, one.last
    return (
        passage.any(_WHO, first, last)
        and passage.any(c.WE | c.OUR | c.NAME, first + 1, last)
        and passage.any(c.AUDIT | c.CERT, first, last)
        and not passage.any(_OPEN_TO_DOUBT | _OTHER_PARTIES | c.SCHEME | c.ASK | c.YOU, first, last)
    ) or (worked_here(passage, one) and not passage.any(c.SCHEME, first, last))


def worked_here(passage: Passage, one: Sentence) -> bool:
    """Whether an auditor is said to have worked with us: "bei uns hat der Pr\u00fcfer Stichproben gezogen"."""
    return (
        passage.any(c.WITHUS, one.first, one.last)
        and passage.any(_WHO, one.first, one.last)
        and passage.any(c.AUX | c.THEN | c.GOT, one.first, one.last)
        and not passage.any(_OPEN_TO_DOUBT | c.ASK | c.SAY, one.first, one.last)
    )


def bore_it_out(scene: Scene, index: int) -> bool:
    """Whether examiners have confirmed what is said of us: "Our IT is safe: independent auditors have attested it"."""
    passage = scene.passage
    number, clause = scene.segment_of(index)
    first, last = clause.first, clause.last
    verb = next((at for at in range(index + 1, last) if passage.words[at].startswith(_CONFIRM)), -1)
    begin = passage.sentences[max(clause.sentence - 1, 0)].first
    told = verb > index and (
        passage.any(c.HOLD & ~c.BE, index + 1, last)
        or passage.words[verb].endswith("ed")
        or (passage.any(c.AUX, index + 1, verb) and passage.words[verb].endswith("ado"))
    )
    return (
        told
        and passage.any(c.OUTSIDE, max(first, index - 2), index + 2)
        and passage.any(c.ANAPH | c.DET, index + 1, min(verb + 2, last))
        and passage.any(c.OUR | c.WE | c.NAME, begin, first)
        and not passage.any(_OPEN_TO_DOUBT, first, last)
        and not passage.any(_OTHER_PARTIES | c.COND | c.PLAN, begin, verb + 1)
        and all(at and passage.bits[at - 1] & c.OUR for at in passage.places(c.THIRD, begin, verb + 1))
        and any(word.startswith(_SAFE) for word in passage.words[begin:first])
        and not scene.stance(number).denies
    )


_SAFE: Final = word_parts("visits.safe")
"""What auditors of security confirm; others confirm accounts, donations or a fault."""
_CONFIRM: Final = word_parts("visits.confirm")


def their_seal(scene: Scene, index: int) -> bool:
    """Whether the seal of examiners is on show: "The auditors came in May; their seal hangs by the gate"."""
    passage = scene.passage
    number, clause = scene.segment_of(index)
    begin = passage.sentences[max(clause.sentence - 1, 0)].first
    # What stands before the examiners is another matter.
    whose = passage.places(_WHO, begin, index)[-1:] or [index]
    return (
        index > 0
        and passage.words[index - 1] in _THEIR
        and not passage.any(c.THEIR, index + 1, clause.last)
        and any(word.startswith(_HANGS) for word in passage.words[index + 1 : index + 3])
        and passage.any(_WHO, begin, index - 1)
        and not passage.any(_OPEN_TO_DOUBT | c.THIRD | c.OTHER | c.PERSON, whose[0], clause.last)
        and not scene.stance(number).denies
    )


def on_the_wall(scene: Scene, index: int) -> bool:
    """Whether certain papers are said to hang somewhere: "the accreditations hanging in reception"."""
    passage = scene.passage
    number, clause = scene.segment_of(index)
    return (
        index > clause.first
        and passage.words[index - 1] in THE | THE_MANY
        and any(word.startswith(_HANGS) for word in passage.words[index + 1 : index + 2])
        and not passage.any(_OPEN_TO_DOUBT | _OTHER_PARTIES | c.THIRD, clause.first, clause.last)
        and not scene.stance(number).denies
    )


_THEIR: Final = word_set("visits.their")
_HANGS: Final = word_parts("cameabout.hangs")


def maker(passage: Passage, first: int, token: int) -> bool:
    """Whether the subject is a firm that makes something for us: "the lab that makes our tokens has a certificate"."""
    return (
        first + 2 < token
        and passage.words[first + 2].startswith("that ")
        and bool(passage.bits[first + 1] & c.ASSESSOR and passage.bits[first] & c.DET)
        and not passage.any(c.AUDIT | c.CERT | c.EXAM, first + 2, token)
    )
