"""Switch off every check of the verifier, one at a time, and see that a test fails.

    python scripts/mutate_verifier.py               every mutant; writes docs/mutation.md
    python scripts/mutate_verifier.py PATTERN       the mutants whose names hold the text; only prints
    python scripts/mutate_verifier.py --kept FILE   as the first, and goes on where a run with that file was stopped


What a mutant is says `tests/support/mutants.py`.  Each runs in a process of its own, in which the unit tests of its
module, the vectors, the other unit tests and the property tests are run until one fails.  A mutant that no test
notices is a check that is not tested, or one that is not needed; `EQUIVALENT` names those of which nobody could notice
anything, each with its reason.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from hashlib import sha256
from importlib.machinery import SourceFileLoader
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parents[1]
ATTEST = ROOT / "trustgen" / "attest"
RECORD = ROOT / "docs" / "mutation.md"
SECONDS = 180
"""Of the processor, for the tests of one mutant; ten times as many by the clock, for one that waits."""
NOT_VERIFYING = ("demo.py", "demohistory.py", "demokey.py", "demostatement.py")
"""Modules that sign demonstrations."""
AGAIN = ("vectors", "attacks", "switched_off", "demo", "foreign", "independent", "imports", "every_field")
"""Unit tests that run the vectors again, are about signing, or were run before."""
VECTORS, UNIT, PROPERTY, WORDS, BROKEN, SURVIVED = 10, 11, 12, 13, 14, 0
"""How a process ends: who noticed, or nobody."""
NOTICED = {VECTORS: "vectors", UNIT: "unit tests", PROPERTY: "property tests", WORDS: "what is said"}

sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

from mutants import Mutant, mutants  # noqa: E402

EQUIVALENT: dict[str, str] = {
    "graded.py:_metric_fault: operand measured.denominator is None": "a ratio has both counts: it is there for types",
    "graded.py:_metric_fault: operand measured.numerator is None": "a ratio has both counts: it is there for types",
    "graded.py:on_target: operand 0": "a metric without a value has both counts: it is there for types",
    "graded.py:on_target: operand 0 (2)": "a metric without a value has both counts: it is there for types",
    "graded.py:shortfall: operand 0": "a quantity has no counts, and 0 - 0 is asked of none: it is there for types",
    "graded.py:shortfall: operand 0 (2)": "a quantity has no counts, and 0 - 0 is asked of none: it is there for types",
    "checklist.py:: number shape.rows(_metric, 0, 16, 'metrics') [1] -1": "no list has fewer than no entries",
    "identityform.py:: number shape.rows(_IDENTITY, 0, 16, 'identities') [1] -1": "no list has fewer than no entries",
    "checklist.py:: form 'kind' (2)": "only a metric of that kind is read by that form",
    "keylessform.py:: number shape.rows(_base64, 0, 64, 'hashes') [1] -1": "no list has fewer than no entries",
    "keylessform.py:: number shape.rows(_STAMP, 0, 32, 'timestamps') [1] -1": "no list has fewer than no entries",
    "policyfile.py:: number shape.rows(_TRUSTED_KEY, 0, 64, 'keys') [1] -1": "no list has fewer than no entries",
    "policyfile.py:: number shape.rows(_REVOKED_KEY, 0, 64, 'revoked keys') [1] -1": (
        "no list has fewer than no entries"
    ),
    "policyfile.py:: number shape.rows(_REVOKED_SNAPSHOT, 0, 1000, 'revoked snapshots') [1] -1": (
        "no list has fewer than no entries"
    ),
    "policyfile.py:: form 'keyid'": "it is compared with the id that the key itself has",
    "placing.py:: member errno.ENOTSUP": "Linux has one number for this and the next; other systems have two",
    "placing.py:: member errno.EOPNOTSUPP": "Linux has one number for this and the one before; other systems have two",
    "posture.py:_each_once: bound _BEST_FIRST.index(result.status) > _BEST_FIRST.index(other.status)": (
        "of two that say the same, either may stand"
    ),
    "written.py:read: operand written != payload": "what it takes, the next comparison takes too; it only saves time",
}

PAGE = """# Switching off the verifier's checks

<!-- Written by scripts/mutate_verifier.py. -->

Every check in `trustgen/attest` was switched off, one at a time: {total} mutants, of which {killed} make a test fail.
{rest}

| module | mutants | noticed by a unit test | by the vectors | by a property test | by its words | by nobody |
|---|---|---|---|---|---|---|
{rows}

What is switched off: {kinds}.
By its words: another check refuses the same under the same name, and `tests/unit/attest/refusals.txt` differs.
"""


def all_mutants() -> list[Mutant]:
    """Every mutant of every module that verifies."""
    found = []
    for path in sorted(ATTEST.rglob("*.py")):
        if path.name not in NOT_VERIFYING:
            found += mutants(path, path.relative_to(ATTEST).as_posix())
    return found


def start(mutant: Mutant | None) -> int:
    """Try the mutant in a process of its own, whose id this is."""
    child = os.fork()
    if child == 0:
        signal.setitimer(signal.ITIMER_PROF, SECONDS)  # of the processor: other work must not count as a hang
        signal.alarm(10 * SECONDS)
        code = BROKEN
        with tempfile.TemporaryFile("w") as nothing:
            os.dup2(nothing.fileno(), 1)
            os.dup2(nothing.fileno(), 2)
            with contextlib.suppress(BaseException):
                code = judged(mutant)
        os._exit(code)
    return child


def ended(mutant: Mutant | None, status: int) -> int:
    """Who noticed it, from how its process ended: none hangs, or cannot load the tests, with all checks on."""
    code = os.waitstatus_to_exitcode(status) if os.WIFEXITED(status) else UNIT
    if code == BROKEN and mutant is None:
        raise SystemExit("the tests could not be run")
    return UNIT if code == BROKEN else code


def attempts(chosen: Iterable[Mutant], at_once: int) -> Iterator[tuple[Mutant, int]]:
    """Each mutant with who notices it, so many of them at a time, as they end."""
    waiting = iter(chosen)
    running = {start(mutant): mutant for mutant in islice(waiting, at_once)}
    while running:
        child, status = os.wait()
        mutant = running.pop(child)
        yield mutant, ended(mutant, status)
        running |= {start(another): another for another in islice(waiting, 1)}


def judged(mutant: Mutant | None) -> int:
    """Load the package with the mutant in it, and run everything until something fails."""
    if mutant is not None:
        place(mutant)
    unit = ROOT / "tests" / "unit" / "attest"
    own = unit / f"test_{Path(mutant.module).stem if mutant else 'select'}.py"
    if own.exists() and tests_fail(str(own)):
        return UNIT
    if not vectors_agree():
        return VECTORS
    if tests_fail(str(unit / "test_every_field.py")):
        return UNIT
    others = (f"--ignore={unit / f'test_{name}.py'}" for name in (*AGAIN, own.stem.removeprefix("test_")))
    if tests_fail(*others, "-k", "not refusal and not secret", str(unit)):
        return UNIT
    properties = ROOT / "tests" / "property"
    if tests_fail(
        str(ROOT / "tests" / "fuzz"), *(str(properties / f"test_{name}.py") for name in ("attest", "written"))
    ):
        return PROPERTY
    if tests_fail(str(unit / "test_refusals.py"), "-k", "what_a_person_reads"):
        return WORDS
    return SURVIVED


def tests_fail(*arguments: str) -> bool:
    """Whether a test fails, or cannot even be loaded."""
    import pytest

    ended = pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", f"--rootdir={ROOT}", *arguments])
    if ended not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED}:
        raise SystemExit(ended)
    return ended != pytest.ExitCode.OK


def place(mutant: Mutant) -> None:
    """From now on this process imports the mutant in place of the module."""
    path = str(ATTEST / mutant.module)
    real = SourceFileLoader.get_code

    def get_code(loader: SourceFileLoader, fullname: str) -> Any:
        found = loader.get_filename(fullname)
        return compile(mutant.source, found, "exec") if found == path else real(loader, fullname)

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign]


def vectors_agree() -> bool:
    """Whether every vector is still answered as its manifest says."""
    try:
        from vectors import CASES, answer, expected

        with tempfile.TemporaryDirectory() as empty:
            return all(answer(case, Path(empty)) == expected(case) for case in CASES)
    except Exception:  # noqa: BLE001 - a mutant that cannot be loaded, or raises, is noticed
        return False


def record(results: dict[Mutant, int]) -> str:
    """The document."""
    modules = sorted({mutant.module for mutant in results})
    rows = []
    for module in modules:
        ends = Counter(code for mutant, code in results.items() if mutant.module == module)
        cells = (
            f"`{module}`",
            sum(ends.values()),
            *(ends[code] for code in (UNIT, VECTORS, PROPERTY, WORDS, SURVIVED)),
        )
        rows.append("| " + " | ".join(map(str, cells)) + " |")
    survivors = [mutant for mutant, code in results.items() if code == SURVIVED]
    rest = ["The others change nothing that anybody could notice:", ""] if survivors else ["Nothing is left."]
    rest += [f"- `{m.name.replace('`', '')}`: {EQUIVALENT.get(m.name, 'NOT TESTED')}" for m in survivors]
    kinds = Counter(mutant.kind for mutant in results)
    return PAGE.format(
        total=len(results),
        killed=len(results) - len(survivors),
        rest="\n".join(rest),
        rows="\n".join(rows),
        kinds=", ".join(f"{number} × `{kind}`" for kind, number in sorted(kinds.items())),
    )


class Kept:
    """What earlier runs found, in a file, by the name of a mutant and the digest of its source.

    Who was noticed once is noticed still, for tests are only added; who survived is tried again.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known: dict[str, int] = json.loads(path.read_text("utf-8")) if path and path.exists() else {}

    def of(self, mutant: Mutant) -> int:
        """Who noticed it, as far as is known."""
        return self._known.get(self._key(mutant), SURVIVED)

    def add(self, mutant: Mutant, code: int) -> None:
        """Keep it, should the run be stopped."""
        self._known[self._key(mutant)] = code
        if self._path:
            self._path.write_text(json.dumps(self._known, indent=0), "utf-8")

    def _key(self, mutant: Mutant) -> str:
        return f"{mutant.name} {sha256(mutant.source.encode()).hexdigest()}"


def main() -> int:
    """Try the mutants; 1 if one survives that should not."""
    import pytest  # noqa: F401 - loaded once for all

    given = sys.argv[1:]
    kept = Kept(Path(given[1]) if given[:1] == ["--kept"] else None)
    pattern = given[0] if given and given[0] != "--kept" else ""
    every = [mutant for mutant in all_mutants() if pattern in mutant.name]
    results = {mutant: kept.of(mutant) for mutant in every}
    chosen = [mutant for mutant in every if results[mutant] == SURVIVED]
    if (code := ended(None, os.waitpid(start(None), 0)[1])) != SURVIVED:
        print(f"the tests fail without any mutant: {NOTICED[code]}")
        return 1
    began = time.monotonic()
    for number, (mutant, code) in enumerate(attempts(chosen, os.cpu_count() or 1), start=1):
        results[mutant] = code
        kept.add(mutant, code)
        if code == SURVIVED and mutant.name not in EQUIVALENT:
            print(f"survived: {mutant.name} (line {mutant.line})", flush=True)
        if number % 25 == 0:
            print(f"{number} of {len(chosen)} after {time.monotonic() - began:.0f} s", flush=True)
    if not pattern:
        RECORD.write_text(record(results), "utf-8")
    open_ones = [mutant for mutant, code in results.items() if code == SURVIVED and mutant.name not in EQUIVALENT]
    print(f"{len(results)} mutants, {len(open_ones)} survive that should not")
    return 1 if open_ones or not results else 0


if __name__ == "__main__":
    sys.exit(main())
