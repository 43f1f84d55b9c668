"""Questions in titles that take it that we have none, or are put to us and not answered yes: "Why no SOC 2 report?"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.asked.below import have_it
from trustgen.claims.frames.frame import Frame
from trustgen.claims.scenes.reading import chain, possessed
from trustgen.claims.scenes.said import piece
from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_TITLES: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary"})
_BETWEEN: Final = c.THIRD | c.OTHER | c.GENERIC | c.RIVAL | c.ASK | c.CTA & ~c.HOLD | c.ONLY | c.EXCEPT
_ELSEWHERE: Final = c.NEG | c.NO | c.NONE | c.OTHER
_GIVEN: Final = c.DONE | c.SINCE | c.INHERIT | c.OURS | c.EXPIRY | c.GRANTED


def why_not(case: Case) -> bool:
    """A title asks why we have none, and what stands below does not say that we do."""
    scene, token = case.scene, case.token
    passage = scene.passage
    index, segment = scene.segment_of(token)
    _, first, _ = scene.sentence_of(token)
    if not _asked(scene, token) or possessed(scene, token) or not passage.any(c.WHY, first, min(first + 2, token)):
        return False
    denials = passage.places(c.NEG | c.NO | c.NONE | c.NOBODY, first, token)
    if len(denials) != 1 or scene.stance(index).asserts or passage.any(_BETWEEN, denials[0] + 1, token):
        return False
    _, end = chain(passage, token, segment.first, segment.last)
    if not all(bits & (c.ADV | c.PUNCT | c.HOLD | c.YOU) for bits in passage.bits[end : segment.last]):
        return False
    below = _below(scene)
    return below is not None and not _gives(below)


def doubted(case: Case) -> bool:
    """A title is a question in quotation marks that a reader asks of us; below it is not answered yes."""
    scene, token = case.scene, case.token
    passage = scene.passage
    quoted = len(passage) > 2 and passage.words[0] == '"' and passage.words[-1] == '"'  # noqa: PLR2004
    if not quoted or not _asked(scene, token) or passage.any(c.WE | c.OUR | c.NAME):
        return False
    if not passage.any(c.YOUR | c.YOU, 0, token):
        return False
    below = _below(scene)
    return below is not None and below.any(c.NEG | c.NO | c.NONE | c.NOBODY) and not _gives(below)


def _asked(scene: Scene, token: int) -> bool:
    number, _, _ = scene.sentence_of(token)
    return scene.unit.tag in _TITLES and scene.passage.sentences[number].question and scene.prose


def _below(scene: Scene) -> Passage | None:
    """What stands below a title, or `None`."""
    context = scene.unit.context
    text = context.answer or next(iter(context.details), "") or context.after
    if not text or scene.said(text).kind == "yes":
        return None
    return piece(text[:600], context.lang, scene.facts.names, scene.facts.others)[1]


def _gives(below: Passage) -> bool:
    """Whether an answer could be that we have one: "There is one.", "We send it.", "Since May."."""
    if have_it(below) or below.any(c.YEA & ~c.CERT & ~c.ADV & ~c.ART, 0, 1):
        return True
    return any(
        below.any(_GIVEN, one.first, one.last)
        or (below.any(c.EXIST, one.first, one.last) and not below.any(_ELSEWHERE, one.first, one.last))
        or (below.any(c.WE, one.first, one.last) and below.any(c.BE | c.HOLD, one.last - 2, one.last))
        for one in below.segments
    )


WHY_NOT = Frame("why-not", why_not)
DOUBTED = Frame("asked-in-doubt", doubted)
