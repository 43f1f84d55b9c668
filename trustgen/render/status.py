"""What the pages show, for machines: `posture/status.json`, made from the same trust center as the pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from trustgen.artifact import Artifact
from trustgen.render.filters import iso

if TYPE_CHECKING:
    from trustgen.model.center import GradedControl, TrustCenter

STATUS = "posture/status.json"


def status_file(center: TrustCenter) -> Artifact:
    """The snapshot's times and digests, the count of every outcome, and every control with its outcome.

    A control that no snapshot speaks for is there too, as `not-scanned`; an exception has the time at which it ends.
    """
    evidence = center.evidence
    record = {
        "statusVersion": 1,
        "environment": evidence.environment,
        "demonstration": evidence.demonstration,
        "sequence": evidence.sequence,
        "sha256": evidence.sha256,
        "scannedAt": iso(evidence.scanned_at),
        "validUntil": iso(evidence.valid_until),
        "checklist": {
            "id": evidence.checklist_id,
            "version": evidence.checklist_version,
            "sha256": evidence.checklist_sha256,
        },
        "lines": {"total": center.coverage.lines, "scanned": center.coverage.lines_scanned},
        "outcomes": {outcome.value: count for outcome, count in center.coverage.outcomes.items()},
        "controls": [_control(control) for family in center.families for control in family.controls],
    }
    data = json.dumps(record, indent=1, ensure_ascii=False).encode() + b"\n"
    return Artifact(path=STATUS, media="application/json", data=data)


def _control(graded: GradedControl) -> dict[str, Any]:
    row: dict[str, Any] = {"id": str(graded.control.id), "outcome": graded.outcome.value}
    if graded.checked_at is not None:
        row["checkedAt"] = iso(graded.checked_at)
    if graded.error_code is not None:
        row["errorCode"] = graded.error_code
    if graded.exceptions:
        row["exceptions"] = [{"id": item.id, "expiresAt": iso(item.expires_at)} for item in graded.exceptions]
    return row
