"""The signed statement as values: what a scanner said, in the right form and not yet judged.

`statementform` reads one from verified bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import datetime

    from trustgen.attest.policy import ChecklistPin
    from trustgen.model.posture import EvidenceItem, ExceptionRecord, Outcome, Scanner


class Measured(Struct, frozen=True, kw_only=True):
    """A metric as it was signed: two counts, or one quantity."""

    id: str
    unit: str
    numerator: int | None = None
    denominator: int | None = None
    value: int | None = None

    @property
    def kind(self) -> str:
        """`ratio` or `quantity`."""
        return "ratio" if self.value is None else "quantity"


class Result(Struct, frozen=True, kw_only=True):
    """One control as it was signed."""

    id: str
    status: Outcome
    checked_at: datetime
    evidence: tuple[EvidenceItem, ...]
    metrics: tuple[Measured, ...]
    error_code: str | None


class Statement(Struct, frozen=True, kw_only=True):
    """A statement of the right form."""

    sha256: str
    """Of the payload."""
    subject_name: str
    subject_sha256: str
    environment: str
    sequence: int
    previous_sequence: int | None
    previous_sha256: str | None
    """Of the payload of the snapshot before; both are `None` at sequence 1 and only there."""
    checklist: ChecklistPin
    scanner: Scanner
    started_at: datetime
    finished_at: datetime
    expires_at: datetime
    git_commit: str | None
    results: tuple[Result, ...]
    exceptions: tuple[ExceptionRecord, ...]
