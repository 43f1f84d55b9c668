"""Nothing but `snapshot fetch`, and `verify` of an address, opens a connection.

Seen with every door shut, and with a guard at every door.
"""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import subprocess
from typing import TYPE_CHECKING

import pytest
from loopback import Loopback
from projects import AT, ROOT, THEN, Built, command, copy_small, environment, tree, trustgen

if TYPE_CHECKING:
    from pathlib import Path

GUARD = """
import os, sys

LOG = os.environ["GUARD_LOG"]
DOORS = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg"}

def guard(event, arguments):
    if event in DOORS:
        with open(LOG, "a") as log:
            log.write(event + "\\n")
        raise PermissionError(event)

with open(LOG, "a") as log:
    log.write("guarded\\n")
sys.addaudithook(guard)
"""

COMMANDS = (
    ("build", *THEN),
    ("check", AT),
    ("lint", "site/index.html"),
    ("snapshot", "verify", AT),
    ("verify", "site", AT),
    ("explain", "TG101"),
)


def guarded(folder: Path) -> dict[str, str]:
    """An environment in which every Python process has the guard."""
    (folder / "guard").mkdir(exist_ok=True)
    (folder / "guard" / "sitecustomize.py").write_text(GUARD)
    return environment(PYTHONPATH=f"{folder / 'guard'}{os.pathsep}{ROOT}", GUARD_LOG=str(folder / "log"))


def alone() -> list[str]:
    """The beginning of a command line that runs without any network, not even loopback."""
    for line in (["unshare", "-n"], ["unshare", "-rn"]):
        program = shutil.which(line[0])
        if program and subprocess.run([program, *line[1:], "true"], capture_output=True, check=False).returncode == 0:
            return [program, *line[1:]]
    pytest.skip("this system does not let a process be without a network")


def test_everything_but_fetch_works_with_the_network_shut_off(small: Built, tmp_path: Path) -> None:
    project = copy_small(tmp_path / "project")
    for arguments in COMMANDS:
        done = subprocess.run(
            [*alone(), *command(*arguments)],
            cwd=project,
            env=environment(),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert tree(project / "site") == tree(small.site)


def test_without_a_network_a_fetch_says_so(tmp_path: Path) -> None:
    project = copy_small(tmp_path / "project")
    before = tree(project)
    line = [*alone(), *command("snapshot", "fetch", "http://127.0.0.1:8000/", AT)]
    done = subprocess.run(
        line, cwd=project, env=environment(), capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 3
    assert "error[TG352]" in done.stdout
    assert "network is unreachable" in done.stdout
    assert tree(project) == before
    line = [*alone(), *command("verify", "http://127.0.0.1:8000/", AT)]
    done = subprocess.run(
        line, cwd=project, env=environment(), capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 3
    assert "error[TG352]" in done.stdout


def test_no_process_of_any_other_command_tries_a_door(tmp_path: Path) -> None:
    project = copy_small(tmp_path / "project")
    env = guarded(tmp_path)
    for arguments in COMMANDS:
        run = trustgen(project, *arguments, env=env)
        assert run.code == 0, run.out + run.err
    said = (tmp_path / "log").read_text().split()
    # The process that sets the whitepaper is guarded too.
    assert len(said) > len(COMMANDS)
    assert set(said) == {"guarded"}


def test_the_preview_only_answers(tmp_path: Path) -> None:
    project = copy_small(tmp_path / "project")
    process = subprocess.Popen(
        command("serve", "--port=0", "--no-pdf"),
        cwd=project,
        env=guarded(tmp_path) | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert process.stdout is not None
        found = next(filter(None, (re.search(r"127\.0\.0\.1:(\d+)", line) for line in process.stdout)))
        asked = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=60)
        asked.request("GET", "/")
        assert asked.getresponse().read()
        asked.close()
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert set((tmp_path / "log").read_text().split()) == {"guarded"}


def test_the_guard_sees_a_fetch(tmp_path: Path) -> None:
    project = copy_small(tmp_path / "project")
    with Loopback() as server:
        run = trustgen(project, "snapshot", "fetch", server.url, AT, env=guarded(tmp_path))
        assert run.code == 3
        assert server.asked == []
    said = set((tmp_path / "log").read_text().split())
    assert "guarded" in said
    assert said & {"socket.connect", "socket.getaddrinfo"}
