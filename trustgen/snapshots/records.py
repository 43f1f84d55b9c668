"""A verified snapshot as a record for a program, and its measurements in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trustgen.attest.graded import on_target
from trustgen.snapshots.columns import utc
from trustgen.snapshots.told import signer_record, signers

if TYPE_CHECKING:
    from datetime import datetime

    from trustgen.model.posture import ControlResult, ExceptionRecord, Metric
    from trustgen.snapshots.chosen import Chosen

_WHOLE = 10_000
"""A ratio's target is in basis points: so many of these."""


def titles(chosen: Chosen) -> dict[str, str]:
    """The title of each control in the checklist that the snapshot was graded against; none where that is not known."""
    controls = chosen.checklist.controls if chosen.checklist is not None else ()
    return {control.id: control.title for control in controls}


def snapshot_record(chosen: Chosen) -> dict[str, Any]:
    """Everything that the snapshot says, and who signed it."""
    posture, named = chosen.posture, titles(chosen)
    previous = {"sequence": posture.previous_sequence, "sha256": posture.previous_sha256}
    return {
        "environment": posture.environment,
        "sequence": posture.sequence,
        "sha256": posture.sha256,
        "previous": previous if posture.previous_sequence is not None else None,
        "standing": chosen.standing,
        "demonstration": chosen.policy.demonstration,
        "files": [file.path for file in chosen.snapshot.files],
        "signers": [signer_record(signer) for signer in signers(chosen.snapshot, chosen.policy)],
        "startedAt": utc(posture.started_at),
        "finishedAt": utc(posture.finished_at),
        "expiresAt": utc(posture.expires_at),
        "validUntil": utc(chosen.valid_until) if chosen.valid_until is not None else None,
        "checklist": {
            "id": posture.checklist_id,
            "version": posture.checklist_version,
            "sha256": posture.checklist_sha256,
        },
        "scanner": {
            "id": posture.scanner.id,
            "version": posture.scanner.version,
            "imageSha256": posture.scanner.image_sha256,
        },
        "gitCommit": posture.git_commit,
        "controls": [_control(result, named.get(result.id)) for result in posture.results.values()],
        "exceptions": [exception_record(record, chosen.as_of) for record in posture.exceptions],
    }


def _control(result: ControlResult, title: str | None) -> dict[str, Any]:
    return {
        "id": result.id,
        "title": title,
        "outcome": result.outcome.value,
        "errorCode": result.error_code,
        "checkedAt": utc(result.checked_at),
        "evidence": [{"name": item.name, "sha256": item.digest.sha256} for item in result.evidence],
        "metrics": [metric_record(metric) for metric in result.metrics],
    }


def metric_record(metric: Metric) -> dict[str, Any]:
    """A measurement beside its target."""
    counts = {"numerator": metric.numerator, "denominator": metric.denominator}
    return {
        "id": metric.id,
        "kind": metric.kind,
        "unit": metric.unit,
        **(counts if metric.kind == "ratio" else {"value": metric.value}),
        "op": metric.op,
        "target": metric.target,
        "met": met(metric),
    }


def exception_record(record: ExceptionRecord, now: datetime) -> dict[str, Any]:
    """An exception, with the time that it has left."""
    return {
        "id": record.id,
        "control": record.control,
        "reason": record.reason,
        "approvedBy": record.approved_by,
        "affected": record.affected,
        "grantedAt": utc(record.granted_at),
        "expiresAt": utc(record.expires_at),
        "secondsLeft": max(0, int((record.expires_at - now).total_seconds())),
        "recordSha256": record.record.sha256,
    }


def met(metric: Metric) -> bool:
    """Whether the measurement reaches its target, in whole numbers."""
    return on_target(metric, metric)


def measured(metric: Metric) -> str:
    """A measurement in words; a percentage is cut, never rounded up to a target."""
    if metric.value is not None:
        return f"{metric.value:,} {metric.unit}"
    share = basis_points((metric.numerator or 0) * _WHOLE // (metric.denominator or 1))
    return f"{metric.numerator:,} of {metric.denominator:,} {metric.unit} ({share})"


def wanted(metric: Metric) -> str:
    """A target in words."""
    side = "at least" if metric.op == "ge" else "at most"
    amount = f"{metric.target:,} {metric.unit}" if metric.value is not None else basis_points(metric.target)
    return f"{side} {amount}"


def basis_points(number: int) -> str:
    """Basis points as a percentage, without zeros at the end."""
    whole, rest = divmod(number, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") + " %"
