"""Plain columns, and spans of time that never promise more than there is."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from trustgen.snapshots.columns import columns, counted, span, utc


def test_columns_are_as_wide_as_their_widest_cell_and_end_without_blanks() -> None:
    assert columns([("a", "bb", ""), ("ccc", "d", "e")]) == ("  a    bb", "  ccc  d   e")
    assert columns([]) == ()


def test_a_row_with_a_cell_less_is_a_bug() -> None:
    with pytest.raises(ValueError, match="shorter"):
        columns([("a", "b"), ("c", "d", "e")])


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (timedelta(seconds=59, microseconds=999_999), "59 s"),
        (timedelta(seconds=61), "1 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=23, minutes=59), "23 h 59 min"),
        (timedelta(hours=2), "2 h"),
        (timedelta(hours=26), "1 day 2 h"),
        (timedelta(days=3), "3 days"),
        (timedelta(days=21, hours=12, minutes=1), "21 days"),
        (timedelta(days=1234), "1,234 days"),
    ],
    ids=str,
)
def test_a_span_of_time_is_told_in_two_units_and_rounded_down(length: timedelta, text: str) -> None:
    assert span(length) == text


def test_times_and_numbers() -> None:
    assert utc(datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=timezone.utc)) == "2026-01-02T03:04:05Z"
    assert [counted(1, "file"), counted(0, "file"), counted(1000, "file")] == ["1 file", "0 files", "1,000 files"]
