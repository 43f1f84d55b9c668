"""Write what a failing build prints into README.md; `--check` only says whether it is fresh.

The reference project is copied and signed at a fixed time, the sentence that the README names is put into an answer,
and `trustgen build` runs on the copy.  The README shows the error and the last lines as they were printed; what is
only a warning is left out, and a line with dots stands for it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime, timezone
from pathlib import Path

from trustgen.snapshots import sign_demo

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
BEFORE, AFTER = "The keys that sign evidence come from managed secrets.", "We are SOC 2 Type II certified."
SIGNED_AT = datetime(2026, 11, 20, 11, 30, tzinfo=timezone.utc)
COMMAND = ("trustgen", "build", "--as-of=2026-11-20T12:00:00Z", "--allow-as-of")
SAMPLE = re.compile(r"(```console\n\$ trustgen build\n).*?(```\n)", re.DOTALL)
LEFT_OUT = "…"


def copy_of_the_reference(project: Path) -> None:
    """The reference project with the sentence in it."""
    shutil.copytree(ROOT / "content", project / "content", ignore=shutil.ignore_patterns("snapshots"))
    shutil.copytree(ROOT / "static" / "img", project / "static" / "img")
    answers = project / "content" / "answers.yml"
    text = answers.read_text("utf-8")
    if text.count(BEFORE) != 1:
        raise SystemExit(f"The answers do not say “{BEFORE}” once.")
    answers.write_text(text.replace(BEFORE, AFTER), "utf-8")
    signed = sign_demo(project, SIGNED_AT, force=True)
    if signed.findings:
        raise SystemExit(signed.findings[0].message)


def printed() -> str:
    """All that a build prints which a claim stops."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        copy_of_the_reference(project)
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
        command = [sys.executable, "-m", *COMMAND]
        done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 1:
        raise SystemExit(f"The build was to fail with exit code 1; it ended with {done.returncode}.\n{done.stderr}")
    return done.stdout


def sample() -> str:
    """What the README shows of it: the one error, and the last lines."""
    *findings, last = printed().strip("\n").split("\n\n")
    errors = [block for block in findings if block.startswith("error[")]
    if len(errors) != 1:
        raise SystemExit(f"The build was to find one error; it found {len(errors)}.")
    shown = [LEFT_OUT, *errors] if findings[0] != errors[0] else errors
    return "\n\n".join([*shown, last]) + "\n"


def page() -> str:
    """README.md with a fresh sample."""
    text, times = SAMPLE.subn(lambda found: found[1] + sample() + found[2], README.read_text("utf-8"))
    if times != 1:
        raise SystemExit("README.md has no single sample that begins with `$ trustgen build`.")
    return text


def main() -> int:
    """Write README.md, or with `--check` compare it; 1 when it is stale."""
    text = page()
    if "--check" in sys.argv[1:]:
        fresh = README.read_text("utf-8") == text
        print("README.md is fresh" if fresh else "README.md is stale: run scripts/readme_sample.py")
        return 0 if fresh else 1
    README.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
