"""From offsets in a text to a span with line, column and the line's text.  Nothing here knows about formats."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from functools import lru_cache
from typing import Final

from trustgen.finding import Span

_LINE: Final = 10_000


@lru_cache(maxsize=4)
def _lines(text: str) -> array[int]:
    """Where the lines of a text end: a file with thousands of findings is counted once."""
    return array("I", (found.start() for found in re.finditer("\n", text)))


def span_at(
    path: str,
    text: str,
    start: int,
    end: int,
    *,
    scope: str | None = None,
    anchor: str | None = None,
) -> Span:
    """The span of `text[start:end]`.  The text of a line that nobody could look at is left out."""
    start = max(0, min(start, len(text)))
    end = max(start, min(end, len(text)))
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", start)
    stop = len(text) if stop < 0 else stop
    line = bisect_left(_lines(text), start) + 1
    last_begin = text.rfind("\n", 0, end) + 1
    return Span(
        path=path,
        line=line,
        column=start - begin + 1,
        end_line=line + text.count("\n", start, end),
        end_column=end - last_begin + 1,
        text=text[begin:stop].rstrip("\r") if stop - begin <= _LINE else None,
        scope=scope,
        anchor=anchor,
    )
