"""What a demonstration snapshot says: one statement that satisfies any checklist and shows every status honestly.

A demonstration in which everything passes would teach nothing.  So one control fails, one is excepted and one does not
apply, wherever the checklist and the policy's gates let it be shown; the rest pass.  In a history of demonstrations the
days before differ by a plot of their own (`demohistory`).  All digests are derived from constants: there is no evidence
behind them, and every page that shows a demonstration says so.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from trustgen.attest.demohistory import before
from trustgen.attest.format import PREDICATE_TYPE, STATEMENT_TYPE
from trustgen.attest.quoting import written
from trustgen.model.posture import Outcome

if TYPE_CHECKING:
    from trustgen.attest.checklist import Checklist, ChecklistControl, Target
    from trustgen.attest.policy import Policy

_SCAN = timedelta(seconds=30)
_EXCEPTION = timedelta(days=60)
_GRANTED_BEFORE = timedelta(days=14)
_COUNTED = 200
"""How many units a demonstrated ratio counts."""


def demonstration(
    policy: Policy,
    checklist: Checklist,
    *,
    sequence: int,
    previous_sha256: str | None,
    now: datetime,
    age: int = 0,
) -> dict[str, Any]:
    """The statement of a scan that ended now, in whole seconds; `age` is how many days it is before the newest.

    Without a snapshot before, a sequence above 1 links to a digest that stands for the beginning.  May raise
    `OverflowError` near the ends of the calendar.
    """
    end = now.replace(microsecond=0)
    start = end - min(_SCAN, policy.max_scan)
    statuses = before(age, _statuses(policy, checklist), checklist, policy.stops)
    exceptions = _exceptions(policy, checklist, statuses, end, age)
    expires = min([end + policy.max_age, *(datetime.fromisoformat(item["expiresAt"]) for item in exceptions)])
    pin = {"id": checklist.id, "version": checklist.version, "digest": {"sha256": checklist.sha256}}
    previous = {"sequence": sequence - 1, "digest": {"sha256": previous_sha256 or _digest("beginning")}}
    return {
        "_type": STATEMENT_TYPE,
        "subject": [{"name": f"{checklist.id}@{checklist.version}", "digest": {"sha256": checklist.sha256}}],
        "predicateType": PREDICATE_TYPE,
        "predicate": {
            "environment": policy.environment,
            "sequence": sequence,
            "previous": previous if sequence > 1 else None,
            "checklist": pin,
            "scanner": {
                "id": policy.scanner_id,
                "version": "demonstration",
                "imageDigest": {"sha256": _digest("scanner image")},
            },
            "scan": {"startedAt": written(start), "finishedAt": written(end)},
            "expiresAt": written(expires),
            "controls": [
                _control(control, statuses[control.id], start, sequence, age) for control in checklist.controls
            ],
            "exceptions": exceptions,
        },
    }


def _digest(*parts: str | int) -> str:
    return sha256("/".join(("trustgen demonstration", *map(str, parts))).encode()).hexdigest()


def _statuses(policy: Policy, checklist: Checklist) -> dict[str, Outcome]:
    """A status for each control: one of each kind that can be shown, and a pass for the rest."""
    statuses = {control.id: Outcome.PASS for control in checklist.controls}
    wanted = (
        (Outcome.NOT_APPLICABLE, [item for item in checklist.controls if item.not_applicable_allowed]),
        (Outcome.EXCEPTION, [item for item in checklist.controls if item.exceptions_allowed and not item.metrics]),
        (Outcome.FAIL, [item for item in checklist.controls if not item.metrics]),
    )
    for outcome, able in wanted:
        free = [control.id for control in able if statuses[control.id] is Outcome.PASS]
        passing = sum(status is Outcome.PASS for status in statuses.values())
        if free and passing > 1 and outcome not in policy.stops:
            # The last one that can: the first controls of a checklist are the ones that everybody looks at.
            statuses[free[-1]] = outcome
    return statuses


def _control(control: ChecklistControl, status: Outcome, at: datetime, sequence: int, age: int) -> dict[str, Any]:
    name = "demonstration-record"
    evidence = [{"name": name, "digest": {"sha256": _digest("evidence", control.id, sequence)}}]
    if status is Outcome.ERROR:
        return {
            "id": control.id,
            "status": status.value,
            "errorCode": "timeout",
            "checkedAt": written(at),
            "evidence": [],
            "metrics": [],
        }
    applies = status is not Outcome.NOT_APPLICABLE
    return {
        "id": control.id,
        "status": status.value,
        "checkedAt": written(at),
        "evidence": evidence if applies else [],
        "metrics": [_metric(target, control, status, age) for target in control.metrics] if applies else [],
    }


def _metric(target: Target, control: ChecklistControl, status: Outcome, age: int) -> dict[str, Any]:
    named = {"id": target.id, "unit": target.unit}
    missed = status is Outcome.FAIL
    if target.kind == "quantity":
        step = 1 if missed else 0
        return named | {"value": max(target.target - step, 0) if target.op == "ge" else target.target // 2 + step}
    left_out = _left_out(target, control, age)
    if missed and target.op == "ge":
        left_out = min(_allowed(target) + 2 + age % 3, _COUNTED)
    return named | {"numerator": _COUNTED - left_out, "denominator": _COUNTED}


def _allowed(target: Target) -> int:
    """How many units a ratio may leave out."""
    return _COUNTED * (10_000 - target.target) // 10_000


def _left_out(target: Target, control: ChecklistControl, age: int) -> int:
    """How many units a ratio leaves out: some where exceptions can cover them, else none or all."""
    if target.op == "le":
        return _COUNTED
    if target.shortfall_needs_exception and control.exceptions_allowed:
        return min(_allowed(target) // 2 + age // 3, _allowed(target))
    return 0


def _exceptions(
    policy: Policy,
    checklist: Checklist,
    statuses: dict[str, Outcome],
    end: datetime,
    age: int,
) -> list[dict[str, Any]]:
    """A live record for every control that needs one."""
    granted = end - min(_GRANTED_BEFORE, policy.max_exception / 4)
    expires = granted + min(_EXCEPTION, policy.max_exception)
    records: list[dict[str, Any]] = []
    for control in checklist.controls:
        short = sum(_left_out(target, control, age) for target in control.metrics if target.shortfall_needs_exception)
        if statuses[control.id] is Outcome.EXCEPTION or short:
            records.append(
                {
                    "id": f"EXC-{granted.year:04d}-{len(records) + 1:03d}",
                    "control": control.id,
                    "reason": "demonstration",
                    "affected": short or 1,
                    "grantedAt": written(granted),
                    "expiresAt": written(expires),
                    "approvedBy": "demonstration",
                    "record": {"sha256": _digest("approval", control.id)},
                },
            )
    return records
