"""The levels of a scheme that a text names, by the words that the scheme's data has for them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import re2

from trustgen.claims.catalogue.schemes import SEPARATOR

if TYPE_CHECKING:
    from trustgen.claims.catalogue.scheme import Scheme


def longest_first() -> Any:
    """Options of an expression whose longest alternative matches."""
    options = re2.Options()
    options.longest_match = True
    return options


def level_of(scheme: Scheme, text: str, place: int) -> str | None:
    """The level of the scheme that the text names nearest to a place, longest wording first."""
    best: tuple[int, int] | None = None
    level = None
    for name, words in scheme.levels.items():
        for match in _level(scheme.id, name, words).finditer(text) if words else ():
            distance = match.start() - place if match.start() >= place else (place - match.end()) * 2
            rank = (distance // 4, match.start() - match.end())
            if best is None or rank < best:
                best, level = rank, name
    return level


def levels_in(scheme: Scheme, text: str) -> list[tuple[str, int]]:
    """The levels of the scheme that the text names, each with its place; the longest wording at a place counts."""
    spans: list[tuple[int, int, str]] = []
    for name, words in scheme.levels.items():
        if words:
            spans.extend((match.start(), match.end(), name) for match in _level(scheme.id, name, words).finditer(text))
    chosen: list[tuple[int, int, str]] = []
    for start, end, name in sorted(spans, key=lambda span: span[0] - span[1]):
        if all(end <= begin or stop <= start for begin, stop, _ in chosen):
            chosen.append((start, end, name))
    return [(name, start) for start, _, name in sorted(chosen)]


@cache
def _level(_scheme: str, _name: str, words: tuple[str, ...]) -> Any:
    body = "|".join(word.replace(" ", SEPARATOR).replace("(", "(?:") for word in words)
    return re2.compile(rf"\b(?:{body})(?:\b|\W|$)", longest_first())
