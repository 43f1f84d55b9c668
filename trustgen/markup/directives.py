"""A chapter's text, split where a line of its own asks for a record block: `::controls`.

What the blocks are is not known here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from trustgen.source import Place, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIRECTIVE = re.compile(r"::([a-z]+(?:-[a-z]+)*)[ \t]*")
_MEANT = re.compile(r" {0,3}::[ \t]*[A-Za-z]")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


class Part(Struct, frozen=True):
    """A stretch of Markdown, or a directive on a line of its own."""

    text: Text | None
    directive: Text | None


def parts(text: Text) -> tuple[Part, ...]:
    """Split at directives (`::name` on a line of its own, outside of code)."""
    found: list[Part] = []
    lines = text.split("\n")
    begin, fence = 0, ""
    for number, line in enumerate(lines):
        marker = _FENCE.match(line)
        if marker:
            fence = "" if fence and marker[1].startswith(fence) else fence or marker[1]
        meant = None if fence else _MEANT.match(line)
        if meant:
            # Nearly a directive is one that does not exist: printed as text, it would be noticed by a reader only.
            directive = _DIRECTIVE.fullmatch(line)
            name = directive[1] if directive else line.strip().removeprefix("::")
            found.extend(_stretch(text, lines, begin, number))
            found.append(Part(None, _piece(text, lines, number, number + 1, name)))
            begin = number + 1
    found.extend(_stretch(text, lines, begin, len(lines)))
    return tuple(found)


def _stretch(text: Text, lines: list[str], begin: int, end: int) -> Iterator[Part]:
    body = "\n".join(lines[begin:end])
    if body.strip():
        yield Part(_piece(text, lines, begin, end, body), None)


def _piece(text: Text, lines: list[str], begin: int, end: int, body: str) -> Text:
    """A part of a text with the place of that part; exact where the whole stands verbatim."""
    place = text.place
    if not place.verbatim:
        return Text(body, place)
    at = Place(
        place.source,
        place.line + begin,
        place.column,
        place.line + max(end - 1, begin),
        place.column + len(lines[max(end - 1, begin)]),
        verbatim=True,
    )
    return Text(body, at)
