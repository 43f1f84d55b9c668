"""`snapshot show`: one verified snapshot as tables: outcomes, metrics against targets, exceptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.attest.errors import SnapshotError
from trustgen.model.posture import Outcome
from trustgen.snapshots import Checked, evidence_request
from trustgen.snapshots.chosen import STANDINGS, Chooser
from trustgen.snapshots.columns import columns, span, utc
from trustgen.snapshots.records import measured, met, snapshot_record, titles, wanted
from trustgen.snapshots.told import signed_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from trustgen.model.posture import PostureSnapshot
    from trustgen.snapshots.chosen import Chosen


def show_snapshot(project: Path, now: datetime, *, which: str | None = None, **paths: Path | None) -> Checked:
    """The newest snapshot, or the one that is named by number or file; nothing of one that is not verified."""
    chooser = Chooser(evidence_request(project, now, **paths))
    try:
        chosen = chooser.newest() if which is None else chooser.named(which)
    except SnapshotError as error:
        return Checked(findings=(error.finding,), extra={"snapshot": None})
    return Checked(findings=(), facts=tuple(_said(chosen)), extra={"snapshot": snapshot_record(chosen)})


def _said(chosen: Chosen) -> Iterator[str]:
    posture = chosen.posture
    note = " It is a demonstration: everybody has the key." if chosen.policy.demonstration else ""
    yield f"Snapshot {posture.sequence} of {posture.environment}: {STANDINGS[chosen.standing]}.{note}"
    yield from columns(_head_rows(chosen))
    stopping = [result.id for result in posture.results.values() if result.outcome in chosen.policy.stops]
    if stopping:
        yield f"The trust policy stops a build at {', '.join(stopping)}."
    yield ""
    yield f"Controls: {counts(posture)}"
    yield from columns(_control_rows(chosen))
    metrics = list(_metric_rows(posture))
    if metrics:
        yield ""
        yield "Metrics"
        yield from columns(metrics)
    elif chosen.checklist is None:
        yield ""
        yield "Metrics are left out: it was graded against another checklist than the one on file."
    if posture.exceptions:
        yield ""
        yield "Exceptions"
        yield from columns(_exception_rows(posture, chosen.as_of))


def _head_rows(chosen: Chosen) -> Iterator[tuple[str, str]]:
    posture = chosen.posture
    yield from signed_rows(chosen.snapshot, chosen.policy)
    yield "scanned", f"{utc(posture.started_at)} to {utc(posture.finished_at)}"
    if chosen.valid_until is not None:
        yield "valid until", f"{utc(chosen.valid_until)}, {span(chosen.valid_until - chosen.as_of)} left"
    else:
        yield "expires", utc(posture.expires_at)
    yield "payload", f"sha256:{posture.sha256}"
    yield "checklist", f"{posture.checklist_id}@{posture.checklist_version}"
    yield "scanner", f"{posture.scanner.id} {posture.scanner.version}"
    if posture.git_commit is not None:
        yield "deployed", f"commit {posture.git_commit}"


def counts(posture: PostureSnapshot) -> str:
    """How many controls have each outcome."""
    number = dict.fromkeys(Outcome, 0)
    for result in posture.results.values():
        number[result.outcome] += 1
    passing = f"{number[Outcome.PASS]} of {len(posture.results)} pass"
    rest = [f"{count} {outcome.value}" for outcome, count in number.items() if count and outcome is not Outcome.PASS]
    return ", ".join([passing, *rest])


def _control_rows(chosen: Chosen) -> Iterator[tuple[str, str, str, str]]:
    named = titles(chosen)
    for result in chosen.posture.results.values():
        outcome = f"{result.outcome.value} ({result.error_code})" if result.error_code else result.outcome.value
        yield result.id, outcome, utc(result.checked_at), named.get(result.id, "")


def _metric_rows(posture: PostureSnapshot) -> Iterator[tuple[str, str, str, str, str]]:
    for result in posture.results.values():
        for metric in result.metrics:
            yield result.id, metric.id, measured(metric), wanted(metric), "met" if met(metric) else "missed"


def _exception_rows(posture: PostureSnapshot, now: datetime) -> Iterator[tuple[str, ...]]:
    for record in posture.exceptions:
        left = record.expires_at - now
        yield (
            record.id,
            record.control,
            f"{record.affected:,} affected",
            f"{record.reason}, by {record.approved_by}",
            f"until {utc(record.expires_at)}",
            f"{span(left)} left" if left.total_seconds() > 0 else "over",
        )
