"""A page's source as tokens with their offsets, and what can be told from them before anything is parsed.

The tree knows what a page means and not where it stands in the file; the tokens know where.  Nothing here builds a
tree.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from trustgen.limits import MARKUP_ATTRIBUTES, MARKUP_DEPTH

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN: Final = re.compile(
    r"<!--(?P<comment>.*?)(?:--!?>|\Z)"
    r"|<(?P<tag>[a-zA-Z][^\s/>]*)(?P<attributes>(?:[^>\"']|\"[^\"]*\"|'[^']*'|[\"'])*+)(?:>|\Z)"
    r"|</(?P<end>[a-zA-Z][^\s/>]*)[^>]*(?:>|\Z)"
    r"|<[!?/][^>]*(?:>|\Z)",
    re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(r"([^\s/>=\"'][^\s/>=]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']?[^\s>]*)))?")
_RAW: Final = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes"})
_LITERAL: Final = frozenset({"title", "textarea"})
_VOID: Final = frozenset(
    """
    area base br col embed hr img input link meta source track wbr
    """.split(),  # noqa: SIM905
)
_CLOSING_THEMSELVES: Final = frozenset(
    """
    p li dt dd td th tr option optgroup tbody thead tfoot colgroup
    """.split(),  # noqa: SIM905
)
_LONG_TAG: Final = 2 * MARKUP_ATTRIBUTES


class Token(Struct, frozen=True):
    """A piece of source: `tag`, `text` or `comment`, its offset, and its name or text as written."""

    kind: str
    start: int
    value: str
    attributes: int = -1
    """Offset of a tag's attributes."""
    literal: bool = False
    """Whether a text has no character references."""


def tokens(source: str) -> Iterator[Token]:
    """The start tags, texts and comments of a page, in order."""
    at = 0
    while at < len(source):
        found = _TOKEN.search(source, at)
        if found is None:
            yield Token("text", at, source[at:])
            return
        if found.start() > at:
            yield Token("text", at, source[at : found.start()])
        at = found.end()
        if found["comment"] is not None:
            yield Token("comment", found.start("comment"), found["comment"])
        elif found["tag"] is not None:
            name = found["tag"].lower()
            yield Token("tag", found.start(), name, found.start("attributes"))
            if name in _RAW or name in _LITERAL:
                end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(source, at)
                stop = end.start() if end else len(source)
                if stop > at:
                    yield Token("text", at, source[at:stop], literal=name in _RAW)
                at = stop


def attributes(source: str, token: Token) -> Iterator[tuple[str, str, int]]:
    """A tag's attributes: lower-case name, value as a browser gets it, and the offset of the value as written."""
    at = token.attributes
    found = _TOKEN.match(source, token.start)
    stop = found.end() - 1 if found else at
    for one in _ATTRIBUTE.finditer(source, at, stop):
        group = next((number for number in (2, 3, 4) if one[number] is not None), 0)
        yield one[1].lower(), unescape(one[group]) if group else "", one.start(group) if group else one.start()


def excess(source: str) -> str | None:
    """What makes a page too deep or too wide for a parser, as a sentence; `None` for every ordinary page."""
    if source.count("<") > MARKUP_DEPTH and _depth(source) > MARKUP_DEPTH:
        return f"The page has more than {MARKUP_DEPTH} elements inside one another."
    if len(source) > _LONG_TAG:
        for found in _TAG.finditer(source):
            if found.end() - found.start() > _LONG_TAG and len(_ATTRIBUTE.findall(found[0])) > MARKUP_ATTRIBUTES:
                return f"An element of the page has more than {MARKUP_ATTRIBUTES} attributes."
    return None


_TAG: Final = re.compile(r"<[a-zA-Z](?:[^>\"']|\"[^\"]*\"|'[^']*'|[\"'])*+")
_TAGS: Final = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)|<!--.*?(?:-->|\Z)", re.DOTALL)


def _depth(source: str) -> int:
    """An upper estimate of how deep elements stand in one another."""
    depth = deepest = 0
    for end, name in _TAGS.findall(source):
        if end:
            depth -= depth > 0 and name.lower() not in _CLOSING_THEMSELVES
        elif name and name.lower() not in _VOID and name.lower() not in _CLOSING_THEMSELVES:
            depth += 1
            deepest = max(deepest, depth)
    return deepest
