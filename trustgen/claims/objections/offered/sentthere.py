"""Titles, sections and advice that point to ours: "point your auditor to the portal", "Lessons from years of SOC 2".

A condition, a title or a section on the scheme is honest by itself; that there is a link to the report, years that it
has lasted, or a new certificate that is shown takes for granted that somebody has it, and nobody else is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import THE, chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_DENIED: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.COND | c.PLAN | c.LACK | c.WITHOUT | c.UNREAL | c.OPEN | c.SOON
_ELSE: Final = c.THIRD | c.OTHER | c.GENERIC | c.RIVAL
_SHORT: Final = 7
_NEAR: Final = 3
_PLACES: Final = word_set("sentthere.places")
_LESSONS: Final = word_parts("sentthere.lessons")
_YEARS: Final = word_set("sentthere.years")
_NOW: Final = word_set("sentthere.now")
_CHASE: Final = word_set("sentthere.chase")
_NOBODY_ELSE: Final = word_set("sentthere.nobody_else")


def sent_there(scene: Scene, token: int) -> bool:
    """Whether readers are pointed to ours, or a title or section takes for granted that it is there."""
    return any(test(scene, token) for test in (_your_auditor, _years_of_it, _section_shows, _we_send))


def _your_auditor(scene: Scene, token: int) -> bool:
    """Whether a certain report is a link or a mail away for the reader's auditor."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    behind = passage.segments[index + 1 : index + 2]
    if not behind or behind[0].sentence != segment.sentence or not passage.bits[segment.first] & c.COND:
        return False
    first, last = behind[0].first, behind[0].last
    start, end = chain(passage, token, segment.first, segment.last)
    certain = passage.words[start - 1] in THE and passage.any(c.ISSUED, start, end)
    yours = any(passage.any(c.YOUR, at - 1, at) for at in passage.places(c.EXAMINER, segment.first + 1, start))
    bare = all(
        bits & (c.AUX | c.SHOW | c.ASK | c.PREP | c.CTA | c.HOLD | c.DUTY) for bits in passage.bits[end : segment.last]
    )
    place = passage.any(c.LISTING, first, last) or not _PLACES.isdisjoint(passage.words[first:last])
    return (
        certain
        and yours
        and bare
        and place
        and last - first <= _SHORT
        and not passage.any(_DENIED | _ELSE, first, last)
        # "… point them to the AWS portal"
        and not (
            scene.cased and any(scene.proper(at) for at in range(first + 1, last) if passage.words[at] not in _PLACES)
        )
    )


def _we_send(scene: Scene, token: int) -> bool:
    """Whether it is the one paper that we send to readers: "we'll send the current AOC, usually the same day"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first = segment.first
    start, end = chain(passage, token, first, segment.last)
    begin = start
    while begin > first and passage.bits[begin - 1] & c.ADJ and not passage.bits[begin - 1] & c.DET:
        begin -= 1
    paper = passage.any(c.ISSUED, start, end) or passage.words[token] in _PAPERS
    return (
        begin - 1 > first
        and paper
        and passage.words[begin - 1] in THE
        and passage.any(c.SHOW, max(first, begin - _NEAR), begin - 1)
        and passage.any(c.WE | c.NAME, first, begin - 1)
        and not passage.any(_DENIED | _ELSE | c.THEIR | c.YOUR, first, segment.last)
    )


_PAPERS: Final = frozenset({"aoc", "roc"})


def _years_of_it(scene: Scene, token: int) -> bool:
    """Whether a title promises what was learnt in years of having it: "Lessons from two years of SOC 2"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    opens = any(word.startswith(_LESSONS) for word in passage.words[first : min(first + _NEAR, token)])
    if not opens or passage.any(_DENIED | _ELSE | c.PERSON | c.HELP | c.YOU | c.YOUR, first, last):
        return False
    if token + 1 == last:
        return any(passage.words[at] in _YEARS and passage.any(c.NUMBER, at - 1, at) for at in range(token - 2, token))
    # In German, a report of experience is of "ISO 27001 im dritten Jahr".
    return (
        token + _NEAR <= last - 1
        and last - token <= _NEAR + 2
        and bool(passage.bits[token + 1] & c.PREP)
        and passage.words[last - 1] in _YEARS
    )


def _section_shows(scene: Scene, token: int) -> bool:
    """Whether a section on the scheme is said to show the certificate now."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    last = segment.last
    now = [at for at in range(token + 1, last) if passage.words[at] in _NOW]
    paper = last - 1
    the = next(
        (at for at in range(paper - 1, token, -1) if not passage.bits[at] & c.ADJ or passage.bits[at] & c.DET), token
    )
    return (
        bool(now)
        and bool(passage.bits[paper] & c.ISSUED)
        and passage.words[the] in THE
        and not passage.bits[the] & c.PREP
        and not passage.any(_DENIED | _ELSE, segment.first, last)
    )


def never_chased(scene: Scene, token: int) -> bool:
    """Whether a quoted customer says that they never had to wait for it, or that nobody else could show one."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    start, _ = chain(passage, token, first, last)
    start -= bool(passage.bits[start - 1] & c.DET and not passage.bits[start - 1] & c.PREP)
    asked = start > first and bool(passage.bits[start - 1] & c.PREP)
    chased = any(passage.words[at] in _CHASE for at in range(first, last))
    never = passage.any(c.NEG, first, last) and passage.any(c.AUX & ~c.HOLD, first, last) and asked and chased
    alone = any(
        passage.words[at] in _NOBODY_ELSE and passage.any(c.SHOW | c.HOLD, at + 1, last) for at in range(first, token)
    )
    return (never or alone) and not passage.any(c.COND | c.PLAN | c.LACK, first, last)
