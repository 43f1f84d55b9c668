"""One block's line of text, put together from pieces, with the way back from each character to its piece.

White space is folded as a browser does it, so offsets are counted in characters that are not white space: these are
the same in the file, in the piece and in the line.  Nothing here knows about documents.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import category

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAK: Final = re.compile(r"(?<! ) *+\n[ \n]*+")
_WORD_ENDS: Final = 3
_WORD_BEGINS: Final = 2
_WITHIN: Final = frozenset({"Mn", "Mc", "Me", "Cf"})
_SPACES: Final = re.compile(r" {2,}")


class Piece(NamedTuple):
    """A part of a line that comes from one place."""

    text: str
    place: object = None
    cut: str = ""
    """What it is when it is an edge: a line break, that of an `inline` element or a `part`, or an `empty` element."""
    hidden: bool = False
    struck: bool = False
    inserted: bool = False
    bold: bool = False
    verbatim: bool = False
    opens: object = None
    """The element that it is the first edge of."""


class Line(Struct, frozen=True, eq=False):
    """A text and its pieces."""

    text: str
    pieces: tuple[Piece, ...]
    other: str = ""
    """The same text with its parts apart (or joined, where `text` has them apart); empty when nothing is glued."""
    _counts: list[int] = field(default_factory=list)
    """How many visible characters stand before each piece, and in all; filled when somebody asks."""

    @classmethod
    def of(cls, pieces: Sequence[Piece]) -> Line:
        """Join pieces.  Where two elements touch letter to letter, there are two ways to read them: both are kept.

        Elements that are styled as parts (a class, a button) read apart; others read as one word.  Where there is
        nothing but empty elements between two letters, these are apart only if they differ in kind: "C5<wbr>certified".
        """
        if len(pieces) == 1 and not pieces[0].cut and not pieces[0].verbatim:
            return cls(_SPACE.sub(" ", pieces[0].text).strip(" "), tuple(pieces))
        joined: list[str] = []
        gaps: list[int] = []
        soft: list[int] = []
        parts = False
        before = last = ""
        edges: set[str] = set()
        for piece in pieces:
            if piece.cut:
                edges.add(piece.cut)
                if piece.cut != "\n":
                    continue
            text = piece.text if piece.verbatim or piece.cut else _SPACE.sub(" ", piece.text)
            if not text:
                continue
            if edges and last and lettered(last) and lettered(text[0]):
                if edges != {"empty"}:
                    gaps.append(len(joined))
                    parts = parts or "part" in edges
                elif differ(before, text):
                    soft.append(len(joined))
            joined.append(text)
            before, last = text, text[-1]
            edges = set()
        kept = tuple([piece for piece in pieces if piece.text and not piece.cut])
        first, second = _tidy("".join(joined)), ""
        if apart := set(gaps or soft):
            second = _tidy("".join(f" {text}" if at in apart else text for at, text in enumerate(joined)))
        return cls(second, kept, first) if parts else cls(first, kept, second)

    def origin(self, offset: int, text: str | None = None) -> tuple[Piece, int] | None:
        """The piece that a character of the text comes from, and how many visible characters stand before it there."""
        count = visible_before(self.text if text is None else text, offset)
        if not self._counts:
            self._counts.extend(accumulate((visible(piece.text) for piece in self.pieces), initial=0))
        number = bisect_right(self._counts, count) - 1
        return (self.pieces[number], count - self._counts[number]) if number < len(self.pieces) else None


def differ(before: str, following: str) -> bool:
    """Whether two texts that touch are words of different kinds: "ISO" and "27001", not "I" and "f"."""
    ends, begins = before[-_WORD_ENDS:], following[:_WORD_BEGINS]
    whole = len(ends) == _WORD_ENDS and len(begins) == _WORD_BEGINS and ends.isalnum() and begins.isalnum()
    return whole and _kind(ends[-1]) != _kind(begins[0])


def _kind(sign: str) -> int:
    return 2 if sign.isdigit() else int(sign.isupper())


def lettered(sign: str) -> bool:
    """Whether a sign runs on in a word: a letter, a digit, an accent of its own, or what is not seen at all."""
    return sign.isalnum() or category(sign) in _WITHIN


def length(text: str) -> int:
    """How many characters of a text are seen: accents stand on the letter before, and some signs are not shown."""
    return len(text) if text.isascii() else sum(category(sign) not in _WITHIN for sign in text)


def visible(text: str) -> int:
    """How many characters of a text are not white space."""
    return sum(map(len, text.split()))


def visible_before(text: str, offset: int) -> int:
    """How many characters before an offset of a text are not white space."""
    begins, counts = _words(text)
    number = bisect_left(begins, offset) - 1
    if number < 0:
        return 0
    return min(counts[number] + offset - begins[number], counts[number + 1])


def nth_visible(text: str, count: int) -> int:
    """The offset in a text of its visible character number `count`, from 0; the text's length beyond the last."""
    begins, counts = _words(text)
    number = max(bisect_right(counts, count) - 1, 0)
    return begins[number] + count - counts[number] if number < len(begins) else len(text)


_WORD: Final = re.compile(r"\S+")
_INDEXED: Final = 16
"""Texts whose words are remembered: findings come in the order of a file, from few texts at a time."""


@lru_cache(maxsize=_INDEXED)
def _words(text: str) -> tuple[array[int], array[int]]:
    """Where each word of a text begins, and how many visible characters stand before it; the last count is of all.

    A paragraph may hold a thousand mentions, and each asks for its place: the text is walked once for all of them.
    """
    begins, counts = array("q"), array("q", [0])
    for word in _WORD.finditer(text):
        begins.append(word.start())
        counts.append(counts[-1] + word.end() - word.start())
    return begins, counts


def _tidy(text: str) -> str:
    text = _AROUND_BREAK.sub("\n", text) if "\n" in text else text
    return (_SPACES.sub(" ", text) if "  " in text else text).strip(" \n\t")
