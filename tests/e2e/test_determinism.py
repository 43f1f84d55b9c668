"""The same inputs and the same time: the same bytes, PDF included, whatever the machine is like."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from projects import THEN, Built, command, copy_reference, environment, tree

if TYPE_CHECKING:
    from pathlib import Path


def shuffled(project: Path, to: Path) -> None:
    """The same files, made in the other order, with other times."""
    files = sorted((path for path in project.rglob("*") if path.is_file()), reverse=True)
    for number, path in enumerate(files):
        target = to / path.relative_to(project)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
        os.utime(target, (number * 86_400, number * 86_400))


def test_two_builds_in_other_surroundings_are_byte_identical(reference: Built, tmp_path: Path) -> None:
    plain = copy_reference(tmp_path / "plain")
    project = tmp_path / "a folder with spaces" / "ünïcode"
    shuffled(plain, project)
    surroundings = environment(
        TZ="Pacific/Kiritimati",
        LC_ALL="C",
        LANG="C",
        PYTHONHASHSEED="4711",
        HOME=str(tmp_path),
        COLUMNS="37",
    )
    done = subprocess.run(
        command("build", *THEN), cwd=project, env=surroundings, umask=0o077, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    first, second = tree(reference.site), tree(project / "site")
    assert first.keys() == second.keys()
    assert [path for path in first if first[path] != second[path]] == []
    assert any(path.endswith(".pdf") for path in first)
