"""From results to statuses: a doubt is never a pass, and an exception never hides what nobody excused."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from posture_simulator import checklist

from trustgen.attest.checklist import ChecklistControl, read_checklist
from trustgen.decode import decode
from trustgen.finding import Span
from trustgen.model.posture import Outcome
from trustgen.model.scanmap import ScanMap
from trustgen.scans.grade import Grade, Grader, Window
from trustgen.scans.results import Result, Results
from trustgen.yamldoc import parse

START = datetime(2026, 11, 23, 11, 0, tzinfo=timezone.utc)
END = datetime(2026, 11, 23, 11, 20, tzinfo=timezone.utc)
INSIDE = START + timedelta(minutes=5)
CONTROLS = {control.id: control for control in read_checklist(json.dumps(checklist()).encode(), "c").controls}
RATIO, QUANTITY, LOOSE, PLAIN = "MTLS-001", "KEYS-001", "K8S-001", "ISOL-001"


def mapped(text: str) -> ScanMap:
    tree, findings = parse(text.encode(), "map.yml")
    assert findings == ()
    made = decode(ScanMap, tree, Span(path="map.yml"))
    assert isinstance(made, ScanMap), made
    return made


def exception(name: str, control: str, affected: int, checks: str = "[]") -> str:
    return (
        f"  - {{id: {name}, control: {control}, reason: vendor, affected: {affected}, granted: 2026-11-01T00:00:00Z,"
        f" expires: 2026-12-01T00:00:00Z, approved_by: lead, record: {'ab' * 32}, checks: {checks}}}\n"
    )


def graded(
    control: str, backing: str, *results: Result, exceptions: str = "", source: str = "own", **changes: bool
) -> Grade:
    """The grade of a control that rests on `backing`, in YAML, with these results."""
    text = f"sources:\n  - {{id: own, format: csv}}\ncontrols:\n  - {{control: {control}, {backing}}}\n"
    scan_map = mapped(text + (f"exceptions:\n{exceptions}" if exceptions else ""))
    found = Results()
    found.add(source, results)
    one = CONTROLS[control]
    if changes:
        values = {name: getattr(one, name) for name in ChecklistControl.__slots__} | changes
        one = ChecklistControl(**values)
    return Grader(found, Window(start=START, end=END), scan_map.exceptions).grade(one, scan_map.controls[0])


def result(check: str, outcome: Outcome = Outcome.PASS, **more: Any) -> Result:
    return Result(**({"checks": (check,), "outcome": outcome, "at": INSIDE} | more))


def fails(check: str, **more: Any) -> Result:
    return result(check, Outcome.FAIL, **more)


def broken(check: str, code: str = "check-error", **more: Any) -> Result:
    return result(check, Outcome.ERROR, code=code, **more)


AB = "checks: [{source: own, ids: [a, b]}]"


def said(grade: Grade) -> str:
    return grade.outcome.value if grade.code is None else f"{grade.outcome.value} {grade.code}"


@pytest.mark.parametrize(
    ("results", "status"),
    [
        ([result("a"), result("b")], "pass"),
        ([result("a"), result("b"), result("c", Outcome.FAIL)], "pass"),
        ([result("a"), fails("b")], "fail"),
        ([result("a"), result("a"), fails("a"), result("b")], "fail"),
        ([result("a")], "error no-result"),
        ([], "error no-result"),
        ([result("a"), broken("b", "manual")], "error manual"),
        ([fails("a"), broken("b", "manual")], "fail"),
        ([fails("a")], "fail"),
        ([result("a"), result("b", at=None)], "pass"),
        ([result("a"), result("b", at=START - timedelta(seconds=1))], "error outside-scan"),
        ([result("a"), result("b", at=END + timedelta(seconds=1))], "error outside-scan"),
        ([result("a", at=START), result("b", at=END)], "pass"),
        ([result("a"), result("b", expires=END)], "error expired"),
        ([result("a"), result("b", expires=END + timedelta(seconds=1))], "pass"),
        ([result("a"), fails("b", at=START - timedelta(days=9))], "fail"),
        ([result("a"), result("b", Outcome.NOT_APPLICABLE)], "pass"),
        (
            [result("a", Outcome.NOT_APPLICABLE), result("b", Outcome.NOT_APPLICABLE)],
            "error not-applicable-not-allowed",
        ),
    ],
)
def test_only_what_passes_in_full_is_a_pass(results: list[Result], status: str) -> None:
    assert said(graded(PLAIN, AB, *results)) == status


def test_a_control_that_is_not_mapped_is_an_error() -> None:
    grade = Grader(Results(), Window(start=START, end=END), ()).grade(CONTROLS[PLAIN], None)
    assert (said(grade), grade.sources, grade.checked_at) == ("error not-mapped", (), END)


def test_a_check_that_may_be_absent_is_ignored_unless_all_are() -> None:
    backing = "checks: [{source: own, ids: [a, b], absent: ignore}]"
    assert said(graded(PLAIN, backing, result("a"))) == "pass"
    assert said(graded(PLAIN, backing, fails("a"))) == "fail"
    assert said(graded(PLAIN, backing)) == "error no-result"
    assert said(graded(PLAIN, backing, result("a"), source="other")) == "error no-result"


def test_not_applicable_needs_the_checklist() -> None:
    assert said(graded(LOOSE, "not_applicable: true")) == "not-applicable"
    assert said(graded(PLAIN, "not_applicable: true")) == "error not-applicable-not-allowed"
    both = [result("a", Outcome.NOT_APPLICABLE), result("b", Outcome.NOT_APPLICABLE)]
    assert said(graded(LOOSE, AB, *both)) == "not-applicable"
    assert said(graded(LOOSE, AB, both[0])) == "error no-result"
    assert said(graded(LOOSE, AB, both[0], fails("b"))) == "fail"


def test_the_time_is_that_of_the_last_check() -> None:
    later = INSIDE + timedelta(minutes=3)
    assert graded(PLAIN, AB, result("a"), result("b", at=later)).checked_at == later
    assert graded(PLAIN, AB, result("a", at=None), result("b", at=None)).checked_at == END
    assert graded(PLAIN, AB, fails("a"), result("b", at=END + timedelta(days=1))).checked_at == INSIDE


class TestExceptions:
    """What a live record excuses, and what it does not."""

    def test_a_failure_that_is_covered_is_an_exception(self) -> None:
        covered = exception("EXC-2026-001", LOOSE, 1)
        assert said(graded(LOOSE, AB, fails("a"), result("b"), exceptions=covered)) == "exception"
        assert said(graded(LOOSE, AB, fails("a"), fails("b"), exceptions=covered)) == "fail"
        assert said(graded(LOOSE, AB, result("a"), result("b"), exceptions=covered)) == "pass"

    def test_one_where_the_checklist_allows_none_excuses_nothing(self) -> None:
        covered = exception("EXC-2026-001", PLAIN, 9)
        assert said(graded(PLAIN, AB, fails("a"), result("b"), exceptions=covered)) == "fail"

    def test_one_of_another_control_excuses_nothing(self) -> None:
        covered = exception("EXC-2026-001", RATIO, 9)
        assert said(graded(LOOSE, AB, fails("a"), result("b"), exceptions=covered)) == "fail"

    def test_one_that_names_its_checks_excuses_those_alone(self) -> None:
        only_a = exception("EXC-2026-001", LOOSE, 9, "[{source: own, ids: [a]}]")
        assert said(graded(LOOSE, AB, fails("a"), result("b"), exceptions=only_a)) == "exception"
        assert said(graded(LOOSE, AB, result("a"), fails("b"), exceptions=only_a)) == "fail"
        assert said(graded(LOOSE, AB, fails("a"), fails("b"), exceptions=only_a)) == "fail"
        any_one = exception("EXC-2026-002", LOOSE, 1)
        for both in (only_a + any_one, any_one + only_a):
            assert said(graded(LOOSE, AB, fails("a"), fails("b"), exceptions=both)) == "exception"
            assert said(graded(LOOSE, AB, fails("b", unit="x"), fails("b", unit="y"), exceptions=both)) == "fail"

    def test_units_count_once_for_each_check(self) -> None:
        two = exception("EXC-2026-001", LOOSE, 2)
        units = [fails("a", unit="x"), fails("a", unit="x"), fails("a", unit="y"), result("b")]
        assert said(graded(LOOSE, AB, *units, exceptions=two)) == "exception"
        assert said(graded(LOOSE, AB, *units, fails("a", unit="z"), exceptions=two)) == "fail"

    def test_it_never_hides_what_could_not_be_evaluated(self) -> None:
        covered = exception("EXC-2026-001", LOOSE, 9)
        assert said(graded(LOOSE, AB, fails("a"), broken("b", "skipped"), exceptions=covered)) == "error skipped"
        assert said(graded(LOOSE, AB, broken("a", "skipped"), result("b"), exceptions=covered)) == "error skipped"
        assert said(graded(LOOSE, AB, fails("a"), exceptions=covered)) == "error no-result"


COUNT = "metrics: [{id: coverage, count: {source: own, ids: [mesh]}}]"


def units(passing: int, failing: int, outcome: Outcome = Outcome.FAIL, code: str | None = None) -> list[Result]:
    good = [result("mesh", unit=f"good {number}") for number in range(passing)]
    return good + [result("mesh", outcome, code=code, unit=f"bad {number}") for number in range(failing)]


class TestRatios:
    """`MTLS-001`: at least 95 %, and every shortfall excepted."""

    @pytest.mark.parametrize(
        ("passing", "failing", "excused", "status"),
        [
            (20, 0, 0, "pass"),
            (19, 1, 1, "pass"),
            (19, 1, 0, "fail"),
            (190, 10, 10, "pass"),
            (190, 10, 9, "fail"),
            (189, 11, 11, "exception"),
            (189, 11, 10, "fail"),
        ],
    )
    def test_units_are_counted_and_the_shortfall_has_to_be_excused(
        self, passing: int, failing: int, excused: int, status: str
    ) -> None:
        covered = exception("EXC-2026-001", RATIO, excused) if excused else ""
        grade = graded(RATIO, COUNT, *units(passing, failing), exceptions=covered)
        assert said(grade) == status
        (metric,) = grade.metrics
        assert (metric.numerator, metric.denominator) == (passing, passing + failing)

    def test_a_unit_passes_if_all_its_results_do(self) -> None:
        good, bad = result("mesh", unit="x"), fails("mesh", unit="x")
        for x in ([good, bad], [bad, good]):
            (metric,) = graded(RATIO, COUNT, *x, result("mesh", unit="y")).metrics
            assert (metric.numerator, metric.denominator) == (1, 2)

    def test_what_has_no_unit_counts_for_itself(self) -> None:
        (metric,) = graded(RATIO, COUNT, result("mesh"), result("mesh"), fails("mesh")).metrics
        assert (metric.numerator, metric.denominator) == (2, 3)

    def test_what_could_not_be_evaluated_counts_as_left_out(self) -> None:
        (metric,) = graded(RATIO, COUNT, *units(1, 1, Outcome.ERROR, "skipped")).metrics
        assert (metric.numerator, metric.denominator) == (1, 2)

    @pytest.mark.parametrize(
        ("results", "code"),
        [
            ([], "no-result"),
            ([result("mesh", Outcome.NOT_APPLICABLE)], "not-measured"),
            ([result("mesh"), result("mesh", at=START - timedelta(days=1))], "outside-scan"),
            ([result("mesh", expires=START)], "expired"),
        ],
    )
    def test_what_cannot_be_measured_is_an_error(self, results: list[Result], code: str) -> None:
        grade = graded(RATIO, COUNT, *results)
        assert (said(grade), grade.metrics) == (f"error {code}", ())

    def test_a_failure_without_its_metric_is_an_error_because_the_metric_may_not_be_left_out(self) -> None:
        backing = f"checks: [{{source: own, ids: [a]}}], {COUNT}"
        assert said(graded(RATIO, backing, fails("a"))) == "error no-result"
        assert said(graded(RATIO, backing, fails("a"), *units(20, 0))) == "fail"
        assert said(graded(RATIO, backing, result("a"), *units(20, 0))) == "pass"
        assert said(graded(RATIO, backing, *units(20, 0))) == "error no-result"


READ_RATIO = "metrics: [{id: coverage, read: {source: own, id: mesh}}]"
READ_AGE = "metrics: [{id: oldest-key, read: {source: own, id: age}}]"


class TestNumbers:
    """Metrics that are read from a result."""

    @pytest.mark.parametrize(("value", "status"), [(90, "pass"), (91, "fail"), (0, "pass")])
    def test_a_quantity_has_to_be_on_target(self, value: int, status: str) -> None:
        grade = graded(QUANTITY, READ_AGE, result("age", value=value))
        assert (said(grade), grade.metrics[0].value) == (status, value)

    def test_a_number_on_target_does_not_make_up_for_a_failure(self) -> None:
        assert said(graded(QUANTITY, READ_AGE, fails("age", value=1))) == "fail"
        assert said(graded(RATIO, READ_RATIO, fails("mesh", numerator=20, denominator=20))) == "fail"

    @pytest.mark.parametrize(
        ("results", "code"),
        [
            ([], "no-result"),
            ([result("age")], "not-measured"),
            ([result("age", numerator=1, denominator=2)], "not-measured"),
            ([result("age", value=1), result("age", value=2)], "not-measured"),
            ([broken("age", "manual", value=1)], "manual"),
            ([result("age", Outcome.NOT_APPLICABLE, value=1)], "not-measured"),
            ([result("age", value=1, at=END + timedelta(days=1))], "outside-scan"),
        ],
    )
    def test_what_is_not_there_once_and_for_sure_is_an_error(self, results: list[Result], code: str) -> None:
        assert said(graded(QUANTITY, READ_AGE, *results)) == f"error {code}"

    @pytest.mark.parametrize(
        ("numbers", "status"),
        [
            ({"numerator": 20, "denominator": 20}, "pass"),
            ({"numerator": 19, "denominator": 20}, "fail"),
            ({"numerator": 0, "denominator": 0}, "error not-measured"),
            ({"numerator": 21, "denominator": 20}, "error not-measured"),
            ({"numerator": 20}, "error not-measured"),
            ({"value": 20}, "error not-measured"),
        ],
    )
    def test_a_ratio_has_two_possible_counts(self, numbers: dict[str, int], status: str) -> None:
        assert said(graded(RATIO, READ_RATIO, result("mesh", **numbers))) == status

    def test_a_quantity_off_target_can_be_excepted(self) -> None:
        covered = exception("EXC-2026-001", QUANTITY, 1)
        allowed = graded(QUANTITY, READ_AGE, result("age", value=91), exceptions=covered, exceptions_allowed=True)
        assert said(allowed) == "exception"
        assert said(graded(QUANTITY, READ_AGE, result("age", value=91), exceptions=covered)) == "fail"


def test_the_sources_are_those_that_it_rests_on() -> None:
    text = (
        "sources:\n  - {id: own, format: csv}\n  - {id: other, format: csv}\n  - {id: unused, format: csv}\ncontrols:\n"
        f"  - {{control: {QUANTITY}, checks: [{{source: other, ids: [a]}}], {READ_AGE}}}\n"
    )
    scan_map = mapped(text)
    found = Results()
    found.add("own", [result("age", value=1)])
    found.add("other", [result("a")])
    grade = Grader(found, Window(start=START, end=END), ()).grade(CONTROLS[QUANTITY], scan_map.controls[0])
    assert (said(grade), grade.sources) == ("pass", ("other", "own"))


SOME_TIME = settings(deadline=None, database=None)
"""A busy machine is no fault."""

OUTCOMES = st.sampled_from([Outcome.PASS, Outcome.FAIL, Outcome.ERROR, Outcome.NOT_APPLICABLE])
SOME = st.lists(
    st.builds(
        lambda check, outcome, unit, at: result(
            check, outcome, code="manual" if outcome is Outcome.ERROR else None, unit=unit, at=at
        ),
        st.sampled_from(["a", "b", "mesh"]),
        OUTCOMES,
        st.sampled_from([None, "x", "y", "z"]),
        st.sampled_from([None, INSIDE, START - timedelta(days=1)]),
    ),
    max_size=8,
)
RANKS = {Outcome.PASS: 0, Outcome.NOT_APPLICABLE: 1, Outcome.EXCEPTION: 2, Outcome.FAIL: 3, Outcome.ERROR: 4}
COVERED = exception("EXC-2026-001", RATIO, 1) + exception("EXC-2026-002", LOOSE, 1)


@SOME_TIME
@given(SOME, st.sampled_from([LOOSE, RATIO]), st.integers(0, 7))
def test_another_bad_result_never_makes_anything_look_better(results: list[Result], control: str, place: int) -> None:
    backing = AB if control == LOOSE else f"{AB}, {COUNT}"
    before = graded(control, backing, *results, exceptions=COVERED).outcome
    for bad in (fails("a", unit="w"), broken("b", "manual", unit="w"), fails("mesh", unit="w")):
        more = [*results[:place], bad, *results[place:]]
        after = graded(control, backing, *more, exceptions=COVERED).outcome
        # What had no result at all may now be a failure, or one that is excused; a pass it is never.
        known = before is Outcome.ERROR and after in (Outcome.FAIL, Outcome.EXCEPTION)
        assert RANKS[after] >= RANKS[before] or known


@SOME_TIME
@given(SOME, st.sampled_from([(LOOSE, "a"), (LOOSE, "b"), (RATIO, "a"), (RATIO, "b"), (RATIO, "mesh")]))
def test_without_the_results_of_one_of_its_checks_nothing_is_a_pass(results: list[Result], of: tuple[str, str]) -> None:
    control, check = of
    backing = AB if control == LOOSE else f"{AB}, {COUNT}"
    rest = [one for one in results if check not in one.checks]
    assert graded(control, backing, *rest, exceptions=COVERED).outcome in (Outcome.ERROR, Outcome.FAIL)


@SOME_TIME
@given(SOME)
def test_a_pass_rests_on_passes_alone(results: list[Result]) -> None:
    if graded(LOOSE, AB, *results, exceptions=COVERED).outcome is Outcome.PASS:
        counted = [one for one in results if one.checks[0] in ("a", "b")]
        assert {one.outcome for one in counted} <= {Outcome.PASS, Outcome.NOT_APPLICABLE}
        assert {one.checks[0] for one in counted} == {"a", "b"}
        assert all(one.at in (None, INSIDE) for one in counted)
