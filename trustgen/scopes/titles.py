"""What reads like a heading: its level, a text in bold that stands alone, and what leads over to what follows."""

from __future__ import annotations

from typing import Final

from trustgen.scopes.line import length
from trustgen.scopes.tree import HEADINGS, LISTS, Element

_TITLES: Final = {**HEADINGS, "summary": 7, "legend": 7}
_TITLE_LENGTH: Final = 90


def level_of(element: Element) -> int:
    """The level of a heading from 1; 0 for every other element."""
    if element.attributes.get("role") == "heading":
        level = element.get("aria-level")
        return int(level) if level.isdigit() and len(level) == 1 else 2
    return _TITLES.get(element.tag, 0)


def like_title(text: str) -> bool:
    """Whether a text in bold that stands alone reads like a heading."""
    return length(text) <= _TITLE_LENGTH and not text.endswith((".", "!", ";", ",")) and "\n" not in text


def introduces(element: Element) -> bool:
    """Whether what follows an element is a list, a table or a group, rather than text or another element like it."""
    if element.parent is None:
        return False
    after = False
    for child in element.parent.children:
        if child is element:
            after = True
        elif after and isinstance(child, Element):
            if child.tag in LISTS:
                return True
            same = child.tag == element.tag and child.get("class") == element.get("class")
            return child.tag in ("div", "section") and not same and next(child.descendants(*HEADINGS), None) is None
    return False
