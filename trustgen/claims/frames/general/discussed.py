"""A paragraph about a scheme or the market that stays with it: nobody in it is us, and its first sentence opened it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.general.explaining import defined
from trustgen.claims.frames.general.firstones import among_the_first
from trustgen.claims.frames.general.market import general
from trustgen.claims.frames.harmless import INDEFINITE, harmless, ours
from trustgen.claims.layout.structure import has
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.case import Case
from trustgen.claims.scenes.reading import THE, possessed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_TOLD: Final = c.DONE | c.RARE | c.RIVAL | c.CTA | c.HAPPEN | c.FINDING | c.PASTEND
_BLOCKS: Final = frozenset({"p", "li", "dd", "blockquote", "td"})
_YEAR: Final = 1990
_SPAN: Final = 4
_AUDITS: Final = word_parts("discussed.audits")
"""How a visit that comes again is called; "giudizio di audit" is a paper."""


def discussed(case: Case) -> bool:
    """A word or name in a paragraph that an earlier sentence, or a heading that asks, has opened for the scheme."""
    scene, token = case.scene, case.token
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    if scene.unit.tag not in _BLOCKS or not scene.prose or possessed(scene, token):
        return False
    if passage.any(_TOLD, first, last) or ours(scene, first, last) or _dated(scene, first, last):
        return False
    if among_the_first(scene, token) or _priced(passage, first):
        return False
    index, _ = scene.segment_of(token)
    if scene.stance(index).asserts or scene.stance(index).denies or passage.any(c.GOT & ~c.DEFINE, first, token):
        return False
    if not _opened(case, number):
        return False
    if not (_hung(scene, token, first, last) if case.scheme is not None else _any_such(scene, token, first)):
        return False
    rest = [one for at, one in enumerate(passage.sentences) if at != number]
    return all(harmless(scene, one.first, one.last) for one in rest) and not claimed_beside(scene, token)


def _priced(passage: Passage, first: int) -> bool:
    """Whether a price is offered: "prices from 20 euros with ISO 27001", not "an audit costs 20,000 euros"."""
    return bool(passage.bits[first] & c.COST) and passage.any(c.PREP, first + 1, first + 2)


def _dated(scene: Scene, first: int, last: int) -> bool:
    """Whether a year is named: what happened in a year has happened."""
    words = scene.passage.words
    return any(
        len(words[at]) == 4 and words[at].isascii() and words[at].isdigit() and int(words[at]) > _YEAR  # noqa: PLR2004
        for at in scene.passage.places(c.NUMBER, first, last)
    )


def _opened(case: Case, number: int) -> bool:
    """Whether a sentence before is about the scheme or its market, or the heading asks about it."""
    scene, passage = case.scene, case.scene.passage
    if any(
        has(scene, one, c.COST) and not has(scene, one, c.WE | c.OUR | c.NAME) for one in scene.unit.context.headings
    ):
        return True
    _, first, _ = scene.sentence_of(case.token)
    # "The standard builds on ISO 27001" goes on about another.
    own = case.scheme.id if case.scheme is not None else ""
    taken_up = not own or passage.any(c.DEFNOUN | c.ANAPH | c.THEIR, first, case.token)
    for at, found in enumerate(passage.found):
        if found >= 0 and scene.sentence_of(at)[0] < number and (taken_up or scene.found[found].scheme == own):
            other = Case(scene, at, None)
            if defined(other) or general(other) or obliged(other):
                return True
    return False


def _hung(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether a name hangs on a preposition behind a verb that no word of having is in: "it builds on ISO 27001"."""
    passage = scene.passage
    before = token - 1
    while before > first and passage.bits[before] & c.DET and not passage.bits[before] & c.PREP:
        before -= 1
    return bool(passage.bits[before] & c.PREP) and not passage.any(
        c.HOLD | c.CERT | c.GOT | c.SHOW | c.ISSUED | c.ASSESSOR | c.PRESUP, first, last
    )


def _any_such(scene: Scene, token: int, first: int) -> bool:
    """Whether a word stands for any thing of its kind: "a surveillance audit every year", not "the certificate"."""
    passage = scene.passage
    words = passage.words
    # "A programme in which endorsed assessors report": an adjective in front of whoever they are.
    anybody = passage.bits[token] & (c.CERT | c.ART) == c.CERT and passage.any(c.ASSESSOR, token + 1, token + 2)
    anybody = anybody and passage.any(c.REL, first, token) and words[token - 1] not in THE
    return (
        bool(anybody)
        or not INDEFINITE.isdisjoint(words[max(token - _SPAN, first) : token])
        or (words[token].endswith(_AUDITS) and " di " not in words[token])
    )


def obliged(case: Case) -> bool:
    """What whoever it may be has to have: "Whoever hosts health data must be certified"."""
    scene, token = case.scene, case.token
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    us = passage.any(c.WE | c.OUR | c.NAME | c.OURS | c.WITHUS, first, last)
    if possessed(scene, token) or us or passage.any(_TOLD | c.SINCE, first, last):
        return False
    subject = passage.any(c.WHOEVER, first, min(first + 3, token)) or any(
        passage.words[at] in _EVERY and passage.any(c.GENERIC | c.THIRD, at + 1, min(at + 3, token))
        for at in range(first, token)
    )
    if not subject or not passage.any(c.DUTY, first, token) or passage.any(c.YOU | c.YOUR, first, last):
        return False
    rest = [one for at, one in enumerate(passage.sentences) if at != number]
    if any(scene.maybe_proper(one.first) and passage.any(_HAS, one.first + 1, one.first + 2) for one in rest):
        # "Every vendor must have it. Acme has it."
        return False
    return all(harmless(scene, one.first, one.last) for one in rest) and not claimed_beside(scene, token)


_EVERY: Final = word_set("discussed.every")
_HAS: Final = c.HOLD | c.BE | c.GOT | c.CARRY

OBLIGED = Frame("obligation", obliged)
DISCUSSED = Frame("discussed", discussed)
