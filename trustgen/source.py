"""Text that knows where it was written.

A `Source` is one decoded input file.  A `Place` is a region of it.  A `Text` is a string that was read from a
place and still is an ordinary `str`: templates, Markdown and pydantic treat it as one, while findings and the
trace from a published page back to its source can ask it for its place.  Nothing here reads a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from msgspec import Struct, field
from msgspec.structs import replace

from trustgen.finding import Span

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


class Source(Struct, frozen=True, eq=False):
    """One input file: its path relative to the project, and its decoded text."""

    path: str
    text: str
    _lines: list[str] = field(default_factory=list)

    def line(self, number: int) -> str:
        """The text of line `number` (from 1) without its newline; empty beyond the end."""
        if not self._lines:
            self._lines.extend(self.text.split("\n"))
        return self._lines[number - 1].rstrip("\r") if 0 < number <= len(self._lines) else ""


class Place(Struct, frozen=True):
    """A region of a source.  Lines and columns count from 1, in characters; the end column is exclusive."""

    source: Source
    line: int
    column: int
    end_line: int
    end_column: int
    verbatim: bool = False
    """Whether the value's lines stand in the source as they are, from `line` on and after `column - 1` characters
    of indentation: plain and quoted scalars on one line, literal blocks, Markdown bodies."""

    @property
    def span(self) -> Span:
        """The place as findings carry it."""
        return Span(
            path=self.source.path,
            line=self.line,
            column=self.column,
            end_line=self.end_line,
            end_column=self.end_column,
            text=self.source.line(self.line),
        )

    def inside(self, text: str, start: int, end: int) -> Span:
        """The place of `text[start:end]`, where `text` is the value that was read here.

        Exact where the value stands verbatim, and where it can be followed past what YAML folds and escapes; failing
        that the whole place is given.
        """
        needle = text[start:end]
        if self.verbatim:
            before = text.count("\n", 0, start)
            column = self.column + start - (text.rfind("\n", 0, start) + 1)
            line = self.line + before
            if self.source.line(line)[column - 1 :].startswith(needle.split("\n", 1)[0]):
                return self._cut(line, column, needle)
        shown = "\n".join(self.source.line(line) for line in range(self.line, self.end_line + 1))
        offsets = _followed(shown, self.column - 1, text[:end]) if needle else None
        if offsets is None:
            return self.span
        first, last = offsets[start], offsets[end - 1] + 1
        line, before = self.line + shown.count("\n", 0, first), shown.rfind("\n", 0, first) + 1
        found = self._cut(line, first - before + 1, needle)
        return found if "\n" in shown[first:last] else replace(found, end_column=last - before + 1)

    def _cut(self, line: int, column: int, needle: str) -> Span:
        first = needle.split("\n", 1)[0]
        return Span(
            path=self.source.path,
            line=line,
            column=column,
            end_line=line,
            end_column=column + len(first),
            text=self.source.line(line),
        )


def _followed(shown: str, begin: int, value: str) -> list[int] | None:
    """The offset in the lines of a YAML scalar of each character of its value; `None` where they do not agree.

    White space stands for white space, whatever folding has made of it; quoted scalars have escapes.
    """
    at = begin
    # The place of a scalar on one line begins after its quote, that of a longer one with its first mark.
    mark = shown[at : at + 1] if "\n" in shown else shown[at - 1 : at]
    quote = mark if mark in ("'", '"') else ""
    if "\n" in shown and (quote or mark == ">"):
        at = at + 1 if quote else shown.find("\n", at) + 1
    offsets: list[int] = []
    for character in value:
        joined = quote == '"' and shown.startswith("\\\n", at)
        blank = at
        while shown.startswith(tuple(_BLANKS), at) or (quote == '"' and shown.startswith("\\\n", at)):
            at += 1
        if blank < at and character in _BLANKS and not joined:
            offsets.append(blank)
            continue
        offsets.append(at)
        if quote == '"' and shown.startswith("\\", at):
            after = at + 2 + _ESCAPED.get(shown[at + 1 : at + 2], 0)
            digits = shown[at + 2 : after]
            meant = int(digits, 16) == ord(character) if digits else shown[at + 1] in _BLANKS.get(character, "")
            if meant or character not in _BLANKS:
                at = after
        elif character in _BLANKS:
            continue
        elif quote == "'" and shown.startswith("''", at):
            at += 2
        elif shown.startswith(character, at):
            at += 1
        else:
            return None
    return offsets


_BLANKS = {" ": " ", "\t": "t\t", "\n": "n"}
"""What YAML folds, each with the letters of its escapes."""
_ESCAPED = {"x": 2, "u": 4, "U": 8}
"""Digits of the escapes of a double-quoted scalar that have some."""


class Text(str):
    """A string with the place that it was read from.

    In a pydantic model, a field of this type keeps the place: pydantic's own `str` would copy it into a plain
    string.  Slicing, joining and formatting give plain strings.
    """

    __slots__ = ("place",)
    place: Place

    def __new__(cls, value: str, place: Place) -> Self:
        """Make a text of `value`, read from `place`."""
        self = super().__new__(cls, value)
        self.place = place
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (str(self), self.place))

    @property
    def span(self) -> Span:
        """Where this text was written."""
        return self.place.span

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            cls._decode,
            json_schema_input_schema=core_schema.str_schema(),
        )

    @classmethod
    def _decode(cls, value: object) -> Text:
        if isinstance(value, cls):
            return value
        if isinstance(value, Text):
            return cls(str(value), value.place)
        from pydantic_core import PydanticCustomError

        raise PydanticCustomError("text_expected", "a text is expected here")
