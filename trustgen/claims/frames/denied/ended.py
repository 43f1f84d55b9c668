"""What was held, and is over: until a day that has passed, valid no more, behind a colon or in the next clause.

The verbs of ending that stand beside the name are cues (`PASTEND`); here it is the clause that tells the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.denied.struckdown import struck_down
from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.undone.undone import renewed
from trustgen.claims.negation.polarity import RENEWED
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import THE, chain
from trustgen.claims.spelling.dates import dates, is_month
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_HELD: Final = word_set("ended.held")
_UNTIL: Final = word_set("ended.until")
_JUSQU: Final = "jusqu"
_VALID: Final = word_parts("ended.valid")
_VALIDITY: Final = word_parts("ended.validity")
_LOST: Final = word_set("ended.lost")
_NEAR: Final = 5
_NO: Final = c.NEG | c.NO | c.NONE | c.NOBODY


def ended(case: Case) -> bool:
    """A holding that is said to be over, and not renewed."""
    scene, token = case.scene, case.token
    passage = scene.passage
    index, segment = scene.segment_of(token)
    number, _, _ = scene.sentence_of(token)
    if passage.sentences[number].question or scene.stance(index).asserts or renewed(scene, index):
        return False
    if any(word.startswith(RENEWED) for word in passage.words[segment.last :]):
        return False
    if any(_anew(passage, one.first, one.last) for one in passage.sentences[number:] if one.last > segment.last):
        return False
    over = (
        _until(scene, token)
        or _valid_no_more(passage, segment.first, segment.last)
        or _status(scene, index)
        or _it_ended(scene, index)
        or _none_newer(scene, index)
    )
    over = (over and not _still(scene, index)) or struck_down(case)
    return over and not claimed_beside(scene, token, strict=True)


def _still(scene: Scene, index: int) -> bool:
    """Whether another clause has it now: "\u2026 until March and have a better one", "now it is valid to 2028"."""
    passage = scene.passage
    return any(
        passage.any(c.GOT | c.HOLD & ~c.AUX, one.first, one.last)
        and passage.any(c.ANAPH | c.DET, one.first, one.last)
        and not _of_another_time(passage, one.first, one.last)
        for at, one in enumerate(passage.segments)
        if at != index and not scene.stance(at).denies and not passage.any(c.PASTEND, one.first, one.last)
    ) or any(
        passage.words[at].startswith(_VALID) and not passage.any(_NO | c.PASTEND, one.first, one.last)
        for number, one in enumerate(passage.segments)
        if number > index
        for at in range(one.first, one.last)
    )


def _of_another_time(passage: Passage, first: int, last: int) -> bool:
    """Whether a clause is of what might come, or of a person: "if awarded the contract", "the partner had twins"."""
    person = passage.places(c.PERSON | c.THIRD, first, min(first + _NEAR, last))
    if person and not passage.any(c.WE | c.OUR | c.NAME, first, last):
        return True
    return any(passage.any(c.GOT, at + 1, min(at + 2, last)) for at in passage.places(c.COND, first, last))


_NEW: Final = word_set("ended.new")


def _anew(passage: Passage, first: int, last: int) -> bool:
    """Whether there is one in its place: "that certificate has lapsed; the new one runs to 2028"."""
    if passage.any(_NO | c.COND | c.PLAN, first, last):
        return False
    return not _NEW.isdisjoint(passage.words[first:last]) or passage.any(c.OURS, first, last)


def _until(scene: Scene, token: int) -> bool:
    """Whether it was held until a day that has passed: "we held a certificate until March 2026"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    start, end = chain(passage, token, first, last)
    held = [at for at in range(first, last) if not _HELD.isdisjoint(passage.words[at].split())]
    if not held or passage.any(_NO, first, last):
        return False
    _, _, end_of_it = scene.sentence_of(token)
    if not _ONWARD.isdisjoint(passage.words[first:end_of_it]) or passage.any(c.SINCE & ~c.PREP, last, end_of_it):
        # "\u2026 until March 2026 and by another from then on"
        return False
    # The verb and the name have nothing between them but articles: "had to send our certificate" is another verb.
    low, high = (held[-1] + 1, start) if held[-1] < start else (end, held[-1])
    if any(not bits & _BETWEEN for bits in passage.bits[low:high]):
        return False
    return any(
        (passage.words[at] in _UNTIL or passage.words[at].startswith(_JUSQU) or _spans(passage, at))
        and _passed(scene, at + 1, min(at + _NEAR, last))
        for at in range(first, last)
    )


_YEAR: Final = 4
"""Digits of a year."""
_TO: Final = word_set("ended.to") | {"-", "\u2013"}


def _spans(passage: Passage, at: int) -> bool:
    """Whether a word stands between two years: "from 2017 to 2020"."""
    before = passage.words[at - 1] if at else ""
    return passage.words[at] in _TO and len(before) == _YEAR and before.isdigit()


_ONWARD: Final = word_set("ended.onward")
"""What tells of the time behind the day until which it was held."""
_BETWEEN: Final = c.DET | c.ADJ | c.ART | c.CERT | c.ALIGN | c.NUMBER | c.SCHEME | c.PREP & ~c.AUX | c.WE


def _passed(scene: Scene, at: int, last: int) -> bool:
    """Whether the next date lies in the past, whichever day it means: "March 2026", "31. M\u00e4rz 2026", "2025"."""
    passage = scene.passage
    return at < last and any(
        one.last < scene.facts.as_of for one in dates(passage.text[passage.starts[at] : passage.ends[last - 1]])[:1]
    )


def _valid_no_more(passage: Passage, first: int, last: int) -> bool:
    """Whether it is not valid since, not extended, or has lost its validity."""
    words = passage.words[first:last]
    if any(word.startswith(_VALIDITY) for word in words) and not _LOST.isdisjoint(words):
        return not passage.any(_NO, first, last)
    denials = passage.places(_NO | c.WITHOUT, first, last)
    if len(denials) != 1 or passage.any(c.ONLY | c.PSEUDO | c.EXCEPT | c.COND | c.FINDING | c.YOU, first, last):
        return False
    # "Valid with no exclusions" denies something else.
    at = denials[0]
    behind = (word.rpartition(" ")[2] for word in passage.words[at : min(at + _NEAR, last)])
    return (
        bool(passage.bits[at] & (c.NEG | c.PASTEND))
        and any(word.startswith(_VALID) for word in behind)
        and passage.any(c.SCHEME | c.ART, first, at + 1)
    )


def _status(scene: Scene, index: int) -> bool:
    """Whether a bare name has its end behind it: "ISO 27001: expired in March 2026", "\u2026 (until March 2026)"."""
    passage, segments = scene.passage, scene.passage.segments
    behind = [one for one in segments[index + 1 :] if one.sentence == segments[index].sentence]
    if not behind or behind[0].opener not in {":", "(", ",", "\u2013", "-"}:
        return False
    if not scene.bare(index) and not passage.any(c.PASTEND, segments[index].first, segments[index].first + 1):
        return False
    return any(_only_ended(passage, one.first, one.last) for one in behind)


def _only_ended(passage: Passage, first: int, last: int) -> bool:
    """Whether a clause says nothing but that something ended, and when."""
    return passage.any(c.PASTEND, first, last) and all(
        (passage.bits[at] & _DATED and not passage.bits[at] & _MORE) or _monthly(passage.words[at])
        for at in range(first, last)
    )


_DATED: Final = c.PASTEND | c.PREP | c.NUMBER | c.DET | c.ADV | c.AUX | c.BE | c.ANAPH | c.ART | c.WORD | c.SINCE
_MORE: Final = _NO | c.SCHEME | c.WE | c.OUR | c.FINDING | c.COND | c.OTHER | c.THIRD | c.EXAM | c.AUDIT
_YEARS: Final = word_set("ended.years")


def _monthly(word: str) -> bool:
    """Whether a word may be part of a date: a month, "the end of the year", "zum Jahresende"."""
    return word in _YEARS or is_month(word)


def _it_ended(scene: Scene, index: int) -> bool:
    """Whether the next clause says that it has ended: "do not rely on our certificate: it has expired"."""
    passage, segments = scene.passage, scene.passage.segments
    if index + 1 >= len(segments):
        return False
    one = segments[index + 1]
    if scene.stance(index).denies or passage.any(c.SAY, segments[index].first, segments[index].last):
        # "A blog says that we have none. It is out of date."
        return False
    if one.first >= one.last:
        return False
    near = one.sentence == segments[index].sentence or not one.opener
    # "Then it lapsed", "poi è scaduta".
    begin = one.first + (passage.words[one.first] in _THEN and one.last - one.first > 1)
    opening = passage.bits[begin]
    word = passage.words[begin]
    it = opening & (c.ANAPH | c.AUX | c.HOLD | c.BE) or word in _IT or word.startswith(_SUBJECTLESS)
    # "Het oude is niet meer geldig" tells of the one before.
    older = passage.words[begin + 1 : begin + 2] and passage.words[begin + 1] in _OLD
    pronoun = (
        (it or _that_one(passage, segments[index], begin)) and not older and not _anew(passage, one.first, one.last)
    )
    return near and bool(pronoun) and _only_ended(passage, one.first, one.last)


def _that_one(passage: Passage, before: Segment, first: int) -> bool:
    """Whether the paper is named again that was held: "We were certified. The certificate expired in 2022."."""
    held = any(not _HELD.isdisjoint(word.split()) for word in passage.words[before.first : before.last])
    named = passage.words[first] in THE and passage.any(c.ART, first + 1, first + 2)
    return held and named and passage.any(c.BE | c.AUX | c.PASTEND, first + 2, first + 3)


def _none_newer(scene: Scene, index: int) -> bool:
    """Whether it covered a time that has passed, and there is none newer: "ours covered 2023; there is none newer"."""
    passage, segments = scene.passage, scene.passage.segments
    own = segments[index]
    verb = next((at for at in range(own.first, own.last) if passage.words[at].startswith(_COVERED)), -1)
    if verb < 0 or passage.any(_NO, own.first, own.last) or not _passed(scene, verb + 1, own.last):
        return False
    return any(
        passage.any(_NO, one.first, one.last)
        and any(word.startswith(_NEWER) for word in passage.words[one.first : one.last])
        and not passage.any(c.PASTEND | c.COND | c.BUT | c.SCHEME, one.first, one.last)
        for one in segments[index + 1 : index + 3]
    )


_COVERED: Final = word_parts("ended.covered")
"""How verbs begin of the time that a report was about."""
_NEWER: Final = word_parts("ended.newer")
_IT: Final = word_set("ended.it")
_THEN: Final = word_set("ended.then")
_OLD: Final = word_set("succeeded.old")
_SUBJECTLESS: Final = word_parts("ended.subjectless")
"""How verbs of ending begin that name no subject: "ya no es válido", "non è più in vigore"."""


ENDED = Frame("ended", ended)
