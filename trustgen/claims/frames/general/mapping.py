"""Citing a standard: mappings, clause numbers, borrowed order and words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from trustgen.claims.facts import Choice
from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.general.idsbelow import ids_below
from trustgen.claims.frames.general.norms import clause_id
from trustgen.claims.layout.structure import has
from trustgen.claims.scenes.beside import claimed_beside, denied_beside
from trustgen.claims.scenes.reading import THE, attributed, chain, possessed, presumed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_CRITERIA = ("criteria", "principles")
_NEAR = 4


def _met(scene: Scene, first: int, last: int) -> bool:
    """Whether the region says that something is met, done or had."""
    passage = scene.passage
    for index in passage.places(c.CERT | c.DONE | c.GOT | c.SINCE | c.PRESUP, first, last):
        bits = passage.bits[index]
        if passage.words[index] in {"is ours", "are ours"} and passage.any(c.MAP, first, index):
            continue
        if bits & (
            c.ART | c.MAP | c.CLAUSE | c.HOLD | c.DEFINE | c.DET | c.ADJ | c.PREP | c.ADV | c.SCHEME | c.BE
        ) and not bits & (c.STRONG | c.DONE):
            continue
        if passage.words[index] in _PUT and not _OPPOSITE.isdisjoint(passage.words[index + 1 : index + _NEAR]):
            # "Ce document met nos mesures en regard de …": another language's word for "puts".
            continue
        unexamined = passage.any(c.NEG | c.WITHOUT, max(index - 3, first), index) and _denied(scene, index)
        if bits & c.AUDIT and (unexamined or passage.any(c.NOBODY, index + 1, min(index + _NEAR, last))):
            # "our own mapping, reviewed by nobody outside", "an internal reading, not audited"
            continue
        return True
    return False


def _denied(scene: Scene, index: int) -> bool:
    titled = scene.unit.scope in {"text.caption", "text.heading"}
    return titled and scene.stance(scene.segment_of(index)[0]).denies


_PUT: Final = word_set("mapping.put")
_OPPOSITE: Final = word_set("mapping.opposite")


def _met_openly(scene: Scene, index: int, first: int, last: int) -> bool:
    """The same for a sentence whose next clause may deny: "… to HDS, without our being certified" meets nothing."""
    if not _met(scene, first, last):
        return False
    segments = scene.passage.segments
    after = index + 1
    if after >= len(segments) or segments[after].first >= last or not scene.stance(after).denies:
        return True
    if not scene.passage.bits[segments[after].first] & c.WITHOUT:
        return True
    return _met(scene, first, segments[after].first) or _met(scene, segments[after].last, last)


def _met_undenied(scene: Scene, first: int, last: int) -> bool:
    """The same for the clauses of a sentence that deny nothing: "…; that doesn't make this document a certificate"."""
    return any(
        _met(scene, max(segment.first, first), min(segment.last, last))
        for index, segment in enumerate(scene.passage.segments)
        if segment.first < last and segment.last > first and not scene.stance(index).denies
    )


def _part_of_it(scene: Scene, token: int) -> bool:
    """Whether a part of the standard is named, not the standard: "SOC 2 criteria", "the article of NEN 7510"."""
    passage = scene.passage
    at = token + 1
    while passage.words[at : at + 1] == ["-"]:
        at += 1
    before = token - 1
    while before >= 0 and passage.bits[before] & (c.PREP | c.DET | c.DEFNOUN) and not passage.bits[before] & c.CLAUSE:
        before -= 1
    if before >= 1 and len(passage.words[before]) == 1:
        # "Annex A"
        before -= 1
    if passage.words[at : at + 1] and passage.words[at] in _NUMBERS:
        # "The notes cite ISO 27001 numbers in the margin."
        return True
    near = range(max(before - _NEAR, 0), before + 1)
    if any(passage.words[place] in _NUMBERS and _belongs(passage, place + 1, token) for place in near):
        return True
    return passage.any(c.CLAUSE, at, at + 1) or (
        0 <= before < token and bool(passage.bits[before] & c.CLAUSE) and not passage.bits[before] & c.OUR
    )


_NUMBERS: Final = word_set("mapping.numbers")
"""How the parts of a standard are numbered."""


def _belongs(passage: Passage, first: int, token: int) -> bool:
    """Whether nothing but a preposition or a clause of belonging stands between a number and the name of a standard."""
    told = c.WE | c.OUR | c.NAME | c.GOT | c.CERT | c.ART | c.ISSUED | c.PUNCT
    joined = passage.any(c.PREP, first, token + 1) or passage.words[token].startswith("en ")
    return joined and not passage.any(told & ~c.PREP, first, token)


_CLAUSE_ID: Final = re.compile(r"(?:[A-Z]\.?)?\d+(?:\.\d+)+(?:, ?(?:[A-Z]\.?)?\d+(?:\.\d+)+)*")


def _clauses_below(scene: Scene) -> bool:
    """Whether a column's name has nothing below it but numbers of clauses, and no other column tells a standing."""
    context = scene.unit.context
    below = [text.strip() for text in context.details if text.strip()]
    standing = any(has(scene, column, c.YEA | c.DONE | c.CERT | c.GOT) for column in context.columns)
    return bool(below) and all(_CLAUSE_ID.fullmatch(text) for text in below) and not standing


def _kept(scene: Scene, token: int) -> bool:
    """Whether it is a paper that we keep somewhere: "we keep the ISO 27001 certificate next to the fire blanket"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    near = range(max(segment.first, token - 3), min(segment.last, token + 3))
    paper = any(passage.bits[at] & c.ISSUED and passage.bits[at] & c.STRONG for at in near)
    known = any(passage.words[at] in THE for at in near if at < token)
    return paper and known and passage.any(c.WE, segment.first, segment.last)


_RECEIVE: Final = word_parts("mapping.receive")


def _received(scene: Scene, token: int, start: int, end: int) -> bool:
    """Whether readers may have the paper, beside a matrix: "ask us for the SOC 2 report and the mapping"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    near = passage.words[max(segment.first, start - _NEAR) : start - 1]
    asked = any(word.startswith(_RECEIVE) for word in near) or passage.any(c.SHOW & ~c.ISSUED, start - 2, start - 1)
    asked = asked and passage.words[start - 1] in THE
    paper = passage.any(c.ISSUED, start, end) or passage.words[token] in {"aoc", "roc"}
    return asked and paper and not passage.any(c.MAP | c.CLAUSE, segment.first, end)


_BESIDE: Final = word_parts("mapping.beside")


def _had_beside(scene: Scene, token: int, start: int, end: int) -> bool:
    """Whether it is had beside something else, which maps nothing: "we carry ISO 27001 alongside our licences"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    at = start - 1
    while at > segment.first and passage.bits[at] & c.DET:
        at -= 1
    held = at >= segment.first and passage.bits[at] & c.HOLD and not passage.bits[at] & c.MAP
    beside = any(word.startswith(_BESIDE) for word in passage.words[end : end + _NEAR])
    return bool(held) and beside and not passage.any(c.CLAUSE, end, end + 2)


def _walked_through(scene: Scene, token: int) -> bool:
    """Whether assessors went through something by it: "CPAs walked through our process against the criteria"."""
    passage = scene.passage
    index, _ = scene.segment_of(token)
    _, first, last = scene.sentence_of(token)
    return (
        passage.any(c.EXAMINER | c.CERTIFIER | c.OUTSIDE, first, last)
        and passage.any(c.AUDIT & ~c.MAP, first, last)
        and passage.any(c.OUR | c.WE | c.NAME, first, last)
        and not passage.any(c.NEG | c.NO | c.NOBODY | c.COND | c.PLAN, first, last)
        and not scene.stance(index).denies
    )


def _taken_on(scene: Scene, token: int) -> bool:
    """Whether it is said behind it that we did what it asks for: "and we have measured ourselves against those"."""
    passage = scene.passage
    _, _, last = scene.sentence_of(token)
    for at in passage.places(c.WE | c.NAME, token + 1, last):
        clause = [place for place in passage.places(c.CLAUSE, at + 1, last) if passage.bits[place - 1] & c.DET]
        told = passage.any(c.HOLD | c.GOT | c.CERT, at, last)
        open_ = passage.any(c.MAP | c.NEG | c.NO | c.NOBODY | c.COND | c.PLAN, token + 1, last)
        if clause and told and not open_ and clause[-1] >= last - 2:
            return True
    return False


def _cited(scene: Scene, first: int, last: int) -> bool:
    """Whether a clause is cited by number, which is not the name of a scheme itself, as "Art. 42" is."""
    passage = scene.passage
    named = [at for at in range(first, last) if passage.found[at] >= 0]
    edges = [passage.starts[first], *(end for at in named for end in (passage.starts[at], passage.ends[at]))]
    edges.append(passage.ends[last - 1])
    return any(clause_id(scene.folded.bare[edges[at] : edges[at + 1]]) for at in range(0, len(edges), 2))


def mapped(case: Case) -> bool:
    """Controls mapped to, cross-referenced with or cited by clause; nothing says that the standard is met."""
    scene, token = case.scene, case.token
    passage = scene.passage
    index, segment = scene.segment_of(token)
    _, first, last = scene.sentence_of(token)
    if possessed(scene, token) or presumed(scene, token) or attributed(scene, token) or scene.stance(index).asserts:
        return False
    cited = _cited(scene, segment.first, segment.last)
    # A scheme that is called so ("Common Criteria") has them for its name.
    criteria = not (case.scheme and case.scheme.name.lower().endswith(_CRITERIA)) and (
        passage.words[token].endswith(_CRITERIA)
        or (token + 1 < segment.last and passage.found[token + 1] >= 0 and passage.words[token + 1].endswith(_CRITERIA))
    )
    # "Where our habits sit among the SOC 2 criteria. No auditor has looked at any of this."
    told = _part_of_it(scene, token) and denied_beside(scene, token, after=True)
    part = _part_of_it(scene, token) or passage.any(c.CLAUSE, first, token)
    told = told or ids_below(scene) or (part and _clauses_below(scene))
    start, end = chain(passage, token, first, last)
    # A label that bears the name maps nothing, in whatever language the word is one for mapping.
    maps = any(not start <= at < end or not passage.bits[at] & c.ISSUED for at in passage.places(c.MAP, first, last))
    if not (maps or cited or criteria or told) or _taken_on(scene, token):
        return False
    if any(passage.bits[at] & c.BUT for at in passage.places(c.RIVAL, first, token)) and not scene.stance(index).denies:
        # "Unlike the spreadsheet that you use, …": the sheet maps nothing.
        return False
    if _received(scene, token, start, end):
        return False
    if _kept(scene, token) or _walked_through(scene, token) or _had_beside(scene, token, start, end):
        return False
    if passage.any(c.RIVAL | c.GENERIC, first, token) and passage.any(c.WE, segment.last, last):
        # "While others map to it, we let somebody check."
        return False
    if _met_openly(scene, index, first, last):
        return (
            not passage.any(c.WE | c.OUR, first, token)
            and denied_beside(scene, token)
            and not passage.any(c.DONE | c.SINCE, first, last)
        )
    return not claimed_beside(scene, token)


def slug(case: Case) -> bool:
    """A file name or link target that says itself that it is a mapping."""
    scene = case.scene
    if scene.unit.scope not in {"path", "link.href"}:
        return False
    papers = c.ISSUED | c.SEAL | c.STRONG
    return scene.passage.any(c.MAP & ~papers) and not scene.passage.any(papers | c.CERT & ~c.ART | c.GOT)


def _segment(scene: Scene, token: int) -> tuple[int, int]:
    _, segment = scene.segment_of(token)
    return segment.first, segment.last


_QUESTION: Final = word_parts("mapping.question")
"""What a questionnaire is made of, whose order others use."""


def borrowed(case: Case) -> bool:
    """Order, names or structure taken from a framework that has no certificate; from any other only with a denial."""
    scene, token = case.scene, case.token
    _, first, last = scene.sentence_of(token)
    passage = scene.passage
    if _met_undenied(scene, first, last) or passage.any(c.PRESUP | c.STRONG, *_segment(scene, token)):
        return False
    if scene.stance(scene.segment_of(token)[0]).denies:
        # "That we had no report under ISAE 3000 is untrue."
        return False
    if (
        not passage.any(c.ALIGN, first, last)
        or possessed(scene, token)
        or attributed(scene, token)
        or passage.any(c.DONE | c.GOT & ~c.HOLD, first, last)
        or any(not passage.words[at].startswith(_QUESTION) for at in passage.places(c.ASK, first, last))
    ):
        return False
    if _of_ours(passage, first, last) or passage.any(c.ASSESSOR | c.EXAMINER, first, token):
        return False
    if case.scheme is not None and case.scheme.framework and passage.any(c.CLAUSE | c.ALIGN, first, last):
        return not claimed_beside(scene, token)
    return denied_beside(scene, token) or scene.facts.knobs.aligned is Choice.ALLOW


def _of_ours(passage: Passage, first: int, last: int) -> bool:
    """Whether a sentence speaks of a paper of ours: "we rely on our certification under …", "like ours"."""
    ours = any(passage.bits[at + 1] & c.ART for at in passage.places(c.OUR, first, last - 1))
    return ours or passage.any(c.OURS & ~c.OUR, first, last)


MAPPED = Frame("mapping", mapped)
SLUG = Frame("mapping-slug", slug, marks=True)
BORROWED = Frame("borrowed-structure", borrowed)
