"""A build that is killed, at any moment, leaves the site as it was; the next build works."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from typing import TYPE_CHECKING

from projects import THEN, Built, command, edit, environment, tree, trustgen

if TYPE_CHECKING:
    from pathlib import Path

KILLS = 5


def test_a_killed_build_leaves_the_old_site_and_the_next_one_publishes(small: Built, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(small.project, project)
    old = tree(project / "site")
    edit(project / "content" / "site.yml", "two weeks", "three weeks")
    began = time.monotonic()
    assert trustgen(project, "build", "--output", tmp_path / "whole", *THEN).code == 0
    duration = time.monotonic() - began
    new = tree(tmp_path / "whole")
    assert new != old
    moments = random.Random(20261120)
    for number in range(KILLS):
        # Early, in the middle and at the very end, where it publishes.
        moment = duration * (moments.uniform(0.2, 0.9) if number < KILLS // 2 else moments.uniform(0.85, 1.0))
        process = subprocess.Popen(
            command("build", *THEN),
            cwd=project,
            env=environment(),
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(moment)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert tree(project / "site") in (old, new)
    assert trustgen(project, "build", *THEN).code == 0
    assert tree(project / "site") == new
    assert sorted(path.name for path in project.iterdir()) == ["content", "site"]


def test_a_build_that_is_interrupted_ends_quietly(small: Built, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(small.project, project)
    edit(project / "content" / "site.yml", "two weeks", "three weeks")
    process = subprocess.Popen(
        command("build", *THEN), cwd=project, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    time.sleep(0.7)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode != 0
    assert b"Traceback" not in said
    assert tree(project / "site") == tree(small.site)
