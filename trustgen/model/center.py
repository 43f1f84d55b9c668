"""The trust center: the record joined with the verified evidence.  This is what templates see.

References are objects here, never ids to look up.  Every value was made by `resolve` and is never changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from trustgen.model.posture import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from trustgen.model.architecture import Line
    from trustgen.model.assurances import Assurances
    from trustgen.model.content import Content
    from trustgen.model.controls import Control, Criterion, Family, Framework
    from trustgen.model.documents import Answer, Document
    from trustgen.model.history import ControlHistory, History
    from trustgen.model.posture import ExceptionRecord, Metric
    from trustgen.model.site import Site
    from trustgen.source import Text


class Signer(Struct, frozen=True, kw_only=True):
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


class Identity(Struct, frozen=True, kw_only=True):
    """A trusted identity whose keyless signature counted."""

    subject: str
    issuer: str
    root_sha256: str
    """SHA-256 of the file with the roots that its certificate and log entry lead to."""
    bundle: str
    """The name of the published file that holds certificate, log entry and signature."""


class Evidence(Struct, frozen=True, kw_only=True):
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
    identities: tuple[Identity, ...]
    """Who signed without a key, beside the keys; one of the two is not empty."""
    threshold: int
    snapshots: int
    """How many snapshots are on record, this one included."""
    demonstration: bool
    """Whether the status is a demonstration: signed with a key that everybody has."""


class GradedControl(Struct, frozen=True, kw_only=True):
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
    history: ControlHistory
    """What every snapshot on record says of it."""

    @property
    def until(self) -> datetime | None:
        """When the first exception ends, for an outcome of exception."""
        return min((record.expires_at for record in self.exceptions), default=None)

    @property
    def page(self) -> str:
        """The path of the control's page on the site."""
        return f"controls/{self.control.id.lower()}.html"


class GradedFamily(Struct, frozen=True, kw_only=True):
    """A control family with its controls, in the order of their ids."""

    family: Family
    controls: tuple[GradedControl, ...]


class GradedLine(Struct, frozen=True, kw_only=True):
    """An architecture line with the outcomes of its controls; no controls means stated, not scanned."""

    line: Line
    controls: tuple[GradedControl, ...]

    @property
    def scanned(self) -> bool:
        """Whether at least one scanned control backs the line."""
        return any(control.checked_at is not None for control in self.controls)


class GradedAnswer(Struct, frozen=True, kw_only=True):
    """A pre-answer with the outcomes of the controls that back it."""

    answer: Answer
    controls: tuple[GradedControl, ...]


class MappedCriterion(Struct, frozen=True, kw_only=True):
    """A framework criterion with the controls that bear on it."""

    criterion: Criterion
    controls: tuple[GradedControl, ...]


class MappedFramework(Struct, frozen=True, kw_only=True):
    """A framework in mapping standing."""

    framework: Framework
    criteria: tuple[MappedCriterion, ...]


class Coverage(Struct, frozen=True, kw_only=True):
    """How much of the record the snapshot speaks for."""

    lines: int
    lines_scanned: int
    controls: int
    outcomes: Mapping[Outcome, int]
    """How many controls have each outcome; every outcome is a key."""

    @property
    def passing(self) -> int:
        """How many controls pass."""
        return self.outcomes[Outcome.PASS]


class MenuEntry(Struct, frozen=True, kw_only=True):
    """A page that the site's frame links to."""

    label: Text
    path: str


class TrustCenter(Struct, frozen=True, kw_only=True):
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
    history: History
    """The snapshots on record, and what each says of every control."""
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
