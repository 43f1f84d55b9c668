"""The verifier's door: from a folder of snapshots to the one that may be published, or to the reason why none may.

`verify_folder` does the steps of format section 6, in this order; the first failure ends it:

1. read the trust policy and check the clock against it;
2. list the folder;
3. verify, parse and check the form of every file, and its environment;
4. put wrappings of one payload together; two payloads of one number are a fork;
5. the head is the highest signed sequence; names, order and times of files say nothing;
6. the head meets the whole policy: not withdrawn, signers, scanner, checklist, control set, metrics, statuses,
   exceptions, times, freshness;
7. the head fits what was known before: no rollback, fork, jump or broken chain;
8. the policy's gates let every status through.

It writes nothing, opens no connection, and takes the time from its caller.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from trustgen.attest import excepted, graded, signers, times, wrap
from trustgen.attest.anchors import Anchor, by_sequence, read_anchors
from trustgen.attest.chain import check_order
from trustgen.attest.checklist import Checklist, check_named, check_pinned, read_checklist
from trustgen.attest.disk import DiskError, display, read_inside
from trustgen.attest.errors import POLICY_ERROR, WRONG_CHECKLIST, WRONG_SCANNER, SnapshotError, refusal
from trustgen.attest.format import MAX_FILE_BYTES
from trustgen.attest.gather import Snapshot, gather
from trustgen.attest.policyfile import check_time, read_policy
from trustgen.attest.posture import to_posture

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from trustgen.attest.policy import Policy, TrustedIdentity, TrustedKey
    from trustgen.attest.sources.directory import EvidenceFile
    from trustgen.attest.statement import Statement
    from trustgen.finding import Finding
    from trustgen.model.posture import PostureSnapshot


class Request(Struct, frozen=True, kw_only=True):
    """What to verify, by which files, at what time.  A file that is named has to be there."""

    folder: Path
    policy: Path
    checklist: Path
    now: datetime
    """The one clock: aware, in UTC."""
    clock: datetime | None = None
    """What the machine's clock says, where `now` was given by hand and may not differ from it by more than the skew."""
    lock: Path | None = None
    state: Path | None = None
    published: Path | None = None
    """The manifest of the published site."""
    root: Path = Path()
    """The project: findings show paths relative to it."""


class Selected(Struct, frozen=True, kw_only=True):
    """The snapshot that may be published, and everything that a page says about it.  All of it was verified."""

    head: PostureSnapshot
    policy: Policy
    """With the policy's own bytes in `policy.data`."""
    checklist: Checklist
    """With the checklist's own bytes in `checklist.data`."""
    signers: tuple[TrustedKey, ...]
    """The keys that counted for the head, in the policy's order."""
    identities: tuple[TrustedIdentity, ...]
    """The identities that signed the head without a key, in the policy's order; they count beside the keys."""
    as_of: datetime
    valid_until: datetime
    """The earlier of the signer's own end and the policy's maximum age."""
    evidence: tuple[EvidenceFile, ...]
    """Every snapshot file as it was received, by name."""
    snapshots: tuple[Snapshot, ...]
    """The same snapshots with their payloads and signatures, oldest first; the head is the last."""
    anchors: tuple[Anchor, ...]
    """What was known before, and which file says so; none of it contradicts the head."""

    @property
    def history(self) -> tuple[PostureSnapshot, ...]:
        """Every other snapshot of the folder, oldest first.

        Each was signed by a listed key and has the right form; only the head met the whole policy.
        """
        return tuple(to_posture(snapshot.statement, self.checklist) for snapshot in self.snapshots[:-1])

    @property
    def signed(self) -> dict[int, tuple[tuple[str, str], ...]]:
        """Who signed each snapshot of the folder, by its number: name and id of keys, subject and issuer of identities.

        In the policy's order.  A key that was revoked since is there, as is one whose time was over: it did sign.
        """
        found: dict[int, tuple[tuple[str, str], ...]] = {}
        for snapshot in self.snapshots:
            ids = {keyid for keyid, _ in snapshot.verified.signatures}
            ids |= {item.identity.id for item in snapshot.verified.vouched}
            keys = [(key.name, key.keyid) for key in self.policy.keys if key.keyid in ids]
            identities = [(one.subject, one.issuer) for one in self.policy.identities if one.id in ids]
            found[snapshot.statement.sequence] = (*keys, *identities)
        return found

    @property
    def threshold(self) -> int:
        """How many different keys had to sign."""
        return self.policy.threshold

    @property
    def demonstration(self) -> bool:
        """Whether the policy, and with it every snapshot, is marked as a demonstration."""
        return self.policy.demonstration

    @property
    def published_policy(self) -> str | None:
        """The SHA-256 of the policy that the published site was built with, if a record of it was given."""
        return next((anchor.policy_sha256 for anchor in self.anchors if anchor.policy_sha256 is not None), None)

    @property
    def lost(self) -> tuple[int, ...]:
        """The numbers of snapshots that the published site carries, and that are not here; lowest first."""
        here = {snapshot.statement.sequence for snapshot in self.snapshots}
        return tuple(number for anchor in self.anchors for number in anchor.shown if number not in here)

    @property
    def head_envelope(self) -> bytes:
        """The head as one raw DSSE envelope: the verified payload with the good signatures, those that count first."""
        counted = {*(key.keyid for key in self.signers), *(identity.id for identity in self.identities)}
        return wrap.as_envelope(self.snapshots[-1].verified, counted)

    @property
    def head_bundles(self) -> dict[str, bytes]:
        """The head as a Sigstore bundle for each listed key and identity that signed it, by its id."""
        return wrap.as_bundles(self.snapshots[-1].verified)

    @property
    def bundle_names(self) -> dict[str, str]:
        """What each of these bundles is called where it is published, by the same ids."""
        return wrap.bundle_names(self.head_bundles)


def verify_folder(request: Request) -> Selected | Finding:
    """The newest snapshot of the folder, if it and everything around it is in order; otherwise the first fault.

    No input makes it raise: files that are missing, damaged, huge or hostile are findings (format section 7).
    """
    try:
        # 1
        policy = load_policy(request.policy, request.root)
        times.check_clock(request.now, request.clock, policy)
        check_time(policy, request.now)
        # 2, 3, 4
        snapshots = gather(request.folder, policy, request.root)
        return judge(request, policy, snapshots)
    except SnapshotError as error:
        return error.finding


def judge(request: Request, policy: Policy, snapshots: Mapping[int, Snapshot], *, gated: bool = True) -> Selected:
    """Steps 5 to 8 for snapshots that were gathered; raises the first fault.

    Without `gated`, step 8 is left to the build: for whoever puts a snapshot into the folder.
    """
    now, root = request.now, request.root
    # 5
    head = snapshots[max(snapshots)]
    # 6
    statement, path = head.statement, head.path
    identities, counted, checklist = _accepted(request, policy, head, now)
    times.check_fresh(statement, policy, now, path)
    # 7
    anchors = read_anchors(
        lock=request.lock,
        state=request.state,
        published=request.published,
        environment=policy.environment,
        root=root,
    )
    check_order(head, snapshots, by_sequence(anchors), policy)
    # 8
    if gated:
        graded.check_gates(statement, policy.stops, path)
    ordered = tuple(snapshots[sequence] for sequence in sorted(snapshots))
    return Selected(
        head=to_posture(statement, checklist),
        policy=policy,
        checklist=checklist,
        signers=counted,
        identities=identities,
        as_of=now,
        valid_until=times.valid_until(statement, policy),
        evidence=tuple(sorted((file for item in ordered for file in item.files), key=lambda file: file.name)),
        snapshots=ordered,
        anchors=anchors,
    )


def judge_alone(request: Request, policy: Policy, snapshot: Snapshot) -> Checklist:
    """Step 6 for one snapshot that was named by hand, as of the end of its scan; raises the first fault.

    Neither its age nor its place among others is judged: this is for looking at a snapshot, never for publishing one.
    """
    return _accepted(request, policy, snapshot, snapshot.statement.finished_at)[2]


def _accepted(
    request: Request, policy: Policy, snapshot: Snapshot, now: datetime
) -> tuple[tuple[TrustedIdentity, ...], tuple[TrustedKey, ...], Checklist]:
    """The identities and keys that count, and the checklist, if the snapshot meets the policy in all but its age."""
    statement, path = snapshot.statement, snapshot.path
    signers.check_not_withdrawn(statement, policy, path)
    identities = signers.identified(snapshot.verified, policy)
    signatures = dict(snapshot.verified.signatures)
    counted = signers.counted(statement, signatures, policy, path, beside=len(identities))
    return identities, counted, judge_content(request, policy, statement, path, now)


def judge_content(request: Request, policy: Policy, statement: Statement, path: str, now: datetime) -> Checklist:
    """What of step 6 is about the statement and not about who signed it, but for its age; raises the first fault."""
    if statement.scanner.id != policy.scanner_id:
        message = f"`{path}` was made by `{statement.scanner.id}`; `{policy.scanner_id}` is wanted."
        raise refusal(WRONG_SCANNER, path, message, route="predicate.scanner.id")
    checklist = load_checklist(request.checklist, policy, request.root)
    check_named(statement, checklist, path)
    graded.check_control_set(statement, checklist, path)
    graded.check_metrics(statement, checklist, path)
    graded.check_statuses(statement, checklist, path)
    excepted.check_exceptions(statement, checklist, policy, now, path)
    times.check_times(statement, policy, path)
    return checklist


def load_policy(path: Path, root: Path) -> Policy:
    """The policy in a file, with the trusted roots beside it that it pins; raises `PolicyError`."""
    name = display(path, root)
    try:
        data = read_inside(path, root, MAX_FILE_BYTES)
    except DiskError as error:
        raise refusal(POLICY_ERROR, name, f"`{name}` {error}.") from None
    policy = read_policy(data, name)
    if not policy.identities:
        return policy
    from trustgen.attest.trustedroot import read_roots

    return read_roots(policy, path.parent, root)


def load_checklist(path: Path, policy: Policy, root: Path) -> Checklist:
    """The checklist in a file, if the policy pins it; raises `WrongChecklist`."""
    name = display(path, root)
    try:
        data = read_inside(path, root, MAX_FILE_BYTES)
    except DiskError as error:
        raise refusal(WRONG_CHECKLIST, name, f"`{name}` {error}.") from None
    checklist = read_checklist(data, name)
    check_pinned(checklist, policy)
    return checklist
