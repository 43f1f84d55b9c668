"""What presupposes a level without naming it: above all the words of a period, in six languages."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import re2
from msgspec import Struct

from trustgen.claims.catalogue.schemes import SEPARATOR
from trustgen.claims.words.datafiles import document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.claims.catalogue.scheme import Scheme

_BEFORE: Final = 40


def implied(scheme: Scheme, text: str) -> Iterator[str]:
    """The levels that words of a text presuppose."""
    for level, forms in scheme.implied.items():
        for regex, period in _matchers(forms):
            for match in regex.finditer(text):
                if not (period and _otherwise(text, match.start(), match.end())):
                    yield level
                    break


def _otherwise(text: str, start: int, end: int) -> bool:
    """Whether words of a period say how often, how long ago or how long something else lasted."""
    times = _periods()
    before = text[max(0, start - _BEFORE) : start]
    if re.search(rf"\b{times.otherwise}\W*$", before):
        return True
    around = text[max(0, start - 2 * _BEFORE) : end + _BEFORE]
    return bool(re.search(rf"\b(?:{times.validity})", around)) or bool(
        re.match(r"\W*(?:ago|later|old|alt|geleden|fa\b|plus tard|despues|spater|after|notice)", text[end:])
    )


class _Periods(Struct, frozen=True):
    words: tuple[str, ...]
    otherwise: str
    validity: str


@cache
def _periods() -> _Periods:
    """The words of a period, as they are on file."""
    data = document("periods.yml")
    words = tuple(word.replace("{n}", data["number"]).replace("{day}", data["day"]) for word in data["words"])
    return _Periods(words, data["otherwise"], data["validity"])


@cache
def _matchers(forms: tuple[str, ...]) -> tuple[tuple[Any, bool], ...]:
    """The expressions of a level's implied words, and whether each is one of a period."""
    found: list[tuple[Any, bool]] = []
    for form in forms:
        period = form == "{period}"
        for source in _periods().words if period else (form,):
            body = source.replace("(", "(?:").replace(" ", SEPARATOR if not period else r"[\s.,\x{2013}-]*")
            found.append((re2.compile(rf"\b(?:{body})\b"), period))
    return tuple(found)
