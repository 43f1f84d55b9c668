"""Steps of a plan that nobody has begun: an empty box in a checklist, a phase that has not started, no application."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.harmless import INDEFINITE
from trustgen.claims.frames.undone.undone import past_planning
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import THE, attributed, chain, possessed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_EMPTY: Final = re.compile(r"\s*(?:\[[\s_]?\]|[\u2610\u25a2\u2b1c])\s*\w")
_TICKED: Final = re.compile(r"\s*(?:\[[xX\u2713\u2714]\]|[\u2611\u2705\U0001f5f9])\s*\w")
_TOLD: Final = (
    c.WE | c.OUR | c.NAME | c.OURS | c.WITHUS | c.GOT | c.DONE | c.SINCE | c.YEA | c.SHOW | c.CTA | c.YOU | c.YOUR
)
_SIGNS: Final = re.compile(r"[\u2610\u25a2\u2b1c]$")
_FIRST_AUDITS: Final = word_parts("unbegun.first_audits")
"""How an audit is called that comes before the first certificate, with whose name one is presupposed elsewhere."""
_NO_STEP: Final = word_parts("unbegun.no_step")
"""How a sentence begins that says that no step has been taken."""
_TAKEN: Final = word_parts("unbegun.taken")
"""How the words for a step that is taken begin: "filed", "opened"."""
_STEPS: Final = word_parts("unbegun.steps")
_STARTING: Final = word_parts("unbegun.starting")
"""How a step begins that comes before the first certificate: "Fill in the CAIQ"."""
_HEAD: Final = 4
_BEFORE: Final = 2
"""The phase and, in brackets, its standing."""
_SHORT: Final = 11


def unbegun(case: Case) -> bool:
    """A step of a plan that is said, by its box, its brackets or the next sentence, not to have been begun."""
    scene, token = case.scene, case.token
    if case.scheme is None or not scene.prose or possessed(scene, token) or past_planning(scene, token):
        return False
    if not (_box(scene, token) or _phase(scene, token) or _no_step(scene, token) or _choice(scene, token)):
        return False
    return not claimed_beside(scene, token)


def _plain(scene: Scene, segment: Segment, token: int, told: int = _TOLD) -> bool:
    """Whether a segment tells of nothing that is had: "Fill in the CAIQ for CSA STAR", not "Read the SOC 2 report"."""
    passage = scene.passage
    start, end = chain(passage, token, segment.first, segment.last)
    named = start > segment.first and passage.words[start - 1] in THE and passage.any(c.ISSUED, start, end)
    audits = (at for at in passage.places(c.PRESUP, segment.first, segment.last))
    return (
        not named
        and not attributed(scene, token)
        and all(passage.words[at].startswith(_FIRST_AUDITS) for at in audits)
        and not any(
            passage.bits[at] & told and not passage.bits[at] & (c.ART | c.DET | c.PROGRESS)
            for at in range(segment.first, segment.last)
            if at != segment.first or not passage.words[at].startswith(_STARTING)
        )
    )


def _box(scene: Scene, token: int) -> bool:
    """Whether it stands behind an empty box, in a list where the box before or behind is ticked."""
    context = scene.unit.context
    if scene.unit.scope != "text.item" or not _EMPTY.match(scene.unit.text):
        return False
    if not any(_TICKED.match(one) for one in (context.before, context.after)):
        return False
    passage = scene.passage
    _, segment = scene.segment_of(token)
    named = c.SCHEME | c.ART | c.DET | c.ADJ | c.AND | c.PUNCT | c.PREP | c.NUMBER | c.PRESUP | c.CLAUSE
    names = all(
        bits & named or _SIGNS.match(word)
        for bits, word in zip(
            passage.bits[segment.first : segment.last], passage.words[segment.first : segment.last], strict=True
        )
    )
    begins = names or passage.words[segment.first].startswith(_STARTING)
    return segment.sentence == 0 and begins and _plain(scene, segment, token)


def _phase(scene: Scene, token: int) -> bool:
    """Whether the phase that it is what is done in has not begun: "Phase 2 (not started): ISO 9001"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    first = passage.sentences[segment.sentence].first
    if index < _BEFORE or segment.opener not in {")", ":"} or first >= token:
        return False
    standing, head = passage.segments[index - 1], passage.segments[index - 2]
    return (
        standing.opener == "("
        and head.first == first
        and head.last - head.first <= _HEAD
        and passage.any(c.OPEN, standing.first, standing.last)
        and not passage.any(_TOLD, first, standing.last)
        and _plain(scene, segment, token)
    )


def _choice(scene: Scene, token: int) -> bool:
    """Whether a body for it is still to be chosen: "Choose a registrar for ISO/IEC 27701: not begun"."""
    passage = scene.passage
    index, _ = scene.segment_of(token)
    standing = passage.segments[index + 1 : index + 2]
    if index or len(passage.segments) != _BEFORE or standing[0].opener != ":":
        return False
    who = next(iter(passage.places(c.ASSESSOR, 1, token)), 0)
    some = bool(who) and passage.words[who - 1].rpartition(" ")[2] in INDEFINITE
    chosen = passage.any(c.CHOOSE, 0, who)
    told = passage.any(c.WE | c.OUR | c.NAME | c.DONE | c.GOT & ~c.ART | c.NUMBER | c.PRESUP)
    opened = passage.any(c.OPEN, standing[0].first, standing[0].last)
    return some and chosen and opened and not told and passage.bits[token - 1] & (c.PREP | c.DET) != 0


def _no_step(scene: Scene, token: int) -> bool:
    """Whether the next sentence says that no step has been taken: "Neither application has been filed."."""
    passage = scene.passage
    following = scene.following(token)
    _, segment = scene.segment_of(token)
    if following is None or following.question or following.last - following.first > _SHORT:
        return False
    begins = _prefix(passage, following.first, following.last)
    words = passage.words[following.first : following.last]
    if begins == following.first or not any(word.startswith(_TAKEN) for word in words):
        return False
    known = c.NEG | c.NO | c.NONE | c.NOBODY | c.AUX | c.BE | c.ADV | c.NUMBER | c.DET | c.WORD | c.PUNCT
    if any(
        passage.bits[at] & c.PREP & ~c.DET
        or not (passage.bits[at] & known or passage.words[at].startswith((*_TAKEN, *_STEPS)))
        for at in range(begins, following.last)
    ):
        # "No work has been done by subcontractors."
        return False
    if passage.any(c.SCHEME | c.EXCEPT | c.OUR | c.FINDING, following.first, following.last):
        return False
    _, first, last = scene.sentence_of(token)
    return _plain(scene, segment, token) and not passage.any(c.GOT | c.CERT & ~c.ART | c.YEA, first, last)


def _prefix(passage: Passage, first: int, last: int) -> int:
    """Where a sentence goes on that begins with the words for no step; its start where it does not."""
    text = " ".join(passage.words[first:last])
    length = max((len(part) for part in _NO_STEP if text.startswith(f"{part} ")), default=0)
    at = first
    while length > 0:
        length -= len(passage.words[at]) + 1
        at += 1
    return at


UNBEGUN = Frame("not-begun", unbegun)
