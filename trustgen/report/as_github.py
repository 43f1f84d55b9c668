"""The report as workflow commands of GitHub Actions, which show each finding at its line in a change.

Source: GitHub's documentation of workflow commands.  A step shows at most ten annotations of each severity; the log
has all of them, and the sentences for a person after them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from trustgen.finding import Finding, Severity
from trustgen.report import Format, Report, safe

if TYPE_CHECKING:
    from trustgen.finding import Span
    from trustgen.gate.exceptions import Accepted

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
# What would end a command or begin a property; `%` first, because it is the escape itself.
_IN_TEXT = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = {**_IN_TEXT, ":": "%3A", ",": "%2C"}


def _escaped(text: str, table: dict[str, str]) -> str:
    return safe("".join(table.get(letter, letter) for letter in text))


def _place(span: Span) -> dict[str, str]:
    place = {"file": span.path, "line": str(span.line), "col": str(span.column)}
    if span.end_line is not None and span.end_line != span.line:
        place["endLine"] = str(span.end_line)  # columns are allowed within one line alone
        del place["col"]
    elif span.end_column is not None:
        place["endColumn"] = str(span.end_column)
    return place


def _command(finding: Finding) -> str:
    written = finding.written
    seen = "" if written is None else f" (published in {finding.span.path}:{finding.span.line}:{finding.span.column})"
    properties = {**_place(written or finding.span), "title": f"{finding.code} {finding.rule}"}
    listed = ",".join(f"{name}={_escaped(value, _IN_PROPERTY)}" for name, value in properties.items())
    text = _escaped(f"{finding.message}{seen}\n{finding.help}", _IN_TEXT)
    return f"::{_COMMANDS[finding.severity]} {listed}::{text}"


def _accepted(accepted: Accepted) -> str:
    """A finding that stands aside is a notice: it is never silent."""
    found, one = accepted.finding, accepted.exception
    said = f"By exception {one.id} of {one.reviewer} until {one.expires}: {one.reason}"
    return _command(replace(found, severity=Severity.NOTE, message=f"Accepted: {found.message}", help=said))


def _write(report: Report, color: bool) -> str:
    lines = [_command(finding) for finding in report.findings]
    lines.extend(_accepted(one) for one in report.accepted)
    lines.extend(safe(fact) for fact in report.facts)
    return "".join(f"{line}\n" for line in lines)


FORMAT = Format(name="github", write=_write)
