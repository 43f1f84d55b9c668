"""Fuzz what the verifier reads, under coverage guidance, and record what came of it.

    python scripts/fuzz.py TARGET --runs 1000000     one target, in this process
    python scripts/fuzz.py all --runs 1000000        each target in a process of its own; writes docs/fuzzing.md

Needs `atheris`, which is no dependency of the project: `pip install atheris`.  Targets and seeds are in
`tests/support/fuzz_targets.py`.  The corpus of a run is in `.cache/fuzz/`, so that a later run begins where this one
ended.  What crashes a target goes to `tests/fuzz/found/`.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import re
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / ".cache" / "fuzz"
FOUND = ROOT / "tests" / "fuzz" / "found"
RECORD = ROOT / "docs" / "fuzzing.md"
NAMES = ("envelope", "bundle", "statement", "policy", "checklist", "lock", "state", "published")
MORE = {"envelope": 5, "bundle": 4, "statement": 4}
"""Targets that are run more often than the others: what strangers send is read by these three first."""
SECONDS = 10
"""For one input; a file is read in milliseconds."""
MEGABYTES = 1024
"""For a whole run."""

PAGE = """# Fuzzing

<!-- Written by `scripts/fuzz.py all`. -->

Everything that the verifier reads from outside is fuzzed with atheris, under coverage guidance, from the seeds that the
attack vectors are.
Half of the changes are libFuzzer's, over bytes; half are changes of the JSON tree.
A target asserts more than that nothing crashes: see `tests/support/fuzz_targets.py`.
Each input had {seconds} seconds and each run {megabytes} MB.

{rows}
{total:,} executions in all, in {hours:.1f} hours of one processor; {crashes}.
Python {python}, atheris {atheris}.

`edges` and `features` are libFuzzer's counts of what the corpus reaches in `trustgen/attest`.
"""


def fuzz(name: str, runs: int, seed: int) -> None:
    """Run one target in this process; does not come back."""
    import atheris

    sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]
    with atheris.instrument_imports(include=["trustgen.attest"]):
        import fuzz_targets
    import fuzz_mutate

    change = fuzz_mutate.lines_mutated if name == "state" else fuzz_mutate.mutated

    def mutator(data: bytes, largest: int, number: int) -> bytes:
        chance = random.Random(number)  # noqa: S311 - nothing secret
        if chance.random() < 0.5:  # noqa: PLR2004 - half of them
            return change(data, chance)[:largest]
        return atheris.Mutate(data, largest)

    corpus = CORPUS / name
    corpus.mkdir(parents=True, exist_ok=True)
    for data in fuzz_targets.seeds(name):
        (corpus / sha256(data).hexdigest()).write_bytes(data)
    found = FOUND / name
    found.mkdir(parents=True, exist_ok=True)
    options = {
        "atheris_runs": runs,
        "seed": seed,
        "timeout": SECONDS,
        "rss_limit_mb": MEGABYTES,
        "max_len": 16 * 1024,
        "artifact_prefix": f"{found}/",
        "print_final_stats": 1,
        "verbosity": 1,
    }
    arguments = [sys.argv[0], str(corpus), *(f"-{key}={value}" for key, value in options.items())]
    atheris.Setup(arguments, fuzz_targets.TARGETS[name], custom_mutator=mutator)
    atheris.Fuzz()


def every(runs: int, seed: int) -> int:
    """Run every target, one after the other, and write the record."""
    import atheris

    rows = ["| target | executions | seconds | edges | features | corpus | crashes |", "|---|---|---|---|---|---|---|"]
    began, total, crashes = time.monotonic(), 0, 0
    for name in NAMES:
        line = [sys.executable, __file__, name, "--runs", str(runs * MORE.get(name, 1)), "--seed", str(seed)]
        start = time.monotonic()
        done = subprocess.run(line, capture_output=True, text=True, errors="replace", check=False)
        seconds = time.monotonic() - start
        counts = re.findall(r"cov: (\d+) ft: (\d+) corp: (\d+)", done.stderr)[-1:] or [("?", "?", "?")]
        executed = int((re.findall(r"^Done (\d+)", done.stderr, re.MULTILINE) or ["0"])[-1])
        found = len([path for path in (FOUND / name).glob("*") if path.is_file()])
        edges, features, corpus = counts[0]
        rows.append(f"| {name} | {executed:,} | {seconds:.0f} | {edges} | {features} | {corpus} | {found} |")
        print(rows[-1], flush=True)
        if done.returncode and not found:
            print(done.stderr[-2000:])
            return done.returncode
        total += executed
        crashes += found
        (CORPUS / f"{name}.log").write_text(done.stderr[-20_000:], "utf-8")
    text = PAGE.format(
        seconds=SECONDS,
        megabytes=MEGABYTES,
        rows="\n".join(rows) + "\n",
        total=total,
        hours=(time.monotonic() - began) / 3600,
        crashes=f"{crashes} crashes" if crashes else "no crash, no hang",
        python=platform.python_version(),
        atheris=getattr(atheris, "__version__", "3"),
    )
    RECORD.write_text(text, "utf-8")
    return 1 if crashes else 0


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("target", choices=(*NAMES, "all"))
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=20261123)
    given = parser.parse_args()
    os.nice(15)
    if given.target == "all":
        return every(given.runs, given.seed)
    fuzz(given.target, given.runs, given.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
