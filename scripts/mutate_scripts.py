"""Switch off every check of the pages' scripts, one at a time, and see that a test fails.

    python scripts/mutate_scripts.py            every mutant
    python scripts/mutate_scripts.py PATTERN    the mutants whose names hold the text

What a mutant is says `tests/support/script_mutants.cjs`; `scripts/mutate_verifier.py` does the same for the verifier.
What verifies and judges is run by the tests in Node, what compares pages by `tests/browser/test_compared.py` in a
browser.  What `live.js` does to a page that it has accepted something for is left to `tests/browser/test_live.py`.
A mutant that no test notices is a check that is not tested, or one that is not needed: `EQUIVALENT` has the reason.
"""

from __future__ import annotations

import importlib
import inspect
import json
import shutil
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Test = Callable[[], None]

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "static" / "js"
FINDER = ROOT / "tests" / "support" / "script_mutants.cjs"
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support"), str(ROOT / "tests" / "unit" / "render")]
sys.path.append(str(ROOT / "tests" / "browser"))

MODULES = ("test_live_cases", "test_live_rules", "test_live_forms", "test_scripts")
VERIFY, LIVE = ("verify.js", "check.js"), ("rules.js", "live.js")
SHOWN = ("", "update", "renew", "look")
"""The functions of `live.js` that write on a page."""
BATCH = 12
"""So many sites are checked at once; the first batch with a wrong answer ends it."""

EQUIVALENT: dict[str, str] = {
    "check.js:: if panel": "the sites are checked without the button, which tests/browser/test_check.py presses",
    "rules.js:fits: operand Array.isArray(value) of Array.isArray(value) && value.length >= least": (
        "what is no list has no `every`: it is refused all the same"
    ),
    "rules.js:PREDICATE: form sequence (2)": "it is compared with the number before its own",
} | {
    f"rules.js:{place}: number {what} 0 -1": "no list has fewer than no entries"
    for place, what in (
        ("RESULT", "[{ name: NAME, digest: DIGEST }, 0, 64]"),
        ("RESULT", '[metric => fits("value" in metric ? QUANTITY : RATIO, metric), 0, 16]'),
        ("PREDICATE", "[EXCEPTION, 0, 512]"),
    )
}


def found() -> Iterator[tuple[str, str, str]]:
    """Every mutant: its file, its name and the file's source with it."""
    names = (*VERIFY, *LIVE)
    command = ["node", "--expose-internals", str(FINDER), *(str(SOURCES / name) for name in names)]
    for file, rows in zip(names, json.loads(subprocess.check_output(command)), strict=True):
        text = (SOURCES / file).read_text("utf-8")
        times: Counter[str] = Counter()
        for row in rows:
            if file == "live.js" and row["function"] in SHOWN:
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


class Browser:
    """The sites of `test_compared.py` in a browser, built and opened when a mutant of `check.js` first asks."""

    def __init__(self, stack: ExitStack) -> None:
        from playwright.sync_api import sync_playwright
        from projects import built_once
        from test_compared import cases
        from website import CHROMIUM_ARGUMENTS, served

        folder = Path(stack.enter_context(TemporaryDirectory()))
        built = built_once(folder, "reference")
        chromium = stack.enter_context(sync_playwright()).chromium
        launched = chromium.launch(executable_path=shutil.which("chromium"), args=list(CHROMIUM_ARGUMENTS))
        stack.callback(launched.close)
        self._page = launched.new_page()
        self._page.goto(stack.enter_context(served(built.site)) + "robots.txt")
        self._site = built.site
        self._cases = list(cases(built.site, tuple(built.statuses.items())).values())

    def notices(self, sources: dict[str, str]) -> bool:
        """Whether the check says something else of one of the sites."""
        from compared import checked, texts

        script = "\n".join(sources[name] for name in VERIFY)
        base = texts(self._site)
        for start in range(0, len(self._cases), BATCH):
            some = self._cases[start : start + BATCH]
            try:
                found = checked(self._page, base, [site for site, _, _ in some], script)
            except Exception:  # noqa: BLE001 - a script that breaks is noticed
                return True
            for (_, lines, words), answer in zip(some, found, strict=True):
                if answer["said"] != lines or words not in " ".join(answer["words"]):
                    return True
        return False


def in_node(sources: dict[str, str], pattern: str) -> Iterator[tuple[str, str]]:
    """Every mutant that Node can run, with the test that notices it."""
    took: dict[Test, float] = {}
    for test in tests():
        began = time.monotonic()
        if first_to_fail((test,), sources):
            raise SystemExit(f"without any mutant, {test.__name__} fails")
        took[test] = time.monotonic() - began
    quick = sorted(took, key=took.__getitem__)
    last: dict[str, Test] = {}
    for file, name, source in found():
        if file != "check.js" and pattern in name:
            # Mutants of one function tend to be noticed by one test.
            place = " ".join(name.split(" ")[:2])
            order = [last[place], *quick] if place in last else quick
            by = first_to_fail(order, sources | {file: source})
            if by:
                last[place] = by
            yield name, by.__name__ if by else ""


def in_browser(sources: dict[str, str], pattern: str) -> Iterator[tuple[str, str]]:
    """Every mutant of the check."""
    chosen = [one for one in found() if one[0] == "check.js" and pattern in one[1]]
    with ExitStack() as stack:
        browser = Browser(stack) if chosen else None
        if browser and browser.notices(sources):
            raise SystemExit("without any mutant, the check says something else of a site")
        for file, name, source in chosen:
            yield name, "test_compared" if browser and browser.notices(sources | {file: source}) else ""


def main() -> int:
    """Try the mutants; 1 if one survives that should not."""
    pattern = sys.argv[1] if len(sys.argv) > 1 else ""
    sources = {name: (SOURCES / name).read_text("utf-8") for name in (*VERIFY, *LIVE)}
    noticed: Counter[str] = Counter()
    survived = []
    parts = (in_browser,) if pattern.startswith("check.js") else (in_browser, in_node)
    for name, by in chain.from_iterable(part(sources, pattern) for part in parts):
        noticed[by or "nobody"] += 1
        if not by and name not in EQUIVALENT:
            survived.append(name)
        print(f"{'noticed' if by else 'SURVIVED'}: {name}", flush=True)
    print(f"{noticed.total()} mutants, noticed by {dict(noticed)}; {len(survived)} survive that should not")
    return 1 if survived or not noticed else 0


if __name__ == "__main__":
    sys.exit(main())
