"""`snapshot sign`: a statement, signed by whoever the trust policy lists, put where the build finds it.

The statement is judged before anything signs it, every signature that comes back is tried against the keys of the
trust policy, and the signed snapshot is judged in its place before it is written.  Only the policy's gates are left to
the build: a control that could not be evaluated must not keep its snapshot from being seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from trustgen.attest.disk import DiskError, Fault, display, read_plain
from trustgen.attest.dsse import Envelope, Signature, join, read_envelope, verify
from trustgen.attest.errors import (
    FORK_DETECTED,
    MISSING_SNAPSHOT,
    ROLLBACK_DETECTED,
    SNAPSHOT_TOO_LARGE,
    THRESHOLD_NOT_MET,
    UNSAFE_SOURCE,
    SnapshotError,
    refusal,
)
from trustgen.attest.format import DSSE_SUFFIX, MAX_FILE_BYTES, PAYLOAD_TYPE
from trustgen.attest.gather import Snapshot, gather, read_snapshot
from trustgen.attest.placing import PlacingError, place_new
from trustgen.attest.policyfile import check_time
from trustgen.attest.select import judge, load_policy
from trustgen.attest.sources.directory import EvidenceFile
from trustgen.attest.strictjson import JsonError, parse_object
from trustgen.attest.unsigned import check_unsigned
from trustgen.attest.wrap import as_envelope
from trustgen.finding import Finding, Rule, Span
from trustgen.signing import SigningError
from trustgen.signing.collect import Sources, signatures
from trustgen.snapshots import Checked, evidence_request
from trustgen.snapshots.told import Signer, signer_record, signers
from trustgen.snapshots.update import update

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from trustgen.attest.dsse import Verified
    from trustgen.attest.policy import Policy
    from trustgen.attest.select import Request

ENVELOPE_NOT_WRITTEN = Rule(
    code="TG613",
    name="envelope-not-written",
    summary="A signed snapshot could not be written.",
    help="Free some space, check who may write there, or name another file with `--out`.",
)

_RULES = {Fault.MISSING: MISSING_SNAPSHOT, Fault.UNSAFE: UNSAFE_SOURCE, Fault.TOO_LARGE: SNAPSHOT_TOO_LARGE}


class Wanted(Struct, frozen=True, kw_only=True):
    """What to sign, with what, and where to."""

    statement: Path
    """A statement, or an envelope that others have signed already."""
    sources: Sources
    out: Path | None = None
    """A file for whoever signs next, in place of the folder; the threshold may still be open then."""


class _Signed(Struct, frozen=True, kw_only=True):
    snapshot: Snapshot
    path: Path
    changed: bool


def sign_statement(project: Path, now: datetime, wanted: Wanted, **paths: Path | None) -> Checked:
    """Sign a statement, and put the envelope in place."""
    request = evidence_request(project, now, **paths)
    try:
        policy = load_policy(request.policy, request.root)
        check_time(policy, request.now)
        snapshot = _sign(request, policy, wanted)
        signed = _in_folder(request, policy, snapshot) if wanted.out is None else _aside(wanted.out, snapshot)
    except (SigningError, SnapshotError) as error:
        return _refused(_told(error.finding))
    except PlacingError as error:
        name = display(wanted.out or request.folder, request.root)
        return _refused(ENVELOPE_NOT_WRITTEN.at(Span(path=name), f"The envelope in `{name}` {error}."))
    return _done(request, policy, signed)


def _refused(finding: Finding) -> Checked:
    return Checked(findings=(finding,), extra={"signed": None})


def _told(finding: Finding) -> Finding:
    if finding.rule != THRESHOLD_NOT_MET.name:
        return finding
    return replace(finding, help="Keep what is signed with `--out FILE`, and have the next signer sign that file.")


def _sign(request: Request, policy: Policy, wanted: Wanted) -> Snapshot:
    """The snapshot with every signature that it has and that was asked for; all of them are verified."""
    name = display(wanted.statement, request.root)
    payload, before = _given(wanted.statement, name, policy)
    statement = check_unsigned(request, policy, payload, name)
    made = signatures(wanted.sources, payload, policy, request.root, statement.finished_at)
    rows = tuple(Signature(data=signature, hint=key.keyid) for key, signature in made)
    envelope = Envelope(payload_type=PAYLOAD_TYPE, payload=payload, signatures=rows)
    verified = verify(envelope, [key.key for key in policy.keys], name)
    if before is not None:
        verified = join(before, verified)
    file = EvidenceFile(name=f"{statement.sequence:010d}{DSSE_SUFFIX}", path=name, data=as_envelope(verified))
    return Snapshot(statement=statement, verified=verified, files=(file,))


def _given(path: Path, name: str, policy: Policy) -> tuple[bytes, Verified | None]:
    """The bytes to sign, and the signatures that are on them already."""
    try:
        data = read_plain(path, MAX_FILE_BYTES)
    except DiskError as error:
        hint = "Name the statement that `snapshot new` wrote, or an envelope that others signed before."
        raise refusal(_RULES[error.fault], name, f"`{name}` {error}.", help=hint) from None
    try:
        value = parse_object(data)
    except JsonError:
        return data, None  # What is wrong with a statement is said by whoever reads it as one.
    if "payloadType" not in value:
        return data, None
    verified = verify(read_envelope(value, name), [key.key for key in policy.keys], name)
    return verified.payload, verified


def _in_folder(request: Request, policy: Policy, snapshot: Snapshot) -> _Signed:
    """Put it into the folder, if the verifier accepts it there; signatures join those that are there."""
    number, known = snapshot.statement.sequence, _gathered(request, policy)
    if known and max(known) > number:
        message = f"`{snapshot.path}` is number {number}; `{display(request.folder, request.root)}` holds {max(known)}."
        raise refusal(ROLLBACK_DETECTED, snapshot.path, message, help="Make a new statement, after the newest.")
    if number in known:
        snapshot = _joined(known[number], snapshot)
    judge(request, policy, {**known, number: snapshot}, gated=False)
    path = request.folder / snapshot.files[0].name
    if not path.exists():
        place_new(path, as_envelope(snapshot.verified))
        return _Signed(snapshot=snapshot, path=path, changed=True)
    try:
        changed = update(path, MAX_FILE_BYTES, lambda data: _added(data, path, snapshot, policy, request.root))
    except DiskError as error:
        name = display(path, request.root)
        raise refusal(_RULES[error.fault], name, f"`{name}` {error}.") from None
    return _Signed(snapshot=snapshot, path=path, changed=changed)


def _gathered(request: Request, policy: Policy) -> dict[int, Snapshot]:
    try:
        return gather(request.folder, policy, request.root)
    except SnapshotError as error:
        if error.finding.rule != MISSING_SNAPSHOT.name:
            raise
        return {}


def _joined(there: Snapshot, snapshot: Snapshot) -> Snapshot:
    if there.verified.sha256 != snapshot.verified.sha256:
        message = f"`{there.path}` is another snapshot {snapshot.statement.sequence} than `{snapshot.path}`."
        raise refusal(FORK_DETECTED, there.path, message)
    return replace(snapshot, verified=join(there.verified, snapshot.verified))


def _added(data: bytes, path: Path, snapshot: Snapshot, policy: Policy, root: Path) -> bytes | None:
    """The file with the new signatures; nothing if it has them all."""
    there = read_snapshot(EvidenceFile(name=path.name, path=display(path, root), data=data), policy)
    both = _joined(there, snapshot).verified
    return None if len(both.signatures) == len(there.verified.signatures) else as_envelope(both)


def _aside(path: Path, snapshot: Snapshot) -> _Signed:
    place_new(path, as_envelope(snapshot.verified))
    return _Signed(snapshot=snapshot, path=path, changed=True)


def _done(request: Request, policy: Policy, signed: _Signed) -> Checked:
    statement, name = signed.snapshot.statement, display(signed.path, request.root)
    found = signers(signed.snapshot, policy)
    counted = [each.key.name for each in found if each.not_counted is None]
    said = [
        f"`{name}` holds snapshot {statement.sequence} of {statement.environment}"
        + (", signed." if signed.changed else " already, with these signatures."),
        f"  signed by {', '.join(counted)}: {len(counted)} of {policy.threshold} needed",
        f"  payload sha256:{statement.sha256}",
    ]
    stopping = sorted({result.status.value for result in statement.results if result.status in policy.stops})
    if stopping:
        said.append(f"The trust policy stops a build at {', '.join(stopping)}.")
    return Checked(findings=(), facts=tuple(said), extra={"signed": _record(name, signed, policy, found)})


def _record(name: str, signed: _Signed, policy: Policy, found: tuple[Signer, ...]) -> dict[str, Any]:
    statement = signed.snapshot.statement
    counted = sum(each.not_counted is None for each in found)
    return {
        "path": name,
        "changed": signed.changed,
        "sequence": statement.sequence,
        "sha256": statement.sha256,
        "signers": [signer_record(each) for each in found],
        "threshold": {"needed": policy.threshold, "counted": counted},
    }
