"""The reports that were handed in: exactly those that the mapping file asks for, each read once.

Everything that is wrong with any of them is said at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from trustgen import limits
from trustgen.attest.disk import DiskError, display, read_plain
from trustgen.finding import Finding, Findings, Rule, Span
from trustgen.scans.formats import Report, formats
from trustgen.scans.node import REPORT_UNREADABLE, ReportError
from trustgen.scans.results import Results

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from trustgen.model.scanmap import ScanMap

OTHER_REPORTS = Rule(
    code="TG603",
    name="other-reports",
    summary="The reports that were handed in are not those that the mapping file asks for.",
    help="Hand in each report once, as `SOURCE=FILE`.",
)


class Given(Struct, frozen=True, kw_only=True):
    """A report on the command line."""

    source: str
    file: Path


class Gathered(Struct, frozen=True, kw_only=True):
    """Every report, and what they say together."""

    reports: Mapping[str, tuple[Report, ...]]
    """By source."""
    results: Results


def gather_reports(given: Iterable[Given], scan_map: ScanMap, root: Path) -> Gathered | tuple[Finding, ...]:
    """Read every report; all findings at once."""
    findings = Findings()
    given = tuple(given)
    findings.add(*_unlike(given, scan_map, root))
    forms = {str(source.id): formats()[source.format] for source in scan_map.sources}
    reports: dict[str, list[Report]] = {name: [] for name in forms}
    results = Results()
    for one in given:
        if one.source not in forms:
            continue
        name = display(one.file, root)
        try:
            report = Report(path=name, data=read_plain(one.file, limits.SCAN_REPORT_BYTES))
            results.add(one.source, forms[one.source].read(report))
        except DiskError as error:
            findings.add(REPORT_UNREADABLE.at(Span(path=name), f"`{name}` {error}."))
        except ReportError as error:
            findings.add(error.finding)
        else:
            reports[one.source].append(report)
    if len(findings):
        return findings.sorted()
    return Gathered(reports={name: tuple(each) for name, each in reports.items()}, results=results)


def _unlike(given: tuple[Given, ...], scan_map: ScanMap, root: Path) -> Iterable[Finding]:
    declared = {str(source.id): source for source in scan_map.sources}
    seen: set[tuple[str, Path]] = set()
    for one in given:
        name = display(one.file, root)
        if one.source not in declared:
            listed = ", ".join(f"`{source}`" for source in declared)
            message = f"`{name}` is handed in for a source that the mapping file does not have."
            yield OTHER_REPORTS.at(Span(path=name), message, help=f"The sources are {listed}.")
        elif (one.source, one.file.absolute()) in seen:
            yield OTHER_REPORTS.at(Span(path=name), f"`{name}` is handed in twice for `{one.source}`.")
        seen.add((one.source, one.file.absolute()))
    for source in declared.values():
        count = sum(one.source == source.id for one in given)
        if count != source.reports:
            given_in = "no report" if count == 0 else "1 report" if count == 1 else f"{count} reports"
            message = f"`{source.id}` has {given_in}; the mapping file asks for {source.reports}."
            hint = f"Hand in each report once, as `{source.id}=FILE`."
            yield OTHER_REPORTS.at(source.id.span, message, help=hint)
