"""Which snapshot a command looks at, verified before anything is shown: the newest, one by number, or one in a file.

The newest and any other of the folder are chosen only from a folder that was verified as a whole.  A file that is named
by hand meets everything of the policy but its age and its place among others.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from trustgen.attest.disk import DiskError, Fault, display, read_plain
from trustgen.attest.errors import MISSING_SNAPSHOT, SNAPSHOT_TOO_LARGE, UNSAFE_SOURCE, refusal
from trustgen.attest.format import MAX_FILE_BYTES
from trustgen.attest.gather import gather, read_snapshot
from trustgen.attest.policyfile import check_time
from trustgen.attest.posture import to_posture
from trustgen.attest.select import Selected, judge, judge_alone, load_policy
from trustgen.attest.sources.directory import EvidenceFile

if TYPE_CHECKING:
    from datetime import datetime

    from trustgen.attest.checklist import Checklist
    from trustgen.attest.gather import Snapshot
    from trustgen.attest.policy import Policy
    from trustgen.attest.select import Request
    from trustgen.model.posture import PostureSnapshot

_RULES = {Fault.MISSING: MISSING_SNAPSHOT, Fault.UNSAFE: UNSAFE_SOURCE, Fault.TOO_LARGE: SNAPSHOT_TOO_LARGE}
_LONGEST_NUMBER = 16

HEAD = "head"
EARLIER = "earlier"
NAMED = "named"
STANDINGS = {
    HEAD: "the newest; it meets the whole policy",
    EARLIER: "an earlier one; its signature, form and links were verified, the policy judges the newest alone",
    NAMED: "a file named by hand; it meets the policy, but neither its age nor its place among others was judged",
}
"""What was verified of a snapshot, in a person's words."""


class Chosen(Struct, frozen=True, kw_only=True):
    """A verified snapshot."""

    snapshot: Snapshot
    posture: PostureSnapshot
    policy: Policy
    checklist: Checklist | None
    """The checklist that it was graded against; `None` where that is an earlier one than the one on file."""
    standing: str
    """One of `STANDINGS`."""
    as_of: datetime
    valid_until: datetime | None
    """For the newest."""


class Chooser:
    """Chooses snapshots for one request; the folder is verified once, when it is first needed."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._selected: Selected | None = None
        self._policy: Policy | None = None

    @property
    def policy(self) -> Policy:
        """The policy, for this time; raises `PolicyError` and `ClockError`."""
        if self._policy is None:
            policy = load_policy(self._request.policy, self._request.root)
            check_time(policy, self._request.now)
            self._policy = policy
        return self._policy

    @property
    def selected(self) -> Selected:
        """The verified folder; raises the first fault."""
        if self._selected is None:
            snapshots = gather(self._request.folder, self.policy, self._request.root)
            # A gate keeps a snapshot from being published, not from being looked at.
            self._selected = judge(self._request, self.policy, snapshots, gated=False)
        return self._selected

    def newest(self) -> Chosen:
        """The head."""
        return self._from_folder(self.selected.snapshots[-1])

    def before_newest(self) -> Chosen:
        """The one before the head; raises `MissingSnapshot` where the head is the only one."""
        if len(self.selected.snapshots) == 1:
            shown = display(self._request.folder, self._request.root)
            message = f"`{shown}` holds one snapshot; there is none before it."
            raise refusal(MISSING_SNAPSHOT, shown, message, help="Name two snapshots by number or file.")
        return self._from_folder(self.selected.snapshots[-2])

    def named(self, name: str) -> Chosen:
        """By number, or by the path of a file."""
        if name.isascii() and name.isdigit() and len(name) <= _LONGEST_NUMBER:
            return self._numbered(int(name))
        return self._in_file(Path(name))

    def _numbered(self, number: int) -> Chosen:
        for snapshot in self.selected.snapshots:
            if snapshot.statement.sequence == number:
                return self._from_folder(snapshot)
        shown = display(self._request.folder, self._request.root)
        numbers = [snapshot.statement.sequence for snapshot in self.selected.snapshots]
        message = f"`{shown}` holds no snapshot {number}; it holds {len(numbers)} from {numbers[0]} to {numbers[-1]}."
        raise refusal(MISSING_SNAPSHOT, shown, message, help="Name one that is there.")

    def _in_file(self, path: Path) -> Chosen:
        shown = display(path, self._request.root)
        try:
            data = read_plain(path, MAX_FILE_BYTES)
        except DiskError as error:
            raise refusal(_RULES[error.fault], shown, f"`{shown}` {error}.") from None
        snapshot = read_snapshot(EvidenceFile(name=path.name, path=shown, data=data), self.policy)
        checklist = judge_alone(self._request, self.policy, snapshot)
        return Chosen(
            snapshot=snapshot,
            posture=to_posture(snapshot.statement, checklist),
            policy=self.policy,
            checklist=checklist,
            standing=NAMED,
            as_of=self._request.now,
            valid_until=None,
        )

    def _from_folder(self, snapshot: Snapshot) -> Chosen:
        selected = self.selected
        newest = snapshot is selected.snapshots[-1]
        same = snapshot.statement.checklist.sha256 == selected.checklist.sha256
        return Chosen(
            snapshot=snapshot,
            posture=to_posture(snapshot.statement, selected.checklist),
            policy=selected.policy,
            checklist=selected.checklist if same else None,
            standing=HEAD if newest else EARLIER,
            as_of=selected.as_of,
            valid_until=selected.valid_until if newest else None,
        )
