"""Ends of a certificate whose successor is named: "The old one has expired; the new one runs to 2028.".

That something is over, or that the renewed one is not there yet, denies what is mentioned.  Where the same breath says
what took its place, which paper to use now, or to go on with the old one, it tells of ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.objections.told.newone import NEW, ONE, RUNS, issued_again, new_one, put_up
from trustgen.claims.scenes.reading import THE, chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_UNSURE: Final = (
    c.NEG | c.NO | c.NONE | c.NOBODY | c.COND | c.PLAN | c.UNREAL | c.OPEN | c.PROGRESS | c.LACK | c.WITHOUT | c.SOON
)
_OTHERS: Final = c.THIRD | c.OTHER | c.YOUR | c.GENERIC | c.PERSON
_OVER: Final = c.PASTEND | c.LACK
_NEAR: Final = 4
_YEAR: Final = 4
_VALID: Final = word_parts("ended.valid")
_COUNTS: Final = word_parts("succeeded.counts")
"""How words begin that tell readers which paper to use."""
_REPLACED: Final = word_parts("succeeded.replaced")
_BY: Final = word_set("succeeded.by")
_WAS: Final = word_set("succeeded.was")
_FAVOUR: Final = word_set("succeeded.favour")
_TYPES: Final = word_set("negated.types")
_TOOK: Final = word_set("succeeded.took")
"""What is said of what has taken the place of something."""
_OLD: Final = word_set("succeeded.old")


def succeeded(scene: Scene, token: int) -> bool:
    """Whether what is mentioned is over, or not renewed yet, and what counts in its place is named."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    own, segment = scene.segment_of(token)
    strangers = any(not passage.bits[at] & c.ASSESSOR for at in passage.places(_OTHERS, first, segment.last))
    if passage.sentences[number].question or strangers:
        return False
    behind = _behind(passage, own, token)
    if _not_yet_new(passage, segment, token) and any(_old_one(passage, *one) for one in behind):
        return True
    return _over(passage, first, last) and (
        _in_favour(passage, segment, token)
        or _replaced(passage, first, token, segment.last, last)
        or any(
            _sure(passage, *one)
            and (_told(passage, *one) or _use_that(passage, first, last, *one) or _took_over(passage, *one))
            for one in behind
        )
    )


def _behind(passage: Passage, own: int, token: int) -> list[tuple[int, int]]:
    """What stands behind: the other clauses of the sentence and those of the next, and what gives a reason."""
    segment = passage.segments[own]
    reasons = [(at + 1, segment.last) for at in passage.places(c.REL | c.AND | c.PUNCT, token + 1, segment.last)[:1]]
    near = {segment.sentence, segment.sentence + 1}
    return reasons + [(one.first, one.last) for one in passage.segments[own + 1 :] if one.sentence in near]


def _over(passage: Passage, first: int, last: int) -> bool:
    """Whether a sentence says that something has ended, or is valid no more."""
    return passage.any(_OVER, first, last) or (
        passage.any(c.NEG, first, last) and any(word.startswith(_VALID) for word in passage.words[first:last])
    )


def _sure(passage: Passage, begin: int, end: int) -> bool:
    """Whether nothing denies, plans or doubts; the Dutch for "runs" is no progress here, "bis 2028" no condition."""
    return not any(
        passage.words[at] not in RUNS and not (passage.bits[at] & c.PREP and passage.any(c.NUMBER, at + 1, at + 2))
        for at in passage.places(_UNSURE | _OTHERS, begin, end)
    )


def _told(passage: Passage, begin: int, end: int) -> bool:
    """Whether a clause tells that the new one is there, was put up, or that it was issued again."""
    return new_one(passage, begin, end) or put_up(passage, begin, end) or issued_again(passage, begin, end)


def _use_that(passage: Passage, first: int, last: int, begin: int, end: int) -> bool:
    """Whether another edition is what counts or is to be used: "consulte el de 2022", "download the 2024 report"."""
    words = passage.words
    if not any(words[at].startswith(_COUNTS) for at in range(begin, end)):
        return False
    for at in passage.places(c.NUMBER, begin + 1, end):
        that = any(words[i] in ONE and passage.any(c.PREP, i + 1, i + 2) for i in range(max(at - _NEAR, begin), at))
        report = words[at - 1] in THE and passage.any(c.ISSUED, at + 1, at + 2)
        if (that or report) and _later(passage, at, first, last):
            return True
    return False


def _later(passage: Passage, at: int, first: int, last: int) -> bool:
    """Whether a year is later than each that stands with what is over; other numbers may be any."""
    year = passage.words[at]
    if len(year) != _YEAR:
        return True
    before = [word[-_YEAR:] for word in passage.words[first:last] if word[-_YEAR:].isdigit()]
    return all(one < year for one in before if one != year and one.startswith(("19", "20")))


def _took_over(passage: Passage, begin: int, end: int) -> bool:
    """Whether the second type is said to be there: "Type II has taken its place", "inzwischen liegt Typ 2 vor"."""
    return any(passage.words[end - 1] in _TOOK and _second(passage, at) for at in range(begin, end))


def _second(passage: Passage, at: int) -> bool:
    return passage.words[at] in _TYPES and passage.words[at + 1 : at + 2] in (["ii"], ["2"])


def _in_favour(passage: Passage, segment: Segment, token: int) -> bool:
    """Whether it gave way to a certain edition or type: "withdrawn in favour of the 2022 edition"."""
    return any(
        not _FAVOUR.isdisjoint(passage.words[at].split())
        and any(
            passage.bits[i] & c.NUMBER or _second(passage, i) or passage.words[i] in NEW
            for i in range(at + 1, min(at + 1 + _NEAR, segment.last))
        )
        for at in range(token + 1, segment.last)
    )


def _replaced(passage: Passage, first: int, token: int, near: int, last: int) -> bool:
    """Whether a certain one is said to have been replaced, and not by anything: "… and was replaced on Monday"."""
    start, end = chain(passage, token, first, near)
    certain = passage.any(c.ISSUED, start, end) and any(
        passage.words[at] in THE or passage.bits[at] & c.OUR for at in range(max(first, start - 2), start)
    )
    if not certain or passage.any(_UNSURE | _OTHERS, token, last):
        return False
    return any(
        passage.words[at].startswith(_REPLACED)
        and any(not _WAS.isdisjoint(passage.words[i].split()) for i in range(max(token, at - _NEAR), at))
        and _BY.isdisjoint(passage.words[at + 1 : last])
        for at in range(token + 2, last)
    )


def _not_yet_new(passage: Passage, segment: Segment, token: int) -> bool:
    """Whether it is the new one that is not there yet: "the new certificate is not there yet"."""
    return any(passage.words[at] in NEW for at in range(max(segment.first, token - 2), token)) and passage.any(
        c.NEG | c.OPEN, segment.first, segment.last
    )


def _old_one(passage: Passage, begin: int, end: int) -> bool:
    """Whether readers are told to use the old one: "until Friday, please use the old one"."""
    at = end - 1
    if passage.bits[at] & c.ANAPH and passage.words[at] not in _OLD:
        at -= 1
    return (
        at > begin
        and passage.words[at].rpartition(" ")[2] in _OLD
        and passage.words[at - 1] in THE
        and any(word.startswith(_COUNTS) for word in passage.words[begin:at])
        and not passage.any(c.NEG | c.NO, begin, at)
    )
