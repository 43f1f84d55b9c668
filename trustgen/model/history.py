"""What the snapshots on record say of each control, one after another.

Values only; `trustgen.history` makes them.  A status belongs to the moment of its scan: nothing here says anything of
the time between two scans, and a snapshot that is not on file is a gap.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, timedelta

    from trustgen.model.posture import Metric, Outcome

WINDOW = 30
"""How many columns a timeline draws: a month of daily scans, and what fits on a telephone."""


class Seen(StrEnum):
    """What one snapshot number says of one control: a status that was signed, or why there is none."""

    PASS = "pass"  # noqa: S105 - an outcome, not a password
    FAIL = "fail"
    EXCEPTION = "exception"
    ERROR = "error"
    NOT_APPLICABLE = "not-applicable"
    NOT_LISTED = "not-listed"
    """The checklist of that snapshot does not have the control."""
    WITHDRAWN = "withdrawn"
    """The trust policy has withdrawn the snapshot: what it says does not count."""
    NOT_ON_FILE = "not-on-file"
    """There is no snapshot of that number on file."""

    @property
    def known(self) -> bool:
        """Whether a snapshot that counts says so."""
        return self not in (Seen.WITHDRAWN, Seen.NOT_ON_FILE)


class SignedBy(Struct, frozen=True, kw_only=True):
    """Somebody who signed a snapshot: a key, or an identity without one."""

    name: str
    """The key's name in the trust policy, or the identity."""
    id: str
    """The key's id, or who vouched for the identity."""


class PastSnapshot(Struct, frozen=True, kw_only=True):
    """A snapshot on record, the newest among them."""

    sequence: int
    sha256: str
    """SHA-256 of the signed payload."""
    scanned_at: datetime
    checklist_version: str
    outcomes: Mapping[Outcome, int]
    """How many controls have each status; every status that a snapshot can sign is a key."""
    signers: tuple[SignedBy, ...]
    """Whose good signature it carries; of those that the trust policy lists."""
    withdrawn: bool
    newest: bool


class Signing(Struct, frozen=True, kw_only=True):
    """A run of snapshots, each the next number of the one before, that the same keys and identities signed."""

    first: int
    last: int
    signers: tuple[SignedBy, ...]


class Column(Struct, frozen=True, kw_only=True):
    """One place on the axis of a timeline: a snapshot, or a run of numbers of which none is on file."""

    first: int
    last: int
    snapshot: PastSnapshot | None
    """`None` for a gap."""


class Span(Struct, frozen=True, kw_only=True):
    """A run of snapshots, each the next number of the one before, that say the same of a control."""

    seen: Seen
    first: int
    last: int
    """Sequence numbers, both inside."""
    since: datetime | None
    """The scan of the first; `None` for a gap."""
    last_at: datetime | None
    """The scan of the last; `None` for a gap."""
    until: datetime | None
    """The scan of the next number, which says something else; `None` where no next one counts."""
    begun: bool
    """Whether the number before the first is on record and says something else: what was before is known."""
    newest: bool
    """Whether the newest snapshot is in it."""

    @property
    def lasted(self) -> timedelta | None:
        """From the first scan that shows it to the first that shows something else, or else to the last that shows it.

        `None` where there is no time to tell, or where the times run backwards.
        """
        end = self.until or self.last_at
        if self.since is None or end is None or end < self.since:
            return None
        return end - self.since

    @property
    def whole(self) -> bool:
        """Whether both ends are known; otherwise it lasted at least as long as it was seen."""
        return self.begun and self.until is not None


class ControlHistory(Struct, frozen=True, kw_only=True):
    """One control through the record."""

    id: str
    cells: tuple[Seen, ...]
    """One for each column."""
    spans: tuple[Span, ...]
    """The same as runs, oldest first; together they cover every number of the record once."""
    metrics: Mapping[str, tuple[Metric | None, ...]]
    """Every measurement that the newest snapshot has, by its id, one for each column."""

    @property
    def window(self) -> tuple[Seen, ...]:
        """The cells that a timeline draws."""
        return self.cells[-WINDOW:]

    @property
    def current(self) -> Span:
        """The span of the newest snapshot."""
        return self.spans[-1]


class Lapse(Struct, frozen=True, kw_only=True):
    """A span in which a control did not pass."""

    control: str
    span: Span


class History(Struct, frozen=True, kw_only=True):
    """The snapshots on record."""

    columns: tuple[Column, ...]
    """Oldest first; the last is the newest snapshot."""
    controls: Mapping[str, ControlHistory]
    """Every control of the record and of any snapshot, by id."""
    former: tuple[str, ...]
    """Controls that earlier snapshots have and the newest lacks."""
    lapses: tuple[Lapse, ...]
    """Every span that is a fail, an error or an exception, and every one that became something else than a pass
    within the record; newest first."""

    @property
    def snapshots(self) -> tuple[PastSnapshot, ...]:
        """The snapshots on file, oldest first."""
        return tuple(column.snapshot for column in self.columns if column.snapshot is not None)

    @property
    def signings(self) -> tuple[Signing, ...]:
        """Who signed the snapshots on file, oldest first."""
        runs = groupby(self.columns, key=lambda column: column.snapshot.signers if column.snapshot else None)
        found = [(signers, tuple(run)) for signers, run in runs if signers is not None]
        return tuple(Signing(first=run[0].first, last=run[-1].last, signers=signers) for signers, run in found)

    @property
    def gaps(self) -> tuple[Column, ...]:
        """The runs of numbers that are not on file, between two that are."""
        return tuple(column for column in self.columns if column.snapshot is None)

    @property
    def before(self) -> int:
        """How many snapshots must have been before the oldest on file."""
        return self.columns[0].first - 1

    @property
    def window(self) -> tuple[Column, ...]:
        """The columns that a timeline draws."""
        return self.columns[-WINDOW:]

    @property
    def drawn(self) -> tuple[Seen, ...]:
        """What the timelines show, each once: their legend."""
        shown = {cell for control in self.controls.values() for cell in control.window}
        return tuple(seen for seen in Seen if seen in shown)

    def paired(self, values: tuple[Metric | None, ...]) -> tuple[tuple[Column, Metric | None], ...]:
        """The columns that a timeline draws, each with its measurement."""
        return tuple(zip(self.window, values[-WINDOW:], strict=True))
