"""Taking a snapshot away, or any of its results, never makes anything look better."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from factory import SCANNED, make_snapshot
from hypothesis import given
from hypothesis import strategies as st

from trustgen.history import history
from trustgen.model.history import Seen
from trustgen.model.posture import Outcome

if TYPE_CHECKING:
    from trustgen.model.history import History
    from trustgen.model.posture import PostureSnapshot

NAMES = ("A-001", "B-001", "C-001")
SIGNED = [outcome for outcome in Outcome if outcome is not Outcome.NOT_SCANNED]
RESULTS = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(SIGNED))
RECORD = st.dictionaries(st.integers(1, 12), RESULTS, min_size=2)


def snapshots(record: dict[int, dict[str, Outcome]]) -> list[PostureSnapshot]:
    return [
        make_snapshot(results, sequence=number, scanned=SCANNED + timedelta(days=number), metrics={})
        for number, results in sorted(record.items())
    ]


def made(record: dict[int, dict[str, Outcome]], withdrawn: int | None = None) -> History:
    given = snapshots(record)
    digests = frozenset(snapshot.sha256 for snapshot in given if snapshot.sequence == withdrawn)
    return history(given, controls=NAMES, withdrawn=digests)


def seen(past: History) -> dict[tuple[str, int], Seen]:
    """What is said of every control under every number from the first to the last."""
    return {
        (name, number): cell
        for name, control in past.controls.items()
        for column, cell in zip(past.columns, control.cells, strict=True)
        for number in range(column.first, column.last + 1)
    }


def passing(past: History) -> dict[str, timedelta]:
    """For how long each control is said to have passed."""
    return {
        name: sum((span.lasted or timedelta() for span in control.spans if span.seen is Seen.PASS), timedelta())
        for name, control in past.controls.items()
    }


@given(RECORD)
def test_the_spans_cover_every_number_once_and_say_what_was_signed(record: dict[int, dict[str, Outcome]]) -> None:
    past = made(record)
    for name, control in past.controls.items():
        covered = [(number, span.seen.value) for span in control.spans for number in range(span.first, span.last + 1)]
        signed = [
            (
                number,
                record[number][name].value if name in record.get(number, {}) else "not-listed",
            )
            if number in record
            else (number, "not-on-file")
            for number in range(min(record), max(record) + 1)
        ]
        assert covered == signed


@given(RECORD, st.data())
def test_without_a_snapshot_nothing_looks_better(record: dict[int, dict[str, Outcome]], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(sorted(record)[:-1]))
    before, after = made(record), made({number: record[number] for number in record if number != gone})
    earlier = seen(before)
    for key, cell in seen(after).items():
        assert cell in (earlier[key], Seen.NOT_ON_FILE)
    for name, time in passing(after).items():
        assert time <= passing(before)[name]
    for control in after.controls.values():
        for span in control.spans:
            if span.whole:
                assert span in before.controls[control.id].spans


@given(RECORD, st.data())
def test_a_withdrawn_snapshot_makes_nothing_look_better(
    record: dict[int, dict[str, Outcome]], data: st.DataObject
) -> None:
    gone = data.draw(st.sampled_from(sorted(record)[:-1]))
    before, after = made(record), made(record, withdrawn=gone)
    earlier = seen(before)
    for key, cell in seen(after).items():
        assert cell is (Seen.WITHDRAWN if key[1] == gone else earlier[key])
    for name, time in passing(after).items():
        assert time <= passing(before)[name]


@given(RECORD, st.data())
def test_without_a_result_nothing_passes_that_did_not(
    record: dict[int, dict[str, Outcome]], data: st.DataObject
) -> None:
    number = data.draw(st.sampled_from(sorted(record)))
    name = data.draw(st.sampled_from(NAMES))
    less = {**record, number: {key: value for key, value in record[number].items() if key != name}}
    earlier = seen(made(record))
    for key, cell in seen(made(less)).items():
        assert cell is (Seen.NOT_LISTED if key == (name, number) else earlier[key])
