"""Columns of a table whose "no" is not about having what the row names.

A row denies with the cells that answer whether it is held.  What is public, costs nothing or leaves nothing out may be
held all the same; what was not there then may be there now; and whoever answers a question about something else with a
no and a report has the report.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_MATTERS: Final = word_parts("columns.matters")
_THEN: Final = word_set("columns.then")
_NOW: Final = word_set("columns.now")
_PROOF: Final = word_set("columns.proof")
_HELD: Final = c.HOLD | c.CERT | c.GOT | c.STRONG | c.WE | c.NAME | c.SCHEME
YEAR: Final = re.compile(r"(?:19|20)\d\d")
_HEADING: Final = 60
_STATED: Final = 600
_SHORT: Final = 3


def beside_the_point(scene: Scene) -> set[int]:
    """The columns of a cell's row whose no says nothing of what the cell names: "Public", "Before", "Fee"."""
    context = scene.unit.context
    aside = {at for at, text in enumerate(context.columns) if _of_another_matter(scene, text)}
    aside |= _bygone(scene)
    own = context.column_header
    if own and context.cell and is_proof(scene, own) and not _asks_for_it(scene):
        aside |= {at for at in range(len(context.row)) if at != context.cell}
    return aside


def _of_another_matter(scene: Scene, text: str) -> bool:
    """Whether a heading is about who may see it, what it costs, what is wanting or who examined: "NDA", "Limits"."""
    if not 0 < len(text) <= _HEADING:
        return False
    heading = scene.read(text)
    return (len(heading) == 1 or not heading.any(_HELD)) and any(
        word.startswith(_MATTERS) for phrase in heading.words for word in phrase.split()
    )


def _bygone(scene: Scene) -> set[int]:
    """The columns of a time that has gone, or of those without us, where that of today or with us says otherwise."""
    context = scene.unit.context
    then: dict[int, int] = {}
    latest = 0
    for at, (heading, cell) in enumerate(zip(context.columns, context.row, strict=False)):
        word = next(iter(scene.read(heading).words), "") if 0 < len(heading) <= _HEADING else ""
        year = int(word) if YEAR.fullmatch(word) else 0
        if 0 < year <= scene.facts.as_of.year or not _THEN.isdisjoint((word, word.partition(" ")[0])):
            then[at] = year
        if (year and at in then) or not _NOW.isdisjoint((word, word.partition(" ")[0])):
            latest = max(latest, (year or _TODAY) if scene.said(cell).kind == "other" else 0)
    return {at for at, year in then.items() if year < latest}


_TODAY: Final = 9999


def is_proof(scene: Scene, text: str) -> bool:
    """Whether a heading announces what shows that something is met, and asks nobody for it: "Evidence", "Met by"."""
    heading = scene.read(text[:_HEADING])
    return (
        len(heading) <= _SHORT
        and any(word in _PROOF for word in heading.words)
        and not heading.any(c.ASK | c.THIRD | c.OTHER | c.YOU | c.YOUR | c.DUTY)
    )


def _asks_for_it(scene: Scene) -> bool:
    """Whether a cell beside the proof is about certification itself, so that its no is about the proof."""
    context = scene.unit.context
    return any(_names_it(scene, cell[:_STATED]) for at, cell in enumerate(context.row) if at != context.cell)


def _names_it(scene: Scene, cell: str) -> bool:
    return scene.read(cell).any(c.STRONG | c.CERT) or bool(scene.named(cell))
