"""A project folder whose evidence the simulator signs, for the commands that work with snapshots.

project = PostureProject(tmp_path)
project.put(42)
run = project.run("show")
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from posture_simulator import NOW, Simulator, at
from projects import Run, trustgen

if TYPE_CHECKING:
    from pathlib import Path


class PostureProject(Simulator):
    """The simulator's files where a project has them; the commands find them by default."""

    def __init__(self, root: Path) -> None:
        self.project = root
        super().__init__(root / "content" / "posture")
        self.lock = self.root / "posture.lock.json"

    def locked(self, sequence: int) -> Path:
        """A lock in its place."""
        return self.anchor("posture.lock.json", sequence)

    def run(self, command: str, *arguments: object, as_of: str = at(NOW), **more: Any) -> Run:
        """Run a snapshot command in the project, as of the simulator's time."""
        self.request()
        return trustgen(self.project, "snapshot", command, *map(str, arguments), "--as-of", as_of, **more)

    def json(self, command: str, *arguments: object, **more: Any) -> dict[str, Any]:
        """What a command says to a program."""
        run = self.run(command, *arguments, "--format", "json", **more)
        assert run.err == "", run.err
        report: dict[str, Any] = json.loads(run.out)
        return report | {"code": run.code}
