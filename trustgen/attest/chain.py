"""The newest snapshot against the others and against what was known before (format section 6, step 7).

Contradictions are always refused.  A gap between the last known snapshot and the newest is refused where the policy
asks for the whole chain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from trustgen.attest.errors import CHAIN_BROKEN, FORK_DETECTED, ROLLBACK_DETECTED, SEQUENCE_JUMP, SnapshotError, refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trustgen.attest.anchors import Anchor
    from trustgen.attest.gather import Snapshot
    from trustgen.attest.policy import Policy

T = TypeVar("T")


def check_order(
    head: Snapshot, snapshots: Mapping[int, Snapshot], anchors: Mapping[int, Anchor], policy: Policy
) -> None:
    """Check rollback, fork, jump and chain, in this order."""
    sequence, path = head.statement.sequence, head.path
    newest = f"The newest snapshot, `{path}`, is number {sequence}"
    if sequence < policy.min_sequence:
        message = f"{newest}; `{policy.path}` asks for number {policy.min_sequence} or a later one."
        raise refusal(ROLLBACK_DETECTED, path, message)
    highest = anchors[max(anchors)] if anchors else None
    if highest is not None and sequence < highest.sequence:
        message = f"{newest}, but `{highest.path}` knows number {highest.sequence}."
        raise refusal(ROLLBACK_DETECTED, path, message)
    if highest is not None and sequence == highest.sequence and head.statement.sha256 != highest.sha256:
        raise _fork(head, highest)
    last = max(policy.min_sequence, highest.sequence if highest is not None else 0)
    if sequence - last > policy.max_sequence_step:
        step = f"more than the {policy.max_sequence_step} after number {last} that `{policy.path}` allows"
        message = f"{newest}, {step}."
        raise refusal(SEQUENCE_JUMP, path, message)
    _check_links(snapshots, anchors)
    if policy.require_chain and highest is not None:
        for number in range(sequence - 1, highest.sequence, -1):
            if number not in snapshots:
                message = f"Snapshot {number} is missing between `{path}` and {highest.sequence} in `{highest.path}`."
                raise refusal(CHAIN_BROKEN, path, message)


def _check_links(snapshots: Mapping[int, Snapshot], anchors: Mapping[int, Anchor]) -> None:
    """Check every link whose other end is here or was known before, then every snapshot that was known before."""
    for snapshot in snapshots.values():
        number = snapshot.statement.previous_sequence
        if number is None:
            continue
        ends = [(other.statement.sha256, other.path) for other in _at(snapshots, number)]
        ends += [(anchor.sha256, anchor.path) for anchor in _at(anchors, number)]
        for digest, path in ends:
            if digest != snapshot.statement.previous_sha256:
                linked = snapshot.statement.previous_sha256
                message = f"`{snapshot.path}` links to snapshot {number} as {linked}; in `{path}` it is {digest}."
                raise refusal(CHAIN_BROKEN, snapshot.path, message, route="predicate.previous")
    for sequence, anchor in anchors.items():
        for snapshot in _at(snapshots, sequence):
            if snapshot.statement.sha256 != anchor.sha256:
                raise _fork(snapshot, anchor)


def _fork(snapshot: Snapshot, known: Anchor) -> SnapshotError:
    number, found = snapshot.statement.sequence, snapshot.statement.sha256
    message = f"`{snapshot.path}` is snapshot {number} as {found}; `{known.path}` knows it as {known.sha256}."
    return refusal(FORK_DETECTED, snapshot.path, message)


def _at(items: Mapping[int, T], sequence: int) -> list[T]:
    return [items[sequence]] if sequence in items else []
