"""The local state (format section 6): the snapshots that this machine has accepted, one line each.

Only for a machine that keeps its disk.  Lines are only added; each holds the SHA-256 of the line before it.  A state
that is missing, empty or damaged is `StateCorrupt` and never begun anew: it is begun once, by saying so.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from trustgen.attest.anchors import FIRST, read_state
from trustgen.attest.disk import DiskError, display
from trustgen.attest.errors import FORK_DETECTED, ROLLBACK_DETECTED, STATE_CORRUPT, SnapshotError, refusal
from trustgen.attest.format import MAX_RECORD_BYTES
from trustgen.attest.placing import PlacingError, place_new
from trustgen.snapshots.columns import utc
from trustgen.snapshots.update import update

if TYPE_CHECKING:
    from pathlib import Path

    from trustgen.attest.select import Selected
    from trustgen.finding import Finding


def begin_state(path: Path, selected: Selected, root: Path) -> Finding | None:
    """Write the first line of a new state; a finding if there is a file already, or if it cannot be written."""
    name = display(path, root)
    try:
        place_new(path, _line(selected, FIRST))
    except PlacingError as error:
        hint = "A state is begun once; leave `--begin-state` out, or name another file."
        return refusal(STATE_CORRUPT, name, f"`{name}` {error}.", help=hint).finding
    return None


def record_state(path: Path, selected: Selected, root: Path) -> Finding | bool:
    """Add a line for a snapshot that was accepted, unless the last line is about it; whether one was added.

    Another process may have recorded a newer one since this one verified: `RollbackDetected`.
    """
    name = display(path, root)
    try:
        return update(path, MAX_RECORD_BYTES, lambda data: _added(data, selected, name))
    except SnapshotError as error:
        return error.finding
    except (DiskError, PlacingError) as error:
        return refusal(STATE_CORRUPT, name, f"`{name}` {error}.").finding


def _added(data: bytes, selected: Selected, name: str) -> bytes | None:
    head = selected.head
    last = read_state(data, head.environment, name)[-1]
    if last.sequence > head.sequence:
        message = f"`{name}` knows number {last.sequence} by now; number {head.sequence} is not the newest any more."
        raise refusal(ROLLBACK_DETECTED, name, message)
    if last.sequence == head.sequence and last.sha256 != head.sha256:
        raise refusal(FORK_DETECTED, name, f"`{name}` knows another snapshot {head.sequence} by now.")
    if last.sequence == head.sequence:
        return None
    before = sha256(data[:-1].rpartition(b"\n")[2]).hexdigest()
    return data + _line(selected, before)


def _line(selected: Selected, before: str) -> bytes:
    head = selected.head
    value = {
        "environment": head.environment,
        "sequence": head.sequence,
        "sha256": head.sha256,
        "verifiedAt": utc(selected.as_of),
        "prev": before,
    }
    return json.dumps(value, separators=(",", ":")).encode("ascii") + b"\n"
