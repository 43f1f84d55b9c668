"""`verify`: a published site, or a copy of it, verified again with nothing but its own files and a fingerprint.

1. Every file against the manifest: none is missing, altered or added.
2. The evidence as the build verifies it: policy, every snapshot, the newest by the whole policy, and the chain through
   all of the history.
3. What the site records beside its evidence against what was signed.
4. The fingerprints that the reader has from elsewhere against the keys that count.

Nobody signed the manifest, and the policy and the keys come from the same site: only the fourth step says whose word
all of it is.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from msgspec import structs

from trustgen.attest.disk import DiskError, display, escaped_path, read_plain
from trustgen.attest.dsse import read_envelope
from trustgen.attest.errors import (
    CHAIN_BROKEN,
    MISSING_SNAPSHOT,
    POLICY_ERROR,
    STALE_SNAPSHOT,
    UNKNOWN_SIGNER,
    SnapshotError,
    refusal,
)
from trustgen.attest.format import MAX_FILE_BYTES, MAX_RECORD_BYTES
from trustgen.attest.gather import put_together, read_snapshot
from trustgen.attest.policyfile import check_time, read_policy
from trustgen.attest.select import Request, Selected, judge
from trustgen.attest.sources.directory import read_folder
from trustgen.attest.strictjson import JsonError, parse_object
from trustgen.attest.trustedroot import read_roots
from trustgen.finding import Finding, Findings, Rule, Span
from trustgen.limits import LINT_FILE_BYTES
from trustgen.model.posture import Outcome
from trustgen.publish import MANIFEST
from trustgen.publish.folder import files_in
from trustgen.snapshots import Checked
from trustgen.snapshots.told import said, verification

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from trustgen.attest.policy import Policy
    from trustgen.attest.sources.directory import EvidenceFile

NO_SITE = Rule(
    code="TG342",
    name="no-site",
    summary="What was to be verified is no published site.",
    help="Name the folder that holds `posture/manifest.json`: the published site, or a whole copy of it.",
)
SITE_ALTERED = Rule(
    code="TG343",
    name="site-altered",
    summary="A published site is not the one that its manifest lists: a file is missing, altered or added.",
    help="Get the site again; if it stays so, somebody changed it after it was built.",
)
RECORD_CONTRADICTED = Rule(
    code="TG344",
    name="record-contradicted",
    summary="A published site records something else beside its evidence than what was signed.",
    help="Believe what was signed, and ask whose site it is: no build of trustgen made these files together.",
)
FINGERPRINT_DIFFERS = Rule(
    code="TG345",
    name="fingerprint-differs",
    summary="A fingerprint that was given is that of no key that counts for the newest snapshot.",
    help="Compare it with where you have it from; if it is right there, believe nothing of what you verified.",
)

_STALE_HELP = "Get the site again, or judge a saved copy as of the day on which it was saved, with `--as-of`."


def verify_site(site: Path, now: datetime, fingerprints: Collection[str] = ()) -> Checked:
    """Verify a site; a fingerprint is the SHA-256 of a key, in hexadecimal."""
    record = read_manifest(site)
    if isinstance(record, Finding):
        return Checked(findings=(record,), extra={"selected": None})
    findings = Findings()
    findings.add(*_files(site, record["files"]))
    try:
        selected = evidence_of(site / "posture", site, now)
        findings.add(*_contradictions(site, record, selected))
    except SnapshotError as error:
        stale = error.finding.rule == STALE_SNAPSHOT.name
        findings.add(structs.replace(error.finding, help=_STALE_HELP) if stale else error.finding)
        return Checked(findings=findings.sorted(), extra={"selected": None})
    strangers, matched = fingerprinted(fingerprints, selected)
    findings.add(*strangers)
    whole = not any(found.code == SITE_ALTERED.code for found in findings)
    return Checked(
        findings=findings.sorted(),
        facts=tuple(_told(selected, len(record["files"]), matched, whole=whole)),
        extra={
            "selected": {"sequence": selected.head.sequence, "sha256": selected.head.sha256},
            "site": {"files": len(record["files"]), "whole": whole},
            "fingerprints": {"given": list(fingerprints), "matched": matched, "needed": selected.threshold},
            "verification": verification(selected),
        },
    )


def _told(selected: Selected, files: int, matched: list[str], *, whole: bool) -> Iterator[str]:
    """Sentences for a person: what was found, and what that does not prove."""
    head = selected.head
    yield f"Snapshot {head.sequence} of {head.environment} is what the site's own trust policy accepts."
    yield from said(selected)[1:]
    if whole:
        yield f"Every file is the one that the manifest lists: {files}. Nobody signed it, or the pages' words."
    yield from proven(selected, matched, "site")


def fingerprinted(fingerprints: Collection[str], selected: Selected) -> tuple[tuple[Finding, ...], list[str]]:
    """A finding for each fingerprint that is of no key that counts, and the keys whose fingerprints were given."""
    counted = [key.keyid for key in selected.signers]
    strangers = tuple(_unknown(each, selected) for each in fingerprints if each not in counted)
    return strangers, [keyid for keyid in counted if keyid in fingerprints]


def proven(selected: Selected, matched: list[str], kind: str) -> Iterator[str]:
    """Whether it is proven whose word it is; `kind` is what carries the policy and the keys."""
    needed = selected.threshold
    if len(matched) >= needed:
        yield f"Signed by keys whose fingerprints were given: {len(matched)} of {needed} needed."
        return
    yield f"Not proven: whose keys they are. Fingerprints given for {len(matched)} of the {needed} keys needed."
    yield f"Whoever can change the {kind} can change its policy and keys; give --fingerprint, known from elsewhere."


def read_manifest(site: Path) -> dict[str, Any] | Finding:
    """The site's record, whose `files` is an object with a digest for each path, or `no-site`."""
    span = Span(path=MANIFEST)
    if not site.is_dir():
        shown = escaped_path(site.name)
        return NO_SITE.at(Span(path=shown), f"There is no folder `{shown}`.")
    try:
        record = parse_object(read_plain(site / MANIFEST, MAX_RECORD_BYTES))
    except (DiskError, JsonError) as error:
        return NO_SITE.at(span, f"`{MANIFEST}` {error}.")
    files = record.get("files")
    if type(files) is not dict or not files or not all(type(digest) is str for digest in files.values()):
        return NO_SITE.at(span, f"`{MANIFEST}` lists no files with their digests.")
    return record


def _files(site: Path, listed: Mapping[str, str]) -> Iterator[Finding]:
    """A finding for each file that is missing, altered or added; links are followed nowhere."""
    try:
        present = files_in(site)
    except OSError as error:
        yield NO_SITE.at(Span(path=MANIFEST), f"The folder cannot be read: {error.strerror}.")
        return
    for path in sorted({*listed, *present} - {MANIFEST}):
        shown = escaped_path(path)
        if path not in present:
            yield SITE_ALTERED.at(Span(path=shown), f"`{shown}` is missing.")
        elif path not in listed:
            yield SITE_ALTERED.at(Span(path=shown), f"`{shown}` is not in the manifest.")
        else:
            try:
                if sha256(read_plain(site / path, LINT_FILE_BYTES)).hexdigest() != listed[path]:
                    yield SITE_ALTERED.at(Span(path=shown), f"`{shown}` has other bytes than the manifest says.")
            except DiskError as error:
                yield SITE_ALTERED.at(Span(path=shown), f"`{shown}` {error}.")


def evidence_of(posture: Path, site: Path, now: datetime) -> Selected:
    """The published evidence in a folder, verified by the policy beside it; raises the first fault.

    Findings name its files as they lie below `site`.
    """
    policy = _policy(posture, site)
    check_time(policy, now)
    files = [*read_folder(posture, site)]
    if (posture / "history").exists():
        files += read_folder(posture / "history", site)
    snapshots = put_together(_verifiable(files, policy), policy)
    request = Request(
        folder=posture, policy=posture / "trust-policy.json", checklist=posture / "checklist.json", now=now, root=site
    )
    selected = judge(request, policy, snapshots)
    head = selected.snapshots[-1]
    numbers = [snapshot.statement.sequence for snapshot in selected.snapshots]
    newest = display(posture / "latest.dsse.json", site)
    if not any(file.name == "latest.dsse.json" for file in files):
        raise refusal(MISSING_SNAPSHOT, newest, f"`{newest}` is missing.")
    if any(file.path.startswith("posture/history/") for file in head.files):
        message = f"`{head.path}` is newer than what the site gives for its newest snapshot."
        raise refusal(CHAIN_BROKEN, head.path, message)
    missing = sorted({*range(numbers[0], numbers[-1])}.difference(numbers)) if policy.require_chain else []
    if missing:
        message = f"Snapshot {missing[0]} is missing between {numbers[0]} and {numbers[-1]}; the policy asks for all."
        raise refusal(CHAIN_BROKEN, "posture/history", message)
    return selected


def _policy(posture: Path, site: Path) -> Policy:
    """The site's trust policy, with the trusted roots where a site has them."""
    path = posture / "trust-policy.json"
    name = display(path, site)
    try:
        policy = read_policy(read_plain(path, MAX_FILE_BYTES), name)
    except DiskError as error:
        raise refusal(POLICY_ERROR, name, f"`{name}` {error}.") from None
    published = (structs.replace(one, root_path=f"roots/{one.root_sha256[:12]}.json") for one in policy.identities)
    return read_roots(structs.replace(policy, identities=tuple(published)), posture, site)


def _verifiable(files: list[EvidenceFile], policy: Policy) -> Iterator[EvidenceFile]:
    """The files without the envelopes of keyless snapshots, which hold what a bundle beside them was verified for."""
    if not policy.identities:
        yield from files
        return
    bundled = {read_snapshot(file, policy).verified.payload for file in files if file.bundle}
    for file in files:
        try:
            read_snapshot(file, policy)
        except SnapshotError as error:
            if error.finding.rule != UNKNOWN_SIGNER.name:
                raise
            if read_envelope(parse_object(file.data), file.path).payload not in bundled:
                raise
        else:
            yield file


def _contradictions(site: Path, record: Mapping[str, Any], selected: Selected) -> Iterator[Finding]:
    """What the manifest, the keys and the status for machines say, where it is not what was signed."""
    head = selected.head
    signed = {
        "environment": head.environment,
        "sequence": head.sequence,
        "sha256": head.sha256,
        "policySha256": selected.policy.sha256,
        "checklistSha256": head.checklist_sha256,
    }
    for field, value in signed.items():
        if record.get(field) != value:
            span = Span(path=MANIFEST, route=field)
            yield RECORD_CONTRADICTED.at(span, f"`{MANIFEST}`: `{field}` is not that of the evidence, {value}.")
    for key in selected.policy.keys:
        path = f"posture/keys/{key.name}.pub"
        if _read(site, path) != key.pem.encode():
            yield RECORD_CONTRADICTED.at(Span(path=path), f"`{path}` is not the key that the trust policy lists.")
    path = "posture/status.json"
    try:
        rows = parse_object(_read(site, path)).get("controls") or ()
        told = {row["id"]: row["outcome"] for row in rows}
    except (JsonError, TypeError, KeyError):
        rows, told = (), {}
    if not told or len(told) != len(rows):
        # Of a control that stands there twice, another reader takes the other row.
        yield RECORD_CONTRADICTED.at(Span(path=path), f"`{path}` does not say which control has which outcome.")
        return
    for name in sorted({*told, *head.results}, key=str):
        outcome = head.results[name].outcome if name in head.results else Outcome.NOT_SCANNED
        if told.get(name) != outcome.value:
            shown = escaped_path(str(name))
            message = f"`{path}` does not say of {shown} what was signed: {outcome.value}."
            yield RECORD_CONTRADICTED.at(Span(path=path), message)


def _read(site: Path, path: str) -> bytes:
    """The bytes of a small file, or none."""
    try:
        return read_plain(site / path, MAX_FILE_BYTES)
    except DiskError:
        return b""


def _unknown(fingerprint: str, selected: Selected) -> Finding:
    counted = ", ".join(f"{key.keyid} ({key.name})" for key in selected.signers) or "none"
    message = f"The fingerprint {fingerprint} is of no key that counts for the newest snapshot; those are: {counted}."
    return FINGERPRINT_DIFFERS.at(Span(path="--fingerprint"), message)
