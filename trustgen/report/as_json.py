"""The report for a program; the same form for every command."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from trustgen.finding import Finding, Severity
from trustgen.report import Format, Report

if TYPE_CHECKING:
    from trustgen.finding import Span
    from trustgen.gate.exceptions import Accepted


def _place(span: Span) -> dict[str, Any]:
    place: dict[str, Any] = {
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line if span.end_line is not None else span.line,
        "end_column": span.end_column if span.end_column is not None else span.column,
        "scope": span.scope,
        "anchor": span.anchor,
    }
    if span.route is not None:
        place["route"] = span.route
    return place


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "rule": finding.rule,
        "severity": finding.severity.word,
        "message": finding.message,
        "help": finding.help,
        "place": _place(finding.span),
        "related": [
            {"label": r.label, "path": r.span.path, "line": r.span.line, "column": r.span.column}
            for r in finding.related
        ],
        "scheme": finding.scheme,
        "mention": finding.mention,
        "frame": finding.frame,
    }


def _accepted(accepted: Accepted) -> dict[str, Any]:
    one = accepted.exception
    said = {
        "id": str(one.id),
        "reason": str(one.reason),
        "reviewer": str(one.reviewer),
        "reviewed": one.reviewed.isoformat(),
        "expires": one.expires.isoformat(),
    }
    return {**_finding(accepted.finding), "exception": said}


def _write(report: Report, color: bool) -> str:
    document = {
        "version": 1,
        "as_of": report.as_of,
        "findings": [_finding(finding) for finding in report.findings],
        "summary": {
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "published": report.published,
        },
        **({"accepted": [_accepted(one) for one in report.accepted]} if report.accepted else {}),
        **report.extra,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


FORMAT = Format(name="json", write=_write)
