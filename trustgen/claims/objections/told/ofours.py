"""What is said of ours behind words on the scheme, without naming it: who examines, where it hangs, that it never ends.

"SOC 2 is an attestation by a CPA firm." is honest; "In our case that is EY." tells who attests for us.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.harmless import INDEFINITE
from trustgen.claims.frames.passedon.handedon import ended_up
from trustgen.claims.frames.passedon.takenup import clear, following
from trustgen.claims.scenes.reading import THE
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_SHORT: Final = 8
_BRIEF: Final = 4
_DENIED: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.COND | c.PLAN | c.LACK | c.UNREAL
_CASE: Final = word_set("ofours.case")
_HANGS: Final = word_parts("cameabout.hangs")
_STOPS: Final = word_set("ofours.stops")
_SAVED: Final = word_parts("ofours.saved")
_MAY: Final = word_parts("ofours.may")
"""Verbs of wanting, needing and being free to."""
_WITH: Final = word_set("common.with")


def of_ours(scene: Scene, token: int) -> bool:
    """Whether what stands behind a definition or around the mention tells of ours."""
    return any(test(scene, token) for test in _TESTS)


def _in_our_case(scene: Scene, token: int) -> bool:
    """Whether it is said who examines in our case: "In our case that is EY."."""
    passage = scene.passage
    _, begin, _ = scene.sentence_of(token)
    first, last = following(scene, token)
    ours = any(
        passage.words[at] in _CASE and passage.any(c.OUR, at - 1, at) for at in range(first + 1, min(first + 3, last))
    )
    named = first < last and (
        scene.maybe_proper(last - 1) or passage.any(c.EXAMINER | c.ASSESSOR | c.CERTIFIER, last - 2, last)
    )
    return (
        ours
        and named
        and last - first <= _SHORT
        and passage.any(c.EXAMINER | c.ASSESSOR, begin, first)
        and passage.any(c.BE, first, last)
        and clear(passage, first, last)
    )


def _hung_up(scene: Scene, token: int) -> bool:
    """Whether we are said to have it hanging somewhere: "Lo tenemos colgado en recepci\u00f3n."."""
    passage = scene.passage
    first, last = following(scene, token)
    return (
        first < last
        and passage.any(c.WE | c.NAME, first, first + 2)
        and passage.any(c.ANAPH, first, first + _BRIEF - 1)
        and any(word.startswith(_HANGS) for word in passage.words[first + 1 : min(first + _BRIEF, last)])
        and clear(passage, first, last)
    )


def _never_stops(scene: Scene, token: int) -> bool:
    """Whether ours is said never to end: "A Type II covers a period. Ours never stops."."""
    passage = scene.passage
    first, last = following(scene, token)
    return (
        0 < last - first <= _BRIEF
        and bool(passage.bits[first] & c.OURS)
        and passage.any(c.NEG, first + 1, last)
        and not _STOPS.isdisjoint(passage.words[first + 1 : last])
    )


def _saved_us(scene: Scene, token: int) -> bool:
    """Whether a mapping is said to have spared us a part of an audit, which so took place."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    saved = next((at for at in range(token + 1, segment.last) if passage.words[at].startswith(_SAVED)), -1)
    if saved < 0 or passage.any(_DENIED | c.AUX & ~c.HOLD, segment.first, saved):
        return False
    us = passage.any(c.WE, saved - 2, saved + 2)
    return us and any(
        not THE.isdisjoint(passage.words[max(at - _BRIEF, saved) : at])
        for at in passage.places(c.EXAM, saved, segment.last)
    )


def _section_of_it(scene: Scene, token: int) -> bool:
    """Whether a numbered section of the report is said to treat something of ours: "Section 5 of the SOC 2 report"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    paper = next(iter(passage.places(c.ISSUED & ~c.SCHEME, token + 1, min(token + _BRIEF, last))), -1)
    section = passage.any(c.CLAUSE, first, first + 1) and passage.any(c.NUMBER, first + 1, first + 2)
    return (
        section
        and paper > 0
        and passage.words[token - 1] in THE
        and passage.any(c.OUR, paper + 1, last)
        and not passage.any(_DENIED | c.OTHER | c.THIRD | c.AUX, first, last)
    )


def _joins(scene: Scene, token: int) -> bool:
    """Whether who applies is told of the company that they would join: "You would join a company with ISO 27001"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first = segment.first
    company = passage.places(c.GENERIC | c.SELFNOUN, first + 2, token)
    if not passage.any(c.YOU, first, first + 1) or len(company) != 1 or passage.any(_DENIED, first, token):
        return False
    join = range(first + 1, company[0])
    # Any verb will do that is no wish, duty or leave: "you need a supplier with it", "you may find a company with it".
    may = passage.any(c.DUTY | c.ASK | c.HELP | c.SHOW, first, company[0]) or any(
        passage.words[at].startswith(_MAY) for at in join
    )
    one = not INDEFINITE.isdisjoint(word for at in (*join, company[0]) for word in passage.words[at].split())
    return (
        one
        and not may
        and not passage.sentences[segment.sentence].question
        and (passage.words[token - 1] in _WITH or passage.any(c.CERT | c.REL, company[0], token + 2))
    )


_TESTS: Final = (
    *(_in_our_case, _hung_up, _never_stops, _saved_us),
    *(_section_of_it, _joins, ended_up),
)
