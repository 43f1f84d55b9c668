"""Dates in six languages are read as the days that they can mean."""

from __future__ import annotations

from datetime import date

import pytest

from trustgen.claims.spelling.dates import Days, dates, is_month

READ = [
    ("2028-02-29", (2028, 2, 29), (2028, 2, 29)),
    ("30 June 2028", (2028, 6, 30), (2028, 6, 30)),
    ("June 30th, 2028", (2028, 6, 30), (2028, 6, 30)),
    ("30. M\u00e4rz 2028", (2028, 3, 30), (2028, 3, 30)),
    ("1er ao\u00fbt 2028", (2028, 8, 1), (2028, 8, 1)),
    ("30 de abril de 2028", (2028, 4, 30), (2028, 4, 30)),
    ("30 giugno 2028", (2028, 6, 30), (2028, 6, 30)),
    ("30 mei 2028", (2028, 5, 30), (2028, 5, 30)),
    ("February 2028", (2028, 2, 1), (2028, 2, 29)),
    ("in 2028", (2028, 1, 1), (2028, 12, 31)),
    ("30.06.2028", (2028, 6, 30), (2028, 6, 30)),
    ("03/04/2028", (2028, 3, 4), (2028, 4, 3)),
    ("13/04/2028", (2028, 4, 13), (2028, 4, 13)),
]


@pytest.mark.parametrize(("text", "first", "last"), READ, ids=[one[0] for one in READ])
def test_a_date_is_read(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    assert dates(text) == [Days(date(*first), date(*last))]


@pytest.mark.parametrize("text", ["31 February 2028", "version 20.28", "general 202", "30 marketing 28"])
def test_what_no_calendar_has_is_no_date(text: str) -> None:
    assert dates(text) == []


def test_a_month_is_a_whole_word() -> None:
    assert all(map(is_month, ("may", "marz", "aout", "sept", "dicembre", "mrt")))
    assert not any(map(is_month, ("market", "general", "decided", "setting", "mayor", "")))
