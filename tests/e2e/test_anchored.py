"""Builds that know what was known before: the local state and the record of the published site."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from projects import AT, THEN, copy_small, copy_small_with_history, environment, made, trustgen

if TYPE_CHECKING:
    from pathlib import Path

SHA = "ae7a4fe9ec8522ef377bc5de5994bf3a7435282bbeaecd67a42641bfa9a0a3fb"
"""Of the small site's snapshot."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_small(tmp_path / "project")


def begun(project: Path) -> Path:
    state = project.parent / "state.jsonl"
    assert trustgen(project, "snapshot", "verify", "--state", state, "--begin-state", AT).code == 0
    return state


def record(project: Path, **changes: Any) -> Path:
    """A record of the published site."""
    path = project.parent / "published.json"
    value = {"environment": "demonstration", "sequence": 1, "sha256": SHA} | changes
    path.write_text(json.dumps(value))
    return path


def test_a_build_adds_to_the_state_and_a_check_does_not(project: Path) -> None:
    state = begun(project)
    before = state.read_bytes()
    sequence_2(project)
    then = ("--as-of", "2026-11-20T13:10:00Z")
    assert trustgen(project, "check", "--state", state, *then).code == 0
    assert state.read_bytes() == before
    assert trustgen(project, "build", "--state", state, *then, "--allow-as-of").code == 0
    assert [json.loads(line)["sequence"] for line in state.read_bytes().splitlines()] == [1, 2]
    (project / "content" / "posture" / "snapshots" / "0000000002.dsse.json").unlink()
    site = (project / "site" / "posture" / "manifest.json").read_bytes()
    run = trustgen(project, "build", "--state", state, "--format", "json", *then, "--allow-as-of")
    assert (run.code, run.findings[0]["rule"]) == (3, "rollback-detected")
    assert (project / "site" / "posture" / "manifest.json").read_bytes() == site


def sequence_2(project: Path) -> None:
    run = trustgen(project, "snapshot", "demo", "--as-of", "2026-11-20T13:05:00Z")
    assert run.code == 0, run.out


def test_nothing_is_published_that_the_state_could_not_learn(project: Path) -> None:
    state = begun(project)
    state.write_bytes(b"")
    run = trustgen(project, "build", "--state", state, "--format", "json", *THEN)
    assert (run.code, [finding["rule"] for finding in run.findings]) == (3, ["state-corrupt"])
    assert not (project / "site").exists()
    run = trustgen(project, "build", "--state", state.with_name("other"), "--format", "json", *THEN)
    assert (run.code, [finding["rule"] for finding in run.findings]) == (3, ["state-corrupt"])
    assert not (project / "site").exists()


def test_the_state_learns_first(project: Path) -> None:
    """A state that cannot be written holds the publication, not the other way round."""
    state = begun(project)
    sequence_2(project)
    script = (
        "import sys\n"
        "from trustgen.snapshots import update\n"
        "from trustgen.attest.placing import PlacingError\n"
        "def place(path, data):\n"
        "    raise PlacingError('cannot be written: the disk is full')\n"
        "update.place = place\n"
        "from trustgen.cli import main\n"
        "main()\n"
    )
    arguments = ["build", "--state", str(state), "--as-of", "2026-11-20T13:10:00Z", "--allow-as-of"]
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=project,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 3
    assert "TG335" in done.stdout
    assert "Nothing was published" in done.stdout
    assert not (project / "site").exists()


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"sequence": 2}, "rollback-detected"),
        ({"sha256": "a" * 64}, "fork-detected"),
        ({"environment": "production"}, "state-corrupt"),
    ],
)
def test_the_published_record_holds_a_build_back(project: Path, changes: dict[str, Any], rule: str) -> None:
    run = trustgen(project, "check", "--published", record(project, **changes), "--format", "json", AT)
    assert (run.code, [finding["rule"] for finding in run.findings]) == (3, [rule])


def test_a_changed_policy_is_told_and_stops_nothing(project: Path) -> None:
    run = trustgen(project, "build", "--published", record(project, policySha256="b" * 64), "--strict", *THEN)
    assert run.code == 0, run.out
    assert run.out.startswith(
        "note[TG340] `content/posture/trust-policy.json` has changed since the site was published"
    )
    run = trustgen(project, "snapshot", "verify", "--published", record(project, policySha256="b" * 64), AT)
    assert (run.code, run.out.startswith("note[TG340]")) == (0, True)


def test_a_site_is_the_record_for_the_next_build(project: Path) -> None:
    assert trustgen(project, "build", *THEN).code == 0
    published = project / "site" / "posture" / "manifest.json"
    run = trustgen(project, "check", "--published", published, "--format", "json", AT)
    assert (run.code, run.findings) == (0, [])


def test_a_history_that_got_shorter_is_told(tmp_path: Path) -> None:
    """Readers of the next site would look back less far than those of this one, and nobody would have said so."""
    project = copy_small_with_history(tmp_path / "project")
    manifest = tmp_path / "manifest.json"
    walk = made(project)
    assert walk.artifacts is not None
    manifest.write_bytes(next(item.data for item in walk.artifacts if item.path == "posture/manifest.json"))
    snapshots = project / "content" / "posture" / "snapshots"
    for number in (1, 2, 3, 5, 12):
        (snapshots / f"{number:010d}.dsse.json").unlink()
    then = ("--published", manifest, AT, "--format", "json")
    for command in (("check",), ("snapshot", "verify"), ("snapshot", "lock")):
        run = trustgen(project, *command, *then)
        (found,) = run.findings
        assert (run.code, found["code"], found["severity"]) == (0, "TG341", "warning")
        assert found["place"]["path"] == "content/posture/snapshots"
        assert found["message"] == (
            "`content/posture/snapshots` does not hold 5 snapshots that the published site carries: 1 to 3, 5, 12."
        )
    assert trustgen(project, "snapshot", "verify", "--strict", *then).code == 1
    assert trustgen(project, "snapshot", "verify", AT, "--format", "json").findings == []
