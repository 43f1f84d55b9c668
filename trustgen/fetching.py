"""What `trustgen snapshot fetch` does: receive, verify together with what is on record, and only then fill the folder.

1. Read the trust policy and the folder as it is; nothing is asked for if either is at fault.
2. Receive what the source offers, within limits (`fetch`).
3. Verify the old and the new together, as the build would.
4. Put the new into the folder, in one move.

What the policy refuses changes nothing.  One refusal is different: a snapshot that is trusted, and reports what the
policy's gates stop, is bad news and not bad evidence.  It is kept, so that no later build goes by the older and
better one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from trustgen.attest.disk import display
from trustgen.attest.errors import GATE_FAILED, MISSING_SNAPSHOT, SnapshotError
from trustgen.attest.gather import put_together
from trustgen.attest.policyfile import check_time
from trustgen.attest.select import Selected, judge, load_policy
from trustgen.attest.sources.directory import EvidenceFile, read_folder
from trustgen.fetch.fill import additions, fill, recover
from trustgen.fetch.receive import receive
from trustgen.snapshots import Checked
from trustgen.snapshots.told import said

if TYPE_CHECKING:
    from trustgen.attest.policy import Policy
    from trustgen.attest.select import Request
    from trustgen.fetch.source import Order
    from trustgen.finding import Finding


class _Received(Struct, frozen=True, kw_only=True):
    """What came, against what was there."""

    source: str
    folder: str
    names: tuple[str, ...]
    new: tuple[str, ...]
    unlisted: tuple[str, ...]
    """Snapshot files of the folder that the source does not have."""

    @property
    def fact(self) -> tuple[str, ...]:
        """Sentences for a person."""
        known = len(self.names) - len(self.new)
        first = f"Fetched {_counted(len(self.names))} from `{self.source}`: {len(self.new)} new, {known} on record."
        kept = f"{_counted(len(self.unlisted))} on record that the source does not list; kept." if self.unlisted else ""
        return (first, kept) if kept else (first,)


def fetch_snapshots(request: Request, order: Order, *, verifying: bool = True) -> Checked:
    """Fill the request's folder from a source; without `verifying`, whatever came goes in unverified."""
    try:
        policy = load_policy(request.policy, request.root) if verifying else None
        if policy is not None:
            check_time(policy, request.now)
        recover(request.folder, request.root)
        present = _present(request)
        source, received = receive(order)
        shown = display(request.folder, request.root)
        added = additions(present, received, shown)
        came = _Received(
            source=source,
            folder=shown,
            names=tuple(file.name for file in received),
            new=tuple(file.name for file in added),
            unlisted=_unlisted(present, received),
        )
        outcome = _judged(request, policy, (*present, *added)) if policy is not None else None
        if added:
            fill(request.folder, added, request.root)
    except SnapshotError as error:
        return Checked(findings=(error.finding,), extra={"selected": None, "fetched": None})
    return _told(came, outcome)


def _present(request: Request) -> tuple[EvidenceFile, ...]:
    """The snapshot files that are in the folder; none where there is no folder yet."""
    try:
        return tuple(read_folder(request.folder, request.root))
    except SnapshotError as error:
        if error.finding.rule != MISSING_SNAPSHOT.name:
            raise
        return ()


def _unlisted(present: tuple[EvidenceFile, ...], received: tuple[EvidenceFile, ...]) -> tuple[str, ...]:
    listed = {file.data for file in received}
    return tuple(file.name for file in present if file.data not in listed)


def _judged(request: Request, policy: Policy, files: tuple[EvidenceFile, ...]) -> Selected | Finding:
    """The snapshot that a build would select, or the gate that would stop it; raises every other refusal."""
    try:
        return judge(request, policy, put_together(files, policy))
    except SnapshotError as error:
        if error.finding.rule != GATE_FAILED.name:
            raise
        return error.finding


def _told(came: _Received, outcome: Selected | Finding | None) -> Checked:
    fetched = {"source": came.source, "received": len(came.names), "new": [*came.new], "unlisted": [*came.unlisted]}
    if outcome is None:
        note = f"Nothing was verified; `trustgen snapshot verify` and the build do it for `{came.folder}`."
        return Checked(findings=(), facts=(*came.fact, note), extra={"selected": None, "fetched": fetched})
    if not isinstance(outcome, Selected):
        note = "It is kept all the same: what is trusted and bad news must not be lost."
        return Checked(findings=(outcome,), facts=(*came.fact, note), extra={"selected": None, "fetched": fetched})
    selected = {"sequence": outcome.head.sequence, "sha256": outcome.head.sha256}
    return Checked(findings=(), facts=(*came.fact, *said(outcome)), extra={"selected": selected, "fetched": fetched})


def _counted(number: int) -> str:
    return f"{number} snapshot file{'' if number == 1 else 's'}"
