"""The trust center: the record joined with the verified evidence.  This is what templates see.

References are objects here, never ids to look up.  Every value was made by `resolve` and is never changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from trustgen.model.architecture import Line
    from trustgen.model.assurances import Assurances
    from trustgen.model.content import Content
    from trustgen.model.controls import Control, Criterion, Family, Framework
    from trustgen.model.documents import Answer, Document
    from trustgen.model.posture import ExceptionRecord, Metric, Outcome
    from trustgen.model.site import Site
    from trustgen.source import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A trusted key whose signature counted."""

    name: str
    algorithm: str
    keyid: str
    """Lower-case hexadecimal SHA-256 of the public key's SPKI DER."""
    not_before: datetime
    not_after: datetime
    """The time in which it may sign; both ends are inside."""
    bundle: str
    """The name of the published bundle with its signature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the pages say about the snapshot that they show.  All of it comes from verified bytes."""

    environment: str
    sequence: int
    sha256: str
    """SHA-256 of the signed payload."""
    started_at: datetime
    scanned_at: datetime
    """When the scan ended; the time that the pages show."""
    valid_until: datetime
    """The earlier of the signer's own end and the policy's maximum age."""
    predicate_type: str
    scanner: str
    scanner_version: str
    checklist_id: str
    checklist_version: str
    checklist_sha256: str
    policy_sha256: str
    signers: tuple[Signer, ...]
    threshold: int
    snapshots: int
    """How many snapshots are on record, this one included."""
    demonstration: bool
    """Whether the status is a demonstration: signed with a key that everybody has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedControl:
    """A control with its outcome in the snapshot."""

    control: Control
    family: Family
    outcome: Outcome
    checked_at: datetime | None
    """`None` when the checklist does not have the control: it is not scanned."""
    exceptions: tuple[ExceptionRecord, ...]
    metrics: tuple[Metric, ...]
    error_code: str | None
    lines: tuple[Line, ...]
    """The architecture lines that cite it."""
    answers: tuple[Answer, ...]
    """The pre-answers that cite it."""
    criteria: tuple[tuple[Framework, Criterion], ...]
    """The framework criteria that it is mapped to."""

    @property
    def until(self) -> datetime | None:
        """When the first exception ends, for an outcome of exception."""
        return min((record.expires_at for record in self.exceptions), default=None)

    @property
    def page(self) -> str:
        """The path of the control's page on the site."""
        return f"controls/{self.control.id.lower()}.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedFamily:
    """A control family with its controls, in the order of their ids."""

    family: Family
    controls: tuple[GradedControl, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedLine:
    """An architecture line with the outcomes of its controls; no controls means stated, not scanned."""

    line: Line
    controls: tuple[GradedControl, ...]

    @property
    def scanned(self) -> bool:
        """Whether at least one scanned control backs the line."""
        return any(control.checked_at is not None for control in self.controls)


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedAnswer:
    """A pre-answer with the outcomes of the controls that back it."""

    answer: Answer
    controls: tuple[GradedControl, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedCriterion:
    """A framework criterion with the controls that bear on it."""

    criterion: Criterion
    controls: tuple[GradedControl, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedFramework:
    """A framework in mapping standing."""

    framework: Framework
    criteria: tuple[MappedCriterion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of the record the snapshot speaks for."""

    lines: int
    lines_scanned: int
    controls: int
    outcomes: Mapping[Outcome, int]
    """How many controls have each outcome; every outcome is a key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuEntry:
    """A page that the site's frame links to."""

    label: Text
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustCenter:
    """Everything that pages, the whitepaper and rules are made from."""

    content: Content
    evidence: Evidence
    as_of: datetime
    """The one clock.  Pages show it only when `fixed_clock` says that it was given by hand."""
    fixed_clock: bool
    lines: tuple[GradedLine, ...]
    families: tuple[GradedFamily, ...]
    controls: Mapping[str, GradedControl]
    frameworks: tuple[MappedFramework, ...]
    answers: tuple[GradedAnswer, ...]
    documents: tuple[Document, ...]
    coverage: Coverage
    scheme_names: Mapping[str, str]
    """The reader's name of every scheme that the assurances mention."""

    @property
    def site(self) -> Site:
        """The settings of the site."""
        return self.content.site

    @property
    def assurances(self) -> Assurances:
        """What third parties say, and what they do not."""
        return self.content.assurances

    @property
    def exception_days(self) -> tuple[date, ...]:
        """The days on which the exceptions that the pages show end, each once."""
        return tuple(sorted({control.until.date() for control in self.controls.values() if control.until is not None}))

    @property
    def today(self) -> date:
        """The day of the one clock."""
        return self.as_of.date()
