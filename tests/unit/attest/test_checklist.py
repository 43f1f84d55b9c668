"""The checklist: its form, its pin, and that everybody names the same one."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

import pytest
from posture_simulator import Simulator, checklist, digest

from trustgen.attest.checklist import Checklist, read_checklist
from trustgen.attest.errors import SnapshotError
from trustgen.finding import Finding


def read(value: object) -> Checklist:
    return read_checklist(json.dumps(value).encode(), "checklist.json")


def refused(value: object) -> Finding:
    with pytest.raises(SnapshotError) as caught:
        read(value)
    assert caught.value.finding.rule == "wrong-checklist"
    return caught.value.finding


def test_a_checklist_is_read() -> None:
    found = read(checklist())
    assert [item.id for item in found.controls] == ["ISOL-001", "MTLS-001", "KEYS-001", "K8S-001"]
    ratio = found.controls[1].metrics[0]
    assert (ratio.kind, ratio.op, ratio.target, ratio.shortfall_needs_exception) == ("ratio", "ge", 9500, True)
    age = found.controls[2].metrics[0]
    assert (age.kind, age.op, age.target, age.shortfall_needs_exception) == ("quantity", "le", 90, False)
    assert found.sha256 == sha256(found.data).hexdigest()


@pytest.mark.parametrize(
    ("place", "change"),
    [
        ((), {"id": "Controls"}),
        ((), {"version": ""}),
        ((), {"controls": []}),
        ((), {"more": 1}),
        (("controls", 0), {"id": "isol-001"}),
        (("controls", 0), {"id": "MTLS-001"}),
        (("controls", 0), {"title": ""}),
        (("controls", 0), {"title": "x" * 201}),
        (("controls", 0), {"title": "a\nb"}),
        (("controls", 0), {"title": "a\x1bb"}),
        (("controls", 0), {"exceptionsAllowed": None}),
        (("controls", 0), {"notApplicableAllowed": 1}),
        (("controls", 0), {"notAplicableAllowed": True}),
        (("controls", 0), {"metrics": None}),
        (("controls", 1, "metrics", 0), {"kind": "percentage"}),
        (("controls", 1, "metrics", 0), {"op": "gt"}),
        (("controls", 1, "metrics", 0), {"op": "le"}),
        (("controls", 1, "metrics", 0), {"target": 10_001}),
        (("controls", 1, "metrics", 0), {"target": -1}),
        (("controls", 1, "metrics", 0), {"target": "9500"}),
        (("controls", 1, "metrics", 0), {"unit": "Work loads"}),
        (("controls", 1, "metrics", 0), {"shortfallNeedsException": "yes"}),
        (("controls", 2, "metrics", 0), {"shortfallNeedsException": True}),
        (("controls", 2, "metrics", 0), {"kind": "ratio"}),
    ],
    ids=str,
)
def test_another_form_is_refused(place: tuple[Any, ...], change: dict[str, Any]) -> None:
    value = checklist()
    target: Any = value
    for step in place:
        target = target[step]
    target.update(change)
    refused(value)


def test_a_metric_is_listed_once_and_only_one_needs_exceptions() -> None:
    value = checklist()
    metrics = value["controls"][1]["metrics"]
    metrics.append(dict(metrics[0]))
    assert "two metrics of one id" in refused(value).message
    metrics[1]["id"] = "other"
    assert "needs exceptions" in refused(value).message
    metrics[1]["shortfallNeedsException"] = False
    read(value)


def test_a_control_has_at_most_sixteen_metrics() -> None:
    value = checklist()
    metrics = value["controls"][2]["metrics"]
    metrics += [dict(metrics[0], id=f"age-{number}") for number in range(15)]
    read(value)
    metrics.append(dict(metrics[0], id="one-more"))
    assert "metrics" in refused(value).message


def test_the_comparison_of_a_metric_is_one_of_two() -> None:
    value = checklist()
    value["controls"][1]["metrics"][0]["op"] = "gt"
    found = refused(value)
    assert found.span.route == "controls[1].metrics[0].op"
    assert "has another form" in found.message


def test_the_policy_has_to_pin_the_very_file(simulator: Simulator) -> None:
    simulator.put()
    simulator.pinned = False
    for change in ({"sha256": digest("another")}, {"version": "2026.11.2"}, {"id": "other"}):
        simulator.policy["checklists"] = [simulator.pin() | change]
        assert simulator.rule() == "wrong-checklist"
    simulator.policy["checklists"] = [simulator.pin() | {"version": "2026.10.1"}, simulator.pin()]
    assert simulator.rule() == "accept"


def test_a_file_that_differs_by_one_space_is_another(simulator: Simulator) -> None:
    simulator.put()
    request = simulator.request()
    other = simulator.root / "other.json"
    other.write_bytes(request.checklist.read_bytes() + b"\n")
    assert simulator.rule(checklist=other) == "wrong-checklist"


def test_a_missing_checklist_is_a_wrong_one(simulator: Simulator) -> None:
    simulator.put()
    assert simulator.rule(checklist=simulator.root / "none.json") == "wrong-checklist"
    link = simulator.root / "link.json"
    link.symlink_to(simulator.request().checklist)
    assert simulator.rule(checklist=link) == "wrong-checklist"


@pytest.mark.parametrize("data", [b" ", b"[]", b'{"id": "a", "id": "b"}'])
def test_a_pinned_file_that_is_no_checklist_is_a_wrong_one(simulator: Simulator, data: bytes) -> None:
    simulator.put()
    simulator.pinned = False
    simulator.policy["checklists"] = [simulator.pin() | {"sha256": sha256(data).hexdigest()}]
    path = simulator.root / "no-checklist.json"
    path.write_bytes(data)
    assert simulator.rule(checklist=path) == "wrong-checklist"


@pytest.mark.parametrize("field", ["id", "version", "digest"])
def test_the_predicate_has_to_name_the_checklist(simulator: Simulator, field: str) -> None:
    other = {"id": "others", "version": "2026.10.4", "digest": {"sha256": digest("another")}}[field]
    simulator.put(42, lambda s: s["predicate"]["checklist"].update({field: other}))
    assert simulator.rule() == "wrong-checklist"


@pytest.mark.parametrize(
    "change",
    [{"name": "controls@2026.10.4"}, {"name": "others@2026.11.1"}, {"digest": {"sha256": digest("another")}}],
)
def test_the_subject_has_to_name_it_too(simulator: Simulator, change: dict[str, Any]) -> None:
    simulator.put(42, lambda s: s["subject"][0].update(change))
    assert simulator.rule() == "wrong-checklist"


def test_an_earlier_snapshot_may_name_an_earlier_checklist(simulator: Simulator) -> None:
    def earlier(statement: dict[str, Any]) -> None:
        statement["predicate"]["checklist"]["version"] = "2026.10.4"

    simulator.put(40, earlier)
    simulator.put(42)
    outcome = simulator.verify()
    assert not isinstance(outcome, Finding)
    assert [item.checklist_version for item in outcome.history] == ["2026.10.4"]
