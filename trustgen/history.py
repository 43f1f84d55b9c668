"""From the snapshots on record to what each says of each control, and for how long.

Pure: values in, values out.  Three rules keep it honest.  A number that is not on file is a gap and ends every span
beside it; nothing is interpolated.  A control that a snapshot lacks was not on its checklist; that is never a pass.  A
snapshot that the policy has withdrawn says nothing.  So taking a snapshot away never makes anything look better.
"""

from __future__ import annotations

from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

from trustgen.model.history import Column, ControlHistory, History, Lapse, PastSnapshot, Seen, Span
from trustgen.model.posture import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from trustgen.model.history import SignedBy
    from trustgen.model.posture import ControlResult, Metric, PostureSnapshot

_SIGNED: tuple[Outcome, ...] = tuple(outcome for outcome in Outcome if outcome is not Outcome.NOT_SCANNED)
_ALWAYS_TOLD = frozenset({Seen.FAIL, Seen.ERROR, Seen.EXCEPTION})


def history(
    snapshots: Sequence[PostureSnapshot],
    *,
    controls: Iterable[str],
    signers: Mapping[int, tuple[SignedBy, ...]] = MappingProxyType({}),
    withdrawn: frozenset[str] = frozenset(),
) -> History:
    """The history of one environment.

    `snapshots` are in the order of their numbers, no number twice, the newest last, and at least one.  `controls` are
    the ids that the pages list; controls of earlier snapshots are added.  `signers` says by number who signed,
    `withdrawn` are payload digests.
    """
    by_number = {snapshot.sequence: snapshot for snapshot in snapshots}
    columns = tuple(_columns(snapshots, signers, withdrawn))
    newest = snapshots[-1]
    listed = dict.fromkeys(controls)
    listed.update(dict.fromkeys(newest.results))
    former = sorted({name for snapshot in snapshots for name in snapshot.results} - set(listed))
    made = {name: _control(name, columns, by_number) for name in (*listed, *former)}
    return History(
        columns=columns,
        controls=MappingProxyType(made),
        former=tuple(former),
        lapses=tuple(sorted(_lapses(made.values()), key=_order)),
    )


def _columns(
    snapshots: Sequence[PostureSnapshot],
    signers: Mapping[int, tuple[SignedBy, ...]],
    withdrawn: frozenset[str],
) -> Iterator[Column]:
    expected = snapshots[0].sequence
    for snapshot in snapshots:
        if snapshot.sequence > expected:
            yield Column(first=expected, last=snapshot.sequence - 1, snapshot=None)
        expected = snapshot.sequence + 1
        outcomes: dict[Outcome, int] = dict.fromkeys(_SIGNED, 0)
        for result in snapshot.results.values():
            outcomes[result.outcome] += 1
        past = PastSnapshot(
            sequence=snapshot.sequence,
            sha256=snapshot.sha256,
            scanned_at=snapshot.finished_at,
            checklist_version=snapshot.checklist_version,
            outcomes=MappingProxyType(outcomes),
            signers=signers.get(snapshot.sequence, ()),
            withdrawn=snapshot.sha256 in withdrawn,
            newest=snapshot is snapshots[-1],
        )
        yield Column(first=snapshot.sequence, last=snapshot.sequence, snapshot=past)


def _control(name: str, columns: tuple[Column, ...], by_number: dict[int, PostureSnapshot]) -> ControlHistory:
    results = tuple(_result(name, column, by_number) for column in columns)
    cells = tuple(_seen(column, result) for column, result in zip(columns, results, strict=True))
    newest = results[-1]
    metrics = {
        metric.id: tuple(_measured(metric.id, result) for result in results)
        for metric in (newest.metrics if newest is not None else ())
    }
    return ControlHistory(id=name, cells=cells, spans=tuple(_spans(cells, columns)), metrics=MappingProxyType(metrics))


def _result(name: str, column: Column, by_number: dict[int, PostureSnapshot]) -> ControlResult | None:
    """What counts of a snapshot; nothing where there is none, where it was withdrawn, or where it lacks the control."""
    if column.snapshot is None or column.snapshot.withdrawn:
        return None
    return by_number[column.first].results.get(name)


def _seen(column: Column, result: ControlResult | None) -> Seen:
    if column.snapshot is None:
        return Seen.NOT_ON_FILE
    if column.snapshot.withdrawn:
        return Seen.WITHDRAWN
    return Seen(result.outcome.value) if result is not None else Seen.NOT_LISTED


def _measured(metric: str, result: ControlResult | None) -> Metric | None:
    return next((found for found in result.metrics if found.id == metric), None) if result is not None else None


def _spans(cells: tuple[Seen, ...], columns: tuple[Column, ...]) -> Iterator[Span]:
    start = 0
    for seen, group in groupby(cells):
        end = start + sum(1 for _ in group)
        first, last = columns[start], columns[end - 1]
        follower = columns[end].snapshot if end < len(columns) and cells[end].known else None
        yield Span(
            seen=seen,
            first=first.first,
            last=last.last,
            since=first.snapshot.scanned_at if first.snapshot is not None else None,
            last_at=last.snapshot.scanned_at if last.snapshot is not None else None,
            # What is on both sides of a snapshot that does not count, nobody knows.
            until=follower.scanned_at if follower is not None and seen.known else None,
            begun=start > 0 and cells[start - 1].known and seen.known,
            newest=end == len(columns),
        )
        start = end


def _lapses(controls: Iterable[ControlHistory]) -> Iterator[Lapse]:
    for control in controls:
        states = {span.seen for span in control.spans if span.seen.known}
        for span in control.spans:
            became = len(states) > 1 and span.seen.known and span.seen is not Seen.PASS
            if span.seen in _ALWAYS_TOLD or became:
                yield Lapse(control=control.id, span=span)


def _order(lapse: Lapse) -> tuple[int, int, str]:
    return -lapse.span.last, -lapse.span.first, lapse.control
