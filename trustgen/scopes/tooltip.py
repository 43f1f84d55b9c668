"""What a visitor gets to read who points at a piece of text: "Not assessed." over the button "IEC 62443?"."""

from __future__ import annotations

from typing import Final

from trustgen.scopes.tree import Element, Run

TOOLTIPS: Final = (
    "title",
    "aria-description",
    "data-title",
    "data-tip",
    "data-tooltip",
    "data-tippy-content",
    "data-content",
    "data-bs-title",
    "data-bs-content",
    "data-original-title",
)
_DEPTH: Final = 6


def tooltip(element: Element) -> str:
    """The tooltip of the element that holds all text of this one, or of this one; empty without one."""
    for _ in range(_DEPTH):
        for name in TOOLTIPS:
            if found := element.get(name).strip():
                return found
        inner = _only(element)
        if inner is None:
            return ""
        element = inner
    return ""


def _only(element: Element) -> Element | None:
    """The only child that an element has beside white space."""
    only: Element | None = None
    for child in element.children:
        if isinstance(child, Run):
            if not child.text.isspace():
                return None
        elif child.tag != "#comment":
            if only is not None:
                return None
            only = child
    return only
