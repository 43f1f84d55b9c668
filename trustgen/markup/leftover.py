"""Marks that stand in a rendered Markdown text as they were typed, where their author meant them to do something."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from trustgen.markup.parser import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

_MARKS = (
    (re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--"), "HTML is not read"),
    (re.compile(r"\{\{|\{%"), "no placeholder is filled in"),
    (re.compile(r"\]\(|\]\["), "the link is not complete, or the name in its second bracket leads nowhere"),
    (re.compile(r"\*\*(?=\S)|(?<=\S)\*\*"), "the emphasis is not closed, or a blank stands on the wrong side of it"),
    (re.compile(r"`+"), "the code is not closed"),
    (re.compile(r"(?<=\S )::[a-z]+(?:-[a-z]+)*"), "a record block stands on a line of its own"),
    (re.compile(r"(?m)^#{2,6}(?=[^\s#])"), "a blank is missing before the heading's text"),
    (re.compile(r"(?m)^\|?[ :]*-{3,}[ :]*\|[-|: ]*$"), "the table has another number of columns above this line"),
)
_FENCE = "The code that begins here never ends."
_MAY_HOLD = re.compile(r"<[A-Za-z/!]|\{[{%]|\][\[(]|\*\*|[`~]|^ {0,3}#{2}|-{3}|::", re.MULTILINE)


class Leftover(Struct, frozen=True):
    """A mark as it stands in a text, and what is wrong with it."""

    mark: str
    offset: int
    message: str


def leftovers(text: str) -> Iterator[Leftover]:
    """Every mark that would be shown as it is; code, and what was escaped on purpose, is left alone."""
    if not _MAY_HOLD.search(text):
        return
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for token in tokens_of(text):
        begin, end = token.map or (0, 0)
        if token.type == "fence" and not _is_closed(lines[end - 1], token, end - begin):
            yield Leftover(token.markup, text.index(token.markup, starts[begin]), _FENCE)
        elif token.type == "inline":
            yield from _in_line(text, token, starts[begin], min(starts[end], len(text)))


def _is_closed(last: str, token: Token, lines: int) -> bool:
    closing = last.strip().lstrip("> ")
    return lines > 1 and closing.startswith(token.markup) and not closing.strip(token.markup[0])


def _in_line(text: str, token: Token, begin: int, end: int) -> Iterator[Leftover]:
    """The marks of one paragraph, heading or cell: in its words, and found again where they were typed."""
    words = "\n".join(child.content for child in token.children or () if child.type == "text")
    for pattern, why in _MARKS:
        for found in dict.fromkeys(match[0] for match in pattern.finditer(words)):
            at = next((a for a in _all(text, found, begin, end) if text[a - 1 : a] != "\\"), None)
            if at is not None:
                shown = "A backquote" if found[0] == "`" else f"`{found}`"
                yield Leftover(found, at, f"{shown} would be shown as it is: {why}.")


def _all(text: str, mark: str, begin: int, end: int) -> Iterator[int]:
    at = text.find(mark, begin, end)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1, end)
