"""`snapshot lock`: from the verified head, never lower, the same twice."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from posture_simulator import NOW, digest

from trustgen.snapshots import lock as lock_module
from trustgen.snapshots.lock import lock_head

if TYPE_CHECKING:
    from pathlib import Path

    from posture_project import PostureProject


def test_the_first_lock_is_written_and_then_raised(project: PostureProject) -> None:
    project.put(41)
    report = project.json("lock", as_of="2026-11-23T10:00:00Z")
    assert (report["code"], report["locked"]) == (0, {"path": "content/posture/posture.lock.json", "changed": True})
    assert json.loads(project.lock.read_bytes()) == {
        "environment": "prod-eu-1",
        "sequence": 41,
        "sha256": project.sha256(41),
    }
    project.put(42)
    run = project.run("lock")
    assert (run.code, run.out) == (0, "`content/posture/posture.lock.json` holds snapshot 42 of prod-eu-1 now.\n")
    assert json.loads(project.lock.read_bytes())["sequence"] == 42
    assert project.rule(lock=project.lock) == "accept"
    assert list(project.root.glob(".posture*")) == []


def test_the_same_snapshot_leaves_the_file_byte_for_byte(project: PostureProject) -> None:
    project.put(42)
    project.locked(42)
    project.lock.write_bytes(project.lock.read_bytes() + b"\n\n")
    before = (project.lock.read_bytes(), project.lock.stat().st_mtime_ns, project.lock.stat().st_ino)
    run = project.run("lock")
    assert (run.code, run.out) == (0, "`content/posture/posture.lock.json` holds snapshot 42 of prod-eu-1 already.\n")
    assert (project.lock.read_bytes(), project.lock.stat().st_mtime_ns, project.lock.stat().st_ino) == before


@pytest.mark.parametrize(
    ("sequence", "sha", "rule"), [(43, "43", "rollback-detected"), (42, "other", "fork-detected")], ids=["43", "42"]
)
def test_a_lock_is_never_lowered_or_bent(project: PostureProject, sequence: int, sha: str, rule: str) -> None:
    project.put(42)
    project.anchor("posture.lock.json", sequence, digest(sha))
    before = project.lock.read_bytes()
    report = project.json("lock")
    assert (report["code"], [finding["rule"] for finding in report["findings"]]) == (3, [rule])
    assert report["locked"] is None
    assert project.lock.read_bytes() == before


@pytest.mark.parametrize("data", [b"", b"{}", b"nothing", b'{"environment":"other","sequence":1,"sha256":"a"}'])
def test_a_damaged_lock_is_not_overwritten(project: PostureProject, data: bytes) -> None:
    project.put(42)
    project.lock.write_bytes(data)
    report = project.json("lock")
    assert (report["code"], report["findings"][0]["rule"]) == (3, "state-corrupt")
    assert project.lock.read_bytes() == data


def test_a_link_in_its_place_is_refused(project: PostureProject) -> None:
    project.put(42)
    project.lock.symlink_to(project.root / "nowhere")
    assert project.json("lock")["findings"][0]["rule"] == "state-corrupt"
    assert project.lock.is_symlink()


def test_what_is_refused_is_not_locked(project: PostureProject) -> None:
    project.put(42, keys=())
    assert project.run("lock").code == 3
    assert not project.lock.exists()


def test_the_other_anchors_hold_too(project: PostureProject) -> None:
    project.put(42)
    report = project.json("lock", "--published", project.anchor("manifest.json", 43, digest("43")))
    assert (report["code"], report["findings"][0]["rule"]) == (3, "rollback-detected")
    assert not project.lock.exists()


def test_another_lock_can_be_named(project: PostureProject, tmp_path: Path) -> None:
    project.put(42)
    assert project.run("lock", "--lock", tmp_path / "mine.json", "--folder", project.folder).code == 0
    assert json.loads((tmp_path / "mine.json").read_bytes())["sequence"] == 42
    assert not project.lock.exists()


def test_a_lock_is_not_begun_in_a_folder_that_is_not_there(project: PostureProject, tmp_path: Path) -> None:
    """A name that was mistyped would begin the lock anew."""
    project.put(42)
    report = project.json("lock", "--lock", tmp_path / "postur" / "posture.lock.json")
    (found,) = report["findings"]
    assert (report["code"], found["rule"], report["locked"]) == (3, "state-corrupt", None)
    assert "its folder does not exist" in found["message"]
    assert not (tmp_path / "postur").exists()


def test_a_lock_is_not_begun_behind_a_link_out_of_the_project(project: PostureProject) -> None:
    project.put(42)
    outside = project.project.parent / f"{project.project.name}-outside"
    outside.mkdir()
    (project.root / "locks").symlink_to(outside)
    report = project.json("lock", "--lock", "content/posture/locks/posture.lock.json")
    assert (report["code"], report["findings"][0]["rule"]) == (3, "state-corrupt")
    assert list(outside.iterdir()) == []


def test_the_projects_lock_holds_beside_one_that_is_begun(project: PostureProject, tmp_path: Path) -> None:
    project.put(41)
    project.locked(42)
    report = project.json("lock", "--lock", tmp_path / "mine.json", as_of="2026-11-23T10:00:00Z")
    assert (report["code"], report["findings"][0]["rule"]) == (3, "rollback-detected")
    assert not (tmp_path / "mine.json").exists()


def test_a_lock_that_is_named_is_an_anchor_too(project: PostureProject) -> None:
    project.put(40)
    project.put(42)
    path = project.anchor("mine.json", 40)
    report = project.json("lock", "--lock", path)
    assert (report["code"], report["findings"][0]["rule"]) == (3, "chain-broken")
    assert json.loads(path.read_bytes())["sequence"] == 40


@pytest.mark.parametrize(("sequence", "rule"), [(43, "rollback-detected"), (42, "fork-detected")])
def test_a_lock_that_was_raised_meanwhile_is_not_lowered(
    project: PostureProject, monkeypatch: pytest.MonkeyPatch, sequence: int, rule: str
) -> None:
    """Another process locks a newer snapshot between this one's verification and its writing."""
    project.put(41)
    project.put(42)
    project.locked(41)
    project.request()
    real = lock_module.update

    def racing(path: Path, limit: int, change: object) -> bool:
        project.anchor("posture.lock.json", sequence, digest("theirs"))
        return real(path, limit, change)  # type: ignore[arg-type]

    monkeypatch.setattr(lock_module, "update", racing)
    checked = lock_head(project.project, NOW)
    assert [finding.rule for finding in checked.findings] == [rule]
    assert json.loads(project.lock.read_bytes())["sha256"] == digest("theirs")


def test_a_lock_that_appeared_meanwhile_is_left(project: PostureProject, monkeypatch: pytest.MonkeyPatch) -> None:
    project.put(42)
    project.request()
    real = lock_module.place_new

    def racing(path: Path, data: bytes) -> None:
        project.anchor("posture.lock.json", 43, digest("43"))
        real(path, data)

    monkeypatch.setattr(lock_module, "place_new", racing)
    checked = lock_head(project.project, NOW)
    assert [finding.rule for finding in checked.findings] == ["state-corrupt"]
    assert json.loads(project.lock.read_bytes())["sequence"] == 43


def test_a_full_disk_leaves_the_lock(project: PostureProject, monkeypatch: pytest.MonkeyPatch) -> None:
    project.put(41)
    project.put(42)
    project.locked(41)
    project.request()
    before = project.lock.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    checked = lock_head(project.project, NOW)
    assert [finding.rule for finding in checked.findings] == ["state-corrupt"]
    assert "No space left on device" in checked.findings[0].message
    assert project.lock.read_bytes() == before
