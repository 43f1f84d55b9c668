"""Results of one's own checks, as CSV or as a JSON list: the simplest form, for everything without a format here."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from trustgen.files import decoded
from trustgen.finding import Finding, Span
from trustgen.scans.formats import ReportFormat
from trustgen.scans.moments import moment
from trustgen.scans.node import REPORT_UNREADABLE, Node, ReportError
from trustgen.scans.results import Result
from trustgen.scans.statuses import CHECK_ERROR, FAIL, MANUAL, NOT_APPLICABLE, PASS, SKIPPED, meaning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.scans.formats import Report

COLUMNS = ("check", "status", "unit", "checked_at", "numerator", "denominator", "value")
_NEEDED = ("check", "status")
_STATUSES = {
    "pass": PASS,
    "fail": FAIL,
    "warn": FAIL,
    "partial": FAIL,
    "muted": FAIL,
    "error": CHECK_ERROR,
    "manual": MANUAL,
    "skip": SKIPPED,
    "not-applicable": NOT_APPLICABLE,
}


def _read_csv(report: Report) -> Iterator[Result]:
    source = decoded(report.data, report.path)
    if isinstance(source, Finding):
        raise ReportError(source)
    lines = csv.reader(io.StringIO(source.text, newline=""), strict=True)
    header: list[str] | None = None
    try:
        for cells in lines:
            if not cells:
                continue
            if header is None:
                header = [cell.strip() for cell in cells]
                _check_header(header, report, lines.line_num)
            elif len(cells) != len(header):
                message = f"This row has {len(cells)} cells; the first has {len(header)}."
                raise ReportError(REPORT_UNREADABLE.at(Span(path=report.path, line=lines.line_num), message))
            else:
                row = {name: cell.strip() or None for name, cell in zip(header, cells, strict=True)}
                yield _result(Node(row, report.path, at=Span(path=report.path, line=lines.line_num)))
    except csv.Error as error:
        span = Span(path=report.path, line=max(1, lines.line_num))
        raise ReportError(REPORT_UNREADABLE.at(span, f"`{report.path}` is not CSV: {error}.")) from None
    if header is None:
        raise ReportError(REPORT_UNREADABLE.at(Span(path=report.path), f"`{report.path}` holds nothing."))


def _check_header(header: list[str], report: Report, line: int) -> None:
    span = Span(path=report.path, line=line)
    for name in _NEEDED:
        if name not in header:
            raise ReportError(REPORT_UNREADABLE.at(span, f"The first row has no column `{name}`."))
    if len(set(header)) != len(header):
        raise ReportError(REPORT_UNREADABLE.at(span, "The first row has a column twice."))
    known = ", ".join(f"`{name}`" for name in COLUMNS)
    if set(header) - set(COLUMNS):
        raise ReportError(REPORT_UNREADABLE.at(span, f"The first row has a column that is none of {known}."))


def _read_json(report: Report) -> Iterator[Result]:
    for row in report.json().items():
        if isinstance(row.value, dict) and row.value.keys() - set(COLUMNS):
            known = ", ".join(f"`{name}`" for name in COLUMNS)
            raise row.fault("is", f"an object with no other members than {known} is expected")
        yield _result(row)


def _result(row: Node) -> Result:
    outcome, code = meaning(row.need("status"), _STATUSES)
    unit, at = row.find("unit"), row.find("checked_at")
    return Result(
        checks=(row.need("check").text,),
        outcome=outcome,
        code=code,
        unit=unit.text if unit is not None else None,
        at=moment(at) if at is not None else None,
        numerator=_number(row, "numerator"),
        denominator=_number(row, "denominator"),
        value=_number(row, "value"),
    )


def _number(row: Node, key: str) -> int | None:
    node = row.find(key)
    return node.whole if node is not None else None


_IDS = "what stands in `check`"
_MEANINGS = (
    "`pass` is pass; `fail`, `warn`, `partial` and `muted` are fail; `error`, `manual` and `skip` are error; "
    "`not-applicable` where the checklist allows it"
)
FORMATS = (
    ReportFormat(
        name="csv",
        summary="results of your own checks: a table with the columns `check` and `status`, and where wanted `unit`, "
        "`checked_at`, `numerator`, `denominator`, `value`",
        ids=_IDS,
        statuses=_MEANINGS,
        read=_read_csv,
    ),
    ReportFormat(
        name="json",
        summary="the same as a list of objects",
        ids=_IDS,
        statuses=_MEANINGS,
        read=_read_json,
    ),
)
