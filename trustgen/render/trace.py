"""From a character of a finished page back to the source that it was written in.

A page is rendered a second time with marks: private-use characters around a number, put before every text of the
record, every piece of Markdown and every piece of template, and after every text of the record.  Taking the marks out
must give the first rendering to the letter; the mark before a character then says where it came from.  This runs only
when a finding asks for it.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct, field

from trustgen.source import Place, Source, Text

if TYPE_CHECKING:
    from trustgen.finding import Span

_OPEN, _CLOSE, _END = "\ue000", "\ue001", "\ue002"
_MARK = re.compile(f"{_OPEN}([0-9]+){_CLOSE}|{_END}")
_WORD = re.compile(r"\S+")


class Origin(Struct, frozen=True):
    """What a mark stands for: `text[start:end]`, which the page shows from there on."""

    text: Text
    start: int
    end: int
    template: bool = False
    """Whether it is a piece of a template, which stands on the page as it is; all else is escaped."""


class Marker(Struct):
    """Hands out marks, and remembers what each stands for."""

    origins: list[Origin] = field(default_factory=list)
    _templates: dict[str, Text] = field(default_factory=dict)

    def mark(self, text: Text, start: int, end: int) -> str:
        """The mark for `text[start:end]`."""
        return self._kept(Origin(text, start, end))

    def whole(self, text: Text) -> str:
        """A text of the record between its marks."""
        return f"{self.mark(text, 0, len(text))}{text}{_END}"

    def template(self, source: Source, start: int, end: int) -> str:
        """The mark for a piece of a template: offsets into its source."""
        whole = self._templates.get(source.path)
        if whole is None:
            lines = source.text.count("\n") + 1
            place = Place(source, 1, 1, lines, len(source.line(lines)) + 1, verbatim=True)
            whole = self._templates[source.path] = Text(source.text, place)
        return self._kept(Origin(whole, start, end, template=True))

    def _kept(self, origin: Origin) -> str:
        self.origins.append(origin)
        return f"{_OPEN}{len(self.origins) - 1}{_CLOSE}"


class Trace(Struct, frozen=True):
    """Where the characters of one page came from."""

    text: str
    """The page."""
    starts: tuple[int, ...]
    origins: tuple[Origin, ...]

    def at(self, offset: int) -> Span | None:
        """The source of the character at `offset`; `None` before the first mark."""
        index = bisect_right(self.starts, offset) - 1
        if index < 0:
            return None
        origin = self.origins[index]
        shown = self.text[self.starts[index] : offset]
        # On the page a text of the record is escaped: the five characters of `&amp;` are one of the source.
        within = origin.start + len(shown if origin.template else html.unescape(shown))
        start = min(within, max(origin.end - 1, origin.start))
        word = _WORD.match(origin.text, start)
        return origin.text.place.inside(origin.text, start, word.end() if word else start + 1)


def unmarked(marked: str, marker: Marker) -> Trace:
    """Take the marks out of a page, and keep what they said."""
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[Origin] = []
    length = cursor = 0
    around: Origin | None = None
    for found in _MARK.finditer(marked):
        piece = marked[cursor : found.start()]
        pieces.append(piece)
        length += len(piece)
        cursor = found.end()
        origin = around if found[1] is None else marker.origins[int(found[1])]
        if origin is None:
            continue
        if origin.template:
            # What follows a text of the record, and is neither a text nor template, came from the expression.
            around = Origin(origin.text, origin.start, origin.start + 1, template=True)
        starts.append(length)
        origins.append(origin)
    pieces.append(marked[cursor:])
    return Trace("".join(pieces), tuple(starts), tuple(origins))
