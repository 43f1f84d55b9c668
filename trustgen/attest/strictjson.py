"""JSON that every parser reads in the same way, or not at all (format section 4.1).

Python's own parser takes byte order marks, UTF-16, duplicate keys, fractions, infinities, `-0` and lone surrogates.
What two readers understand differently is refused here before anything looks at it.
"""

from __future__ import annotations

import json
import re
from math import isinf
from typing import Any, NoReturn

from trustgen.attest.format import MAX_DEPTH
from trustgen.attest.quoting import named, shown

_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")

JSON_HELP = "Mend the JSON there: keys and texts in double quotes, no comments, no comma after the last value."
"""The help for a file that people write."""


class JsonError(ValueError):
    """A text that is not strict JSON; the message is the end of a sentence that begins with the file's name."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        """Say what is wrong, and where the text stops being JSON; a fault of the whole is at its beginning."""
        super().__init__(message)
        self.line = line
        self.column = column


def parse_object(data: bytes) -> dict[str, Any]:
    """The one JSON object that the bytes hold.

    UTF-8 without byte order mark, at most 32 levels deep, no key twice in one object, no fractions, only integers
    that a double holds exactly, nothing after the object.  Raises `JsonError`, and nothing else.
    """
    if data.startswith(b"\xef\xbb\xbf"):
        raise JsonError("begins with a byte order mark; UTF-8 without one is wanted")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise JsonError(f"is not UTF-8, which is wanted, at byte {error.start + 1}") from None
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        reason = error.msg[:1].lower() + error.msg[1:].removesuffix(" at")
        message = f"is not JSON: {reason} at line {error.lineno}, column {error.colno}"
        raise JsonError(message, error.lineno, error.colno) from None
    except RecursionError:
        # The parser counts its own levels and gives up long before the stack ends.
        raise _too_deep() from None
    if type(value) is not dict:
        raise JsonError(f"holds {shown(value)}, but one JSON object is wanted")
    check_depth(value)
    if _SURROGATE_ESCAPE.search(text):
        _check_characters(value)
    return value


def check_depth(value: dict[str, Any]) -> None:
    """Refuse deep nesting, level by level, so that this needs no deep stack itself; raises `JsonError`."""
    level: list[Any] = [value]
    for _ in range(MAX_DEPTH):
        held = [item for outer in level for item in (outer.values() if type(outer) is dict else outer)]
        level = [item for item in held if type(item) is dict or type(item) is list]
        if not level:
            return
    raise _too_deep()


def _too_deep() -> JsonError:
    return JsonError(f"is nested more than {MAX_DEPTH} levels deep")


def _check_characters(value: Any) -> None:
    """Refuse half a surrogate pair: it is no character, and it cannot be written as UTF-8."""
    if isinstance(value, str):
        if _SURROGATE.search(value):
            raise JsonError("holds half a surrogate pair, which is no character")
    elif isinstance(value, list):
        for item in value:
            _check_characters(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            _check_characters(key)
            _check_characters(item)


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise JsonError(f"has the key {named(twice)} more than once in one object")
    return made


def _integer(text: str) -> int:
    if text == "-0":
        raise JsonError("holds the number -0, which has to be written as 0")
    # First as a double: of those with more digits than Python reads as an integer, all are too large for one.
    double = float(text)
    if isinf(double) or int(double) != int(text):
        raise JsonError(f"holds an integer of {len(text.lstrip('-'))} digits that a double cannot hold exactly")
    return int(text)


def _fraction(_text: str) -> NoReturn:
    raise JsonError("holds a fraction, but only integers are read")


def _constant(text: str) -> NoReturn:
    raise JsonError(f"holds `{text}`, which is no number in JSON")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_pairs,
    parse_int=_integer,
    parse_float=_fraction,
    parse_constant=_constant,
)
