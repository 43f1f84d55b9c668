"""The report as SARIF 2.1.0, for code scanning and other tools that collect results.

Source: OASIS Static Analysis Results Interchange Format 2.1.0.  A result's location is where its text is written, if
that is known, and the published place is a related one.  Columns count code points, as everywhere here.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import trustgen
from trustgen.catalog import rules
from trustgen.finding import Severity
from trustgen.report import Format, Report

if TYPE_CHECKING:
    from trustgen.finding import Finding, Rule, Span
    from trustgen.gate.exceptions import Accepted

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_SPACE = re.compile(r"\s+")


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "help": {"text": rule.help},
        "defaultConfiguration": {"level": rule.severity.word},
    }


def _region(span: Span) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": span.line, "startColumn": span.column}
    if span.end_line is not None:
        region["endLine"] = span.end_line
    if span.end_column is not None:
        region["endColumn"] = span.end_column
    if span.text is not None:
        region["snippet"] = {"text": span.text}
    return region


def _location(span: Span, label: str | None = None) -> dict[str, Any]:
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": _uri(span.path)}, "region": _region(span)}
    }
    inside = [part for part in (span.anchor and f"#{span.anchor}", span.scope, span.route) if part]
    if inside:
        location["logicalLocations"] = [{"fullyQualifiedName": " ".join([span.path, *inside])}]
    if label is not None:
        location["message"] = {"text": label}
    return location


def _uri(path: str) -> str:
    """A path as a relative reference; what was got from elsewhere has its address already."""
    return path if path.startswith(("https://", "http://")) else quote(path)


def _fingerprint(finding: Finding) -> str:
    """What stays the same when lines move: the rule, the file, the mention, and the text of the line."""
    span = finding.written or finding.span
    text = _SPACE.sub(" ", (span.text or finding.message).strip()).casefold()
    parts = (finding.code, span.path, finding.span.path, finding.scheme or "", finding.mention or "", text)
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _result(finding: Finding, places: dict[str, int], seen: Counter[str]) -> dict[str, Any]:
    written = finding.written
    others = [other for other in finding.related if other.span is not written]
    fingerprint = _fingerprint(finding)
    seen[fingerprint] += 1
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": places[finding.code],
        "level": finding.severity.word,
        "message": {"text": f"{finding.message} {finding.help}"},
        "locations": [_location(written or finding.span)],
        "partialFingerprints": {"trustgenFinding/v1": f"{fingerprint}:{seen[fingerprint]}"},
    }
    related = [_location(other.span, other.label) for other in others]
    if written is not None:
        related.insert(0, _location(finding.span, "published here"))
    if related:
        result["relatedLocations"] = [{"id": number, **location} for number, location in enumerate(related)]
    facts = {"scheme": finding.scheme, "mention": finding.mention, "frame": finding.frame}
    if any(facts.values()):
        result["properties"] = {name: value for name, value in facts.items() if value is not None}
    return result


def _suppressed(accepted: Accepted, places: dict[str, int], seen: Counter[str]) -> dict[str, Any]:
    one = accepted.exception
    said = f"{one.id}, reviewed by {one.reviewer} on {one.reviewed}, until {one.expires}: {one.reason}"
    suppression = {"kind": "external", "status": "accepted", "justification": said}
    return {**_result(accepted.finding, places, seen), "suppressions": [suppression]}


def _write(report: Report, color: bool) -> str:
    known = {rule.code: rule for rule in rules()}
    places = {code: number for number, code in enumerate(known)}
    seen: Counter[str] = Counter()
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "trustgen",
                        "semanticVersion": trustgen.__version__,
                        "rules": [_rule(rule) for rule in known.values()],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    *(_result(finding, places, seen) for finding in report.findings),
                    *(_suppressed(one, places, seen) for one in report.accepted),
                ],
                "properties": {
                    "asOf": report.as_of,
                    "published": report.published,
                    "errors": report.count(Severity.ERROR),
                    "warnings": report.count(Severity.WARNING),
                    **report.extra,
                },
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


FORMAT = Format(name="sarif", write=_write)
