"""`snapshot diff`: what changed between two verified snapshots, what got worse first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trustgen.attest.errors import SnapshotError
from trustgen.snapshots import Checked, evidence_request
from trustgen.snapshots.changes import DIRECTIONS, change_record, changes
from trustgen.snapshots.chosen import Chooser
from trustgen.snapshots.columns import columns, span, utc

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from trustgen.snapshots.changes import Change
    from trustgen.snapshots.chosen import Chosen


def diff_snapshots(
    project: Path, now: datetime, *, old: str | None = None, new: str | None = None, **paths: Path | None
) -> Checked:
    """The two that are named by number or file; by default the newest against the one before it.

    With one name, the newest against that one.
    """
    chooser = Chooser(evidence_request(project, now, **paths))
    try:
        one = chooser.before_newest() if old is None else chooser.named(old)
        other = chooser.newest() if new is None else chooser.named(new)
    except SnapshotError as error:
        return Checked(findings=(error.finding,), extra={"diff": None})
    found = changes(one, other)
    compared = _same_checklist(one, other)
    extra = {
        "from": _end(one),
        "to": _end(other),
        "metricsCompared": compared,
        "changes": [change_record(change) for change in found],
    }
    return Checked(findings=(), facts=tuple(_said(one, other, found, compared=compared)), extra={"diff": extra})


def _same_checklist(one: Chosen, other: Chosen) -> bool:
    return one.checklist is not None and one.posture.checklist_sha256 == other.posture.checklist_sha256


def _end(chosen: Chosen) -> dict[str, Any]:
    posture = chosen.posture
    return {
        "sequence": posture.sequence,
        "sha256": posture.sha256,
        "finishedAt": utc(posture.finished_at),
        "standing": chosen.standing,
        "files": [file.path for file in chosen.snapshot.files],
    }


def _said(one: Chosen, other: Chosen, found: tuple[Change, ...], *, compared: bool) -> Iterator[str]:
    before, after = one.posture, other.posture
    apart = after.finished_at - before.finished_at
    later = f"{span(apart)} later" if apart.total_seconds() >= 0 else f"{span(-apart)} earlier"
    counts = [(sum(change.direction == each for change in found), each) for each in DIRECTIONS]
    said = ", ".join(f"{number} {each}" for number, each in counts if number) or "nothing changed"
    yield f"Snapshot {before.sequence} to {after.sequence} of {after.environment}, {later}: {said}."
    if not compared:
        yield "Metrics are not compared: the two were not graded against the checklist on file."
    for direction in DIRECTIONS:
        rows = [_row(change) for change in found if change.direction == direction]
        if rows:
            yield ""
            yield direction.capitalize()
            yield from columns(rows)


def _row(change: Change) -> tuple[str, str, str]:
    absent = {"outcome": "not scanned", "exception": "none", "deployment": "not said"}.get(change.kind, "none")
    return change.kind, change.subject, f"{change.before or absent} → {change.after or absent}"
