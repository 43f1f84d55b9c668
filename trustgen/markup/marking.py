"""Where the texts of a parsed Markdown document were written.

Block tokens know their lines, inline tokens know nothing; so what stands inside a block is found again in the source
by following both.  This is needed only when somebody asks for a place, and may take its time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from html import unescape
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from trustgen.source import Text

TARGET = "mark"
"""The key of a token's `meta` for the mark that belongs before its target."""

_ENTITY = re.compile(r"&(?:#[xX]?[0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{0,31});")


class Marks(Protocol):
    """Takes the place of a piece of text and gives the mark to put before it."""

    def mark(self, text: Text, start: int, end: int) -> str:
        """The mark for `text[start:end]`."""


class Marking(Struct):
    """Puts a mark before every text of a parsed document.

    Block tokens know their lines; what stands inside them is found again in the source by following both.
    """

    text: Text
    marks: Marks
    starts: list[int] = field(default_factory=lambda: [0])
    taken: dict[int, int] = field(default_factory=dict)
    """Up to which column a source line is used already: the cells of a row share one."""

    def over(self, tokens: Sequence[Token]) -> None:
        """Mark the texts of the tokens, and keep a mark for every target in `meta`."""
        for line in self.text.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)
        for token in tokens:
            if token.map is None:
                continue
            if token.type == "inline":
                self._inline(token)
            elif token.type in ("fence", "code_block"):
                token.content = "".join(self._code(token, token.map[0] + (token.type == "fence")))

    def _code(self, token: Token, first: int) -> Iterator[str]:
        """The lines of a code block, each after its mark: a source line begins with the indentation that it lost."""
        for number, line in enumerate(token.content.splitlines(keepends=True), first):
            source = self._source(number)
            shown = line.removesuffix("\n")
            column = len(source) - len(shown) if source.endswith(shown) else max(source.find(shown), 0)
            start = min(self.starts[min(number, len(self.starts) - 1)] + column, len(self.text))
            yield self.marks.mark(self.text, start, min(start + len(shown), len(self.text))) + line

    def _source(self, number: int) -> str:
        last = number + 1 >= len(self.starts)
        return "" if last else self.text[self.starts[number] : self.starts[number + 1] - 1]

    def _inline(self, token: Token) -> None:
        lines = list(self._lines(token))
        cursor = 0
        for child in _leaves(token.children or ()):
            attribute = {"link_open": "href", "image": "src"}.get(child.type)
            if attribute is not None:
                target = str(child.attrGet(attribute) or "")
                at = max(token.content.find(target, cursor), token.content.find(unquote(target), cursor), cursor)
                child.meta[TARGET] = self._mark(lines, at, at + len(target))
                if title := str(child.attrGet("title") or ""):
                    child.attrSet("title", self._title(token, lines, at, title))
            else:
                pieces, cursor = _followed(token.content, cursor, child.content) or (
                    [(child.content, cursor)],
                    cursor,
                )
                marked = [self._mark(lines, at, at + len(piece)) + piece for piece, at in pieces]
                child.content = "".join(marked)

    def _title(self, token: Token, lines: list[tuple[int, int]], at: int, title: str) -> str:
        """The title of a link or picture after its marks; that of a reference stands where the reference is defined."""
        here = _followed(token.content, at, title)
        if here is not None:
            return "".join(self._mark(lines, begin, begin + len(piece)) + piece for piece, begin in here[0])
        there = _followed(self.text, max(self.text.find("]:"), 0), title)
        pieces = [] if there is None else there[0]
        marked = (self.marks.mark(self.text, begin, begin + len(piece)) + piece for piece, begin in pieces)
        return "".join(marked) or title

    def _lines(self, token: Token) -> Iterator[tuple[int, int]]:
        """Where each line of a token's content begins, in the content and in the source.

        The content's lines are the source's, without indentation and block marks: each is found in its own line.
        """
        cursor = 0
        for number, line in enumerate(token.content.split("\n"), (token.map or [0])[0]):
            source = self._source(number)
            column = max(source.find(line, self.taken.get(number, 0)), 0)
            self.taken[number] = column + len(line)
            beyond = number + 1 >= len(self.starts)
            yield cursor, (len(self.text) if beyond else self.starts[number] + column)
            cursor += len(line) + 1

    def _mark(self, lines: list[tuple[int, int]], start: int, end: int) -> str:
        begin, base = lines[max(bisect_right(lines, (start, len(self.text) + 1)) - 1, 0)]
        return self.marks.mark(self.text, base + start - begin, base + max(end, start) - begin)


def _leaves(children: Sequence[Token]) -> Iterator[Token]:
    for child in children:
        if child.type in ("text", "code_inline"):
            yield child
        elif child.type == "image":
            yield from _leaves(child.children or ())
            yield child
        elif child.type == "link_open":
            yield child


def _followed(content: str, cursor: int, words: str) -> tuple[list[tuple[str, int]], int] | None:
    """Find words in a content from `cursor` on, past escapes and entities.

    Gives the pieces that stand as they are, each with its offset, and the offset after the last; `None` where the words
    do not stand.
    """
    for start in range(cursor, len(content)):
        pieces: list[tuple[str, int]] = []
        at, done, begin = start, 0, (0, start)
        while done < len(words) and at < len(content):
            entity = _ENTITY.match(content, at) if content[at] == "&" else None
            if entity is not None and words.startswith(unescape(entity[0]), done):
                step, taken = len(entity[0]), len(unescape(entity[0]))
            elif content[at] == "\\" and content[at + 1 : at + 2] == words[done]:
                step, taken = 2, 1
            elif content[at] == words[done]:
                at, done = at + 1, done + 1
                continue
            else:
                break
            pieces.append((words[begin[0] : done], begin[1]))
            pieces.append((words[done : done + taken], at))
            at, done = at + step, done + taken
            begin = (done, at)
        if done == len(words):
            pieces.append((words[begin[0] :], begin[1]))
            return [piece for piece in pieces if piece[0]], at
    return None
