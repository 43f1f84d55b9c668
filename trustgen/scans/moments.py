"""The times of reports: RFC 3339, or seconds or milliseconds since 1970.  Fractions of a second are cut."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trustgen.scans.node import Node

_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})"
)
_MILLISECONDS = 10**11
"""From here on a number is milliseconds: as seconds it would be the year 5138."""


def moment(node: Node) -> datetime:
    """The time at this place, in UTC; one without a zone is a fault, because it could be any hour of a day."""
    text = node.text
    if _TIME.fullmatch(text):
        try:
            return datetime.fromisoformat(text.upper()).astimezone(timezone.utc).replace(microsecond=0)
        except (ValueError, OverflowError):
            pass
    raise node.fault("is", "a time such as `2026-11-24T12:00:00Z` is expected")


def epoch(node: Node) -> datetime:
    """The time that this number stands for."""
    number = node.whole
    seconds = number // 1000 if number >= _MILLISECONDS else number
    try:
        return datetime.fromtimestamp(seconds, timezone.utc)
    except (ValueError, OverflowError, OSError):
        raise node.fault("is", "a time since 1970 is expected") from None
