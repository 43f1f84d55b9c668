"""The signed statement as values: what a scanner said, in the right form and not yet judged.

`statementform` reads one from verified bytes.  Controls, exceptions and what they hold have their names and their order
from the format: they are decoded as they stand.
"""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - the reader of statements asks for the types
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta, Struct

from trustgen.attest.format import MAX_INTEGER
from trustgen.model.posture import EvidenceItem, ExceptionRecord, Outcome  # noqa: TC001 - the same

if TYPE_CHECKING:
    from trustgen.attest.policy import ChecklistPin
    from trustgen.model.posture import Scanner


Count = Annotated[int, Meta(ge=0, le=MAX_INTEGER)]


class Measured(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A metric as it was signed: two counts, or one quantity."""

    id: str
    unit: str
    numerator: Count | None = None
    denominator: Count | None = None
    value: Count | None = None

    @property
    def kind(self) -> str:
        """`ratio` or `quantity`."""
        return "ratio" if self.value is None else "quantity"


class Result(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """One control as it was signed."""

    id: str
    status: Outcome
    checked_at: datetime
    evidence: Annotated[tuple[EvidenceItem, ...], Meta(max_length=64)]
    metrics: Annotated[tuple[Measured, ...], Meta(max_length=16)]
    error_code: str | None = None


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
