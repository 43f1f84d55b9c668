"""Give `trustgen lint` hostile files of fifty megabytes, one of each shape, and print what each costs as a table.

    python scripts/hostile_run.py [MEGABYTES] [NAME...]

Each run is a process of its own with a limit on its processor time and on its memory; the table is part of
docs/lint.md.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "support"))

from hostile import SHAPES  # noqa: E402 - the shapes lie beside the tests

SECONDS = 120
MEMORY = 2 * 1024**3


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main() -> int:
    """Print a row for each shape; the exit code says whether each was answered with a finding."""
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    chosen = sys.argv[2:] or list(SHAPES)
    unanswered = 0
    print("| shape | file | MB | CPU s | MB of memory | answer |\n|---|---|--:|--:|--:|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name in chosen:
            file, make = SHAPES[name]
            path = Path(folder, file)
            path.write_bytes(make(megabytes * 1_000_000))
            out = Path(folder, "out")
            with out.open("wb") as stream:
                command = [sys.executable, "-m", "trustgen", "lint", str(path), "--format", "json"]
                process = subprocess.Popen(command, cwd=ROOT, stdout=stream, preexec_fn=_limited)  # noqa: PLW1509
                _, status, used = os.wait4(process.pid, 0)
            code = os.waitstatus_to_exitcode(status)
            try:
                findings = json.loads(out.read_bytes())["findings"]
                answer = f"{len(findings):,} × {', '.join(sorted({one['code'] for one in findings}))}"
            except ValueError:
                answer = f"none, exit {code}"
            unanswered += code != 1
            size, seconds = path.stat().st_size / 1e6, used.ru_utime + used.ru_stime
            print(
                f"| {name} | `{file}` | {size:.1f} | {seconds:.1f} | {used.ru_maxrss / 1024:.0f} | {answer} |",
                flush=True,
            )
            path.unlink()
    return min(unanswered, 1)


if __name__ == "__main__":
    sys.exit(main())
