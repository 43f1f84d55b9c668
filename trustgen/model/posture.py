"""A posture snapshot as it was signed: outcomes, metrics, exceptions, times.

Values only: nothing here parses JSON, verifies a signature or decides what is fresh.
"""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - the reader of statements asks for the types
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

WHOLE = 10_000
"""Basis points of the whole."""


class Outcome(StrEnum):
    """The outcome of one control.  All but the last are statuses of a signed snapshot."""

    PASS = "pass"  # noqa: S105 - an outcome, not a password
    FAIL = "fail"
    EXCEPTION = "exception"
    """Not met, and covered by a live, time-bounded record."""
    ERROR = "error"
    """Could not be evaluated; never shown as a pass."""
    NOT_APPLICABLE = "not-applicable"
    NOT_SCANNED = "not-scanned"
    """The checklist does not have the control; no snapshot ever says this."""


class Metric(Struct, frozen=True, kw_only=True):
    """One measurement of a control, with the checklist's target."""

    id: str
    kind: str
    """`ratio` or `quantity`."""
    unit: str
    """What is counted, such as `workloads` or `days`."""
    numerator: int | None
    denominator: int | None
    value: int | None
    """For a quantity."""
    op: str
    """`ge` or `le`: on which side of the target it has to be."""
    target: int
    """Basis points for a ratio, whole units for a quantity."""

    @property
    def on_target(self) -> bool:
        """Whether it reaches the target, in whole numbers: 9,499 of 10,000 is not 95 %."""
        if self.value is not None:
            reached, wanted = self.value, self.target
        else:
            reached, wanted = (self.numerator or 0) * WHOLE, self.target * (self.denominator or 0)
        if not self.denominator and self.value is None:
            return False
        return reached >= wanted if self.op == "ge" else reached <= wanted


class Digest(Struct, frozen=True):
    """A digest as a statement writes it."""

    sha256: str


class EvidenceItem(Struct, frozen=True, kw_only=True):
    """A digest of a salted evidence record; never its content."""

    name: str
    digest: Digest


class ExceptionRecord(Struct, frozen=True, kw_only=True, rename="camel"):
    """A deviation that was approved for a time."""

    id: str
    control: str
    reason: str
    affected: int
    granted_at: datetime
    expires_at: datetime
    approved_by: str
    """A role, never a person."""
    record: Digest


class ControlResult(Struct, frozen=True, kw_only=True):
    """One control in one snapshot."""

    id: str
    outcome: Outcome
    checked_at: datetime
    error_code: str | None
    evidence: tuple[EvidenceItem, ...]
    metrics: tuple[Metric, ...]


class Scanner(Struct, frozen=True, kw_only=True):
    """The program that made the snapshot."""

    id: str
    version: str
    image_sha256: str


class PostureSnapshot(Struct, frozen=True, kw_only=True):
    """One signed run of the checklist."""

    environment: str
    sequence: int
    sha256: str
    """SHA-256 of the signed payload bytes."""
    previous_sequence: int | None
    previous_sha256: str | None
    checklist_id: str
    checklist_version: str
    checklist_sha256: str
    scanner: Scanner
    started_at: datetime
    finished_at: datetime
    expires_at: datetime
    git_commit: str | None
    results: Mapping[str, ControlResult]
    exceptions: tuple[ExceptionRecord, ...]
