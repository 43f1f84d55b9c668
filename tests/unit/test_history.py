"""What the snapshots on record say of each control: spans, gaps, and what is not known."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from factory import METRIC, SCANNED, make_snapshot

from trustgen.history import history
from trustgen.model.history import WINDOW, Seen
from trustgen.model.posture import Outcome

if TYPE_CHECKING:
    from trustgen.model.history import History
    from trustgen.model.posture import PostureSnapshot

P, F, X, E, N = Outcome.PASS, Outcome.FAIL, Outcome.EXCEPTION, Outcome.ERROR, Outcome.NOT_APPLICABLE
DAY = timedelta(days=1)


def day(sequence: int, **outcomes: Outcome) -> PostureSnapshot:
    """A snapshot of one day; `A` stands for the control A-001."""
    named = {f"{name}-001": outcome for name, outcome in outcomes.items()}
    return make_snapshot(named, sequence=sequence, scanned=SCANNED + sequence * DAY, metrics={})


def made(*snapshots: PostureSnapshot, withdrawn: tuple[int, ...] = ()) -> History:
    digests = frozenset(snapshot.sha256 for snapshot in snapshots if snapshot.sequence in withdrawn)
    return history(snapshots, controls=("A-001",), withdrawn=digests)


def spans(past: History, name: str = "A-001") -> list[tuple[str, int, int]]:
    return [(span.seen.value, span.first, span.last) for span in past.controls[name].spans]


def test_a_failure_lasts_from_the_scan_that_shows_it_to_the_scan_that_shows_something_else() -> None:
    past = made(day(1, A=P), day(2, A=F), day(3, A=F), day(4, A=P), day(5, A=P))
    assert spans(past) == [("pass", 1, 1), ("fail", 2, 3), ("pass", 4, 5)]
    failure = past.controls["A-001"].spans[1]
    assert (failure.since, failure.until) == (SCANNED + 2 * DAY, SCANNED + 4 * DAY)
    assert failure.lasted == 2 * DAY
    assert failure.whole
    assert not failure.newest


def test_what_began_before_the_record_or_is_still_so_lasted_at_least_as_long_as_it_was_seen() -> None:
    first, last = made(day(1, A=F), day(2, A=F), day(3, A=P)).controls["A-001"].spans
    assert (first.begun, first.whole, first.lasted) == (False, False, 2 * DAY)
    assert (last.begun, last.until, last.newest, last.whole, last.lasted) == (True, None, True, False, timedelta())


def test_a_missing_number_is_a_gap_and_ends_what_was_on_both_sides() -> None:
    past = made(day(1, A=P), day(2, A=F), day(6, A=F), day(7, A=P))
    assert [(column.first, column.last) for column in past.gaps] == [(3, 5)]
    assert spans(past) == [("pass", 1, 1), ("fail", 2, 2), ("not-on-file", 3, 5), ("fail", 6, 6), ("pass", 7, 7)]
    _, before, gap, after, _ = past.controls["A-001"].spans
    assert (before.begun, before.until, before.newest, before.whole) == (True, None, False, False)
    assert (after.begun, after.until, after.whole) == (False, SCANNED + 7 * DAY, False)
    assert (gap.since, gap.last_at, gap.until, gap.begun, gap.lasted) == (None, None, None, False, None)


def test_the_beginning_that_is_not_on_file_is_counted() -> None:
    assert made(day(12, A=P)).before == 11
    assert made(day(1, A=P)).before == 0


def test_a_control_that_a_checklist_lacked_is_never_a_pass() -> None:
    past = made(day(1, B=P), day(2, A=P, B=P))
    assert spans(past) == [("not-listed", 1, 1), ("pass", 2, 2)]
    assert [(lapse.control, lapse.span.seen) for lapse in past.lapses] == [("A-001", Seen.NOT_LISTED)]


def test_a_control_that_left_the_checklist_is_still_told() -> None:
    past = made(day(1, A=P, B=F), day(2, A=P))
    assert past.former == ("B-001",)
    assert spans(past, "B-001") == [("fail", 1, 1), ("not-listed", 2, 2)]
    assert [lapse.span.seen for lapse in past.lapses] == [Seen.NOT_LISTED, Seen.FAIL]


def test_a_control_that_only_the_content_has_is_there_too() -> None:
    past = history([day(1, A=P)], controls=("A-001", "Z-001"))
    assert spans(past, "Z-001") == [("not-listed", 1, 1)]
    assert past.former == ()
    assert past.lapses == ()


def test_a_withdrawn_snapshot_says_nothing() -> None:
    past = made(day(1, A=F), day(2, A=P), day(3, A=P), withdrawn=(2,))
    assert spans(past) == [("fail", 1, 1), ("withdrawn", 2, 2), ("pass", 3, 3)]
    failure, _, now = past.controls["A-001"].spans
    assert failure.until is None
    assert not now.begun
    assert [snapshot.withdrawn for snapshot in past.snapshots] == [False, True, False]


@pytest.mark.parametrize(
    ("outcome", "told"),
    [(P, False), (F, True), (X, True), (E, True), (N, False)],
)
def test_what_did_not_pass_is_told_even_if_it_was_never_otherwise(outcome: Outcome, told: bool) -> None:
    assert bool(made(day(1, A=outcome), day(2, A=outcome)).lapses) is told


def test_the_newest_lapse_comes_first() -> None:
    past = made(day(1, A=P, B=F), day(2, A=F, B=P), day(3, A=P, B=F), day(4, A=P, B=F))
    assert [(lapse.control, lapse.span.first) for lapse in past.lapses] == [("B-001", 3), ("A-001", 2), ("B-001", 1)]


def test_times_that_run_backwards_give_no_duration() -> None:
    late = make_snapshot({"A-001": F}, sequence=1, scanned=SCANNED + 9 * DAY, metrics={})
    past = made(late, day(2, A=P))
    assert past.controls["A-001"].spans[0].lasted is None


def test_each_snapshot_counts_its_own_statuses() -> None:
    past = made(day(1, A=F, B=F, C=X), day(2, A=P, B=P, C=P))
    assert [dict(snapshot.outcomes) for snapshot in past.snapshots] == [
        {P: 0, F: 2, X: 1, E: 0, N: 0},
        {P: 3, F: 0, X: 0, E: 0, N: 0},
    ]
    assert [snapshot.newest for snapshot in past.snapshots] == [False, True]


def test_measurements_are_there_where_a_snapshot_that_counts_has_them() -> None:
    with_metric = {"A-001": (METRIC,)}
    first = make_snapshot({"A-001": P}, sequence=1, metrics=with_metric)
    third = make_snapshot({"A-001": P}, sequence=3, metrics={})
    last = make_snapshot({"A-001": P}, sequence=4, metrics=with_metric)
    past = made(first, third, last)
    assert past.controls["A-001"].metrics["coverage"] == (METRIC, None, None, METRIC)
    withdrawn = made(first, third, last, withdrawn=(1,))
    assert withdrawn.controls["A-001"].metrics["coverage"] == (None, None, None, METRIC)


def test_a_window_is_the_newest_part() -> None:
    past = made(*(day(number, A=F if number == 1 else P) for number in range(1, WINDOW + 3)))
    assert len(past.window) == len(past.controls["A-001"].window) == WINDOW
    assert past.window[0].first == 3
    assert past.drawn == (Seen.PASS,)
    # What is too old to be drawn is still told.
    assert [lapse.span.first for lapse in past.lapses] == [1]
