"""Rows of a table in which something is held, whatever other rows and other columns say.

One row that denies does not deny for the next: "Checkout: Level 1, Reports: no" says that there is a Level 1.  What a
row hands over as evidence is no mapping, and a table of suppliers in which we have a row says that we have it, too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from trustgen.claims.catalogue.levelwords import levels_in
from trustgen.claims.catalogue.schemes import schemes
from trustgen.claims.layout.columns import YEAR, is_proof
from trustgen.claims.record.categories import named as named_parts
from trustgen.claims.words import cues as c
from trustgen.claims.words.cuefiles import bare
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_PAPER: Final = word_parts("rows.paper")
_ENCLOSED: Final = word_parts("rows.enclosed")
_WITHIN: Final = word_set("rows.within")
_ELSE: Final = c.THIRD | c.OTHER | c.YOU | c.YOUR | c.THEIR | c.GENERIC
_OPEN: Final = c.NEG | c.NO | c.NONE | c.LACK | c.PLAN | c.OPEN | c.COND | c.PROGRESS | c.SOON | c.ASK | c.DUTY
_STATED: Final = 300
_FEW: Final = 6
_ROWS: Final = 100
_SPAN: Final = 3
"""Two years and the dash between them."""


def held_in_a_row(scene: Scene, token: int) -> bool:
    """Whether a row below a column's name says that it is had there: a level, "included", the years of its validity."""
    context = scene.unit.context
    if _ticked(scene, token):
        return True
    if context.cell <= 0 or not context.details or scene.passage.found[token] < 0:
        return False
    scheme = schemes(scene.facts.own).get(scene.found[scene.passage.found[token]].scheme)
    others = bool(context.columns) and scene.read(context.columns[0][:_STATED]).any(_ELSE | c.PERSON)
    if scheme is None or others or scene.passage.any(_OPEN):
        return False
    for head, cell in zip(context.heads[:_ROWS], context.details, strict=False):
        if scene.said(cell).kind not in {"other", "yes"} or scene.read(head[:_STATED]).any(_ELSE):
            continue
        passage = scene.read(cell[:_STATED])
        if len(passage) > _FEW or passage.any(_OPEN | _ELSE):
            continue
        named = levels_in(scheme, bare(f"{scheme.name} {cell}"))
        parts = named_parts(scheme, bare(cell))
        if (
            named
            or parts
            or _runs(scene, passage)
            or _graded(passage)
            or (passage.words and passage.words[0] in _WITHIN)
        ):
            return True
    return False


_LEVELS: Final = word_parts("bynature.levels")
_GRADED: Final = 2


def _graded(passage: Passage) -> bool:
    """Whether a cell is a level by its number, whatever the scheme calls its levels: "Classe 1"."""
    return len(passage) == _GRADED and passage.words[0].startswith(_LEVELS) and bool(passage.bits[1] & c.NUMBER)


_TICKS: Final = frozenset("\u2713\u2714\u2611\u2705")


def _ticked(scene: Scene, token: int) -> bool:
    """Whether an item of a list has a tick of its own and nothing else: "SOC 2 Type I \u2713"."""
    passage = scene.passage
    alone = scene.unit.tag == "li" and all(bits & (c.SCHEME | c.ART | c.CERT | c.YEA) for bits in passage.bits)
    return alone and passage.found[token] >= 0 and not _TICKS.isdisjoint((passage.words[0], passage.words[-1]))


def _runs(scene: Scene, passage: Passage) -> bool:
    """Whether a cell is a span of years that has begun and not ended: "2021–2027"."""
    words = passage.words
    if not (len(words) == _SPAN and YEAR.fullmatch(words[0]) and YEAR.fullmatch(words[-1])):
        return False
    return int(words[0]) <= scene.facts.as_of.year <= int(words[-1])


def shown_in_a_row(scene: Scene, token: int) -> bool:
    """Whether a row hands over the paper that a mention is about, or says who audited it: "Certificate in annex 3"."""
    context = scene.unit.context
    _, first, last = scene.sentence_of(token)
    if context.cell < 0 or context.details or scene.passage.any(_ELSE | _OPEN | c.CLAUSE, first, last):
        return False
    if context.cell and is_proof(scene, context.column_header):
        return len(scene.passage) <= _FEW and _first_paper(scene.passage) and len(context.row) == len(context.columns)
    for at, cell in enumerate(context.row[: len(context.columns)]):
        if at != context.cell and _all_pass(scene, context.columns[at], cell):
            return True
        if at == context.cell or scene.said(cell).kind not in {"other", "yes"}:
            continue
        heading, passage = scene.read(context.columns[at][:_STATED]), scene.read(cell[:_STATED])
        if len(heading) == 1 and heading.any(c.EXAMINER) and not passage.any(_OPEN) and len(passage) <= _FEW:
            return True
        if at and is_proof(scene, context.columns[at]) and _enclosed(passage):
            return True
    return False


_PASSING: Final = word_parts("rows.passing")
"""What controls do that meet what is asked, by how the words begin."""
_OF: Final = re.compile(r"\s*(\d+)\s*(?:/|of|von|de|sur|di|su|van)\s*(\d+)\s*")


def _all_pass(scene: Scene, column: str, cell: str) -> bool:
    """Whether a column counts what passes, and that is all of it: "Controls passing: 93 of 93"."""
    counted = _OF.fullmatch(cell[:_STATED])
    if counted is None or counted[1] != counted[2]:
        return False
    heading = scene.read(column[:_STATED])
    return len(heading) <= _FEW and not heading.any(_ELSE) and any(word.startswith(_PASSING) for word in heading.words)


def _first_paper(passage: Passage) -> bool:
    return any(word.startswith(_PAPER) for words in passage.words for word in words.split())


def _enclosed(passage: Passage) -> bool:
    """Whether a cell names a paper and where it is enclosed: "Report, annex 4"."""
    paper = bool(passage.words) and passage.words[0].startswith(_PAPER)
    return (
        paper
        and not passage.any(_ELSE | _OPEN)
        and any(
            word.startswith(_ENCLOSED) and passage.any(c.NUMBER, at + 1, at + 2)
            for at, word in enumerate(passage.words)
        )
    )


def our_row(scene: Scene, token: int) -> bool:
    """Whether a table of suppliers has a row of ours, in which it is held: "Our own support team: ISO 27001"."""
    context = scene.unit.context
    _, first, last = scene.sentence_of(token)
    if context.cell <= 0 or not context.columns or scene.passage.any(c.NEG | c.NO, first, last):
        return False
    if not context.details:
        return _is_ours(scene, context.row[0])
    return any(
        _is_ours(scene, head) and cell.strip() and scene.said(cell).kind not in {"no", "plan", "ended", "third"}
        for head, cell in zip(context.heads[:_ROWS], context.details, strict=False)
    )


def _is_ours(scene: Scene, head: str) -> bool:
    """Whether a row begins with us or a part of us, and no supplier of ours."""
    passage = scene.read(head[:_STATED])
    part = passage.any(c.OUR | c.OURS) and passage.any(c.SELFNOUN)
    us = len(passage) <= _FEW and (passage.any(c.WE | c.NAME, 0, 1) or part)
    return us and not passage.any(_ELSE & ~c.THEIR | c.ASSESSOR)
