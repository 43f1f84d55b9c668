"""What a report says, as far as a snapshot can use it: check, outcome, unit, numbers, time.

A unit (the resource that was looked at) is only compared with other units, so that each counts once; it is never
written anywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from trustgen.model.posture import Outcome

NO_RESULT = "no-result"
"""The error code of a control whose checks are not in the reports."""
NOT_MAPPED = "not-mapped"
NOT_MEASURED = "not-measured"
NOT_ALLOWED = "not-applicable-not-allowed"
EXPIRED = "expired"
OUTSIDE_SCAN = "outside-scan"


class Result(Struct, frozen=True, kw_only=True):
    """One result of one check."""

    checks: tuple[str, ...]
    """The ids by which a mapping file may name the check."""
    outcome: Outcome
    """`PASS`, `FAIL`, `ERROR` or `NOT_APPLICABLE`."""
    code: str | None = None
    """Why it could not be evaluated, as an error code; present exactly with `ERROR`."""
    unit: str | None = None
    """What was looked at."""
    at: datetime | None = None
    """When, if the report says so."""
    expires: datetime | None = None
    """From when on it says nothing any more, if the report says so."""
    numerator: int | None = None
    denominator: int | None = None
    value: int | None = None


class Results:
    """The results of all reports, by source and check."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], list[Result]] = {}
        self._times: list[datetime] = []
        self._timeless: set[str] = set()
        self._ids: dict[str, set[str]] = {}

    def add(self, source: str, results: Iterable[Result]) -> int:
        """Add the results of one report of a source; how many there were."""
        count = 0
        for count, result in enumerate(results, start=1):  # noqa: B007 - the last number is the count
            for check in result.checks:
                self._found.setdefault((source, check), []).append(result)
            if result.at is not None:
                self._times.append(result.at)
            else:
                self._timeless.add(source)
        return count

    def of(self, source: str, check: str) -> list[Result]:
        """Every result of a check."""
        return self._found.get((source, check), [])

    @property
    def times(self) -> tuple[datetime, datetime] | None:
        """The first and the last time in the reports; nothing where there is none."""
        return (min(self._times), max(self._times)) if self._times else None

    @property
    def timeless(self) -> tuple[str, ...]:
        """The sources with results that do not say when they were found."""
        return tuple(sorted(self._timeless))
