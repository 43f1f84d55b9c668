"""`snapshot show`: outcomes, metrics, exceptions; and nothing of what was not verified."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from posture_simulator import ALICE, CAROL, MALLORY, bundle, control, excepted, exception, predicate

from trustgen.snapshots.records import basis_points

if TYPE_CHECKING:
    from pathlib import Path

    from posture_project import PostureProject


@pytest.fixture
def filled(project: PostureProject) -> PostureProject:
    """Snapshots 40 to 42; the newest has a failure and two exceptions."""
    project.put(40)
    project.put(41)
    project.put(
        42,
        control("ISOL-001", status="fail", evidence=[]),
        control("K8S-001", status="exception"),
        excepted(
            exception("EXC-2026-014", "MTLS-001", affected=9),
            exception("EXC-2026-015", "K8S-001", expiresAt="2026-11-24T15:30:00Z"),
        ),
    )
    return project


def test_a_person_sees_outcomes_metrics_against_targets_and_exceptions_with_their_time_left(
    filled: PostureProject,
) -> None:
    run = filled.run("show")
    assert (run.code, run.err) == (0, "")
    lines = [" ".join(line.split()) for line in run.out.splitlines()]
    assert lines[0] == "Snapshot 42 of prod-eu-1: the newest; it meets the whole policy."
    assert "Controls: 2 of 4 pass, 1 fail, 1 exception" in lines
    assert "ISOL-001 fail 2026-11-23T11:10:00Z Plain" in lines
    assert "K8S-001 exception 2026-11-23T11:10:00Z Loose" in lines
    assert "MTLS-001 coverage 241 of 250 workloads (96.4 %) at least 95 % met" in lines
    assert "KEYS-001 oldest-key 34 days at most 90 days met" in lines
    assert (
        "EXC-2026-014 MTLS-001 9 affected vendor-limitation, by security-lead until 2026-12-15T00:00:00Z 21 days left"
        in lines
    )
    assert (
        "EXC-2026-015 K8S-001 1 affected vendor-limitation, by security-lead until 2026-11-24T15:30:00Z 1 day 3 h left"
        in lines
    )


def test_a_program_reads_everything_that_was_signed(filled: PostureProject) -> None:
    shown = filled.json("show")["snapshot"]
    assert (shown["sequence"], shown["standing"], shown["validUntil"]) == (42, "head", "2026-11-24T13:20:00Z")
    assert shown["previous"] == {"sequence": 41, "sha256": filled.sha256(41)}
    assert [(item["id"], item["title"], item["outcome"]) for item in shown["controls"]] == [
        ("ISOL-001", "Plain", "fail"),
        ("MTLS-001", "With a ratio", "pass"),
        ("KEYS-001", "With a quantity", "pass"),
        ("K8S-001", "Loose", "exception"),
    ]
    assert shown["controls"][1]["metrics"] == [
        {
            "id": "coverage",
            "kind": "ratio",
            "unit": "workloads",
            "numerator": 241,
            "denominator": 250,
            "op": "ge",
            "target": 9500,
            "met": True,
        }
    ]
    assert shown["controls"][2]["metrics"][0]["value"] == 34
    assert [(item["id"], item["secondsLeft"]) for item in shown["exceptions"]] == [
        ("EXC-2026-014", 1_857_600),
        ("EXC-2026-015", 99_000),
    ]
    assert [key["name"] for key in shown["signers"]] == ["alice"]


def test_a_missed_metric_is_told(project: PostureProject) -> None:
    def missing(statement: dict) -> None:
        for result in statement["predicate"]["controls"]:
            if result["id"] == "MTLS-001":
                result.update(status="fail")
                result["metrics"][0].update(numerator=2374, denominator=2500)

    project.put(42, missing)
    run = project.run("show")
    # 94.96 % is not 95 %, and is not rounded to it.
    assert "2,374 of 2,500 workloads (94.96 %)" in run.out
    assert "missed" in run.out


def test_a_snapshot_at_which_a_build_stops_is_shown_and_says_so(project: PostureProject) -> None:
    project.put(42, control("ISOL-001", status="error", errorCode="no-result", evidence=[]))
    assert project.run("verify").code == 3
    run = project.run("show")
    assert run.code == 0
    assert "The trust policy stops a build at ISOL-001." in run.out


def test_an_error_shows_its_code(project: PostureProject) -> None:
    project.policy["gates"]["error"] = "show"
    project.put(42, control("ISOL-001", status="error", errorCode="no-result", evidence=[]))
    assert "error (no-result)" in project.run("show").out


@pytest.mark.parametrize("number", ["41", "0000000041"])
def test_an_earlier_one_is_chosen_by_number_from_a_folder_that_was_verified(
    filled: PostureProject, number: str
) -> None:
    run = filled.run("show", number)
    assert run.code == 0
    assert run.out.startswith("Snapshot 41 of prod-eu-1: an earlier one;")
    shown = filled.json("show", number)["snapshot"]
    assert (shown["standing"], shown["validUntil"]) == ("earlier", None)
    filled.put(42, keys=(MALLORY,))
    report = filled.json("show", number)
    assert (report["code"], report["snapshot"]) == (3, None)
    assert report["findings"][0]["rule"] == "unknown-signer"


def test_a_number_that_is_not_there_is_told_with_what_is(filled: PostureProject) -> None:
    report = filled.json("show", "44")
    assert (report["code"], report["findings"][0]["rule"]) == (3, "missing-snapshot")
    assert report["findings"][0]["message"].endswith("holds no snapshot 44; it holds 3 from 40 to 42.")
    assert filled.json("show", "9" * 400)["findings"][0]["rule"] == "unsafe-source"


def test_a_key_that_was_revoked_later_is_told(project: PostureProject) -> None:
    project.policy["keys"].append(CAROL.entry())
    project.policy["revokedKeys"] = [{"keyid": CAROL.keyid, "revokedAt": "2026-11-22T00:00:00Z", "reason": "lost"}]
    project.put(41, keys=(CAROL,))
    project.put(42)
    assert "does not count: revoked" in project.run("show", 41).out


def test_metrics_of_an_earlier_checklist_are_left_out_and_that_is_said(project: PostureProject) -> None:
    old = {"sha256": sha256(b"old").hexdigest()}
    project.put(40, lambda s: s["predicate"]["checklist"].update(digest=old))
    project.put(42)
    run = project.run("show", 40)
    assert run.code == 0
    assert "Metrics are left out" in run.out
    shown = project.json("show", 40)["snapshot"]
    assert {item["title"] for item in shown["controls"]} == {None}


class TestAFile:
    """A snapshot that is named by its file."""

    def test_its_age_and_place_are_not_judged(self, project: PostureProject) -> None:
        path = project.put(40)
        report = project.json("show", path, as_of="2026-11-30T00:00:00Z")
        assert (report["code"], report["snapshot"]["standing"]) == (0, "named")
        assert "neither its age nor its place" in project.run("show", path).out

    @pytest.mark.parametrize(
        ("change", "keys", "rule"),
        [
            (control("ISOL-001", status="nearly"), (ALICE,), "schema-violation"),
            (control("ISOL-001", evidence=[]), (ALICE,), "status-inconsistent"),
            (predicate(environment="other"), (ALICE,), "wrong-environment"),
            (
                excepted(exception("EXC-2026-014", "MTLS-001", affected=9), exception("EXC-2026-015", "ISOL-001")),
                (ALICE,),
                "exception-violation",
            ),
            (lambda _: None, (MALLORY,), "unknown-signer"),
            (lambda _: None, (CAROL,), "revoked-key"),
            (lambda _: None, (), "unsigned-snapshot"),
        ],
    )
    def test_everything_else_is(self, project: PostureProject, change: object, keys: tuple, rule: str) -> None:
        project.policy["keys"].append(CAROL.entry())
        project.policy["revokedKeys"] = [{"keyid": CAROL.keyid, "revokedAt": "2026-11-22T00:00:00Z", "reason": "lost"}]
        path = project.put(42, change, keys=keys)
        report = project.json("show", path)
        assert (report["code"], report["snapshot"], report["findings"][0]["rule"]) == (3, None, rule)

    def test_an_exception_is_judged_at_the_end_of_the_scan(self, project: PostureProject) -> None:
        path = project.put(42, excepted(exception("EXC-2026-001", "MTLS-001", affected=9)))
        run = project.run("show", path, as_of="2026-12-20T00:00:00Z")
        assert run.code == 0
        assert run.out.rstrip().endswith("over")

    def test_a_bundle_is_read(self, project: PostureProject) -> None:
        path = project.put_json(bundle(project.payload(), ALICE), "any.sigstore.json")
        assert project.json("show", path)["snapshot"]["sequence"] == 42

    def test_what_is_no_plain_file_is_refused(self, project: PostureProject) -> None:
        missing, pipe, large = (project.root / name for name in ("missing", "pipe", "large"))
        os.mkfifo(pipe)
        with large.open("wb") as stream:
            stream.truncate(100 * 1024 * 1024)
        found = {path.name: project.json("show", path)["findings"][0]["rule"] for path in (missing, pipe, large)}
        assert found == {"missing": "missing-snapshot", "pipe": "unsafe-source", "large": "snapshot-too-large"}


def test_no_escape_reaches_the_terminal(project: PostureProject) -> None:
    project.checklist["controls"][0]["title"] = "Pl\u202eain"
    project.put(42)
    run = project.run("show")
    assert run.code == 0
    assert "Pl\\u202eain" in run.out
    assert "\u202e" not in run.out
    project.put(42, control("ISOL-001", id="ISOL\x1b[31m"))
    run = project.run("show")
    assert run.code == 3
    assert "\x1b" not in run.out


def test_a_demonstration_says_so(tmp_path: Path) -> None:
    from projects import AT, copy_small, trustgen

    run = trustgen(copy_small(tmp_path / "small"), "snapshot", "show", AT)
    assert "It is a demonstration: everybody has the key." in run.out
    shown = json.loads(trustgen(tmp_path / "small", "snapshot", "show", AT, "--format=json").out)["snapshot"]
    assert shown["demonstration"] is True


@pytest.mark.parametrize(
    ("number", "text"), [(9500, "95 %"), (9499, "94.99 %"), (10000, "100 %"), (10, "0.1 %"), (0, "0 %"), (1, "0.01 %")]
)
def test_basis_points_are_never_rounded_up(number: int, text: str) -> None:
    assert basis_points(number) == text
