"""`snapshot lock`: the lock in the repository says which snapshot was the newest (format section 6).

It is rewritten from the verified head and never lowered: the lock that is there is an anchor of that verification, and
is looked at again at the moment of writing.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from trustgen.attest.anchors import read_lock
from trustgen.attest.disk import DiskError, check_inside, display
from trustgen.attest.errors import FORK_DETECTED, ROLLBACK_DETECTED, STATE_CORRUPT, SnapshotError, refusal
from trustgen.attest.format import MAX_FILE_BYTES
from trustgen.attest.placing import PlacingError, place_new
from trustgen.attest.select import verify_folder
from trustgen.finding import Finding
from trustgen.snapshots import Checked, evidence_request
from trustgen.snapshots.noted import noted
from trustgen.snapshots.update import update

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from trustgen.attest.select import Selected


def lock_head(project: Path, now: datetime, *, lock: Path | None = None, **paths: Path | None) -> Checked:
    """Write the head into the lock, unless it says so already."""
    path = lock or project / "content" / "posture" / "posture.lock.json"
    there, name = os.path.lexists(path), display(path, project)
    request = evidence_request(project, now, lock=path if there else None, **paths)
    outcome = verify_folder(request)
    if isinstance(outcome, Finding):
        return Checked(findings=(outcome,), extra={"selected": None, "locked": None})
    written = _written(path, project, outcome, there=there)
    if isinstance(written, Finding):
        return Checked(findings=(written,), extra={"selected": None, "locked": None})
    head = outcome.head
    done = f"`{name}` holds snapshot {head.sequence} of {head.environment}" + (" now." if written else " already.")
    selected = {"sequence": head.sequence, "sha256": head.sha256}
    extra = {"selected": selected, "locked": {"path": name, "changed": written}}
    return Checked(findings=noted(outcome), facts=(done,), extra=extra)


def _written(path: Path, root: Path, selected: Selected, *, there: bool) -> Finding | bool:
    name = display(path, root)
    try:
        if there:
            return update(path, MAX_FILE_BYTES, lambda data: _raised(data, selected, name))
        if not path.parent.is_dir():
            # A lock is begun in the repository; in a folder of its own, a name that was mistyped would begin it anew.
            hint = "Name the lock that is there, or make its folder first."
            message = f"`{name}` cannot be begun: its folder does not exist."
            return refusal(STATE_CORRUPT, name, message, help=hint).finding
        check_inside(path, root)
        place_new(path, _lock(selected))
    except SnapshotError as error:
        return error.finding
    except (DiskError, PlacingError) as error:
        return refusal(STATE_CORRUPT, name, f"`{name}` {error}.").finding
    return True


def _raised(data: bytes, selected: Selected, name: str) -> bytes | None:
    head = selected.head
    known = read_lock(data, head.environment, name)
    if known.sequence > head.sequence:
        message = f"`{name}` knows number {known.sequence} by now; number {head.sequence} is not the newest any more."
        raise refusal(ROLLBACK_DETECTED, name, message)
    if known.sequence == head.sequence and known.sha256 != head.sha256:
        raise refusal(FORK_DETECTED, name, f"`{name}` knows another snapshot {head.sequence} by now.")
    return None if known.sequence == head.sequence else _lock(selected)


def _lock(selected: Selected) -> bytes:
    head = selected.head
    value = {"environment": head.environment, "sequence": head.sequence, "sha256": head.sha256}
    return json.dumps(value, indent=1).encode("ascii") + b"\n"
