"""A standard's number alone: "our 27001", "9001 and 27001", "27001? Since May".

Most numbers in a text are something else (an order, a port, a postal code), so a number counts only where it stands
like the name of a thing that one has, or beside another standard's number.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from trustgen.claims.words.datafiles import document

if TYPE_CHECKING:
    from collections.abc import Iterable

_NEAR: Final = 32
_LAST: Final = re.compile(r"([^\W\d_]+'?)\W?\s*$")
_NEXT: Final = re.compile(r"\s*([^\W\d_]+)")
_OPENING: Final = re.compile(
    r"(?:^|[.!?\n:\u00bf(\"])\s*(?:(?:and|und|et|y|e|en|ed) (?:(?:the|la|le|die|il|el|de) )?)?$"
)
_CLOSING: Final = re.compile(r"\s*(?:$|[.!?,;:)\"\u2026\n\u2013])")


class _Words(Struct, frozen=True):
    before: frozenset[str]
    after: frozenset[str]
    joining: frozenset[str]


def names_a_standard(text: str, start: int, end: int, others: Iterable[tuple[int, int]]) -> bool:
    """Whether the number at a place of a folded text stands for a standard; `others` are the places of other ones."""
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    if any(_joined(text, start, end, *other) for other in others):
        return True
    last, following = _LAST.search(before), _NEXT.match(after)
    known = _words()
    closed = bool(_CLOSING.match(after)) or (following is not None and following.group(1) in known.after)
    if last is not None and last.group(1) in known.before:
        return closed
    return bool(_OPENING.search(before)) and after.lstrip().startswith("?")


def _joined(text: str, start: int, end: int, begin: int, stop: int) -> bool:
    """Whether two numbers stand in one list with nothing but a joining word between them."""
    between = text[stop:start] if stop <= start else text[end:begin]
    return len(between) < _NEAR and between.strip() in _words().joining


@cache
def _words() -> _Words:
    data = document("numbers.yml")
    return _Words(
        before=frozenset(word.strip() for word in data["before"].split(",")),
        after=frozenset(word.strip() for word in data["after"].split(",")),
        joining=frozenset(word.strip() for word in data["with"].split(", ")) | {","},
    )
