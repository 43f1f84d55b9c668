"""The times of the newest snapshot, in themselves and against the clock; and the clock itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.attest.errors import (
    CLOCK_ERROR,
    FUTURE_DATED,
    STALE_SNAPSHOT,
    TIME_INCONSISTENT,
    SnapshotError,
    refusal,
)
from trustgen.attest.quoting import written

if TYPE_CHECKING:
    from datetime import datetime

    from trustgen.attest.policy import Policy
    from trustgen.attest.statement import Statement


def check_times(statement: Statement, policy: Policy, path: str) -> None:
    """Check that the scan's times fit each other and the policy; raises `TimeInconsistent`."""
    start, end = statement.started_at, statement.finished_at
    if end < start:
        message = f"the scan ends at {written(end)}, before it starts at {written(start)}"
        raise _inconsistent(path, "predicate.scan", message)
    if end - start > policy.max_scan:
        allowed = int(policy.max_scan.total_seconds())
        took = int((end - start).total_seconds())
        message = f"the scan took {took} seconds; the trust policy allows {allowed}"
        raise _inconsistent(path, "predicate.scan", message)
    if statement.expires_at <= end:
        message = f"it expires at {written(statement.expires_at)}, not after its scan, which ended at {written(end)}"
        raise _inconsistent(path, "predicate.expiresAt", message)
    span = f" from {written(start)} to {written(end)}"
    for index, result in enumerate(statement.results):
        if not start <= result.checked_at <= end:
            message = f"`{result.id}` was checked at {written(result.checked_at)}, outside the scan{span}"
            raise _inconsistent(path, f"predicate.controls[{index}].checkedAt", message)


def _inconsistent(path: str, route: str, message: str) -> SnapshotError:
    return refusal(TIME_INCONSISTENT, path, f"`{path}`: {message}.", route=route)


def check_fresh(statement: Statement, policy: Policy, now: datetime, path: str) -> None:
    """Check the age against the clock; raises `FutureDated` or `StaleSnapshot`.

    The maximum age is inside, the signer's own end is outside (format section 6).
    """
    end = statement.finished_at
    if end - now > policy.clock_skew:
        allowed = int(policy.clock_skew.total_seconds())
        message = f"`{path}`: the scan ended at {written(end)}, more than {allowed} seconds after now, {written(now)}."
        raise refusal(FUTURE_DATED, path, message, route="predicate.scan.finishedAt")
    if now - end > policy.max_age:
        allowed = int(policy.max_age.total_seconds())
        message = f"`{path}`: the scan ended at {written(end)}, more than {allowed} seconds before {written(now)}."
        raise refusal(STALE_SNAPSHOT, path, message, route="predicate.scan.finishedAt")
    if now >= statement.expires_at:
        message = f"`{path}` expired at {written(statement.expires_at)}; it is {written(now)}."
        raise refusal(STALE_SNAPSHOT, path, message, route="predicate.expiresAt")


def valid_until(statement: Statement, policy: Policy) -> datetime:
    """When the snapshot stops being accepted: its signer's end, the policy's maximum age, or an exception's end.

    Whichever comes first.  From then on a build with the same snapshot is refused, and its pages say so themselves.
    """
    # The shorter span first, because a time far away and the policy's age may add up to no date.
    span = min(statement.expires_at - statement.finished_at, policy.max_age)
    return min([statement.finished_at + span, *(record.expires_at for record in statement.exceptions)])


def moved(as_of: datetime, clock: datetime | None, policy: Policy) -> bool:
    """Whether a time is another one than the machine's clock says, by more than the skew.

    There is a `clock` beside it only where the time was given by hand.
    """
    return clock is not None and abs(as_of - clock) > policy.clock_skew


def check_clock(as_of: datetime, clock: datetime | None, policy: Policy) -> None:
    """Check that a time that was given by hand may stand in for the machine's clock; raises `ClockError`."""
    if clock is not None and moved(as_of, clock, policy):
        allowed = int(policy.clock_skew.total_seconds())
        message = (
            f"The time given is {written(as_of)}, but this machine's clock says {written(clock)}; the trust policy "
            f"allows {allowed} seconds between them."
        )
        hint = "Leave `--as-of` out, look with `check`, or `build` with `--allow-as-of`: the pages then say so."
        raise refusal(CLOCK_ERROR, "--as-of", message, help=hint)
