"""Write what a failing build prints into README.md; `--check` only says whether it is fresh.

The small test site is copied, the sentence that the README names is put into its closing call, and `trustgen build`
runs on the copy; what it prints is what the README shows.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
BEFORE, AFTER = "Bring a notebook of your own.", "We are SOC 2 Type II certified."
SAMPLE = re.compile(r"(```console\n\$ trustgen build\n).*?(```\n)", re.DOTALL)


def sample() -> str:
    """The output of a build that a claim stops."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        shutil.copytree(ROOT / "tests" / "sites" / "small", project)
        site = project / "content" / "site.yml"
        text = site.read_text("utf-8")
        if text.count(BEFORE) != 1:
            raise SystemExit(f"The small test site does not say “{BEFORE}” once.")
        site.write_text(text.replace(BEFORE, AFTER), "utf-8")
        command = [sys.executable, "-m", "trustgen", "build", "--as-of=2026-11-20T12:00:00Z", "--allow-as-of"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
        done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 1:
            raise SystemExit(f"The build was to fail with exit code 1; it ended with {done.returncode}.\n{done.stderr}")
        return done.stdout


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
