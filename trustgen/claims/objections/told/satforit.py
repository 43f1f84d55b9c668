"""What the sentence behind words on a scheme or the market tells of us: "Hospitals ask for it. We went through it.".

It names no scheme and no paper: we were assessed, we meet what was spoken of, or our customers have the good of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.passedon.takenup import clear, following, taken_up
from trustgen.claims.objections.told.cametrue import came_true
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_OTHERS: Final = c.THIRD | c.OTHER | c.GENERIC | c.THEIR | c.PERSON | c.RIVAL | c.HELP | c.HOMONYM
_CLAUSE: Final = 9
_NEAR: Final = 3
_REST: Final = 4
_THROUGH: Final = word_parts("satforit.through")
"""How verbs begin in the past of being examined: "underwent"."""
_MEETS: Final = word_parts("satforit.meets")
"""How verbs begin of doing what a scheme asks."""
_BENEFIT: Final = word_parts("satforit.benefit")
"""How verbs begin of what customers have from it."""
_ON: Final = word_set("satforit.on")
"""What joins such a verb to "it"."""
_PROVES: Final = word_parts("satforit.proves")
_PROOF: Final = word_set("satforit.proof")
_TIME: Final = word_set("satforit.time")
"""What may stand behind "we went through it"; anything else may say that it was only read."""


def sat_for_it(scene: Scene, token: int) -> bool:
    """Whether the next sentence or clause tells that we were assessed, meet it, or have it to our customers' good."""
    passage = scene.passage
    first, last = following(scene, token)
    if first < last and clear(passage, first, last):
        if _customers_benefit(passage, first, last):
            return True
        if not passage.any(_OTHERS | c.YOU | c.YOUR, first, last) and (
            _assessed(passage, first, last) or _we_meet_it(scene, first, last)
        ):
            return True
    own, segment = scene.segment_of(token)
    return any(
        one.sentence == segment.sentence
        and one.first > token
        and one.last - one.first <= _CLAUSE
        and clear(passage, one.first, one.last)
        and not passage.any(_OTHERS | c.SCHEME | c.YOU | c.YOUR | c.ISSUED, one.first, one.last)
        and _we_meet_it(scene, one.first + bool(passage.bits[one.first] & c.AND), one.last)
        for one in passage.segments[own + 1 : own + _NEAR]
    )


def _us(passage: Passage, at: int, first: int) -> bool:
    """Whether a verb has us or something of ours for its subject: "we were", "our Bristol plant was"."""
    while at > first and passage.bits[at] & (c.AUX | c.BE | c.ADV | c.THEN | c.GOT):
        if passage.bits[at] & (c.WE | c.NAME):
            return True
        at -= 1
    if passage.bits[at] & (c.WE | c.NAME):
        return True
    return passage.any(c.OUR, max(first, at - _NEAR), at) and not passage.any(c.PREP, max(first, at - _NEAR), at + 1)


def _assessed(passage: Passage, first: int, last: int) -> bool:
    """Whether we are told to have been examined: "our plant was assessed at level 3", "we underwent the assessment"."""
    for at in range(first + 1, last):
        bits, word = passage.bits[at], passage.words[at]
        passive = bits & c.CERT and bits & (c.AUDIT | c.STRONG) and passage.any(c.BE | c.THEN, max(first, at - 2), at)
        if passive and passage.words[at + 1 : at + 2] != ["-"] and _us(passage, at - 1, first):
            return True
        if not word.startswith(_THROUGH) or not _us(passage, at - 1, first):
            continue
        if passage.any(c.EXAM, at + 1, min(at + _NEAR, last)):
            return True
        if passage.any(c.ANAPH, at + 1, at + 2) and all(
            bits & (c.NUMBER | c.PUNCT | c.ADV | c.AND) or behind in _TIME
            for bits, behind in zip(passage.bits[at + 2 : last], passage.words[at + 2 : last], strict=True)
        ):
            return True
    return False


def _we_meet_it(scene: Scene, first: int, last: int) -> bool:
    """Whether we, or a name that may be ours, do what was spoken of: "Corvid complies with it in full"."""
    passage = scene.passage
    named = passage.any(c.WE | c.NAME, first, first + 1) or scene.maybe_proper(first)
    at = first + 1
    while at < last and passage.bits[at] & (c.ADV | c.AUX) and not passage.words[at].startswith(_MEETS):
        at += 1
    if not named or at >= last or not passage.words[at].startswith(_MEETS):
        return False
    it = at + 1
    it += it < last and bool(passage.bits[it] & c.PREP)
    return it < last and bool(passage.bits[it] & c.ANAPH) and last - it <= _REST


def _customers_benefit(passage: Passage, first: int, last: int) -> bool:
    """Whether customers of ours are said to have the good of it: "Our clients have relied on it for years."."""
    if not (passage.any(c.OUR, first, first + 1) and passage.any(c.YOU, first + 1, first + 2)):
        return False
    for at in range(first + 2, last - 1):
        may = any(not passage.bits[aux] & c.HOLD for aux in passage.places(c.AUX, first, at))
        if passage.words[at].startswith(_BENEFIT) and not may:
            # "Benefit from" may be one cue.
            it = at + 1 + (passage.words[at + 1] in _ON)
            return passage.any(c.ANAPH, it, it + 1) and last - it <= _REST
    return False


def proves_ours(scene: Scene, token: int) -> bool:
    """Whether it is asked what it is, and said to be our proof: "What is SOC 2? It is the audit that shows that we"."""
    passage = scene.passage
    number, _, _ = scene.sentence_of(token)
    behind = scene.following(token)
    if behind is None or not passage.sentences[number].question or behind.question:
        return False
    first, last = behind.first, behind.last
    if _audits_ours(passage, first, last):
        return True
    if not passage.any(c.ANAPH, first, first + 1) or not clear(passage, first, last):
        return False
    if passage.any(c.BE, first + 1, first + 2) and passage.any(c.OUR, first + 2, first + _NEAR):
        return passage.word(first + _NEAR) in _PROOF
    return any(
        passage.words[at].startswith(_PROVES)
        and not passage.any(c.AUX | c.PREP, at - 1, at)
        and passage.any(c.WE | c.OUR | c.NAME, at + 1, min(at + _REST, last))
        for at in range(first + 1, last)
    )


def _audits_ours(passage: Passage, first: int, last: int) -> bool:
    """Whether an answer says who audits what is ours, or what our compliance does: "An auditor tests our controls"."""
    if not clear(passage, first, last) or passage.any(c.OTHER, first, last):
        return False
    audits = any(
        passage.words[at] in _AUDITS
        and passage.any(c.ASSESSOR | c.EXAMINER, first, at)
        and passage.any(c.OUR, at + 1, at + 2)
        for at in range(first + 1, last)
    )
    return audits or any(
        passage.words[at + 1] in _STATES and passage.any(c.HOLD | c.BE | c.MEAN | c.SHOW | c.HELP, at + 2, at + 3)
        for at in passage.places(c.OUR, first, last - 2)
    )


_AUDITS: Final = word_set("satforit.audits")
_STATES: Final = word_set("satforit.states")


def told_next(scene: Scene, token: int) -> bool:
    """Whether what stands behind words about the scheme or the market tells of ours, by any of its questions."""
    return any(test(scene, token) for test in (taken_up, sat_for_it, proves_ours, came_true))
