"""Fixtures for reading reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from trustgen.scans.formats import Report, formats

if TYPE_CHECKING:
    from trustgen.scans.results import Result

REPORTS = Path(__file__).parents[2] / "reports"


class Reader(Protocol):
    """Reads a report of a format."""

    def __call__(self, form: str, data: Any) -> list[Result]: ...


@pytest.fixture
def read() -> Reader:
    """The results in a sample report, or in bytes."""

    def reader(form: str, data: Any) -> list[Result]:
        given = (REPORTS / data).read_bytes() if isinstance(data, str) else data
        return list(formats()[form].read(Report(path="report", data=given)))

    return reader
