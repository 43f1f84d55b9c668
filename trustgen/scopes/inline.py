"""A line of Markdown without its marks: runs of text with their offsets, links and pictures as elements."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final

from trustgen.scopes.tree import Element, Run

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK: Final = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>`+)(?P<inside>.+?)(?P=code)"
    r"|!\[(?P<alt>[^\]]*)\]\((?P<picture>[^()\s]*)[^()]*\)"
    r"|\[(?P<label>(?:[^\[\]]|\[[^\[\]]*\])*)\](?:\((?P<target>[^()\s]*)[^()]*\)|\[[^\[\]]*\])"
    r"|<(?P<auto>[a-z][a-z0-9+.-]*:[^\s<>]*)>"
    r"|(?P<tag></?[a-zA-Z][^<>]*>)"
    r"|(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});)"
    r"|(?P<strong>\*\*|(?<!\w)__|__(?!\w))|(?P<emphasis>\*|(?<!\w)_|_(?!\w)|~~)",
)
_NESTED: Final = 4


def inline(text: str, offset: int, depth: int = 0) -> Iterator[Element | Run]:
    """The parts of a line that begins at an offset of its file."""
    at = 0
    bold: Element | None = None
    for found in _MARK.finditer(text):
        for part in _plain(text, at, found.start(), offset):
            yield from _into(bold, part)
        at = found.end()
        if found["strong"]:
            if bold is None:
                bold = Element("strong", place=offset + found.start())
            else:
                yield bold
                bold = None
            continue
        for inner in _part(found, offset, depth):
            yield from _into(bold, inner)
    for part in _plain(text, at, len(text), offset):
        yield from _into(bold, part)
    if bold is not None:
        bold.tag = "span"
        yield bold


def _into(bold: Element | None, part: Element | Run) -> Iterator[Element | Run]:
    if bold is None:
        yield part
    else:
        bold.children.append(part)
        if isinstance(part, Element):
            part.parent = bold


def _plain(text: str, start: int, end: int, offset: int) -> Iterator[Run]:
    if end > start:
        yield Run(text[start:end], offset + start)


def _part(found: re.Match[str], offset: int, depth: int) -> Iterator[Element | Run]:
    place = offset + found.start()
    if found["escape"]:
        yield Run(found["escape"][1:], place + 1)
    elif found["code"]:
        yield Run(found["inside"], offset + found.start("inside"))
    elif found["alt"] is not None:
        yield Element("img", {"alt": found["alt"], "src": found["picture"]}, place=place)
    elif found["label"] is not None:
        link = Element("a", {"href": found["target"] or ""}, place=place)
        label, begin = found["label"], offset + found.start("label")
        parts = inline(label, begin, depth + 1) if depth < _NESTED else iter((Run(label, begin),))
        for part in parts:
            link.children.append(part)
            if isinstance(part, Element):
                part.parent = link
        yield link
    elif found["auto"]:
        yield Element("a", {"href": found["auto"]}, None, [Run(found["auto"], place + 1)], place)
    elif found["entity"]:
        yield Run(unescape(found["entity"]), place)
    elif found["tag"]:
        yield from _tag(found["tag"], place)


def _tag(written: str, place: int) -> Iterator[Element]:
    """An HTML tag in a line: its attributes speak, its element does not part the text."""
    if written.startswith("</"):
        return
    name = re.match(r"<([a-zA-Z][\w-]*)", written)
    pairs = re.findall(r"""(?<![\w:-])([\w:-]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", written)
    attributes: dict[str, str | None] = {key: unescape(a or b or c) for key, a, b, c in pairs}
    yield Element(name[1].lower() if name and name[1].lower() in ("br", "img") else "span", attributes, place=place)
