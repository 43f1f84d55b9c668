"""A build that is killed, at any moment, leaves the site as it was; the next build works."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import pytest
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


def test_a_build_that_is_interrupted_ends_quietly(
    small: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from trustgen import pipeline
    from trustgen.cli import cli

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    project = tmp_path / "project"
    shutil.copytree(small.project, project)
    monkeypatch.chdir(project)
    monkeypatch.setattr(pipeline, "make", interrupted)
    with pytest.raises(SystemExit) as ended:
        cli.main(["build", *THEN], prog_name="trustgen")
    assert ended.value.code == 1
    assert "Traceback" not in capsys.readouterr().err
    assert tree(project / "site") == tree(small.site)
