"""Whether a mapping file fits the checklist and itself: every reference, before a report is read."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from trustgen.finding import Findings, Rule
from trustgen.references import index, known
from trustgen.scans.formats import formats

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.attest.checklist import Checklist, ChecklistControl
    from trustgen.attest.policy import Policy
    from trustgen.finding import Finding
    from trustgen.model.scanmap import (
        MappedChecks,
        MappedControl,
        MappedException,
        MappedMetric,
        MappedNumbers,
        MappedSource,
        ScanMap,
    )

UNLIKE_CHECKLIST = Rule(
    code="TG602",
    name="unlike-checklist",
    summary="A mapping file says of a control what the checklist does not allow, or leaves one of its metrics out.",
    help="Follow the checklist: what it asks for cannot be changed by a mapping.",
)

_READ_FROM = frozenset({"csv", "json"})
"""The formats that hold numbers."""


def check_fit(scan_map: ScanMap, checklist: Checklist, policy: Policy) -> tuple[Finding, ...]:
    """Everything that is wrong with the mapping file beside this checklist."""
    findings = Findings()
    sources = index(scan_map.sources, lambda source: source.id, "source", findings)
    for source in sources.values():
        known(source.format, formats(), "format", findings)
    wanted = {control.id: control for control in checklist.controls}
    for mapped in index(scan_map.controls, lambda item: item.control, "control", findings).values():
        if known(mapped.control, wanted, "control", findings):
            _check_control(mapped, wanted[mapped.control], findings)
        for part in _parts(mapped):
            known(part.source, sources, "source", findings)
        for metric in mapped.metrics:
            _check_numbers(metric, sources, findings)
    for record in index(scan_map.exceptions, lambda item: item.id, "exception", findings).values():
        if known(record.control, wanted, "control", findings):
            _check_exception(record, wanted[record.control], policy, findings)
        for checks in record.checks:
            known(checks.source, sources, "source", findings)
    return findings.sorted()


def _parts(mapped: MappedControl) -> Iterator[MappedChecks | MappedNumbers]:
    yield from mapped.checks
    for metric in mapped.metrics:
        yield from (part for part in (metric.count, metric.read) if part is not None)


def _check_control(mapped: MappedControl, control: ChecklistControl, findings: Findings) -> None:
    at = mapped.control.span
    if mapped.not_applicable:
        if not control.not_applicable_allowed:
            message = f"The checklist does not allow `{control.id}` to be not applicable."
            findings.add(UNLIKE_CHECKLIST.at(at, message, help="Say what the control rests on."))
        return
    targets = {target.id: target for target in control.metrics}
    metrics = index(mapped.metrics, lambda metric: metric.id, "metric", findings)
    for metric in metrics.values():
        if known(metric.id, targets, f"metric of `{control.id}`", findings):
            kind = targets[metric.id].kind
            if metric.count is not None and kind != "ratio":
                message = f"`{metric.id}` is one quantity; `count` makes a ratio."
                findings.add(UNLIKE_CHECKLIST.at(metric.id.span, message, help="Take it with `read`."))
    for name in targets.keys() - metrics.keys():
        message = f"`{control.id}` is measured by `{name}`, which is not mapped."
        findings.add(UNLIKE_CHECKLIST.at(at, message, help="Say under `metrics` how it is taken."))


def _check_numbers(metric: MappedMetric, sources: dict[str, MappedSource], findings: Findings) -> None:
    if metric.read is None or metric.read.source not in sources:
        return
    form = sources[metric.read.source].format
    if form in formats() and form not in _READ_FROM:
        message = f"`{metric.id}` is read from `{metric.read.source}`, but reports of `{form}` hold no numbers."
        hint = "Count with `count`, or hand in the numbers as CSV or JSON."
        findings.add(UNLIKE_CHECKLIST.at(metric.read.source.span, message, help=hint))


def _check_exception(record: MappedException, control: ChecklistControl, policy: Policy, findings: Findings) -> None:
    if not control.exceptions_allowed:
        message = f"The checklist allows no exception for `{control.id}`."
        hint = "Remove the exception, and mend what fails."
        findings.add(UNLIKE_CHECKLIST.at(record.control.span, message, help=hint))
    granted, expires = (datetime.fromisoformat(time) for time in (record.granted, record.expires))
    if not granted < expires <= granted + policy.max_exception:
        message = f"`{record.id}` has to end after it was granted, and within {policy.max_exception.days} days of that."
        findings.add(UNLIKE_CHECKLIST.at(record.expires.span, message, help="The trust policy says for how long."))
