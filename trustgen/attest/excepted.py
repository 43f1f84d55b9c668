"""The exceptions of the newest snapshot: allowed, in force, and with a near end (format section 4.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.attest.errors import EXCEPTION_VIOLATION, refusal
from trustgen.attest.quoting import written

if TYPE_CHECKING:
    from datetime import datetime

    from trustgen.attest.checklist import Checklist, ChecklistControl
    from trustgen.attest.policy import Policy
    from trustgen.attest.statement import Statement
    from trustgen.model.posture import ExceptionRecord


def check_exceptions(statement: Statement, checklist: Checklist, policy: Policy, now: datetime, path: str) -> None:
    """Check every exception record; raises `ExceptionViolation`.

    A record has to be in force at the end of the scan and now; its end is outside.  So an exception that has run out
    stops the build until the next scan: no status is shown that nobody signed.
    """
    controls = {control.id: control for control in checklist.controls}
    seen: set[str] = set()
    for index, record in enumerate(statement.exceptions):
        if record.id in seen:
            fault: str | None = "is there more than once; each has an id of its own"
        else:
            fault = _fault(record, controls.get(record.control), statement.finished_at, policy, now)
        if fault is not None:
            message = f"`{path}`: the exception `{record.id}` {fault}."
            raise refusal(EXCEPTION_VIOLATION, path, message, route=f"predicate.exceptions[{index}]")
        seen.add(record.id)


def _fault(
    record: ExceptionRecord,
    control: ChecklistControl | None,
    scanned_at: datetime,
    policy: Policy,
    now: datetime,
) -> str | None:
    if control is None:
        return f"names the control `{record.control}`, which the checklist does not have"
    if not control.exceptions_allowed:
        return f"is for `{record.control}`, for which the checklist allows none"
    if record.expires_at - record.granted_at > policy.max_exception:
        term = f"from {written(record.granted_at)} to {written(record.expires_at)}"
        return f"lasts {term}, longer than the {policy.max_exception.days} days that the trust policy allows"
    if record.granted_at > scanned_at:
        return f"was granted at {written(record.granted_at)}, after the scan that ended at {written(scanned_at)}"
    if record.expires_at <= scanned_at:
        return f"ran out at {written(record.expires_at)}, not after the scan that ended at {written(scanned_at)}"
    if record.expires_at <= now:
        return f"ran out at {written(record.expires_at)}; it is {written(now)}"
    return None
