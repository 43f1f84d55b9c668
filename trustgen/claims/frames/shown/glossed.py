"""Entries of a glossary that tell who issues or checks such a thing: "QSA: an assessor approved by the PCI SSC"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.layout.structure import has
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import THE
from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_TOLD: Final = (
    *(c.WE, c.OUR, c.NAME, c.OURS, c.WITHUS, c.YOU, c.YOUR, c.DONE, c.EXPIRY, c.HAPPEN, c.RARE, c.CERTIFIER),
    *(c.PRESUP, c.GLOBAL & ~c.DET, c.INHERIT, c.OTHER),
)
_MASK: Final = sum(mask for at, mask in enumerate(_TOLD) if mask not in _TOLD[:at])
_STATUS: Final = c.CERT | c.GOT | c.YEA | c.DONE | c.HOLD | c.AUDIT
_NOUN: Final = c.ART | c.ASSESSOR | c.EXAMINER | c.DEFNOUN | c.EXAM | c.SCHEME
_GIVER: Final = c.ADJ | c.ASSESSOR | c.EXAMINER | c.GENERIC | c.THIRD | c.SCHEME | c.DEFNOUN
_TERM: Final = 6
_SHORTEST: Final = 3
_LONGEST: Final = 400


def glossed(case: Case) -> bool:
    """Whether it stands in an entry of a glossary that speaks of nobody, or in a defined term of structured data."""
    scene = case.scene
    if scene.unit.scope.startswith("data.json"):
        return _defined_term(scene)
    context = scene.unit.context
    if has(scene, context.term, c.NAME | c.WE | c.OUR) or any(has(scene, text, c.NAME) for text in context.row[:1]):
        return False
    if not scene.prose or not _in_glossary(scene) or claimed_beside(scene, case.token):
        return False
    if context.term:
        return _of_any(scene.passage, 0)
    if context.cell >= 0:
        return all(_of_any(scene.read(text[:_LONGEST]), 0) for text in context.row if text != context.row[0])
    if context.details:
        return all(_of_any(scene.read(text[:_LONGEST]), 0) for text in context.details)
    colon = next((at for at, word in enumerate(scene.passage.words[:_TERM]) if word == ":"), 0)
    return bool(colon) and _of_any(scene.passage, colon + 1)


def _in_glossary(scene: Scene) -> bool:
    context = scene.unit.context
    above = (context.lead, context.caption, *context.headings[-1:])
    return any(has(scene, text, c.TERMS) and not has(scene, text, c.WE | c.OUR | c.GOT) for text in above)


def _of_any(passage: Passage, first: int) -> bool:
    """Whether a text begins with a noun, and tells of no day, of nobody's holding and of nothing that is ours."""
    last = len(passage)
    if last - first < _SHORTEST or passage.any(_MASK, first):
        return False
    if passage.bits[first] & _STATUS and not passage.bits[first] & (_NOUN | c.DET):
        return False
    since = any(not passage.bits[at] & c.PREP for at in passage.places(c.SINCE, first))
    examined = any(passage.words[at - 1] in THE for at in passage.places(c.ASSESSOR | c.EXAMINER, first + 1))
    if since or examined:
        # "Report issued by the auditor": a certain one.
        return False
    given = passage.places(c.GOT | c.GRANTED, first)
    if passage.any(c.YEA & ~c.CERT, first) and passage.any(c.EXIST, first):
        return False
    if any(passage.any(c.PREP, at + 1, at + 2) and not passage.any(_GIVER, at + 2, at + 5) for at in given):
        # "Certificate issued by Blue Harbour": somebody's.
        return False
    years = any(passage.words[at].startswith(("19", "20")) for at in passage.places(c.NUMBER, first))
    things = any(passage.words[at - 1] in THE for at in passage.places(c.SELFNOUN, first))
    return not years and not things


def _defined_term(scene: Scene) -> bool:
    """Whether it is the name or the description of a `DefinedTerm` whose description speaks of nobody."""
    siblings = scene.unit.context.siblings
    if "@type: DefinedTerm" not in siblings or scene.unit.context.term not in {"name", "description", "termCode"}:
        return False
    told = [text.partition(": ")[2] for text in siblings if text.startswith("description: ")]
    if scene.unit.context.term == "description":
        told.append(scene.unit.text)
    return bool(told) and all(_of_any(scene.read(text[:_LONGEST]), 0) for text in told)
