"""Words for people at a terminal: plain columns, spans of time, counted things."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime, timedelta

_DAY = 24 * 3600
_HOUR = 3600
_MINUTE = 60


def columns(rows: Iterable[Sequence[str]], indent: str = "  ") -> tuple[str, ...]:
    """The rows as lines in which each column is as wide as its widest cell; no colour and no border."""
    table = [tuple(row) for row in rows]
    if not table:
        return ()
    widths = [max(len(row[place]) for row in table) for place in range(len(table[0]))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in table)
    return tuple((indent + line).rstrip() for line in lines)


def utc(time: datetime) -> str:
    """A UTC time as RFC 3339 writes it, in whole seconds."""
    return time.replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def span(length: timedelta) -> str:
    """How long something takes, in its two largest units, rounded down: never more time than there is."""
    seconds = int(length.total_seconds())
    if seconds >= _DAY:
        days, hours = divmod(seconds // _HOUR, 24)
        return counted(days, "day") + (f" {hours} h" if hours and days < 7 else "")  # noqa: PLR2004 - a week
    if seconds >= _HOUR:
        hours, minutes = divmod(seconds // _MINUTE, 60)
        return f"{hours} h" + (f" {minutes} min" if minutes else "")
    if seconds >= _MINUTE:
        return f"{seconds // _MINUTE} min"
    return f"{seconds} s"


def counted(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
