"""`snapshot diff`: what changed, what got worse first, and nothing of what was not verified."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from posture_simulator import ALICE, BOB, MALLORY, NOW, control, excepted, exception, predicate

from trustgen.snapshots.diff import diff_snapshots

if TYPE_CHECKING:
    from posture_project import PostureProject


def metric(name: str, **values: int) -> Any:
    def change(statement: dict[str, Any]) -> None:
        for result in statement["predicate"]["controls"]:
            if result["id"] == name:
                result["metrics"][0].update(values)

    return change


def outcome(name: str, status: str, **more: Any) -> Any:
    return control(name, status=status, **more)


def changed(project: PostureProject, *arguments: object) -> list[tuple[str, str, str, str | None, str | None]]:
    project.request()
    old, new, *_ = (*map(str, arguments), None, None)
    checked = diff_snapshots(project.project, NOW, old=old, new=new)
    assert checked.findings == ()
    return [tuple(change.values()) for change in checked.extra["diff"]["changes"]]


def linked(project: PostureProject, *changes: Any, before: tuple[Any, ...] = ()) -> None:
    """Snapshots 41 and 42, changed, and still linked."""
    project.put(41, *before)
    link = {"sequence": 41, "digest": {"sha256": sha256(project.payload(41, *before)).hexdigest()}}
    project.put(42, predicate(previous=link), *changes)


def test_two_scans_with_the_same_outcome_do_not_differ(project: PostureProject) -> None:
    linked(project)
    assert changed(project) == []
    assert project.run("diff").out == "Snapshot 41 to 42 of prod-eu-1, 1 day later: nothing changed.\n"


RANKED = ["pass", "not-applicable", "exception", "fail", "error"]


@pytest.mark.parametrize("after", RANKED)
@pytest.mark.parametrize("before", RANKED)
def test_an_outcome_is_worse_the_less_it_proves(project: PostureProject, before: str, after: str) -> None:
    project.policy["gates"]["error"] = "show"
    record = excepted(exception("EXC-2026-014", "MTLS-001", affected=9), exception("EXC-2026-015", "K8S-001"))

    def at(status: str) -> Any:
        return outcome("K8S-001", status, **({"errorCode": "no-result"} if status == "error" else {}))

    linked(project, at(after), record, before=(at(before), record))
    found = changed(project)
    if before == after:
        assert found == []
        return
    (change,) = found
    worse = RANKED.index(after) > RANKED.index(before)
    code = {"error": "error (no-result)"}
    assert change == (
        "worse" if worse else "better",
        "outcome",
        "K8S-001",
        code.get(before, before),
        code.get(after, after),
    )


def test_another_reason_of_an_error_is_a_change(project: PostureProject) -> None:
    project.policy["gates"]["error"] = "show"
    linked(
        project,
        outcome("ISOL-001", "error", errorCode="no-result"),
        before=(outcome("ISOL-001", "error", errorCode="timeout"),),
    )
    assert changed(project) == [("changed", "outcome", "ISOL-001", "error (timeout)", "error (no-result)")]


@pytest.mark.parametrize(
    ("name", "before", "after", "direction"),
    [
        ("MTLS-001", {"numerator": 241}, {"numerator": 242}, "better"),
        ("MTLS-001", {"numerator": 250}, {"numerator": 249}, "worse"),
        ("MTLS-001", {"numerator": 241, "denominator": 250}, {"numerator": 482, "denominator": 500}, "changed"),
        ("MTLS-001", {"numerator": 241, "denominator": 250}, {"numerator": 482, "denominator": 501}, "worse"),
        ("KEYS-001", {"value": 34}, {"value": 35}, "worse"),
        ("KEYS-001", {"value": 34}, {"value": 33}, "better"),
    ],
)
def test_a_metric_is_worse_when_it_moves_away_from_its_target(
    project: PostureProject, name: str, before: dict[str, int], after: dict[str, int], direction: str
) -> None:
    record = excepted(exception("EXC-2026-014", "MTLS-001", affected=50))
    linked(project, metric(name, **after), record, before=(metric(name, **before), record))
    ((found, kind, *_),) = changed(project)
    assert (found, kind) == (direction, "metric")


def test_a_metric_says_whether_it_still_meets_its_target(project: PostureProject) -> None:
    linked(project, metric("KEYS-001", value=91), outcome("KEYS-001", "fail"))
    assert changed(project) == [
        ("worse", "outcome", "KEYS-001", "pass", "fail"),
        ("worse", "metric", "KEYS-001 oldest-key", "34 days", "91 days; at most 90 days, missed"),
    ]


COVERING = exception("EXC-2026-014", "MTLS-001", affected=9)
LOOSE = exception("EXC-2026-015", "K8S-001", affected=2)


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        (None, LOOSE, "worse"),
        (LOOSE, None, "better"),
        (LOOSE, LOOSE | {"affected": 3}, "worse"),
        (LOOSE, LOOSE | {"affected": 1}, "better"),
        (LOOSE, LOOSE | {"expiresAt": "2026-12-16T00:00:00Z"}, "worse"),
        (LOOSE, LOOSE | {"expiresAt": "2026-12-14T00:00:00Z"}, "better"),
        (LOOSE, LOOSE | {"expiresAt": "2026-12-16T00:00:00Z", "affected": 1}, "worse"),
        (LOOSE, LOOSE | {"control": "MTLS-001"}, "worse"),
        (LOOSE, LOOSE | {"approvedBy": "board"}, "changed"),
    ],
)
def test_an_exception_is_worse_when_it_lets_more_through(
    project: PostureProject, before: dict[str, Any] | None, after: dict[str, Any] | None, direction: str
) -> None:
    def records(one: dict[str, Any] | None) -> Any:
        return excepted(COVERING, *([one] if one else []))

    linked(project, records(after), before=(records(before),))
    ((found, kind, subject, *_),) = changed(project)
    assert (found, kind, subject) == (direction, "exception", "EXC-2026-015")


def test_what_got_worse_stands_first_and_the_worst_of_it_before_the_rest(project: PostureProject) -> None:
    project.policy["gates"]["error"] = "show"
    linked(
        project,
        outcome("ISOL-001", "fail"),
        outcome("KEYS-001", "error", errorCode="no-result", metrics=[]),
        outcome("K8S-001", "pass"),
        metric("MTLS-001", numerator=242),
        predicate(deployment={"gitCommit": "b" * 40}),
        before=(outcome("K8S-001", "fail"), predicate(deployment={"gitCommit": "a" * 40})),
    )
    assert [(found[0], found[2]) for found in changed(project)] == [
        ("worse", "KEYS-001"),
        ("worse", "ISOL-001"),
        ("changed", "deployment"),
        ("better", "K8S-001"),
        ("better", "MTLS-001 coverage"),
    ]
    lines = project.run("diff").out.splitlines()
    assert lines[0] == "Snapshot 41 to 42 of prod-eu-1, 1 day later: 2 worse, 1 changed, 2 better."
    assert [line for line in lines if line and not line.startswith(" ")][1:] == ["Worse", "Changed", "Better"]
    assert "  outcome  KEYS-001  pass → error (no-result)" in lines


def test_signers_scanner_and_deployment_are_compared(project: PostureProject) -> None:
    project.put(41, keys=(ALICE, BOB))
    project.put(
        42, lambda s: s["predicate"]["scanner"].update(version="3.3.0"), predicate(deployment={"gitCommit": "b" * 40})
    )
    found = {kind: (direction, before, after) for direction, kind, _, before, after in changed(project)}
    assert found["signer"] == ("worse", "alice, bob", "alice")
    assert found["scanner"][0] == "changed"
    assert found["deployment"] == ("changed", None, "b" * 40)
    project.put(42, keys=(BOB,))
    project.put(41)
    assert changed(project) == [("changed", "signer", "signers", "alice", "bob")]


def test_controls_of_another_checklist_come_and_go(project: PostureProject) -> None:
    def other(statement: dict[str, Any]) -> None:
        body = statement["predicate"]
        body["checklist"].update(digest={"sha256": sha256(b"old").hexdigest()}, version="2026.10.1")
        body["controls"] = [item for item in body["controls"] if item["id"] not in {"ISOL-001", "K8S-001"}]
        body["controls"].append(body["controls"][0] | {"id": "OLD-001", "status": "fail"})

    linked(project, outcome("K8S-001", "fail"), before=(other,))
    report = project.json("diff")["diff"]
    assert report["metricsCompared"] is False
    assert [(item["direction"], item["subject"], item["before"], item["after"]) for item in report["changes"][:4]] == [
        ("worse", "OLD-001", "fail", None),
        ("worse", "K8S-001", None, "fail"),
        ("changed", "checklist", report["changes"][2]["before"], report["changes"][2]["after"]),
        ("better", "ISOL-001", None, "pass"),
    ]
    run = project.run("diff")
    assert "Metrics are not compared" in run.out
    assert "OLD-001  fail → not scanned" in run.out


def test_two_are_named_by_number_or_file_in_either_order(project: PostureProject) -> None:
    for sequence in (40, 41, 42):
        project.put(sequence)
    for arguments, ends in (
        ((40,), (40, 42)),
        ((40, 41), (40, 41)),
        ((42, 40), (42, 40)),
        ((project.folder / "0000000040.dsse.json", 41), (40, 41)),
    ):
        report = project.json("diff", *arguments)["diff"]
        assert (report["from"]["sequence"], report["to"]["sequence"]) == ends
    assert project.run("diff", 42, 40).out.startswith("Snapshot 42 to 40 of prod-eu-1, 2 days earlier")


@pytest.mark.parametrize("arguments", [(), (41,), (41, 42), (42, 41)])
def test_both_are_verified(project: PostureProject, arguments: tuple[int, ...]) -> None:
    project.put(41, keys=(MALLORY,))
    project.put(42)
    report = project.json("diff", *arguments)
    assert (report["code"], report["diff"]) == (3, None)
    assert report["findings"][0]["rule"] == "unknown-signer"
    assert "41 to 42" not in project.run("diff", *arguments).out


def test_the_first_snapshot_has_none_before_it(project: PostureProject) -> None:
    project.put(42)
    report = project.json("diff")
    assert (report["code"], report["findings"][0]["rule"]) == (3, "missing-snapshot")
