"""The statement of a scan, and the salted records of its reports (format sections 4.2 and 4.3).

A digest of a small fact gives the fact away; so what is signed is the digest of a record that holds 256 random bits
beside the digests of the reports.  The records go to the ledger, and to an auditor who asks.
"""

from __future__ import annotations

import json
import secrets
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from trustgen.attest.format import PREDICATE_TYPE, STATEMENT_TYPE
from trustgen.attest.quoting import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trustgen.attest.checklist import Checklist
    from trustgen.attest.policy import Policy
    from trustgen.attest.statement import Measured
    from trustgen.attest.unsigned import Next
    from trustgen.model.scanmap import MappedException
    from trustgen.scans.formats import Report
    from trustgen.scans.grade import Grade, Window

SALT_BYTES = 32


class Facts(Struct, frozen=True, kw_only=True):
    """What a statement says besides its results."""

    policy: Policy
    checklist: Checklist
    number: Next
    window: Window
    expires_at: datetime
    scanner_version: str
    scanner_image: str
    git_commit: str | None


def record(*, source: str, form: str, reports: Sequence[Report], facts: Facts, map_sha256: str) -> bytes:
    """The evidence record of one source: one line of JSON, whose SHA-256 is signed."""
    value = {
        "recordVersion": 1,
        "salt": secrets.token_hex(SALT_BYTES),
        "environment": facts.policy.environment,
        "sequence": facts.number.sequence,
        "source": source,
        "format": form,
        "mapSha256": map_sha256,
        "reports": [{"sha256": report.sha256, "bytes": len(report.data)} for report in reports],
    }
    return json.dumps(value, separators=(",", ":")).encode("ascii")


def statement(
    facts: Facts,
    grades: Mapping[str, Grade],
    records: Mapping[str, bytes],
    exceptions: Iterable[MappedException],
) -> bytes:
    """The bytes to sign: compact JSON in ASCII."""
    checklist, number, window = facts.checklist, facts.number, facts.window
    pin = {"id": checklist.id, "version": checklist.version, "digest": {"sha256": checklist.sha256}}
    previous = {"sequence": number.sequence - 1, "digest": {"sha256": number.previous_sha256}}
    digests = {source: sha256(line).hexdigest() for source, line in records.items()}
    predicate: dict[str, Any] = {
        "environment": facts.policy.environment,
        "sequence": number.sequence,
        "previous": previous if number.previous_sha256 is not None else None,
        "checklist": pin,
        "scanner": {
            "id": facts.policy.scanner_id,
            "version": facts.scanner_version,
            "imageDigest": {"sha256": facts.scanner_image},
        },
        "scan": {"startedAt": written(window.start), "finishedAt": written(window.end)},
        "expiresAt": written(facts.expires_at),
        "controls": [_control(name, grade, digests) for name, grade in grades.items()],
        "exceptions": [_exception(item) for item in exceptions],
    }
    if facts.git_commit is not None:
        predicate["deployment"] = {"gitCommit": facts.git_commit}
    whole = {
        "_type": STATEMENT_TYPE,
        "subject": [{"name": f"{checklist.id}@{checklist.version}", "digest": {"sha256": checklist.sha256}}],
        "predicateType": PREDICATE_TYPE,
        "predicate": predicate,
    }
    return json.dumps(whole, separators=(",", ":")).encode("ascii")


def _control(name: str, grade: Grade, digests: Mapping[str, str]) -> dict[str, Any]:
    made = {
        "id": name,
        "status": grade.outcome.value,
        "checkedAt": written(grade.checked_at),
        "evidence": [{"name": source, "digest": {"sha256": digests[source]}} for source in grade.sources],
        "metrics": [_metric(metric) for metric in grade.metrics],
    }
    return made | ({"errorCode": grade.code} if grade.code is not None else {})


def _metric(metric: Measured) -> dict[str, Any]:
    named = {"id": metric.id, "unit": metric.unit}
    if metric.value is not None:
        return named | {"value": metric.value}
    return named | {"numerator": metric.numerator, "denominator": metric.denominator}


def _exception(item: MappedException) -> dict[str, Any]:
    return {
        "id": str(item.id),
        "control": str(item.control),
        "reason": str(item.reason),
        "affected": item.affected,
        "grantedAt": str(item.granted),
        "expiresAt": str(item.expires),
        "approvedBy": str(item.approved_by),
        "record": {"sha256": str(item.record)},
    }


def live(exceptions: Iterable[MappedException], at: datetime) -> tuple[MappedException, ...]:
    """The exceptions in force at a time: the start is inside, the end is not."""
    return tuple(
        item for item in exceptions if datetime.fromisoformat(item.granted) <= at < datetime.fromisoformat(item.expires)
    )
