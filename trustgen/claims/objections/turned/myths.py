"""Denials that are called a myth, whose truth is that we have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_MYTH: Final = word_set("myths.myth")
_STATED: Final = 300
_NO: Final = frozenset({"no", "plan", "ended"})


def a_myth(scene: Scene, token: int) -> bool:
    """Whether it is a myth that we do not have it: "Myth: Fabrikam has no SOC 2. Fact: here is the report."."""
    passage = scene.passage
    index, _ = scene.segment_of(token)
    number, first, last = scene.sentence_of(token)
    if not scene.stance(index).denies:
        return False
    us = passage.any(c.WE | c.NAME, first, last)
    context = scene.unit.context
    if context.cell >= 0 and not context.details and _called_myth(scene, context.column_header):
        truths = [cell for at, cell in enumerate(context.row) if at != context.cell and cell.strip()]
        return any(_true(scene, cell, us=us) for cell in truths)
    if not us or passage.words[first] not in _MYTH or passage.words[first + 1 : first + 2] != [":"]:
        return False
    return not any(
        scene.stance(at).denies for at, one in enumerate(passage.segments) if number < one.sentence <= number + 1
    )


def _called_myth(scene: Scene, heading: str) -> bool:
    words = scene.read(heading[:_STATED]).words if heading else []
    return any(word in _MYTH for word in words)


def _true(scene: Scene, cell: str, *, us: bool) -> bool:
    """Whether what is true instead is that we have it: "We are, since 2021"; of us, that is any yes."""
    passage = scene.read(cell[:_STATED])
    if scene.said(cell).kind in _NO or passage.any(c.COND | c.PLAN | c.OPEN | c.NEG | c.NO, 1):
        return False
    return us or passage.any(c.WE | c.NAME, 0, 1)
