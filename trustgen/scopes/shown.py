"""The text of a part of a document as it is shown: inline parts joined, marks spelled out, nothing hidden.

Used for what stands around a unit: cells of its row, parts of its card, captions.  Nothing here makes units.
"""

from __future__ import annotations

import re
from typing import Final

from trustgen.scopes.tree import BLOCKS, Element, Run, is_hidden

SILENT: Final = frozenset(
    {"script", "style", "template", "head", "svg", "math", "object", "iframe", "video", "audio", "#comment"},
)
_SPACE: Final = re.compile(r"[ \t\n\r\f]+")
_YES: Final = frozenset({"check", "checkmark", "tick", "yes", "ok", "success", "done", "checked", "true", "green"})
_NO: Final = frozenset({"cross", "times", "xmark", "no", "close", "fail", "false", "remove", "red", "uncheck"})
_WORDS: Final = re.compile(r"[a-z]+")


def shown(element: Element) -> str:
    """The text of an element with everything in it, in one line; parts in different blocks are parted by a space."""
    pieces: list[str] = []
    stack: list[Element | Run | str] = [element]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            pieces.append(node)
        elif isinstance(node, Run):
            pieces.append(node.text)
        elif node is element or not _unseen(node):
            if node.tag == "br":
                pieces.append(" ")
            elif (mark := mark_of(node)) and not _has_text(node):
                pieces.append(f" {mark} ")
            elif node.tag not in SILENT or node is element:
                gap = " " if node.tag in BLOCKS else ""
                stack.append(gap)
                stack.extend(reversed(node.children))
                pieces.append(gap)
    return flat("".join(pieces))


def flat(text: str) -> str:
    """A text with its runs of white space made one space, and none at its ends."""
    return _SPACE.sub(" ", text).strip(" ")


def mark_of(element: Element) -> str:
    """What a picture, icon or box stands for in a line of text; empty when it stands for nothing."""
    tag, attributes = element.tag, element.attributes
    if tag == "img" or (tag == "input" and attributes.get("type") == "image"):
        return flat(element.get("alt"))
    if tag == "input" and (attributes.get("type") or "").lower() in ("checkbox", "radio"):
        return "✓" if "checked" in attributes else "✗"
    label = element.get("aria-label") or element.get("title")
    if tag == "svg":
        title = next(element.descendants("title"), None)
        return flat(label or (_plain(title) if title is not None else "") or drawn(element))
    if label and not _has_text(element):
        return flat(label)
    names = attributes.get("class")
    if not names or element.children or tag in BLOCKS:
        return ""
    words = set(_WORDS.findall(names.lower()))
    if words & _NO:
        return "✗"
    return "✓" if words & _YES else ""


def drawn(svg: Element) -> str:
    """The text that a drawing shows."""
    return flat(" ".join(_plain(text) for text in svg.descendants("text")))


def _plain(element: Element) -> str:
    return "".join(node.text for node in element.walk() if isinstance(node, Run))


def _has_text(element: Element) -> bool:
    return any(isinstance(node, Run) and not node.text.isspace() for node in element.walk())


def _unseen(element: Element) -> bool:
    return is_hidden(element) or element.tag in ("del", "s", "strike")
