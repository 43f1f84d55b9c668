"""Whole projects in temporary folders, and the command line run on them as a person would run it.

Everything is real: the files, the signature, the process.  Only the time is fixed, through `--as-of`.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trustgen.pipeline import Made, Memory, Request, make
from trustgen.snapshots import sign_demo

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "sites" / "small"
SIGNED_AT = datetime(2026, 11, 20, 11, 30, tzinfo=timezone.utc)
AS_OF = datetime(2026, 11, 20, 12, 0, tzinfo=timezone.utc)
AT = "--as-of=2026-11-20T12:00:00Z"
THEN = (AT, "--allow-as-of")
"""What makes a build judge as of `AS_OF`."""

_KEPT = ("HOME", "LANG", "LC_ALL", "PATH", "TMPDIR", "VIRTUAL_ENV")


@dataclass(frozen=True, slots=True)
class Run:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        """The report of a command that was asked for JSON."""
        report: dict[str, Any] = json.loads(self.out)
        return report

    @property
    def findings(self) -> list[dict[str, Any]]:
        """The findings of a report in JSON."""
        found: list[dict[str, Any]] = self.report["findings"]
        return found


@dataclass(frozen=True, slots=True)
class Built:
    """A project that was built."""

    project: Path
    run: Run

    @property
    def site(self) -> Path:
        """The published folder."""
        return self.project / "site"

    @property
    def statuses(self) -> dict[str, str]:
        """What the published snapshot says of each control, read without trustgen."""
        envelope = json.loads((self.site / "posture" / "latest.dsse.json").read_bytes())
        controls = json.loads(base64.b64decode(envelope["payload"]))["predicate"]["controls"]
        return {control["id"]: control["status"] for control in controls}


def environment(**more: str) -> dict[str, str]:
    """The environment of a command: nothing of the person who runs the tests, and this checkout's package."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), "TERM": "xterm", **more}


def command(*arguments: str | Path) -> list[str]:
    """The command line that runs trustgen."""
    return [sys.executable, "-m", "trustgen", *map(str, arguments)]


def trustgen(project: Path, *arguments: str | Path, env: Mapping[str, str] | None = None, input: str = "") -> Run:
    """Run trustgen in a project folder, with its output piped."""
    done = subprocess.run(
        command(*arguments),
        cwd=project,
        env=env or environment(),
        input=input,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)


def copy_small(to: Path) -> Path:
    """A copy of the small site; its evidence lies in it."""
    shutil.copytree(SMALL, to)
    return to


def copy_small_with_history(to: Path, days: int = 14) -> Path:
    """The small site with a snapshot of each of so many days: failures that were mended, and one that was not."""
    project = copy_small(to)
    for old in (project / "content" / "posture" / "snapshots").iterdir():
        old.unlink()
    assert sign_demo(project, SIGNED_AT, force=True, days=days).findings == ()
    return project


def copy_reference(to: Path) -> Path:
    """A copy of the reference trust center, with two weeks of snapshots, the last of them signed at a fixed time."""
    shutil.copytree(ROOT / "content", to / "content", ignore=shutil.ignore_patterns("snapshots"))
    shutil.copytree(ROOT / "static" / "img", to / "static" / "img")
    signed = sign_demo(to, SIGNED_AT, force=True, days=14)
    assert signed.findings == ()
    return to


def made(project: Path, memory: Memory | None = None) -> Made:
    """Walk the road in this process, without the PDF."""
    clock = AS_OF + timedelta(days=1)
    request = Request(root=project, as_of=AS_OF, clock=clock, allow_as_of=True, with_pdf=False)
    return make(request, memory=memory)


def made_site(project: Path, to: Path) -> Path:
    """The published folder of a project, without the PDF, written where it is wanted."""
    walk = made(project)
    assert walk.artifacts is not None, walk.findings
    for artifact in walk.artifacts:
        path = to / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.data)
    return to


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def override(project: Path, name: str, old: str, new: str) -> None:
    """Put a changed copy of a shipped template into a project."""
    target = project / "templates" / name
    target.parent.mkdir(parents=True, exist_ok=True)
    text = (ROOT / "templates" / name).read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {name}"
    target.write_text(text.replace(old, new), encoding="utf-8")


def style(project: Path, text: str, name: str = "components/own") -> None:
    """Give a project a stylesheet of its own, or its own version of a shipped one."""
    target = project / "static" / "css" / f"{name}.css"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text that stands once in a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def built_once(folder: Path, kind: str) -> Built:
    """The small or the reference site, built by the first test process that asks for it."""
    import fcntl

    project, record = folder / kind, folder / f"{kind}.json"
    with (folder / f"{kind}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not record.exists():
            (copy_small if kind == "small" else copy_reference)(project)
            run = trustgen(project, "build", *THEN)
            record.write_text(json.dumps(asdict(run)))
    return Built(project, Run(**json.loads(record.read_text())))
