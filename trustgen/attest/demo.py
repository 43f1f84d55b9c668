"""Signing a demonstration snapshot: the part that a scanner plays in real life (`trustgen snapshot demo`).

Only under a policy that is marked as a demonstration.  It continues the sequence and the chain of the folder and of
what is locked, never overwrites or deletes a snapshot, and leaves a fresh one as it is.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from trustgen.attest import demokey
from trustgen.attest.anchors import by_sequence, read_anchors
from trustgen.attest.demostatement import demonstration
from trustgen.attest.disk import display
from trustgen.attest.dsse import pae
from trustgen.attest.errors import (
    CLOCK_ERROR,
    MISSING_SNAPSHOT,
    POLICY_ERROR,
    UNSAFE_SOURCE,
    SnapshotError,
    refusal,
)
from trustgen.attest.format import DEMONSTRATION, DSSE_SUFFIX, PAYLOAD_TYPE
from trustgen.attest.gather import gather, read_snapshot
from trustgen.attest.placing import PlacingError, place_new
from trustgen.attest.policyfile import check_time
from trustgen.attest.quoting import written
from trustgen.attest.select import judge, load_checklist, load_policy
from trustgen.attest.sources.directory import EvidenceFile
from trustgen.attest.wrap import envelope_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from trustgen.attest.gather import Snapshot
    from trustgen.attest.policy import Policy
    from trustgen.attest.select import Request
    from trustgen.finding import Finding

DAY = timedelta(days=1)

FRESH = timedelta(hours=1)
"""How old a demonstration may be before a new one is signed."""


class Demonstration(Struct, frozen=True, kw_only=True):
    """The demonstration snapshot that is there now."""

    path: Path
    sequence: int
    sha256: str
    """Of the payload."""
    signed: bool
    """Whether it was signed just now; otherwise a fresh one was there already."""


def sign_demonstration(request: Request, *, force: bool = False, days: int = 1) -> Demonstration | Finding:
    """Make sure that the folder's newest snapshot is a fresh demonstration; the finding says why it cannot be.

    The request names the same files, folder and clock as for `verify_folder`.  A snapshot is signed if there is none,
    if the newest is older than an hour or is refused for what it says, or if `force` asks for it.  The same request at
    the same time signs the same bytes.  What was signed is verified before it is written.

    Where nothing is on record yet, `days` asks for a history: that many snapshots, a day apart, the last of them now.
    It begins no earlier than the policy and its key.
    """
    try:
        return _signed(request, force=force, days=days)
    except SnapshotError as error:
        return error.finding


def _signed(request: Request, *, force: bool, days: int) -> Demonstration:
    policy = load_policy(request.policy, request.root)
    _check_demonstration(policy)
    check_time(policy, request.now)
    snapshots = _gathered(request, policy)
    fresh = _fresh(request, policy, snapshots) if snapshots and not force else None
    if fresh is not None:
        return fresh
    known = _known(request, policy, snapshots)
    ages = range(_days_before(request, policy, days) if not known else 0, -1, -1)
    files: list[EvidenceFile] = []
    for age in ages:
        file = _made(request, policy, known, age)
        made = read_snapshot(file, policy)
        snapshots[made.statement.sequence] = made
        known[made.statement.sequence] = made.statement.sha256
        files.append(file)
    # Before anything is written: what the verifier would refuse must not lie in the folder.
    judge(request, policy, snapshots)
    for file in files:
        _write(request.folder / file.name, file.data, request.root)
    newest = max(known)
    return Demonstration(path=request.folder / files[-1].name, sequence=newest, sha256=known[newest], signed=True)


def _days_before(request: Request, policy: Policy, days: int) -> int:
    """How many days back a history can begin."""
    begins = max(policy.issued_at, *(key.not_before for key in policy.keys if key.keyid == demokey.KEYID))
    return min(days - 1, (request.now - begins) // DAY)


def _known(request: Request, policy: Policy, snapshots: Mapping[int, Snapshot]) -> dict[int, str]:
    """The payload digest of every snapshot that is in the folder or was known before, by number."""
    anchors = read_anchors(
        lock=request.lock,
        state=request.state,
        published=request.published,
        environment=policy.environment,
        root=request.root,
    )
    known = {number: anchor.sha256 for number, anchor in by_sequence(anchors).items()}
    return known | {number: snapshot.statement.sha256 for number, snapshot in snapshots.items()}


def _made(request: Request, policy: Policy, known: Mapping[int, str], age: int) -> EvidenceFile:
    """The next snapshot after everything that is known, of a scan so many days ago."""
    sequence = max([policy.min_sequence, 1, *(number + 1 for number in known)])
    checklist = load_checklist(request.checklist, policy, request.root)
    try:
        statement = demonstration(
            policy,
            checklist,
            sequence=sequence,
            previous_sha256=known.get(sequence - 1),
            now=request.now - age * DAY,
            age=age,
        )
    except OverflowError:
        message = f"At {written(request.now)} no snapshot can be signed that is valid for a while."
        raise refusal(CLOCK_ERROR, policy.path, message) from None
    payload = json.dumps(statement, separators=(",", ":")).encode("ascii")
    data = envelope_json(payload, {demokey.KEYID: demokey.sign(pae(PAYLOAD_TYPE, payload))})
    name = f"{sequence:010d}{DSSE_SUFFIX}"
    return EvidenceFile(name=name, path=display(request.folder / name, request.root), data=data)


def _check_demonstration(policy: Policy) -> None:
    if not policy.demonstration:
        message = (
            f"`{policy.path}` is about the environment `{policy.environment}`; "
            f"a demonstration is signed only for `{DEMONSTRATION}`."
        )
        raise refusal(POLICY_ERROR, policy.path, message, route="environment")
    if all(key.keyid != demokey.KEYID for key in policy.keys):
        message = f"`{policy.path}` does not list the demonstration key {demokey.KEYID}."
        raise refusal(POLICY_ERROR, policy.path, message, route="keys")


def _gathered(request: Request, policy: Policy) -> dict[int, Snapshot]:
    """Every snapshot of the folder; none where there is none yet.  Nothing may be wrong with any of them."""
    try:
        return gather(request.folder, policy, request.root)
    except SnapshotError as error:
        if error.finding.rule != MISSING_SNAPSHOT.name:
            raise
        return {}


def _fresh(request: Request, policy: Policy, snapshots: Mapping[int, Snapshot]) -> Demonstration | None:
    """The newest snapshot, if it is in order and young; one that is refused is followed by a new one."""
    try:
        found = judge(request, policy, snapshots)
    except SnapshotError:
        return None
    if not timedelta() <= request.now - found.head.finished_at < FRESH:
        return None
    path = request.folder / found.snapshots[-1].files[0].name
    return Demonstration(path=path, sequence=found.head.sequence, sha256=found.head.sha256, signed=False)


def _write(path: Path, data: bytes, root: Path) -> None:
    """Put a new file in place; a file that is already there is left as it is."""
    try:
        place_new(path, data)
    except PlacingError as error:
        shown = display(path, root)
        raise refusal(UNSAFE_SOURCE, shown, f"`{shown}` {error}.") from None
