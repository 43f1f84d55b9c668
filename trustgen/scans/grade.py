"""From results to the status of each control (format section 3.6): closed, so that a doubt is never a pass.

- A check that fails makes the control fail, whatever else passes.
- A check that could not be evaluated, has no result, or was not made within the scan makes it an error.
- A metric that cannot be measured makes it an error, because a snapshot may not leave it out.
- What fails is an exception only if live records cover every failing unit; what passes with units left out, where the
  checklist wants each of them covered, passes only if they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from trustgen.attest.graded import on_target, shortfall
from trustgen.attest.statement import Measured
from trustgen.model.posture import Outcome
from trustgen.model.scanmap import MappedChecks, MappedMetric
from trustgen.scans.results import EXPIRED, NO_RESULT, NOT_ALLOWED, NOT_MAPPED, NOT_MEASURED, OUTSIDE_SCAN, Result

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from trustgen.attest.checklist import ChecklistControl, Target
    from trustgen.model.scanmap import MappedControl, MappedException, MappedNumbers
    from trustgen.scans.results import Results


class Window(Struct, frozen=True, kw_only=True):
    """The scan: every result lies inside."""

    start: datetime
    end: datetime


class Grade(Struct, frozen=True, kw_only=True):
    """The status of one control, ready to be signed."""

    outcome: Outcome
    code: str | None = None
    """The error code, exactly with `ERROR`."""
    checked_at: datetime
    metrics: tuple[Measured, ...] = ()
    sources: tuple[str, ...] = ()
    """The sources that it rests on."""


class Grader:
    """Grades the controls of one scan."""

    def __init__(self, results: Results, window: Window, exceptions: Sequence[MappedException]) -> None:
        self._results = results
        self._window = window
        self._exceptions = exceptions
        """Those in force at the end of the scan."""

    def grade(self, control: ChecklistControl, mapped: MappedControl | None) -> Grade:
        """The status of one control."""
        end = self._window.end
        if mapped is None:
            return Grade(outcome=Outcome.ERROR, code=NOT_MAPPED, checked_at=end)
        if mapped.not_applicable:
            return self._not_applicable(control, end, ())
        sources = tuple(dict.fromkeys(str(part.source) for part in _parts(mapped)))
        found = [result for checks in mapped.checks for result in self._all_of(checks)]
        metrics = {str(metric.id): self._measured(metric, control) for metric in mapped.metrics}
        times = [result.at for result in found if result.at is not None]
        at = max((time for time in times if self._window.start <= time <= end), default=end)
        error = self._error(mapped, found)
        failing = [result for result in (*found, *self._read_from(mapped)) if result.outcome is Outcome.FAIL]
        missing = [target.id for target in control.metrics if metrics.get(target.id) is None]
        if not failing and error is None and found and all(r.outcome is Outcome.NOT_APPLICABLE for r in found):
            return self._not_applicable(control, at, sources)
        if missing or (error is not None and not failing):
            code = error or self._why_not_measured(mapped, missing[0])
            return Grade(outcome=Outcome.ERROR, code=code, checked_at=at, sources=sources)
        counts = tuple(measured for target in control.metrics if (measured := metrics[target.id]) is not None)
        outcome = self._outcome(control, failing, dict(zip(control.metrics, counts, strict=True)))
        if error is not None and outcome is not Outcome.FAIL:
            # What is excused says nothing about what could not be evaluated.
            return Grade(outcome=Outcome.ERROR, code=error, checked_at=at, sources=sources)
        return Grade(outcome=outcome, checked_at=at, metrics=counts, sources=sources)

    def _not_applicable(self, control: ChecklistControl, at: datetime, sources: tuple[str, ...]) -> Grade:
        if control.not_applicable_allowed:
            return Grade(outcome=Outcome.NOT_APPLICABLE, checked_at=at)
        return Grade(outcome=Outcome.ERROR, code=NOT_ALLOWED, checked_at=at, sources=sources)

    def _all_of(self, checks: MappedChecks) -> list[Result]:
        return [result for source, check in _named(checks) for result in self._results.of(source, check)]

    def _read_from(self, mapped: MappedControl) -> list[Result]:
        """The results that metrics are read from: a number on target does not make up for a status of `fail`."""
        pairs = [pair for metric in mapped.metrics if metric.read is not None for pair in _named(metric.read)]
        return [result for source, check in pairs for result in self._results.of(source, check)]

    def _error(self, mapped: MappedControl, found: list[Result]) -> str | None:
        """The first reason for which the checks say less than they should; none where they say it all."""
        if any(self._lacks(checks) for checks in mapped.checks) or (mapped.checks and not found):
            return NO_RESULT
        return next((code for result in found if (code := self._doubt(result)) is not None), None)

    def _lacks(self, checks: MappedChecks) -> bool:
        """Whether a check that has to be in the reports is not."""
        return checks.absent == "error" and not all(self._results.of(source, check) for source, check in _named(checks))

    def _doubt(self, result: Result) -> str | None:
        """Why a result cannot count as a pass, other than that it fails."""
        if result.outcome is Outcome.ERROR:
            return result.code
        if result.at is not None and not self._window.start <= result.at <= self._window.end:
            return OUTSIDE_SCAN
        if result.expires is not None and result.expires <= self._window.end:
            return EXPIRED
        return None

    def _measured(self, metric: MappedMetric, control: ChecklistControl) -> Measured | None:
        """The measurement, or nothing where it cannot be made in full."""
        target = next(target for target in control.metrics if target.id == metric.id)
        if metric.count is not None:
            return self._counted(metric.count, target)
        return self._read(metric.read, target) if metric.read is not None else None

    def _counted(self, checks: MappedChecks, target: Target) -> Measured | None:
        if self._lacks(checks):
            return None
        found = [result for result in self._all_of(checks) if result.outcome is not Outcome.NOT_APPLICABLE]
        if any(self._doubt(result) in (OUTSIDE_SCAN, EXPIRED) for result in found):
            return None
        units: dict[object, bool] = {}
        for number, result in enumerate(found):
            # What has no name counts for itself.
            unit = number if result.unit is None else result.unit
            units[unit] = units.get(unit, True) and result.outcome is Outcome.PASS
        if not units:
            return None
        return Measured(id=target.id, unit=target.unit, numerator=sum(units.values()), denominator=len(units))

    def _read(self, numbers: MappedNumbers, target: Target) -> Measured | None:
        found = self._results.of(str(numbers.source), str(numbers.id))
        if len(found) != 1 or self._doubt(found[0]) is not None or found[0].outcome is Outcome.NOT_APPLICABLE:
            # Two results of one name would leave it to chance which is signed.
            return None
        one = found[0]
        if target.kind == "quantity":
            return None if one.value is None else Measured(id=target.id, unit=target.unit, value=one.value)
        top, bottom = one.numerator, one.denominator
        if top is None or not bottom or top > bottom:
            return None
        return Measured(id=target.id, unit=target.unit, numerator=top, denominator=bottom)

    def _why_not_measured(self, mapped: MappedControl, missing: str) -> str:
        """Why a metric could not be measured, as an error code."""
        for metric in mapped.metrics:
            if metric.id == missing:
                asked = [self._results.of(source, check) for part in _parts(metric) for source, check in _named(part)]
                if not all(asked):
                    return NO_RESULT
                doubts = (self._doubt(result) for found in asked for result in found)
                return next((code for code in doubts if code is not None), NOT_MEASURED)
        return NOT_MEASURED

    def _outcome(self, control: ChecklistControl, failing: list[Result], metrics: dict[Target, Measured]) -> Outcome:
        """Pass, fail, or an exception."""
        records = [record for record in self._exceptions if record.control == control.id]
        excused = sum(record.affected for record in records)
        short = max(
            (shortfall(measured) for target, measured in metrics.items() if target.shortfall_needs_exception), default=0
        )
        missed = [measured for target, measured in metrics.items() if not on_target(measured, target)]
        if not failing and not missed:
            return Outcome.PASS if short <= excused else Outcome.FAIL
        lacking = max([short, *(shortfall(measured) for measured in missed)])
        if not records or not control.exceptions_allowed or lacking > excused or not self._covered(failing, records):
            return Outcome.FAIL
        return Outcome.EXCEPTION

    def _covered(self, failing: list[Result], records: list[MappedException]) -> bool:
        """Whether the records excuse every failing unit; one that names its checks excuses only those."""
        open_units = {_unit(number, result): result for number, result in enumerate(failing)}
        for record in sorted(records, key=lambda record: not record.checks):
            named = {id(result) for checks in record.checks for result in self._all_of(checks)}
            able = [unit for unit, result in open_units.items() if not record.checks or id(result) in named]
            for unit in able[: record.affected]:
                del open_units[unit]
        return not open_units


def _unit(number: int, result: Result) -> object:
    return (result.checks, number if result.unit is None else result.unit)


def _parts(mapped: MappedControl | MappedMetric) -> Iterator[MappedChecks | MappedNumbers]:
    """Everything that a control or a metric takes from the reports."""
    if isinstance(mapped, MappedMetric):
        yield from (part for part in (mapped.count, mapped.read) if part is not None)
    else:
        yield from mapped.checks
        for metric in mapped.metrics:
            yield from _parts(metric)


def _named(part: MappedChecks | MappedNumbers) -> list[tuple[str, str]]:
    """The source and the id of each check that is asked for."""
    ids = part.ids if isinstance(part, MappedChecks) else (part.id,)
    return [(str(part.source), str(check)) for check in ids]
