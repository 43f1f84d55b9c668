"""Papers without a name that anybody could want, that customers rely on, or that an examiner gave us: they are ours.

"We have every badge a bank could wish for" names nothing and nobody certified; who reads it takes it for all of them.
"The certifications our customers rely on" are there.  What readers file, upload or lack is none of this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import THE, THE_MANY
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_NO: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.LACK | c.WITHOUT | c.PASTEND
_PARTY: Final = c.THEIR | c.YOUR | c.YOU | c.THIRD | c.GENERIC | c.ASSESSOR | c.EXAMINER | c.SELFNOUN | c.ASK
_WANT: Final = word_parts("coveted.want")
"""How words begin by which somebody wants papers."""
_RELY: Final = word_set("coveted.rely")
_FILE: Final = word_set("coveted.file")
"""What is done with papers of others."""
_GAVE: Final = word_set("coveted.gave")
_MARKS: Final = word_set("coveted.marks")
_A: Final = word_set("common.a")
_TO_US: Final = word_set("coveted.to_us")
_NOT_OURS: Final = c.THIRD | c.OTHER | c.ASK | c.DUTY | c.GENERIC | c.YOU | c.YOUR | c.COST | c.PERSON | c.EXAMINER
_STATED: Final = 200
_SHORT: Final = 6
_FAR: Final = 10
_NEAR: Final = 4


def coveted(scene: Scene, index: int) -> bool:
    """Whether a noun stands for all papers that somebody could want, for those relied on, or for one given to us."""
    passage = scene.passage
    bits = passage.bits[index]
    paper = bits & (c.ISSUED | c.SEAL | c.STRONG) or passage.words[index] in _MARKS
    if not paper or (bits & c.CERT and not bits & c.ART):
        return False
    number, first, last = scene.sentence_of(index)
    if (
        passage.sentences[number].question
        or passage.any(c.COND, first, index)
        or _of_another_kind(passage, index, last)
    ):
        return False
    if _answered_yes(scene, index):
        return True
    return _all_wanted(passage, index, first, last) or (
        index > first
        and (passage.words[index - 1] in THE or passage.words[index - 1] in THE_MANY)
        and not passage.any(_NO, first, index)
        and (_relied_on(passage, index, last) or _given(passage, index, last))
    )


def _answered_yes(scene: Scene, index: int) -> bool:
    """Whether a row of a questionnaire asks for a certification from outside, and the answer is yes."""
    context, passage = scene.unit.context, scene.passage
    if context.cell or not context.row or len(passage) > _SHORT or not passage.bits[index] & c.STRONG:
        return False
    if not passage.any(c.OUTSIDE) or passage.any(_NO | _NOT_OURS):
        return False
    return any(
        bool(answer.bits) and bool(answer.bits[0] & c.YEA and not answer.bits[0] & c.NAY) and not answer.any(_NOT_OURS)
        for at, cell in enumerate(context.row[:_NEAR])
        if at and not scene.read(context.columns[at][:_STATED] if at < len(context.columns) else "").any(_NOT_OURS)
        for answer in [scene.read(cell[:_STATED])]
    )


def _of_another_kind(passage: Passage, index: int, last: int) -> bool:
    """Whether it is a certificate of another kind: "every TLS certificate", "certificates … rely on for TLS"."""
    return passage.any(c.HOMONYM, max(index - 2, 0), index) or any(
        passage.bits[at] & c.HOMONYM and not passage.any(c.OUR | c.YOU, at - 2, at + 2)
        for at in range(index + 1, min(index + _FAR, last))
    )


def _all_wanted(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether we have all that anybody could want, or it lies with us: "all the badges a bank could wish for"."""
    every = passage.places(c.GLOBAL, max(first, index - _NEAR), index)
    want = next(
        (at for at in range(index + 2, min(index + _FAR, last)) if passage.words[at].startswith(_WANT)),
        -1,
    )
    if not every or want < 0 or not _somebody(passage, index + 1, want):
        return False
    if _none_missing(passage, first, want, last):
        return True
    if passage.any(_NO, first, last):
        return False
    if any(word in _FILE for word in passage.words[first:last]):
        return False
    have = passage.any(c.WE, max(first, every[0] - _NEAR), every[0]) and passage.any(
        c.HOLD | c.GOT, max(first, every[0] - _NEAR), every[0]
    )
    place = next(iter(passage.places(c.OUR | c.WITHUS, want + 1, last)), -1)
    # "Keep every certificate that an auditor may want in our portal": what readers do.
    there = every[0] <= first + 1 and place > 0 and not passage.any(c.YOU, want + 3, place)
    return have or (there and not passage.any(c.YOUR, want + 3, last))


def _none_missing(passage: Passage, first: int, want: int, last: int) -> bool:
    """Whether none of them is said to be missing: "Of all the certificates that a bank can ask for, we lack none"."""
    lacks = passage.places(c.LACK & ~c.NEG, want + 1, last)
    return (
        bool(lacks)
        and (passage.any(c.WE, want + 1, last) or not _TO_US.isdisjoint(passage.words[want + 1 : last]))
        and not passage.any(_NO, first, want)
        and passage.any(c.NEG | c.NO | c.NONE | c.NOBODY, want + 1, last)
        and not passage.any(c.YOU | c.YOUR | c.COND, want + 1, last)
    )


def _somebody(passage: Passage, first: int, want: int) -> bool:
    """Whether somebody is named who wants: "your procurement team", "a public buyer", behind the verb "su banco"."""
    return passage.any(_PARTY, first, want + 3) or not _A.isdisjoint(passage.words[first : want + 2])


def _relied_on(passage: Passage, index: int, last: int) -> bool:
    """Whether customers of ours are said to rely on it: "the certifications our customers rely on"."""
    end = min(index + _FAR, last)
    ours = any(
        passage.any(c.YOU | c.ASK | c.THIRD, at + 1, min(at + _NEAR, end))
        for at in passage.places(c.OUR, index + 1, end)
    )
    rely = next((at for at in range(index + 1, end) if passage.words[at].partition(" ")[0] in _RELY), -1)
    return ours and rely > 0 and not passage.any(_NO, index, rely)


def _given(passage: Passage, index: int, last: int) -> bool:
    """Whether an examiner is said to have given it to us: "the mark the certification body awarded us"."""
    end = min(index + _FAR - 1, last)
    gave = passage.any(c.GOT, index + 1, end) or not _GAVE.isdisjoint(passage.words[index + 1 : end])
    by = passage.any(c.WE, index + 1, end) and passage.any(c.ASSESSOR | c.CERTIFIER, index + 1, end)
    return gave and by and not passage.any(_NO | c.PLAN | c.UNREAL | c.OTHER, index + 1, end)
