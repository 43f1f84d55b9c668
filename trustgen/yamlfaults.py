"""What a YAML parser says, in the words of whoever wrote the file: where to look, what is wrong, what to do.

The parser names the token that it stumbled over; here it is said which character of the author's made it stumble.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from trustgen.finding import Finding, Rule, Span

if TYPE_CHECKING:
    from trustgen.source import Source

SYNTAX = Rule(
    code="TG011",
    name="yaml-syntax",
    summary="A YAML file cannot be parsed.",
    help="Check the indentation, quotes and colons at this place; YAML is indented with spaces, never tabs.",
)

MORE_FAULTS = Rule(
    code="TG018",
    name="more-faults",
    summary="A file has more faults than are listed.",
    help="Mend those that are listed; the others are told then.",
)

_QUOTE = "Put the text in quotes."
_INDENT = re.compile(r"\s*")


class _Said(Struct, frozen=True):
    message: str
    help: str
    from_context: bool = False
    """Whether the place is where the construct begins that the parser was in, not where it gave up."""


_FAULTS = {
    "found unexpected end of stream": _Said(
        "This quotation mark is never closed.",
        "Close it, or write the text without quotation marks.",
        from_context=True,
    ),
    "did not find expected ',' or ']'": _Said(
        "This bracket is not closed, or a comma is missing after it.",
        "Close it and put commas between its parts; a text that begins with a bracket belongs in quotes.",
        from_context=True,
    ),
    "did not find expected ',' or '}'": _Said(
        "This brace is not closed, or a comma is missing after it.",
        "Close it and put commas between its parts; a text that begins with a brace belongs in quotes.",
        from_context=True,
    ),
    "could not find expected ':'": _Said(
        "This line has no colon, so it is no key.",
        "Write `key: value`, or indent the line if it goes on with the text above it.",
        from_context=True,
    ),
    "did not find expected comment or line break": _Said(
        "A text stands after the mark that says that it begins on the next line.",
        "Begin the text on the next line, indented, or put it in quotes if the mark belongs to it.",
        from_context=True,
    ),
    "did not find expected '-' indicator": _Said(
        "The lines above are a list, and this one is no item of it.",
        "Begin the line with `- `, or indent it to belong to the item above it.",
    ),
}

_REFERENCES = {
    f"while scanning an {kind}": _Said(
        f"A text that begins with `{mark}` is a reference in YAML.", _QUOTE, from_context=True
    )
    for kind, mark in (("alias", "*"), ("anchor", "&"))
}


def syntax_fault(error: Any, source: Source, first_line: int) -> Finding:
    """The finding of a parser's error, which has marks and a problem; `first_line` is the line of its first one."""
    problem = str(error.problem or "it cannot be parsed")
    said = _FAULTS.get(problem) or _REFERENCES.get(str(error.context))
    mark = (error.context_mark if said is not None and said.from_context else None) or error.problem_mark
    mark = mark or error.context_mark
    line = (mark.line if mark else 0) + first_line
    column = (mark.column if mark else 0) + 1
    shown = source.line(line)
    span = Span(path=source.path, line=line, column=column, text=shown)
    if _is_tab(shown, column):
        return SYNTAX.at(span, "A tab stands where YAML allows spaces only.", help="Replace the tab with spaces.")
    said = said or _in_line(problem, shown, column)
    if said is not None:
        return SYNTAX.at(span, said.message, help=said.help)
    context = f" {error.context}" if error.context else ""
    return SYNTAX.at(span, f"This is not YAML: {problem}{context}.")


def _is_tab(shown: str, column: int) -> bool:
    indent = _INDENT.match(shown)
    return shown[column - 1 : column] == "\t" or (indent is not None and "\t" in indent[0][:column])


def _in_line(problem: str, shown: str, column: int) -> _Said | None:
    """What a problem means that depends on the line it was met in."""
    before = shown[: column - 1]
    here = shown[column - 1 : column]
    if problem == "mapping values are not allowed in this context":
        if ": " in before or before.endswith(":"):
            return _Said("A second colon stands in this line, as if its text were a key.", _QUOTE)
        return _Said(
            "The line above has a value already, so no key can stand below it.",
            "Indent this line like the line above; a key ends in a colon, with a blank between it and a value.",
        )
    if problem == "did not find expected key":
        if before.strip():
            return _Said(
                "Something stands here after the end of the value.",
                "Put the whole text in quotes; inside of single quotes an apostrophe is written twice.",
            )
        if shown[column - 1 :].startswith("- "):
            return _Said(
                "An item of a list stands here among keys.",
                "Indent it like the other items, or put the list below a key of its own.",
            )
        return _Said("This line is indented like nothing above it.", "Indent it like its neighbours, with spaces.")
    if problem == "found character that cannot start any token":
        return _Said(f"No text without quotes begins with “{here}”.", _QUOTE)
    if problem == "found unknown escape character":
        return _Said(
            "A backslash in double quotes begins an escape, and this is none.",
            "Write the text in single quotes, or the backslash twice.",
        )
    return None
