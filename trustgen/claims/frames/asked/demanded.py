"""What others demand, in their own papers and words: "their rules say "supplier shall be certified to ISO 27001""."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.harmless import harmless
from trustgen.claims.layout.structure import has
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import possessed, presumed, quoted
from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_US: Final = c.WE | c.OUR | c.NAME | c.OURS | c.WITHUS
_GIVEN: Final = c.DONE | c.SINCE | c.PRESUP | c.CTA & ~c.SAY
_NEAR: Final = 3
_FAR: Final = 8


def demanded(case: Case) -> bool:
    """Others' papers demand it, or it was asked for, or somebody asked aloud and we had no answer."""
    scene, token = case.scene, case.token
    if not scene.prose or possessed(scene, token) or presumed(scene, token):
        return False
    here = scene.sentence_of(token)[0]
    if _asked_aloud(scene, token):
        rest = scene.passage.sentences[here + 1 :]
    elif _in_their_papers(scene, token) or _was_asked_for(scene, token):
        rest = [one for at, one in enumerate(scene.passage.sentences) if at != here]
    else:
        return False
    return all(harmless(scene, one.first, one.last) for one in rest) and not claimed_beside(scene, token)


def _in_their_papers(scene: Scene, token: int) -> bool:
    """Whether a paper of others is said to lay it down: "forms in which it stood that nothing goes without TISAX"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    for at in passage.places(c.RULE | c.ASK, first, token):
        ours = passage.any(c.OUR, max(first, at - 2), at) or passage.any(_US, at + 1, token)
        if not ours and passage.any(c.SAY | c.REL, at + 1, token) and _must(passage, token, at, last):
            return not passage.any(c.DONE | c.SINCE | c.PRESUP | c.INHERIT, token, last)
    return False


def _must(passage: Passage, token: int, first: int, last: int) -> bool:
    """Whether somebody must have it, or nothing goes without."""
    without = passage.any(c.WITHOUT, max(first, token - 2), token)
    if without:
        return passage.any(c.NONE | c.NOBODY | c.NO | c.NEG, token, min(token + _NEAR, last))
    return any(
        bits & c.DUTY or (bits & c.AUX and not bits & (c.HOLD | c.BE)) for bits in passage.bits[first:token]
    ) and not passage.any(c.NEG | c.NO | c.NOBODY, first, token)


def _was_asked_for(scene: Scene, token: int) -> bool:
    """Whether it is told how often it was asked for: "in two of 61 tenders, ISO 27001 was asked for"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    _, segment = scene.segment_of(token)
    asked = [
        at
        for at in passage.places(c.ASK, max(segment.first, token - _FAR), segment.last)
        if at > first
        and not passage.bits[at - 1] & c.PREP
        and passage.any(c.BE | c.AUX, max(segment.first, at - 2 * _FAR), at)
    ]
    counted = passage.any(c.NUMBER | c.NONE, first, token) or passage.any(c.NUMBER | c.NONE, token + 1, segment.last)
    told = passage.places(_US | c.YOU, segment.first, segment.last)
    if any(not passage.bits[at - 1] & c.REL for at in told) or passage.any(
        c.NO | c.NEG | c.NOBODY | c.COND, first, last
    ):
        return False
    given = any(
        bits & (_GIVEN & ~c.SINCE | c.GOT | c.SHOW | c.OUR) and not bits & (c.ASK | c.ART)
        for bits in passage.bits[first:last]
    )
    return bool(asked) and counted and not given


def _asked_aloud(scene: Scene, token: int) -> bool:
    """Whether somebody is quoted who asked, and we had no answer: "“And C5?”, the head asked. I kept silent."."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    if not passage.sentences[number].question or not quoted(scene, token) or number + 1 >= len(passage.sentences):
        return False
    following = passage.sentences[number + 1]
    if number and passage.words[first - 1] == "\u00bf":
        # In Spanish, the mark in front ends a sentence, too.
        first = passage.sentences[number - 1].first
    mark = next((at for at in range(token, first - 1, -1) if passage.words[at] == '"'), first)
    spoken = passage.any(c.ASK | c.SAY, first, mark) or passage.any(c.ASK | c.SAY, following.first, following.first + 3)
    return (
        spoken
        and not passage.any(_US, first, mark)
        and any(passage.any(c.SILENT, one.first, one.last) for one in passage.sentences[number + 1 : number + 3])
        and not passage.any(c.ISSUED | c.STRONG, last, len(passage))
    )


def counted(case: Case) -> bool:
    """A row of a table that counts how often others asked for something."""
    scene = case.scene
    context = scene.unit.context
    index, _ = scene.segment_of(case.token)
    if context.cell < 0 or not scene.bare(index) or len(scene.passage.segments) > 1:
        return False
    if not has(scene, context.column_header, c.ASK) or has(scene, context.column_header, _US):
        return False
    others = [text.strip(" %") for at, text in enumerate(context.row) if at != context.cell]
    headers = [text for at, text in enumerate(context.columns) if at != context.cell]
    plain = all(text.isascii() and text.isdigit() and len(text) <= _NEAR for text in others)
    return plain and not any(has(scene, text, _US | c.HOLD | c.GOT | c.CERT | c.SINCE | c.EXPIRY) for text in headers)


def opined(case: Case) -> bool:
    """What whoever it may be says of the scheme itself: "whoever says that TISAX is only paper has never …"."""
    scene, token = case.scene, case.token
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    if possessed(scene, token) or passage.any(_US | c.YOUR | _GIVEN, first, last):
        return False
    said = passage.places(c.SAY, first + 1, min(first + _NEAR, token))
    subject = passage.any(c.WHOEVER, first, first + 1) and passage.any(
        c.BE | c.MEAN, token + 1, min(token + 2 * _NEAR, scene.segment_of(token)[1].last)
    )
    return bool(said) and subject and token - said[0] <= _NEAR and not claimed_beside(scene, token)


DEMANDED = Frame("demanded", demanded)
COUNTED = Frame("counted", counted)
OPINED = Frame("opinion", opined)
