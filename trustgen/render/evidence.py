"""The evidence as it was received, as files of the site: a reader repeats the verification with these."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from trustgen.artifact import Artifact
from trustgen.attest.errors import SNAPSHOT_TOO_LARGE
from trustgen.attest.format import MAX_FILE_BYTES
from trustgen.attest.wrap import as_envelope
from trustgen.finding import Span
from trustgen.render.printjob import Attached, Carried

if TYPE_CHECKING:
    from trustgen.attest.select import Selected
    from trustgen.finding import Finding
    from trustgen.render.words import Words

_JSON = "application/json"


def evidence_files(selected: Selected) -> tuple[Artifact, ...] | Finding:
    """The head's envelope and bundle, every earlier envelope, checklist, policy, and the policy's keys and roots.

    A finding where one of them would be larger than a reader's verifier takes: what is published is verified again.
    """
    names = selected.bundle_names
    files = {
        "posture/latest.dsse.json": selected.head_envelope,
        "posture/checklist.json": selected.checklist.data,
        "posture/trust-policy.json": selected.policy.data,
    }
    # A bundle has exactly one signature: where several keys or identities sign, each has a bundle of its own.
    files |= {f"posture/{names[signer]}": data for signer, data in sorted(selected.head_bundles.items())}
    for snapshot in selected.snapshots[:-1]:
        name = f"{snapshot.statement.sequence:010d}"
        files[f"posture/history/{name}.dsse.json"] = as_envelope(snapshot.verified)
        # Nobody can verify a keyless signature from its envelope: certificate and log entry are in the bundle.
        vouched = snapshot.verified.vouched
        for item in vouched:
            bundle = name if len(vouched) == 1 else f"{name}-{item.identity.id[:12]}"
            files[f"posture/history/{bundle}.sigstore.json"] = item.bundle
    for identity in selected.policy.identities:
        files[root_path(identity.root_sha256)] = identity.root
    for path, data in files.items():
        if len(data) > MAX_FILE_BYTES:
            message = f"`{path}` would have {len(data):,} bytes; at most {MAX_FILE_BYTES:,} are read."
            return SNAPSHOT_TOO_LARGE.at(Span(path=path), message)
    made = [Artifact(path=path, media=_JSON, data=data) for path, data in files.items()]
    made += [
        Artifact(path=f"posture/keys/{key.name}.pub", media="text/plain", data=key.pem.encode())
        for key in selected.policy.keys
    ]
    return tuple(made)


def carried(evidence: tuple[Artifact, ...], selected: Selected, words: Words) -> Carried:
    """What the whitepaper carries of it: all that the newest snapshot is verified with.

    Of the bundles those of identities, whose certificate and log entry are nowhere else; keys need none.
    """
    paths = {"posture/latest.dsse.json", "posture/checklist.json", "posture/trust-policy.json"}
    paths |= {f"posture/{selected.bundle_names[one.id]}" for one in selected.identities}
    paths |= {root_path(one.root_sha256) for one in selected.policy.identities}
    about = words.text("whitepaper.attached")
    return tuple(Attached(file=artifact, about=about) for artifact in evidence if artifact.path in paths)


def root_path(digest: str) -> str:
    """Where a trusted root is published, by its SHA-256; the policy says which one an identity has."""
    return f"posture/roots/{digest[:12]}.json"


def evidence_digests(selected: Selected) -> dict[str, str]:
    """SHA-256 of every file of the evidence that was read, by the path that findings show."""
    read = {file.path: file.data for file in selected.evidence}
    read[selected.policy.path] = selected.policy.data
    digests = {path: sha256(data).hexdigest() for path, data in read.items()}
    return {**digests, "content/posture/checklist.json": selected.checklist.sha256}
