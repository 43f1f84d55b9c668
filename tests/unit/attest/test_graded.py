"""No status is better than what was measured, kept or allowed."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest
from posture_simulator import Change, Simulator, control, excepted, exception

from trustgen.finding import Finding

NA: Change = control("K8S-001", status="not-applicable", evidence=[])


def ratio(numerator: int, denominator: int, **changes: Any) -> list[dict[str, Any]]:
    return [{"id": "coverage", "unit": "workloads", "numerator": numerator, "denominator": denominator} | changes]


def mesh(numerator: int, denominator: int, **changes: Any) -> Change:
    return control("MTLS-001", metrics=ratio(numerator, denominator), **changes)


def covered(affected: int) -> Change:
    return excepted(exception("EXC-2026-014", "MTLS-001", affected=affected))


def age(value: int, **changes: Any) -> Change:
    return control("KEYS-001", metrics=[{"id": "oldest-key", "unit": "days", "value": value}], **changes)


def put(simulator: Simulator, *changes: Change) -> str:
    simulator.put(42, *changes)
    return simulator.rule()


def test_a_control_may_not_be_missing(simulator: Simulator) -> None:
    assert put(simulator, lambda s: s["predicate"]["controls"].pop()) == "control-set-mismatch"


def test_a_control_may_not_be_added(simulator: Simulator) -> None:
    def add(statement: dict[str, Any]) -> None:
        controls = statement["predicate"]["controls"]
        controls.append(controls[0] | {"id": "ISOL-099"})

    assert put(simulator, add) == "control-set-mismatch"


def test_a_control_may_not_be_there_twice_even_with_one_status(simulator: Simulator) -> None:
    assert put(simulator, lambda s: s["predicate"]["controls"].append(s["predicate"]["controls"][0])) == (
        "control-set-mismatch"
    )


def test_the_order_of_controls_says_nothing(simulator: Simulator) -> None:
    assert put(simulator, lambda s: s["predicate"]["controls"].reverse()) == "accept"


@pytest.mark.parametrize(
    "metrics",
    [
        [],
        ratio(0, 0),
        ratio(260, 250),
        ratio(1, 1, id="other"),
        ratio(241, 250, unit="pods"),
        ratio(241, 250) * 2,
        ratio(241, 250) + ratio(1, 1, id="other"),
        [{"id": "coverage", "unit": "workloads", "value": 100}],
    ],
)
def test_a_measured_control_has_exactly_its_metrics(simulator: Simulator, metrics: list[dict[str, Any]]) -> None:
    for status in ("pass", "fail", "exception"):
        assert put(simulator, control("MTLS-001", status=status, metrics=metrics)) == "metric-mismatch"


def test_a_control_without_metrics_has_none(simulator: Simulator) -> None:
    assert put(simulator, control("ISOL-001", metrics=ratio(1, 1))) == "metric-mismatch"


def test_a_quantity_is_not_given_as_counts(simulator: Simulator) -> None:
    metrics = ratio(1, 1, id="oldest-key", unit="days")
    assert put(simulator, control("KEYS-001", metrics=metrics)) == "metric-mismatch"


def test_a_control_that_was_not_evaluated_may_leave_metrics_out_but_not_invent_them(simulator: Simulator) -> None:
    simulator.policy["gates"]["error"] = "show"
    lost = {"status": "error", "errorCode": "timeout"}
    assert put(simulator, control("MTLS-001", metrics=[], **lost)) == "accept"
    assert put(simulator, control("MTLS-001", **lost)) == "accept"
    assert put(simulator, control("MTLS-001", metrics=ratio(0, 0), **lost)) == "metric-mismatch"
    assert put(simulator, control("ISOL-001", metrics=ratio(1, 1), **lost)) == "metric-mismatch"


@pytest.mark.parametrize(
    ("numerator", "denominator", "affected", "expected"),
    [
        (190, 200, 10, "accept"),
        (189, 200, 11, "status-inconsistent"),
        (9_499, 10_000, 501, "status-inconsistent"),
        (9_500, 10_000, 500, "accept"),
        (9_500, 10_000, 499, "status-inconsistent"),
        (2**53 - 1, 2**53 - 1, 0, "accept"),
        (19 * (2**53 // 20) - 1, 20 * (2**53 // 20), 2**53 - 1, "status-inconsistent"),
        (19 * (2**53 // 20), 20 * (2**53 // 20), 2**53 - 1, "accept"),
        (1, 1, 0, "accept"),
        (0, 1, 1, "status-inconsistent"),
        (241, 250, 9, "accept"),
        (241, 250, 8, "status-inconsistent"),
        (241, 250, 10, "accept"),
    ],
)
def test_a_ratio_is_compared_in_whole_numbers(
    simulator: Simulator,
    numerator: int,
    denominator: int,
    affected: int,
    expected: str,
) -> None:
    assert put(simulator, mesh(numerator, denominator), covered(affected)) == expected


def test_several_exceptions_of_one_control_add_up_and_those_of_others_do_not(simulator: Simulator) -> None:
    first = exception("EXC-2026-014", "MTLS-001", affected=5)
    assert put(simulator, excepted(first, exception("EXC-2026-015", "MTLS-001", affected=4))) == "accept"
    assert put(simulator, excepted(first, exception("EXC-2026-015", "K8S-001", affected=4))) == "status-inconsistent"


def test_a_shortfall_counts_only_where_the_checklist_says_so(simulator: Simulator) -> None:
    simulator.checklist["controls"][1]["metrics"][0]["shortfallNeedsException"] = False
    assert put(simulator, mesh(241, 250), excepted()) == "accept"
    assert put(simulator, mesh(237, 250), excepted()) == "status-inconsistent"


def test_a_ratio_may_have_to_stay_below(simulator: Simulator) -> None:
    simulator.checklist["controls"][1]["metrics"][0] |= {"op": "le", "target": 500, "shortfallNeedsException": False}
    assert put(simulator, mesh(10, 200)) == "accept"
    assert put(simulator, mesh(11, 200)) == "status-inconsistent"


@pytest.mark.parametrize(("op", "value", "expected"), [
    ("le", 90, "accept"),
    ("le", 91, "status-inconsistent"),
    ("le", 0, "accept"),
    ("ge", 90, "accept"),
    ("ge", 89, "status-inconsistent"),
    ("ge", 2**53 - 1, "accept"),
])  # fmt: skip
def test_a_quantity_is_compared_on_its_side_of_the_target(
    simulator: Simulator,
    op: str,
    value: int,
    expected: str,
) -> None:
    simulator.checklist["controls"][2]["metrics"][0]["op"] = op
    assert put(simulator, age(value)) == expected


def test_a_failing_control_may_be_off_target_or_on_it(simulator: Simulator) -> None:
    assert put(simulator, age(91, status="fail")) == "accept"
    assert put(simulator, age(1, status="fail")) == "accept"
    assert put(simulator, mesh(0, 250, status="fail"), excepted()) == "accept"


def test_a_pass_needs_evidence_and_a_failure_does_not(simulator: Simulator) -> None:
    assert put(simulator, control("ISOL-001", evidence=[])) == "status-inconsistent"
    assert put(simulator, control("ISOL-001", status="fail", evidence=[])) == "accept"


def test_not_applicable_is_for_controls_that_may_not_apply(simulator: Simulator) -> None:
    assert put(simulator, NA) == "accept"
    assert put(simulator, control("ISOL-001", status="not-applicable")) == "status-inconsistent"
    assert put(simulator, control("MTLS-001", status="not-applicable")) == "status-inconsistent"


def test_an_exception_needs_a_record_for_that_control(simulator: Simulator) -> None:
    loose = exception("EXC-2026-015", "K8S-001")
    mesh_record = exception("EXC-2026-014", "MTLS-001", affected=9)
    change = control("K8S-001", status="exception")
    assert put(simulator, change) == "status-inconsistent"
    assert put(simulator, change, excepted(mesh_record, loose)) == "accept"
    # The status says that a deviation was approved, so a control that allows none cannot have it.
    assert put(simulator, control("ISOL-001", status="exception")) == "status-inconsistent"
    forbidden = excepted(mesh_record, exception("EXC-2026-015", "ISOL-001"))
    assert put(simulator, control("ISOL-001", status="exception"), forbidden) == "exception-violation"


def test_an_exception_covers_what_is_left_out_below_the_target_too(simulator: Simulator) -> None:
    assert put(simulator, mesh(100, 250, status="exception"), covered(150)) == "accept"
    assert put(simulator, mesh(100, 250, status="exception"), covered(149)) == "status-inconsistent"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (control("ISOL-001", status="fail"), "fail"),
        (control("MTLS-001", status="exception"), "exception"),
        (NA, "not-applicable"),
        (control("ISOL-001", status="error", errorCode="timeout"), "error"),
    ],
)
def test_a_gate_stops_the_build_or_lets_the_status_be_shown(simulator: Simulator, change: Change, status: str) -> None:
    simulator.policy["gates"][status] = "stop"
    assert put(simulator, change) == "gate-failed"
    simulator.policy["gates"][status] = "show"
    assert put(simulator, change) == "accept"


def test_a_gate_names_the_first_control_and_counts_the_rest(simulator: Simulator) -> None:
    simulator.policy["gates"]["fail"] = "stop"
    simulator.put(42, control("ISOL-001", status="fail"), control("KEYS-001", status="fail"))
    outcome = simulator.verify()
    assert isinstance(outcome, Finding)
    assert "`ISOL-001` is `fail`, and 1 more like it" in outcome.message
    assert outcome.span.route == "predicate.controls[0].status"


def test_only_the_newest_snapshot_is_graded(simulator: Simulator) -> None:
    simulator.put(41, control("ISOL-001", evidence=[]))
    assert simulator.rule() == "status-inconsistent"
    simulator.policy["requireChain"] = False
    simulator.put(42, lambda s: s["predicate"]["previous"]["digest"].update(sha256=head_of(simulator)))
    assert simulator.rule() == "accept"


def head_of(simulator: Simulator) -> str:
    return sha256(simulator.payload(41, control("ISOL-001", evidence=[]))).hexdigest()
