"""From a statement to the model that pages are made from."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from trustgen.model.posture import ControlResult, Metric, Outcome, PostureSnapshot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trustgen.attest.checklist import Checklist, Target
    from trustgen.attest.statement import Result, Statement

_BEST_FIRST = (Outcome.PASS, Outcome.NOT_APPLICABLE, Outcome.EXCEPTION, Outcome.ERROR, Outcome.FAIL)


def to_posture(statement: Statement, checklist: Checklist) -> PostureSnapshot:
    """The snapshot with its metrics beside their targets.

    Metrics that this checklist does not know by kind and unit are left out, because what they had to reach is not
    known; that happens only to earlier snapshots, of an earlier checklist.
    """
    same = statement.checklist.sha256 == checklist.sha256
    targets = {control.id: control.metrics for control in checklist.controls} if same else {}
    return PostureSnapshot(
        environment=statement.environment,
        sequence=statement.sequence,
        sha256=statement.sha256,
        previous_sequence=statement.previous_sequence,
        previous_sha256=statement.previous_sha256,
        checklist_id=statement.checklist.id,
        checklist_version=statement.checklist.version,
        checklist_sha256=statement.checklist.sha256,
        scanner=statement.scanner,
        started_at=statement.started_at,
        finished_at=statement.finished_at,
        expires_at=statement.expires_at,
        git_commit=statement.git_commit,
        results=MappingProxyType(
            {result.id: _result(result, targets.get(result.id, ())) for result in _each_once(statement.results)},
        ),
        exceptions=statement.exceptions,
    )


def _each_once(results: tuple[Result, ...]) -> Iterable[Result]:
    """Every control once, by the worst that is said of it.

    The newest snapshot is refused if it names a control twice; an earlier one was only signed.
    """
    kept: dict[str, Result] = {}
    for result in results:
        other = kept.get(result.id)
        if other is None or _BEST_FIRST.index(result.status) > _BEST_FIRST.index(other.status):
            kept[result.id] = result
    return kept.values()


def _result(result: Result, targets: tuple[Target, ...]) -> ControlResult:
    return ControlResult(
        id=result.id,
        outcome=result.status,
        checked_at=result.checked_at,
        error_code=result.error_code,
        evidence=result.evidence,
        metrics=tuple(metric for target in targets for metric in _metrics(result, target)) if targets else (),
    )


def _metrics(result: Result, target: Target) -> Iterator[Metric]:
    for measured in result.metrics:
        if (measured.id, measured.kind, measured.unit) == (target.id, target.kind, target.unit):
            yield Metric(
                id=measured.id,
                kind=measured.kind,
                unit=measured.unit,
                numerator=measured.numerator,
                denominator=measured.denominator,
                value=measured.value,
                op=target.op,
                target=target.target,
            )
