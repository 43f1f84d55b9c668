"""What the newest snapshot says about controls: the control set, the metrics, the statuses (format section 4.3).

Everything is compared exactly, with whole numbers; 9,499 of 10,000 is not 95 %.  A status may be worse than what was
measured, never better.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.attest.errors import CONTROL_SET_MISMATCH, GATE_FAILED, METRIC_MISMATCH, STATUS_INCONSISTENT, refusal
from trustgen.model.posture import Outcome

if TYPE_CHECKING:
    from collections.abc import Collection

    from trustgen.attest.checklist import Checklist, ChecklistControl, Target
    from trustgen.attest.statement import Measured, Result, Statement
    from trustgen.model.posture import Metric

_WHOLE = 10_000
"""A ratio's target is in basis points: so many of these."""

_MEASURED = frozenset({Outcome.PASS, Outcome.FAIL, Outcome.EXCEPTION})
"""The statuses of a control that was evaluated, for which every metric has to be there."""


def check_control_set(statement: Statement, checklist: Checklist, path: str) -> None:
    """Check that every control of the checklist is there once, and no other; raises `ControlSetMismatch`."""
    wanted = {control.id for control in checklist.controls}
    seen: set[str] = set()
    for index, result in enumerate(statement.results):
        route = f"predicate.controls[{index}].id"
        if result.id in seen:
            message = f"`{path}` holds the control `{result.id}` more than once; the checklist has it once."
            raise refusal(CONTROL_SET_MISMATCH, path, message, route=route)
        if result.id not in wanted:
            message = f"`{path}` holds the control `{result.id}`, which the checklist does not have."
            raise refusal(CONTROL_SET_MISMATCH, path, message, route=route)
        seen.add(result.id)
    for control in checklist.controls:
        if control.id not in seen:
            message = f"`{path}` lacks the control `{control.id}` of the checklist."
            raise refusal(CONTROL_SET_MISMATCH, path, message, route="predicate.controls")


def check_metrics(statement: Statement, checklist: Checklist, path: str) -> None:
    """Check that each control has exactly the checklist's metrics, as possible counts; raises `MetricMismatch`.

    A control that could not be evaluated, or does not apply, may leave metrics out.
    """
    controls = {control.id: control for control in checklist.controls}
    for index, result in enumerate(statement.results):
        route = f"predicate.controls[{index}].metrics"
        targets = {target.id: target for target in controls[result.id].metrics}
        known = {target.id for target in controls[result.id].metrics}
        for place, measured in enumerate(result.metrics):
            fault = _metric_fault(measured, targets.pop(measured.id, None), known)
            if fault is not None:
                message = f"`{path}`: the metric `{measured.id}` of `{result.id}` {fault}."
                raise refusal(METRIC_MISMATCH, path, message, route=f"{route}[{place}]")
        if targets and result.status in _MEASURED:
            message = f"`{path}`: the control `{result.id}` lacks its metric `{min(targets)}`."
            raise refusal(METRIC_MISMATCH, path, message, route=route)


def _metric_fault(measured: Measured, target: Target | None, known: Collection[str]) -> str | None:
    if target is None:
        return "is there more than once" if measured.id in known else "is not asked for by the checklist"
    if measured.kind != target.kind:
        found, wanted = "one quantity", "two counts"
        if target.kind != "ratio":
            found, wanted = wanted, found
        return f"is given as {found}, not as {wanted}"
    if measured.unit != target.unit:
        return f"counts `{measured.unit}`, not `{target.unit}`"
    if measured.numerator is None or measured.denominator is None:
        return None
    if measured.denominator == 0:
        return "has nothing to count: its denominator is 0 and has to be at least 1"
    if measured.numerator > measured.denominator:
        return f"counts {measured.numerator} of {measured.denominator}, more than there are"
    return None


def check_statuses(statement: Statement, checklist: Checklist, path: str) -> None:
    """Check that no status is better than what was measured, kept or allowed; raises `StatusInconsistent`.

    Whether an exception may be granted and is in force is checked with the exceptions.
    """
    controls = {control.id: control for control in checklist.controls}
    for index, result in enumerate(statement.results):
        excused = [record.affected for record in statement.exceptions if record.control == result.id]
        fault = _status_fault(result, controls[result.id], excused)
        if fault is not None:
            message = f"`{path}`: `{result.id}` is `{result.status.value}`, but {fault}."
            raise refusal(STATUS_INCONSISTENT, path, message, route=f"predicate.controls[{index}].status")


def _status_fault(result: Result, control: ChecklistControl, excused: list[int]) -> str | None:
    if result.status is Outcome.NOT_APPLICABLE:
        return None if control.not_applicable_allowed else "the checklist does not allow that for it"
    if result.status is Outcome.EXCEPTION and not excused:
        return "there is no exception for it"
    if result.status is Outcome.PASS and not result.evidence:
        return "no evidence was kept, and at least one item is wanted"
    if result.status not in (Outcome.PASS, Outcome.EXCEPTION):
        return None
    measured = {metric.id: metric for metric in result.metrics}
    for target in control.metrics:
        metric = measured[target.id]
        if result.status is Outcome.PASS and not on_target(metric, target):
            return f"its metric `{target.id}` is {_reached(metric)}; {_wanted(target)} is wanted"
        short = shortfall(metric) if target.shortfall_needs_exception else 0
        if short > sum(excused):
            return f"{short} `{target.unit}` are left out and only {sum(excused)} of them are excepted"
    return None


def on_target(metric: Measured | Metric, target: Target | Metric) -> bool:
    """Whether the metric reaches its target, in whole numbers."""
    if metric.value is not None:
        reached, wanted = metric.value, target.target
    else:
        reached, wanted = (metric.numerator or 0) * _WHOLE, target.target * (metric.denominator or 0)
    return reached >= wanted if target.op == "ge" else reached <= wanted


def _reached(metric: Measured) -> str:
    if metric.value is not None:
        return f"{metric.value} `{metric.unit}`"
    return f"{metric.numerator} of {metric.denominator} `{metric.unit}`"


def _wanted(target: Target) -> str:
    side = "at least" if target.op == "ge" else "at most"
    return f"{side} {target.target}" + (f" in {_WHOLE}" if target.kind == "ratio" else "")


def shortfall(metric: Measured) -> int:
    """How many units a ratio leaves out; none for a quantity."""
    return (metric.denominator or 0) - (metric.numerator or 0)


def check_gates(statement: Statement, stops: frozenset[Outcome], path: str) -> None:
    """Check that the policy lets every status through; raises `GateFailed`."""
    stopped = [result for result in statement.results if result.status in stops]
    if stopped:
        first = stopped[0]
        more = f", and {len(stopped) - 1} more like it" if len(stopped) > 1 else ""
        message = f"`{path}`: `{first.id}` is `{first.status.value}`{more}, at which the trust policy stops the build."
        route = f"predicate.controls[{statement.results.index(first)}].status"
        raise refusal(GATE_FAILED, path, message, route=route)
