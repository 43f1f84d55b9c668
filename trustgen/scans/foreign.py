"""JSON as other tools write it: read leniently in what does not matter here, strictly in what could be read two ways.

Unlike a signed statement, a report may hold fractions and be nested deeply.  A key that stands twice in one object, a
number that is not finite, and half a character are refused: a status must not depend on the parser.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn

from trustgen import limits

_LONGEST_NUMBER = 32
_MARKS = (b"[", b"{", b",")
"""Each begins a value, but for the first; those in texts count too, which only makes the count higher."""


class ForeignError(ValueError):
    """A text that is not JSON, or that could be read in two ways; the message is the end of a sentence."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


def parse_json(data: bytes) -> Any:
    """The value that the bytes hold, in UTF-8 with or without a byte order mark; raises `ForeignError` alone."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ForeignError(f"is not UTF-8 at byte {error.start + 1}", line) from None
    if sum(map(data.count, _MARKS)) > limits.SCAN_VALUES:
        raise ForeignError(f"has more than {limits.SCAN_VALUES:,} values")
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        reason = error.msg[:1].lower() + error.msg[1:].removesuffix(" at")
        raise ForeignError(f"is not JSON: {reason}", error.lineno, error.colno) from None
    except RecursionError:
        raise _too_deep() from None
    _check_depth(value)
    return value


def _check_depth(value: Any) -> None:
    """Refuse deep nesting, level by level, so that this needs no deep stack itself."""
    level = [value] if isinstance(value, (dict, list)) else []
    for _ in range(limits.SCAN_DEPTH):
        held = (item for outer in level for item in (outer.values() if type(outer) is dict else outer))
        level = [item for item in held if type(item) is dict or type(item) is list]
    if level:
        raise _too_deep()


def _too_deep() -> ForeignError:
    return ForeignError(f"is nested more than {limits.SCAN_DEPTH} levels deep")


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ForeignError("has a key twice in one object")
    return made


def _integer(text: str) -> int:
    if len(text) > _LONGEST_NUMBER:
        raise ForeignError("holds a number of too many digits")
    return int(text)


def _constant(_text: str) -> NoReturn:
    raise ForeignError("holds a number that is not finite")


_DECODER = json.JSONDecoder(object_pairs_hook=_pairs, parse_int=_integer, parse_constant=_constant)
