"""The local state: begun once, only added to, hash chained, whole after a crash, right with two writers."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from posture_simulator import NOW, at
from projects import command, environment

from trustgen.attest.select import Selected
from trustgen.finding import Finding
from trustgen.snapshots import state as state_module
from trustgen.snapshots import update as update_module
from trustgen.snapshots.state import begin_state, record_state

if TYPE_CHECKING:
    from pathlib import Path

    from posture_project import PostureProject


def selected(project: PostureProject) -> Selected:
    outcome = project.verify()
    assert isinstance(outcome, Selected), outcome
    return outcome


def head(project: PostureProject, sequence: int) -> Selected:
    """What is selected when this is the newest snapshot."""
    for path in project.folder.iterdir():
        path.unlink()
    project.put(sequence)
    return selected(project)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_a_state_grows_by_a_line_for_each_new_snapshot(project: PostureProject) -> None:
    path = project.root / "state.jsonl"
    assert begin_state(path, head(project, 41), project.root) is None
    assert record_state(path, selected(project), project.root) is False
    assert record_state(path, head(project, 42), project.root) is True
    first, second = path.read_bytes().splitlines()
    assert json.loads(first) == {
        "environment": "prod-eu-1",
        "sequence": 41,
        "sha256": project.sha256(41),
        "verifiedAt": at(NOW),
        "prev": "0" * 64,
    }
    assert json.loads(second)["prev"] == sha256(first).hexdigest()
    assert path.read_bytes() == project.state(41, 42).read_bytes()
    assert project.rule(state=path) == "accept"


def test_a_state_is_begun_once(project: PostureProject) -> None:
    path = project.state(40)
    before = path.read_bytes()
    refused = begin_state(path, head(project, 42), project.root)
    assert isinstance(refused, Finding)
    assert (refused.rule, refused.span.path) == ("state-corrupt", "state.jsonl")
    assert path.read_bytes() == before


@pytest.mark.parametrize("data", [None, b"", b"{}\n", b"nothing"])
def test_a_missing_or_damaged_state_is_never_begun_anew(project: PostureProject, data: bytes | None) -> None:
    path = project.root / "state.jsonl"
    if data is not None:
        path.write_bytes(data)
    refused = record_state(path, head(project, 42), project.root)
    assert isinstance(refused, Finding)
    assert refused.rule == "state-corrupt"
    assert (path.read_bytes() if path.exists() else None) == data


def test_what_another_process_has_recorded_meanwhile_counts(project: PostureProject) -> None:
    older = head(project, 41)
    path = project.state(40, 42)
    refused = record_state(path, older, project.root)
    assert isinstance(refused, Finding)
    assert refused.rule == "rollback-detected"
    relined = path.read_bytes().replace(project.sha256(42).encode(), sha256(b"another 42").hexdigest().encode())
    path.write_bytes(relined)
    refused = record_state(path, head(project, 42), project.root)
    assert isinstance(refused, Finding)
    assert refused.rule == "fork-detected"
    assert path.read_bytes() == relined


def test_a_link_is_not_followed_and_a_pipe_not_waited_for(project: PostureProject) -> None:
    real = project.state(41)
    found = head(project, 42)
    link, pipe = project.root / "link", project.root / "pipe"
    link.symlink_to(real)
    os.mkfifo(pipe)
    for path in (link, pipe, project.root):
        refused = record_state(path, found, project.root)
        assert isinstance(refused, Finding)
        assert refused.rule == "state-corrupt"


def test_a_state_that_somebody_holds_is_waited_for_and_then_given_up(
    project: PostureProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, found = project.state(41), head(project, 42)
    before = path.read_bytes()
    monkeypatch.setattr(update_module, "WAIT_SECONDS", 0.1)
    with path.open() as holding:
        fcntl.flock(holding, fcntl.LOCK_EX)
        refused = record_state(path, found, project.root)
        assert isinstance(refused, Finding)
        assert (refused.rule, "another process" in refused.message) == ("state-corrupt", True)
        assert path.read_bytes() == before
    assert record_state(path, found, project.root) is True


def test_a_state_that_is_replaced_while_it_is_locked_is_locked_again(
    project: PostureProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, found = project.state(40), head(project, 42)
    real = fcntl.flock
    calls: list[int] = []

    def racing(descriptor: int, operation: int) -> None:
        real(descriptor, operation)
        if not calls:
            other = path.with_name("other")
            path.rename(other)
            project.state(40, 41)
        calls.append(descriptor)

    monkeypatch.setattr(fcntl, "flock", racing)
    assert record_state(path, found, project.root) is True
    assert len(calls) == 2
    assert [line["sequence"] for line in lines(path)] == [40, 41, 42]


def test_a_full_disk_leaves_the_old_state(project: PostureProject, monkeypatch: pytest.MonkeyPatch) -> None:
    path, found = project.state(41), head(project, 42)
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    refused = record_state(path, found, project.root)
    assert isinstance(refused, Finding)
    assert (refused.rule, "No space left" in refused.message) == ("state-corrupt", True)
    assert path.read_bytes() == before
    assert not list(path.parent.glob(".state*"))


WRITER = """
import sys, time
from types import SimpleNamespace
from datetime import datetime, timezone
from hashlib import sha256
from pathlib import Path
from trustgen.snapshots.state import record_state
path = Path(sys.argv[1])
refused = 0
for number in range(int(sys.argv[2]), 200, 2):
    head = SimpleNamespace(environment="prod-eu-1", sequence=number, sha256=sha256(b"%d" % number).hexdigest())
    selected = SimpleNamespace(head=head, as_of=datetime(2026, 11, 23, tzinfo=timezone.utc))
    done = record_state(path, selected, path.parent)
    refused += not isinstance(done, bool)
print(refused)
"""


def test_two_processes_never_break_the_chain(project: PostureProject) -> None:
    """X19: both append as fast as they can; what the other made too old is refused, the rest hangs together."""
    path = project.state(41)
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), str(start)], stdout=subprocess.PIPE, env=environment()
        )
        for start in (42, 43)
    ]
    refused = [int(writer.communicate(timeout=120)[0]) for writer in writers]
    assert all(writer.returncode == 0 for writer in writers)
    found = state_module.read_state(path.read_bytes(), "prod-eu-1", "state")
    assert found[-1].sequence == 199
    assert len(found) == 1 + 158 - sum(refused)
    assert [anchor.sequence for anchor in found] == sorted(anchor.sequence for anchor in found)


KILLED = """
import os, signal, sys
from trustgen.attest import placing
real = os.fsync
def fsync(descriptor):
    real(descriptor)
    os.kill(os.getpid(), signal.SIGKILL)
os.fsync = fsync
sys.argv = ["trustgen", *sys.argv[1:]]
from trustgen.cli import main
main()
"""


def test_a_crash_between_write_and_rename_leaves_the_old_state(project: PostureProject) -> None:
    """X20: killed when the new bytes are on the disk and before they have their name."""
    project.put(41)
    project.put(42)
    path = project.state(41)
    before = path.read_bytes()
    project.request()
    arguments = ["snapshot", "verify", "--state", str(path), "--record", f"--as-of={at(NOW)}"]
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, *arguments],
        cwd=project.project,
        env=environment(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert path.read_bytes() == before
    assert len(list(path.parent.glob(".state.jsonl.*"))) == 1
    run = project.run("verify", "--state", path, "--record")
    assert (run.code, run.err) == (0, "")
    assert [line["sequence"] for line in lines(path)] == [41, 42]


def test_the_command_begins_and_records(project: PostureProject) -> None:
    path = project.root / "state.jsonl"
    project.put(41)
    assert project.run("verify", "--state", path, "--record", as_of="2026-11-23T10:00:00Z").code == 3
    assert not path.exists()
    assert project.run("verify", "--state", path, "--begin-state", as_of="2026-11-23T10:00:00Z").code == 0
    project.put(42)
    assert project.run("verify", "--state", path).code == 0
    assert [line["sequence"] for line in lines(path)] == [41]
    assert project.run("verify", "--state", path, "--record").code == 0
    assert [line["sequence"] for line in lines(path)] == [41, 42]
    (project.folder / "0000000042.dsse.json").unlink()
    report = project.json("verify", "--state", path, "--record", as_of="2026-11-23T10:00:00Z")
    assert (report["code"], report["findings"][0]["rule"]) == (3, "rollback-detected")
    assert [line["sequence"] for line in lines(path)] == [41, 42]


def test_what_is_refused_is_not_recorded(project: PostureProject) -> None:
    path = project.state(41)
    project.put(42, keys=())
    before = path.read_bytes()
    assert project.run("verify", "--state", path, "--record").code == 3
    assert path.read_bytes() == before


@pytest.mark.parametrize("option", ["--record", "--begin-state"])
def test_recording_needs_a_file(project: PostureProject, option: str) -> None:
    run = project.run("verify", option)
    assert run.code == 2
    assert "--state" in run.err


def test_a_process_that_begins_with_the_command_waits_for_the_lock(project: PostureProject) -> None:
    project.put(41)
    project.put(42)
    path = project.state(41)
    project.request()
    with path.open() as holding:
        fcntl.flock(holding, fcntl.LOCK_EX)
        waiting = subprocess.Popen(
            command("snapshot", "verify", "--state", path, "--record", f"--as-of={at(NOW)}"),
            cwd=project.project,
            env=environment(),
            stdout=subprocess.DEVNULL,
        )
        time.sleep(1.5)
        assert waiting.poll() is None
        assert len(lines(path)) == 1
    assert waiting.wait(timeout=30) == 0
    assert [line["sequence"] for line in lines(path)] == [41, 42]
