"""Form as a table: small checks that are put together to say what a decoded JSON value must look like.

A check takes a value and gives the decoded one, or raises `ShapeError` with the route to the place.  Nothing here
converts: a number in quotation marks is no number, and a field that nobody expects is a fault.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar

from trustgen.attest.format import MAX_INTEGER
from trustgen.attest.quoting import escaped, named, shown

T = TypeVar("T")
_NEAR = 0.8
"""How like a field that is known another has to be, to be taken for it."""
_NAMED = 64
"""Characters of a name that are compared."""

Check = Callable[[Any], T]

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
PLACEHOLDERS = frozenset(
    ("0" * 64, "f" * 64, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
)
"""Digests of nothing: all zeros, all ones, and the SHA-256 of no bytes."""


class ShapeError(ValueError):
    """A value that does not have its form; `message` is the end of a sentence, `route` leads to the place."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
        self.steps: list[str | int] = []

    @property
    def at(self) -> str:
        """The place as a message names it; empty at the outermost object."""
        return f" at `{escaped(self.route)}`" if self.steps else ""

    @property
    def route(self) -> str:
        """The way from the outermost object, such as `predicate.controls[3].id`; empty at the outermost one."""
        parts = (f"[{step}]" if type(step) is int else f".{step}" for step in reversed(self.steps))
        return "".join(parts).removeprefix(".")


def text(pattern: str, what: str) -> Check[str]:
    """A text that matches the whole pattern; `what` names it with its article, as in `a control id`."""
    matches = re.compile(pattern).fullmatch

    def check(value: Any) -> str:
        if type(value) is not str or matches(value) is None:
            raise ShapeError(f"{what} is expected, not {shown(value)}")
        return value

    return check


def exactly(expected: str) -> Check[str]:
    """One text, compared byte by byte."""

    def check(value: Any) -> str:
        if value != expected:
            raise ShapeError(f"`{expected}` is expected, not {shown(value)}")
        return expected

    return check


def choice(values: dict[str, T]) -> Check[T]:
    """One of a few texts, and what each stands for."""
    listed = ", ".join(f"`{name}`" for name in values)

    def check(value: Any) -> T:
        if type(value) is not str or value not in values:
            raise ShapeError(f"one of {listed} is expected, not {shown(value)}")
        return values[value]

    return check


def integer(least: int, most: int = MAX_INTEGER) -> Check[int]:
    """A whole number in a range, both ends included; `true` is none."""
    wanted = f"a whole number from {least} to {most}" if least < most else f"the number {least}"

    def check(value: Any) -> int:
        if type(value) is not int or not least <= value <= most:
            raise ShapeError(f"{wanted} is expected, not {shown(value)}")
        return value

    return check


def flag(value: Any) -> bool:
    """True or false."""
    if type(value) is not bool:
        raise ShapeError(f"true or false is expected, not {shown(value)}")
    return value


def nullable(part: Check[T]) -> Check[T | None]:
    """The part, or null."""
    return lambda value: None if value is None else part(value)


def rows(part: Check[T], least: int, most: int, what: str) -> Check[tuple[T, ...]]:
    """A list with a number of rows in a range; `what` names the rows in the plural."""

    def check(value: Any) -> tuple[T, ...]:
        if type(value) is not list:
            raise ShapeError(f"a list of {what} is expected, not {shown(value)}")
        if not least <= len(value) <= most:
            bounds = f"{least}" if least == most else f"{least} to {most}"
            raise ShapeError(f"the list of {what} has {len(value)} entries, not {bounds}")
        made: list[T] = []
        try:
            for item in value:
                made.append(part(item))  # noqa: PERF401 - the number of rows made is where a fault stands
        except ShapeError as error:
            error.steps.append(len(made))
            raise
        return tuple(made)

    return check


def record(
    make: Callable[..., T],
    required: dict[str, Check[Any]],
    optional: dict[str, Check[Any]] | None = None,
    names: dict[str, str] | None = None,
) -> Check[T]:
    """An object with exactly these fields; `make` takes them by name, `None` where one is left out.

    A name is the field's in snake case, or what `names` calls it.
    """
    table = required | (optional or {})
    known = table.keys()
    called = {key: _snake(key) for key in table} | (names or {})
    parts = tuple((key, called[key], part) for key, part in table.items())
    needed, least = required.keys(), parts[: len(required)]

    def check(value: Any) -> T:
        if type(value) is not dict:
            raise ShapeError(f"an object is expected, not {shown(value)}")
        present: Iterable[tuple[str, str, Check[Any]]] = parts
        made: dict[str, Any] = {}
        if value.keys() != known:
            if value.keys() == needed:
                present = least
            else:
                _check_fields(value.keys(), known, required)
                present = [part for part in parts if part[0] in value]
            made = dict.fromkeys(called.values())
        key = ""
        try:
            for key, name, part in present:
                made[name] = part(value[key])
        except ShapeError as error:
            error.steps.append(key)
            raise
        return make(**made)

    return check


def _check_fields(given: AbstractSet[str], known: AbstractSet[str], required: dict[str, Check[Any]]) -> None:
    if unknown := given - known:
        name = min(unknown)
        near = difflib.get_close_matches(name[:_NAMED], known - given, n=1, cutoff=_NEAR)
        meant = f", though it has `{near[0]}`" if near else ""
        raise ShapeError(f"there is a field {named(name)}, which this version does not have{meant}")
    for key in required:
        if key not in given:
            raise ShapeError(f"the field `{key}` is missing")


def fields(**given: Any) -> dict[str, Any]:
    """For `record`: the decoded fields as they are."""
    return given


def _snake(key: str) -> str:
    return _CAMEL.sub("_", key).lower().lstrip("_").replace("-", "_")


NAME = text(r"[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?", "a name of small letters, digits, dots and hyphens")
CONTROL = text(r"[A-Z][A-Z0-9]{1,15}-[0-9]{3}", "a control id such as `ISOL-001`")
HTTPS = text(r"https://[a-z0-9./-]{1,200}", "an https address of small letters")
COMMIT = text(r"[0-9a-f]{40}|[0-9a-f]{64}", "a Git commit in 40 or 64 hexadecimal digits")
EXCEPTION = text(r"EXC-[0-9]{4}-[0-9]{3,6}", "an exception id such as `EXC-2026-001`")
SUBJECT = text(r"[a-z0-9.@-]{1,128}", "a checklist's id, `@` and version")
COUNT = integer(0)

_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z").fullmatch
_HEX = re.compile(r"[0-9a-f]{64}").fullmatch


def time(value: Any) -> datetime:
    """`YYYY-MM-DDThh:mm:ssZ`: whole seconds, UTC, a real date."""
    found = _time(value) if type(value) is str else None
    if found is None:
        raise ShapeError(f"a real time such as `2026-11-23T12:00:00Z` is expected, not {shown(value)}")
    return found


@lru_cache(maxsize=1024)
def _time(text: str) -> datetime | None:
    # Cached, because the controls of one scan share their times.
    if _TIME(text) is None:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def sha256(value: Any) -> str:
    """64 lower-case hexadecimal digits that are the hash of something."""
    if type(value) is not str or _HEX(value) is None:
        raise ShapeError(f"a SHA-256 in 64 lower-case hexadecimal digits is expected, not {shown(value)}")
    if value in PLACEHOLDERS:
        raise ShapeError(f"a SHA-256 of something is expected, not the placeholder `{value}`")
    return value


DIGEST: Check[str] = record(lambda sha256: sha256, {"sha256": sha256})
"""`{"sha256": …}`, and nothing else in it."""
