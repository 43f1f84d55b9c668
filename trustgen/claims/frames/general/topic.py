"""A scheme as the topic of a text, a talk or a question: "the paragraph on SOC 2", "the cost of TISAX"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.general.material import material
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import THE, attributed, possessed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case

_TEXTS: Final = word_parts("topic.texts")
_ABOUT: Final = word_set("topic.about")
_OF: Final = word_set("topic.of")
_PARTS: Final = word_set("topic.parts")
_PRICES: Final = word_parts("topic.prices")
_BETWEEN: Final = c.DET | c.ADJ | c.ART | c.SCHEME | c.AND


def topic(case: Case) -> bool:
    """A text, talk or question about the scheme, or its price, as a noun in front of the mention."""
    scene, token = case.scene, case.token
    passage = scene.passage
    _, segment = scene.segment_of(token)
    if case.scheme is not None and _part_of_it(case):
        return not claimed_beside(scene, token)
    if case.scheme is not None and material(scene, token, law=case.scheme.law):
        return not claimed_beside(scene, token)
    if case.scheme is None or possessed(scene, token) or attributed(scene, token):
        return False
    if passage.any(c.OUR | c.OURS | c.GOT | c.PRESUP | c.SINCE, segment.first, token):
        return False
    if any(passage.any(_PAPERS, at + 1, at + 3) for at in passage.places(c.OUR, token, segment.last)):
        # "The chapter on ISO 27001 has our certificate."
        return False
    return _names(passage, token, segment.first) and not claimed_beside(scene, token)


_PAPERS: Final = c.ISSUED | c.STRONG | c.PRESUP | c.SEAL


def _part_of_it(case: Case) -> bool:
    """Whether it is said which part of the scheme something is: "the part of ISO 9001 that managers dread"."""
    scene, token = case.scene, case.token
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    part = token - first > 1 and passage.words[token - 1] in _PARTS and passage.words[token - 2] in THE
    told = c.WE | c.OUR | c.NAME | c.OURS | c.WITHUS | c.GOT & ~c.HOLD | c.DONE | c.YEA | c.EXAMINER | c.CERT | c.PRESUP
    return part and passage.any(c.REL, token + 1, token + 2) and not passage.any(told, first, last)


def _names(passage: Passage, token: int, first: int) -> bool:
    """Whether a noun and its preposition stand in front."""
    at = token - 1
    while at > first and passage.bits[at] & _BETWEEN and passage.words[at] not in _ABOUT | _OF:
        at -= 1
    if at <= first:
        return False
    noun = passage.words[at - 1]
    if passage.words[at] in _ABOUT:
        # "The talk about", not "vendors talk about".
        known = at - 1 == first or bool(passage.bits[at - 2] & (c.DET | c.PREP | c.ADJ | c.NUMBER | c.YOUR | c.THEIR))
        return known and noun.startswith(_TEXTS)
    return passage.words[at] in _OF and noun.startswith(_PRICES)


TOPIC = Frame("topic", topic)
