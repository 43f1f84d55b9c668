"""What the `snapshot` commands do, between the command line and `attest`.

Paths default to the project's `content/posture/`; nothing here verifies, signs or prints.
"""

from __future__ import annotations

import contextlib
import os
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from trustgen.attest.select import Request, verify_folder
from trustgen.finding import Finding
from trustgen.snapshots.noted import noted
from trustgen.snapshots.told import said, verification

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path


class Checked(Struct, frozen=True, kw_only=True):
    """What a command has to say."""

    findings: tuple[Finding, ...]
    facts: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


def evidence_request(
    project: Path,
    now: datetime,
    *,
    folder: Path | None = None,
    policy: Path | None = None,
    checklist: Path | None = None,
    lock: Path | None = None,
    state: Path | None = None,
    published: Path | None = None,
) -> Request:
    """Where a project keeps its evidence, with what was given in place of it.

    The lock belongs to the policy: whatever folder is verified by the project's own policy, the project's lock holds.
    """
    posture = project / "content" / "posture"
    kept_lock, own_policy = posture / "posture.lock.json", posture / "trust-policy.json"
    own = policy is None or _same(policy, own_policy)
    return Request(
        folder=folder or posture / "snapshots",
        policy=policy or own_policy,
        checklist=checklist or posture / "checklist.json",
        lock=lock or (kept_lock if own and os.path.lexists(kept_lock) else None),
        state=state,
        published=published,
        now=now,
        root=project,
    )


def _same(one: Path, other: Path) -> bool:
    """Whether two names are those of one file; a name of no file is nobody else's."""
    with contextlib.suppress(OSError, ValueError):
        return one.samefile(other)
    return False


def verify_snapshots(
    *,
    project: Path,
    now: datetime,
    record: bool = False,
    begin: bool = False,
    **paths: Path | None,
) -> Checked:
    """Verify a folder of snapshots; `record` adds the outcome to the local state, `begin` begins a state with it."""
    state = paths.get("state")
    outcome = verify_folder(evidence_request(project, now, **(paths | ({"state": None} if begin else {}))))
    if isinstance(outcome, Finding):
        return Checked(findings=(outcome,), extra={"selected": None})
    if state is not None and (record or begin):
        from trustgen.snapshots.state import begin_state, record_state

        done = begin_state(state, outcome, project) if begin else record_state(state, outcome, project)
        if isinstance(done, Finding):
            return Checked(findings=(done,), extra={"selected": None})
    selected = {"sequence": outcome.head.sequence, "sha256": outcome.head.sha256}
    extra = {"selected": selected, "verification": verification(outcome)}
    return Checked(findings=noted(outcome), facts=said(outcome), extra=extra)


def sign_demo(project: Path, now: datetime, *, force: bool, days: int = 1) -> Checked:
    """Make sure that the project has a fresh demonstration snapshot; where it has none, a history of so many days."""
    from trustgen.attest.demo import sign_demonstration

    outcome = sign_demonstration(evidence_request(project, now), force=force, days=days)
    if isinstance(outcome, Finding):
        return Checked(findings=(outcome,), extra={"selected": None})
    done = "Signed" if outcome.signed else "Still fresh:"
    selected = {"sequence": outcome.sequence, "sha256": outcome.sha256}
    fact = f"{done} demonstration snapshot {outcome.sequence} in `{outcome.path.name}`; everybody has its key."
    return Checked(findings=(), facts=(fact,), extra={"selected": selected})
