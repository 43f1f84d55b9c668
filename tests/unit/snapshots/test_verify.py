"""`snapshot verify` says who signed, which keys counted, the times, what was checked, and what was not."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from posture_simulator import ALICE, BOB, CAROL, MALLORY

if TYPE_CHECKING:
    from pathlib import Path

    from posture_project import PostureProject


@pytest.fixture
def signed(project: PostureProject) -> PostureProject:
    """Snapshot 42 with the signatures of two good keys, a revoked one and one whose window is over."""
    project.policy["keys"] += [CAROL.entry(), MALLORY.entry(notAfter="2026-06-30T00:00:00Z")]
    project.policy["revokedKeys"] = [{"keyid": CAROL.keyid, "revokedAt": "2026-11-20T00:00:00Z", "reason": "lost"}]
    project.policy["threshold"] = 2
    project.put(41)
    project.put(42, keys=(ALICE, BOB, CAROL, MALLORY))
    return project


def test_a_program_reads_who_signed_and_which_keys_counted(signed: PostureProject) -> None:
    report = signed.json("verify")
    assert report["code"] == 0
    assert report["selected"] == {"sequence": 42, "sha256": signed.sha256(42)}
    found = report["verification"]
    assert [(key["name"], key["keyid"], key["counted"], key["reason"]) for key in found["signers"]] == [
        ("alice", ALICE.keyid, True, None),
        ("bob", BOB.keyid, True, None),
        ("carol", CAROL.keyid, False, "revoked"),
        ("mallory", MALLORY.keyid, False, "outside-window"),
    ]
    assert [key["algorithm"] for key in found["signers"][:2]] == ["ecdsa-p256-sha256", "ed25519"]
    assert found["threshold"] == {"needed": 2, "counted": 2}
    assert found["times"] == {
        "startedAt": "2026-11-23T11:00:00Z",
        "finishedAt": "2026-11-23T11:20:00Z",
        "expiresAt": "2026-11-24T13:20:00Z",
        "validUntil": "2026-11-24T13:20:00Z",
        "asOf": "2026-11-23T12:00:00Z",
        "maxAgeSeconds": 93600,
    }
    assert [(item["sequence"], item["files"]) for item in found["snapshots"]] == [
        (41, ["content/posture/snapshots/0000000041.dsse.json"]),
        (42, ["content/posture/snapshots/0000000042.dsse.json"]),
    ]
    assert {"signature", "signers", "checklist", "order", "gates"} < {item["name"] for item in found["checked"]}
    assert found["anchors"] == []
    assert [item["name"] for item in found["unchecked"]] == ["rollback", "history"]


def test_a_person_reads_the_same(signed: PostureProject) -> None:
    run = signed.run("verify")
    assert (run.code, run.err) == (0, "")
    lines = run.out.splitlines()
    assert lines[0] == "Snapshot 42 of prod-eu-1 is trusted."
    said = {line[2:15].strip(): line[15:] for line in lines[1:] if line[2:15].strip()}
    assert said["signed by"] == f"alice (ecdsa-p256-sha256, {ALICE.keyid})"
    assert f"carol (ecdsa-p256-sha256, {CAROL.keyid}); does not count: revoked" in run.out
    assert f"mallory (ecdsa-p256-sha256, {MALLORY.keyid}); does not count: outside of its window" in run.out
    assert said["threshold"] == "2 needed, 2 counted"
    assert said["scanned"] == "2026-11-23T11:00:00Z to 2026-11-23T11:20:00Z, 40 min ago"
    assert said["valid until"] == "2026-11-24T13:20:00Z, 1 day 1 h left"
    assert said["snapshots"] == "2 on record, all verified"
    assert "a genuine snapshot of the last 1 day 2 h passes, though a newer exists" in said["not checked"]


def test_what_was_known_before_is_named_and_no_longer_unchecked(signed: PostureProject) -> None:
    signed.put(40)
    signed.locked(41)
    report = signed.json("verify", "--state", signed.state(40, 41), "--published", signed.anchor("manifest.json", 42))
    found = report["verification"]
    assert [(anchor["kind"], anchor["path"], anchor["sequence"]) for anchor in found["anchors"]] == [
        ("lock", "content/posture/posture.lock.json", 41),
        ("state", "content/posture/state.jsonl", 41),
        ("published", "content/posture/manifest.json", 42),
    ]
    assert [item["name"] for item in found["unchecked"]] == ["history"]
    (order,) = (item["text"] for item in found["checked"] if item["name"] == "order")
    assert order == "number 42 is not below the policy's 40 or the last known 42; 2 links between the snapshots here"


def test_a_policy_that_allows_gaps_is_told_of(signed: PostureProject) -> None:
    signed.policy["requireChain"] = False
    signed.locked(41)
    assert "gaps" in {item["name"] for item in signed.json("verify")["verification"]["unchecked"]}


def test_a_refusal_says_nothing_of_what_was_not_verified(signed: PostureProject) -> None:
    signed.put(42, keys=(ALICE, CAROL, MALLORY))
    report = signed.json("verify")
    assert report["code"] == 3
    assert report["selected"] is None
    assert "verification" not in report
    assert [finding["rule"] for finding in report["findings"]] == ["revoked-key"]


def test_a_scan_that_ends_within_the_skew_is_told_to_be_ahead(project: PostureProject) -> None:
    project.put(42)
    run = project.run("verify", as_of="2026-11-23T11:18:00Z")
    assert run.code == 0
    assert "2 min ahead of this clock" in run.out


@pytest.mark.parametrize(
    "named",
    [
        ("verify", "content/posture/snapshots"),
        ("verify", "copy"),
        ("verify", "--policy", "content/posture/trust-policy.json"),
        ("show", "--folder", "content/posture/snapshots"),
        ("diff", "--folder", "content/posture/snapshots"),
    ],
)
def test_the_lock_holds_whatever_folder_is_named(project: PostureProject, named: tuple[str, ...]) -> None:
    """Whoever names a folder asks for no older snapshot: the lock belongs to the policy."""
    project.put(40)
    project.put(41)
    shutil.copytree(project.folder, project.project / "copy")
    early = "2026-11-23T10:00:00Z"
    assert project.json(*named, as_of=early)["code"] == 0
    project.locked(42)
    report = project.json(*named, as_of=early)
    assert (report["code"], [finding["rule"] for finding in report["findings"]]) == (3, ["rollback-detected"])


def test_the_lock_is_not_about_the_snapshots_of_another_policy(project: PostureProject, tmp_path: Path) -> None:
    project.put(41)
    project.locked(42)
    project.request()
    shutil.copy(project.root / "trust-policy.json", tmp_path / "theirs.json")
    report = project.json("verify", "--policy", tmp_path / "theirs.json", as_of="2026-11-23T10:00:00Z")
    assert (report["code"], report["verification"]["anchors"]) == (0, [])
