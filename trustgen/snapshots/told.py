"""What a verification found, in sentences for a person and as a record for a program.

Says who signed, which keys counted and why others did not, the times, what was checked, and what was not: the last
matters as much as the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trustgen.snapshots.columns import columns, counted, span, utc

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from trustgen.attest.anchors import Anchor
    from trustgen.attest.gather import Snapshot
    from trustgen.attest.policy import Policy, TrustedKey
    from trustgen.attest.select import Selected


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A listed key whose signature is good."""

    key: TrustedKey
    not_counted: str | None
    """Why it does not count: `revoked`, `outside-window`; `None` when it does."""


def signers(snapshot: Snapshot, policy: Policy) -> tuple[Signer, ...]:
    """Every listed key that signed the snapshot, in the policy's order."""
    signed = {keyid for keyid, _ in snapshot.verified.signatures}
    at = snapshot.statement.finished_at
    return tuple(Signer(key=key, not_counted=_not_counted(key, at)) for key in policy.keys if key.keyid in signed)


def _not_counted(key: TrustedKey, at: datetime) -> str | None:
    if key.revoked:
        return "revoked"
    return None if key.valid_at(at) else "outside-window"


def said(selected: Selected) -> tuple[str, ...]:
    """Sentences for a person about the snapshot that was selected."""
    head = selected.head
    note = " It is a demonstration: everybody has the key." if selected.demonstration else ""
    rows = [
        *signed_rows(selected.snapshots[-1], selected.policy),
        ("threshold", f"{selected.threshold} needed, {len(selected.signers)} counted"),
        ("scanned", f"{utc(head.started_at)} to {utc(head.finished_at)}, {_age(selected)}"),
        ("valid until", f"{utc(selected.valid_until)}, {span(selected.valid_until - selected.as_of)} left"),
        ("payload", f"sha256:{head.sha256}"),
        ("policy", f"{selected.policy.path}, sha256:{selected.policy.sha256}"),
        ("checklist", f"{head.checklist_id}@{head.checklist_version}, sha256:{head.checklist_sha256}"),
        ("snapshots", f"{len(selected.snapshots)} on record, all verified"),
        *_titled("known before", [_known(anchor) for anchor in _latest(selected)]),
        *_titled("checked", [sentence for _, sentence in checks(selected)]),
        *_titled("not checked", [sentence for _, sentence in unchecked(selected)]),
    ]
    return (f"Snapshot {head.sequence} of {head.environment} is trusted.{note}", *columns(rows))


def signed_rows(snapshot: Snapshot, policy: Policy) -> list[tuple[str, str]]:
    """A row for each listed key that signed, the first with its title."""
    found = []
    for signer in signers(snapshot, policy):
        why = {"revoked": "; does not count: revoked", "outside-window": "; does not count: outside of its window"}
        found.append(
            f"{signer.key.name} ({signer.key.algorithm}, {signer.key.keyid}){why.get(signer.not_counted or '', '')}"
        )
    return _titled("signed by", found)


def _titled(title: str, texts: list[str]) -> list[tuple[str, str]]:
    return [(title if place == 0 else "", text) for place, text in enumerate(texts)]


def _age(selected: Selected) -> str:
    age = selected.as_of - selected.head.finished_at
    return f"{span(age)} ago" if age.total_seconds() >= 0 else f"{span(-age)} ahead of this clock"


def _latest(selected: Selected) -> list[Anchor]:
    """The newest snapshot of each file that says what was known before."""
    return list({anchor.path: anchor for anchor in selected.anchors}.values())


def _known(anchor: Anchor) -> str:
    return f"snapshot {anchor.sequence}, by {anchor.path}"


def checks(selected: Selected) -> Iterator[tuple[str, str]]:
    """What was checked, by a name for programs, in the order of the work; only what really was."""
    policy, count = selected.policy, len(selected.snapshots)
    files = counted(len(selected.evidence), "file")
    yield "policy", "the trust policy, its keys, and that its threshold can be reached today"
    yield "signature", f"{files}: strict envelope, payload type, a good signature of a listed key over the bytes read"
    yield "form", f"{counted(count, 'statement')}: strict JSON, exact form, environment {policy.environment}"
    yield (
        "signers",
        f"the newest: not withdrawn, {policy.threshold} counted of {counted(len(policy.keys), 'listed key')}",
    )
    yield "scanner", f"the newest: made by {policy.scanner_id}"
    yield "checklist", "the newest: graded against the pinned checklist, every control once"
    yield "results", "the newest: no status better than its metrics, evidence and exceptions allow"
    yield "exceptions", f"the newest: {counted(len(selected.head.exceptions), 'exception')}, allowed and in force now"
    yield "times", f"the newest: scan in itself, age at most {span(policy.max_age)}, not expired, not in the future"
    yield "order", _order(selected)
    yield "gates", "the newest: no status at which the policy stops"


def _order(selected: Selected) -> str:
    here = {selected.head.sequence, *(item.sequence for item in selected.history)}
    links = sum(number + 1 in here for number in here)
    text = f"number {selected.head.sequence} is not below the policy's {selected.policy.min_sequence}"
    if selected.anchors:
        text += f" or the last known {max(anchor.sequence for anchor in selected.anchors)}"
    return f"{text}; {counted(links, 'link')} between the snapshots here"


def unchecked(selected: Selected) -> Iterator[tuple[str, str]]:
    """What this verification cannot say, by a name for programs."""
    if not selected.anchors:
        age = span(selected.policy.max_age)
        yield (
            "rollback",
            f"nothing was known before: a genuine snapshot of the last {age} passes, though a newer exists",
        )
    if selected.anchors and not selected.policy.require_chain:
        yield "gaps", "the policy allows snapshots to be missing since the last known one"
    if selected.history:
        yield "history", "earlier snapshots: who signed them and their form only, not the whole policy"


def verification(selected: Selected) -> dict[str, Any]:
    """The same for a program."""
    head, policy = selected.head, selected.policy
    return {
        "environment": head.environment,
        "demonstration": selected.demonstration,
        "signers": [signer_record(signer) for signer in signers(selected.snapshots[-1], policy)],
        "threshold": {"needed": policy.threshold, "counted": len(selected.signers)},
        "times": {
            "startedAt": utc(head.started_at),
            "finishedAt": utc(head.finished_at),
            "expiresAt": utc(head.expires_at),
            "validUntil": utc(selected.valid_until),
            "asOf": utc(selected.as_of),
            "maxAgeSeconds": int(policy.max_age.total_seconds()),
        },
        "policy": {"path": policy.path, "sha256": policy.sha256},
        "checklist": {
            "path": selected.checklist.path,
            "id": head.checklist_id,
            "version": head.checklist_version,
            "sha256": head.checklist_sha256,
        },
        "snapshots": [
            {
                "sequence": item.statement.sequence,
                "sha256": item.statement.sha256,
                "files": [f.path for f in item.files],
            }
            for item in selected.snapshots
        ],
        "anchors": [
            {"kind": anchor.kind, "path": anchor.path, "sequence": anchor.sequence, "sha256": anchor.sha256}
            for anchor in _latest(selected)
        ],
        "checked": [{"name": name, "text": text} for name, text in checks(selected)],
        "unchecked": [{"name": name, "text": text} for name, text in unchecked(selected)],
    }


def _snapshot_record(item: Snapshot) -> dict[str, Any]:
    statement = item.statement
    return {
        "sequence": statement.sequence,
        "sha256": statement.sha256,
        "finishedAt": utc(statement.finished_at),
        "files": [file.path for file in item.files],
    }


def signer_record(signer: Signer) -> dict[str, Any]:
    """A key that signed, for a program."""
    key = signer.key
    return {
        "name": key.name,
        "keyid": key.keyid,
        "algorithm": key.algorithm,
        "notBefore": utc(key.not_before),
        "notAfter": utc(key.not_after),
        "counted": signer.not_counted is None,
        "reason": signer.not_counted,
    }
