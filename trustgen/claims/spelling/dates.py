"""Dates as texts write them, in six languages, each as the days that it can mean.

"Until March 2028" may mean any day of that March, "2028" any of that year, "03/04/2028" the third of April or the
fourth of March.  Whoever asks takes the end that leans towards suspicion.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Final

from msgspec import Struct

from trustgen.claims.words.cuefiles import bare

_MONTHS: Final = (
    "jan(?:uar|uary|vier|uari)?|januar|janner|ene(?:ro)?|gen(?:naio)?",
    "feb(?:ruar|ruary|rero|braio|ruari)?|feber|fev(?:rier)?",
    "mar(?:ch|s|zo)?|marz|maerz|mrz|maart|mrt",
    "apr(?:il|ile)?|avr(?:il)?|abr(?:il)?",
    "may|mai|mayo|mag(?:gio)?|mei",
    "jun[ei]?|juni|juin|junio|giu(?:gno)?",
    "jul[yi]?|juli|juil(?:let)?|julio|lug(?:lio)?",
    "aug(?:ust|ustus)?|aout|ago(?:sto)?",
    "sep(?:t|tember|tembre|tiembre)?|set(?:tembre)?",
    "o[ck]t(?:ober|obre|ubre)?|ott(?:obre)?",
    "nov(?:ember|embre|iembre)?",
    "de[cz](?:ember|embre)?|dic(?:iembre|embre)?",
)
_MONTH: Final = "|".join(f"(?P<m{number}>{names})" for number, names in enumerate(_MONTHS, 1))
_DAY: Final = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|\.|º)? (?:of |de )?"
_AFTER: Final = r" (?P<after>[0-3]?\d)(?:st|nd|rd|th)?,?"
_DATE: Final = re.compile(
    r"(?P<iso>\b20\d\d-[01]\d-[0-3]\d\b)"
    r"|\b(?P<d>[0-3]?\d)[./](?P<n>[01]?\d)[./](?P<y>20\d\d)\b"
    rf"|(?:\b{_DAY})?\b(?:{_MONTH})\b\.?(?:{_AFTER})? (?:de |del )?(?P<year>20\d\d)\b"
    r"|\b(?P<only>20\d\d)\b"
)
"""The forms are tried in this order at each place of a text without accents, in small letters and single spaces."""
_NAME: Final = re.compile("|".join(_MONTHS))


class Days(Struct, frozen=True):
    """The first and the last day that a date can mean."""

    first: date
    last: date


def dates(text: str) -> list[Days]:
    """The dates in a text, in order; what no calendar has is left out."""
    found = []
    # Line breaks and double spaces part no date.
    for one in _DATE.finditer(" ".join(bare(text).split())):
        try:
            found.append(_days(one))
        except ValueError:
            continue
    return found


def is_month(word: str) -> bool:
    """Whether a word, folded, is the name of a month, or short for one."""
    return _NAME.fullmatch(word) is not None


def _days(one: re.Match[str]) -> Days:
    if one["iso"]:
        return _day(date.fromisoformat(one["iso"]))
    if one["only"]:
        return Days(date(int(one["only"]), 1, 1), date(int(one["only"]), 12, 31))
    if one["y"]:
        return _in_figures(int(one["y"]), int(one["n"]), int(one["d"]), either="/" in one[0])
    year = int(one["year"])
    month = next(number for number in range(1, len(_MONTHS) + 1) if one[f"m{number}"])
    if day := one["day"] or one["after"]:
        return _day(date(year, month, int(day)))
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _day(one: date) -> Days:
    return Days(one, one)


def _in_figures(year: int, month: int, day: int, *, either: bool) -> Days:
    """A date in figures; behind slashes, day and month may stand in either order.  Raises `ValueError`."""
    orders = [(month, day), (day, month)] if either else [(month, day)]
    # A number above twelve is a day.
    possible = [order for order in orders if order[0] <= len(_MONTHS)] or orders
    read = [date(year, *order) for order in possible]
    return Days(min(read), max(read))
