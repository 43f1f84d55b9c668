"""From a character of a finished page back to the source that it was written in.

A page is rendered a second time with marks: private-use characters around a number, put before every text of the
record, every piece of Markdown and every piece of template.  Taking the marks out must give the first rendering to
the letter; what stood before a character then says where it came from.  This runs only when a finding asks for it.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trustgen.source import Place, Source, Text

if TYPE_CHECKING:
    from trustgen.finding import Span

_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_LONGEST = 24
"""Characters of a source text that are compared when a place inside it is looked up."""


@dataclass(slots=True)
class Marker:
    """Hands out marks, and remembers what each stands for."""

    origins: list[tuple[Text, int]] = field(default_factory=list)

    def mark(self, text: Text, offset: int) -> str:
        """The mark for `text` from `offset` on."""
        self.origins.append((text, offset))
        return f"{_OPEN}{len(self.origins) - 1}{_CLOSE}"

    def template(self, source: Source, line: int) -> str:
        """The mark for a piece of template that begins on a line."""
        rest = "\n".join(source.text.split("\n")[line - 1 :])
        place = Place(source, line, 1, line + rest.count("\n"), 1, verbatim=True)
        return self.mark(Text(rest, place), 0)


@dataclass(frozen=True, slots=True)
class Trace:
    """Where the characters of one page came from."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[tuple[Text, int], ...]

    def at(self, offset: int) -> Span | None:
        """The source of the character at `offset`; `None` before the first mark."""
        index = bisect_right(self.starts, offset) - 1
        if index < 0:
            return None
        text, base = self.origins[index]
        # On the page, the text is escaped: five characters of `&amp;` are one of the source.
        within = base + len(html.unescape(self.text[self.starts[index] : offset]))
        start = min(within, len(text))
        words = text[start : start + _LONGEST].split("\n", 1)[0]
        return text.place.inside(text, start, start + max(1, len(words.split(" ")[0])))


def unmarked(marked: str, marker: Marker) -> Trace:
    """Take the marks out of a page, and keep what they said."""
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[tuple[Text, int]] = []
    length = cursor = 0
    for found in _MARK.finditer(marked):
        piece = marked[cursor : found.start()]
        pieces.append(piece)
        length += len(piece)
        cursor = found.end()
        starts.append(length)
        origins.append(marker.origins[int(found[1])])
    pieces.append(marked[cursor:])
    return Trace("".join(pieces), tuple(starts), tuple(origins))
