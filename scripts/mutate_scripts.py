"""Switch off every check of the pages' scripts, one at a time, and see that a test in Node fails.

    python scripts/mutate_scripts.py            every mutant
    python scripts/mutate_scripts.py PATTERN    the mutants whose names hold the text

What a mutant is says `tests/support/script_mutants.cjs`; `scripts/mutate_verifier.py` does the same for the verifier.
What the scripts do to a page is tried in a browser, by `tests/browser`; `SHOWN` names these functions.
A mutant that no test notices is a check that is not tested, or one that is not needed: `EQUIVALENT` has the reason.
"""

from __future__ import annotations

import importlib
import inspect
import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Test = Callable[[], None]

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "static" / "js"
FINDER = ROOT / "tests" / "support" / "script_mutants.cjs"
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support"), str(ROOT / "tests" / "unit" / "render")]

MODULES = ("test_live_cases", "test_live_rules", "test_live_forms", "test_scripts")
VERIFY, LIVE = ("verify.js", "check.js"), ("rules.js", "live.js")
SHOWN = {"": "live.js", "update": "live.js", "renew": "live.js", "look": "live.js"}
"""What only a browser shows, by function: `tests/browser/test_live.py`."""

EQUIVALENT: dict[str, str] = {}


def found() -> Iterator[tuple[str, str, str]]:
    """Every mutant: its file, its name and the file's source with it."""
    names = ("verify.js", *LIVE)
    command = ["node", "--expose-internals", str(FINDER), *(str(SOURCES / name) for name in names)]
    for file, rows in zip(names, json.loads(subprocess.check_output(command)), strict=True):
        text = (SOURCES / file).read_text("utf-8")
        times: Counter[str] = Counter()
        for row in rows:
            if SHOWN.get(row["function"]) == file:
                continue
            name = f"{file}:{row['function']}: {row['kind']} {row['what']}"
            if row["kind"] == "compare":
                name += f" as {row['by']}"
            times[name] += 1
            again = f" ({times[name]})" if times[name] > 1 else ""
            # Places are counted in UTF-16 by Node; these sources are ASCII.
            by = row["by"] if row["kind"] == "form" else f"({row['by']})"
            yield file, name + again, text[: row["from"]] + by + text[row["to"] :]


def tests() -> Iterator[Test]:
    """Every test that asks Node."""
    for name in MODULES:
        for test in vars(importlib.import_module(name)).values():
            if inspect.isfunction(test) and test.__name__.startswith("test_") and "node(" in inspect.getsource(test):
                yield test


def first_to_fail(chosen: Iterable[Test], sources: dict[str, str]) -> Test | None:
    """The first of the tests that fails with these sources."""
    import nodes

    scripts = tuple("\n".join(sources[name] for name in part).encode() for part in (VERIFY, LIVE))
    nodes.shipped = lambda: scripts
    for test in chosen:
        try:
            test()
        except Exception:  # noqa: BLE001 - however it fails, it noticed
            return test
    return None


def main() -> int:
    """Try the mutants; 1 if one survives that should not."""
    pattern = sys.argv[1] if len(sys.argv) > 1 else ""
    sources = {name: (SOURCES / name).read_text("utf-8") for name in (*VERIFY, *LIVE)}
    took: dict[Test, float] = {}
    for test in tests():
        began = time.monotonic()
        if first_to_fail((test,), sources):
            print(f"without any mutant, {test.__name__} fails")
            return 1
        took[test] = time.monotonic() - began
    quick = sorted(took, key=took.__getitem__)
    noticed: Counter[str] = Counter()
    last: dict[str, Test] = {}
    survived = []
    for file, name, source in (one for one in found() if pattern in one[1]):
        # Mutants of one function tend to be noticed by one test.
        place = " ".join(name.split(" ")[:2])
        order = [last[place], *quick] if place in last else quick
        by = first_to_fail(order, sources | {file: source})
        noticed[by.__name__ if by else "nobody"] += 1
        if by:
            last[place] = by
        elif name not in EQUIVALENT:
            survived.append(name)
        print(f"{'noticed' if by else 'SURVIVED'}: {name}", flush=True)
    print(f"{noticed.total()} mutants, noticed by {dict(noticed)}; {len(survived)} survive that should not")
    return 1 if survived or not noticed else 0


if __name__ == "__main__":
    sys.exit(main())
