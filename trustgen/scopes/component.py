"""Small components: what their pictures stand for, and whether they are one thing or a row of several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.scopes.shown import mark_of
from trustgen.scopes.tree import HEADINGS

if TYPE_CHECKING:
    from trustgen.scopes.tree import Element

BLOCKS: Final = 8
"""Blocks of a small component."""


def marks(element: Element) -> tuple[str, ...]:
    """What the pictures and icons of a small component stand for."""
    found = []
    for inside in element.descendants("img", "svg", "i", "span", "input"):
        if mark := mark_of(inside):
            found.append(mark)
        if len(found) > BLOCKS:
            break
    return tuple(found)


def repeats(element: Element) -> bool:
    """Whether an element is a row of things of one kind rather than one thing."""
    inner = element.elements()
    if len(inner) <= 1 or any(child.tag in HEADINGS for child in inner):
        return False
    kinds = {(child.tag, child.get("class")) for child in inner}
    return len(kinds) == 1 and inner[0].tag not in ("span", "p", "b", "strong", "small")
