"""What changed between two verified snapshots, and which way: what got worse stands first.

An outcome is worse the less it proves: pass, then not applicable, exception, fail, error, and last no outcome at all.
A new or longer exception is worse, because more is let through for longer; so is a metric that moved away from its
target, even if it still meets it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from trustgen.model.posture import Outcome
from trustgen.snapshots.columns import utc
from trustgen.snapshots.records import measured, met, wanted
from trustgen.snapshots.told import signers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.model.posture import ControlResult, ExceptionRecord, Metric, PostureSnapshot
    from trustgen.snapshots.chosen import Chosen

WORSE, CHANGED, BETTER = "worse", "changed", "better"
DIRECTIONS = (WORSE, CHANGED, BETTER)
_KINDS = ("outcome", "exception", "metric", "signer", "checklist", "scanner", "deployment")
_RANKS = {
    Outcome.PASS: 0,
    Outcome.NOT_APPLICABLE: 1,
    Outcome.EXCEPTION: 2,
    Outcome.FAIL: 3,
    Outcome.ERROR: 4,
    Outcome.NOT_SCANNED: 5,
}


class Change(Struct, frozen=True, kw_only=True):
    """One difference."""

    direction: str
    """One of `DIRECTIONS`."""
    kind: str
    subject: str
    """What changed: a control, an exception, a metric with its control, a key, a field."""
    before: str | None
    after: str | None
    """In words; `None` where it was not there."""
    weight: int = 0
    """How bad it is now, among changes of one kind."""


def changes(old: Chosen, new: Chosen) -> tuple[Change, ...]:
    """Every difference, the worst first."""
    before, after = old.posture, new.posture
    found = [
        *_outcomes(before, after),
        *_exceptions(before, after),
        *_metrics(before, after),
        *_signers(old, new),
        *_facts(before, after),
    ]
    return tuple(
        sorted(found, key=lambda c: (DIRECTIONS.index(c.direction), _KINDS.index(c.kind), -c.weight, c.subject))
    )


def _direction(before: int, after: int) -> str:
    if before == after:
        return CHANGED
    return WORSE if after > before else BETTER


def _outcomes(before: PostureSnapshot, after: PostureSnapshot) -> Iterator[Change]:
    for control in dict.fromkeys([*before.results, *after.results]):
        old, new = before.results.get(control), after.results.get(control)
        was, now = _outcome(old), _outcome(new)
        if (was, _code(old)) == (now, _code(new)):
            continue
        # A control that is scanned for the first time is judged by what it says, not by having been absent.
        base = _RANKS[Outcome.NOT_APPLICABLE] if old is None else _RANKS[was]
        yield Change(
            direction=_direction(base, _RANKS[now]),
            kind="outcome",
            subject=control,
            before=None if old is None else _told(old),
            after=None if new is None else _told(new),
            weight=_RANKS[now],
        )


def _outcome(result: ControlResult | None) -> Outcome:
    return Outcome.NOT_SCANNED if result is None else result.outcome


def _code(result: ControlResult | None) -> str | None:
    return None if result is None else result.error_code


def _told(result: ControlResult) -> str:
    return f"{result.outcome.value} ({result.error_code})" if result.error_code else result.outcome.value


def _exceptions(before: PostureSnapshot, after: PostureSnapshot) -> Iterator[Change]:
    olds = {record.id: record for record in before.exceptions}
    news = {record.id: record for record in after.exceptions}
    for name in dict.fromkeys([*olds, *news]):
        old, new = olds.get(name), news.get(name)
        if old == new:
            continue
        yield Change(
            direction=_eased(old, new),
            kind="exception",
            subject=name,
            before=None if old is None else _record(old),
            after=None if new is None else _record(new),
            weight=0 if new is None else new.affected,
        )


def _eased(old: ExceptionRecord | None, new: ExceptionRecord | None) -> str:
    """Whether more is let through than before, or less; one that excuses another control is worse."""
    if old is None or new is None:
        return WORSE if old is None else BETTER
    if new.control != old.control or new.affected > old.affected or new.expires_at > old.expires_at:
        return WORSE
    return BETTER if new.affected < old.affected or new.expires_at < old.expires_at else CHANGED


def _record(record: ExceptionRecord) -> str:
    return (
        f"{record.control}, {record.affected:,} affected, until {utc(record.expires_at)}, "
        f"{record.reason}, by {record.approved_by}"
    )


def _metrics(before: PostureSnapshot, after: PostureSnapshot) -> Iterator[Change]:
    for control, new in after.results.items():
        olds = {metric.id: metric for metric in before.results[control].metrics} if control in before.results else {}
        for metric in new.metrics:
            old = olds.get(metric.id)
            if old is None or old == metric:
                continue
            yield Change(
                direction=_moved(old, metric),
                kind="metric",
                subject=f"{control} {metric.id}",
                before=measured(old),
                after=f"{measured(metric)}; {wanted(metric)}, {'met' if met(metric) else 'missed'}",
                weight=0 if met(metric) else 1,
            )


def _moved(old: Metric, new: Metric) -> str:
    """Which way a measurement moved, in whole numbers; a different count of the same share is only a change."""
    if old.value is not None and new.value is not None:
        was, now = old.value, new.value
    else:
        was = (old.numerator or 0) * (new.denominator or 0)
        now = (new.numerator or 0) * (old.denominator or 0)
    return _direction(now, was) if new.op == "ge" else _direction(was, now)


def _signers(old: Chosen, new: Chosen) -> Iterator[Change]:
    before, after = _counted(old), _counted(new)
    if before == after:
        return
    yield Change(
        direction=_direction(-len(before), -len(after)),
        kind="signer",
        subject="signers",
        before=", ".join(before) or None,
        after=", ".join(after) or None,
    )


def _counted(chosen: Chosen) -> list[str]:
    return [each.key.name for each in signers(chosen.snapshot, chosen.policy) if each.not_counted is None]


def _facts(before: PostureSnapshot, after: PostureSnapshot) -> Iterator[Change]:
    for kind, was, now in (
        ("checklist", _checklist(before), _checklist(after)),
        ("scanner", _scanner(before), _scanner(after)),
        ("deployment", before.git_commit, after.git_commit),
    ):
        if was != now:
            yield Change(direction=CHANGED, kind=kind, subject=kind, before=was, after=now)


def _checklist(posture: PostureSnapshot) -> str:
    return f"{posture.checklist_id}@{posture.checklist_version}, sha256:{posture.checklist_sha256}"


def _scanner(posture: PostureSnapshot) -> str:
    scanner = posture.scanner
    return f"{scanner.id} {scanner.version}, image sha256:{scanner.image_sha256}"


def change_record(change: Change) -> dict[str, Any]:
    """A change for a program."""
    return {
        "direction": change.direction,
        "kind": change.kind,
        "subject": change.subject,
        "before": change.before,
        "after": change.after,
    }
