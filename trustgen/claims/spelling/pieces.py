"""Long texts in pieces, so that the work per character has a bound.

A frame looks at everything in a unit; a unit of a megabyte would make that a megabyte per mention.  Pieces end where
a sentence ends; where there is none for long, they overlap, so that no name is cut in two.  A piece sees less than
the whole: that can only make the engine stricter.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST: Final = 2_000
"""Characters in a piece."""
_OVERLAP: Final = 120
_END: Final = re.compile(r"[.!?\u2026]\s+|\n+")


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """The pieces of a text with their offsets."""
    start = 0
    size = len(text)
    while size - start > LONGEST:
        stop = start + LONGEST
        cut = max((match.end() for match in _END.finditer(text, start + LONGEST // 2, stop)), default=0)
        yield start, text[start : cut or stop]
        start = cut or stop - _OVERLAP
    yield start, text[start:]
