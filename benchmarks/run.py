"""Runs the benchmarks and writes what was measured to docs/benchmarks/.

    benchmarks/run.py [COMPARISON...] [--rounds N] [--pages N,N] [--name NAME]

Comparisons: pages, whole, start, verify, year, again, gate, many; without any, all of them.  Nothing here fails when
something is slow: the numbers are for people, and they only mean something beside each other.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
from datetime import datetime, timezone
from importlib.metadata import version
from typing import TYPE_CHECKING

import peers
from comparisons import COMPARISONS, ROOT, Setting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from comparisons import Row

CACHE = ROOT / ".cache" / "bench"
RESULTS = ROOT / "docs" / "benchmarks"
LIBRARIES = (
    "weasyprint",
    "jinja2",
    "markdown-it-py",
    "pydantic",
    "pyyaml",
    "click",
    "cryptography",
    "pypdf",
    "selectolax",
)

HEAD = "| what | pages | against | wall, s | CPU, s | peak, MB | wall ratio | CPU ratio | target |"


def machine(installed: peers.Peers) -> Iterator[str]:
    """What the numbers depend on; nothing that names the machine."""
    versions = {name: version(name) for name in LIBRARIES} | installed.versions()
    yield f"- {os.cpu_count()} cores ({platform.machine()}), {platform.system()}"
    yield f"- {platform.python_implementation()} {platform.python_version()}"
    yield "- " + ", ".join(f"{name} {number}" for name, number in versions.items())


def line(row: Row) -> str:
    """A row of the table; two values with a stroke are ours and theirs."""
    ours, theirs = row.paired.medians()
    wall, cpu = row.paired.ratio(lambda run: run.wall), row.paired.ratio(lambda run: run.cpu)
    cells = (
        row.what,
        str(row.pages or ""),
        row.paired.theirs.name,
        f"{ours.wall:.2f} / {theirs.wall:.2f}",
        f"{ours.cpu:.2f} / {theirs.cpu:.2f}",
        f"{ours.peak:.0f} / {theirs.peak:.0f}",
        f"**{wall:.2f}**",
        f"**{cpu:.2f}**",
        f"≤ {row.target:.2f}" if row.target else "",
    )
    return "| " + " | ".join(cells) + " |"


def per_page(rows: Iterable[Row]) -> Iterator[str]:
    """What a page costs at each size, where several were measured."""
    costs = {row.pages: row.paired.medians()[0].cpu / row.pages * 1000 for row in rows if row.pages}
    if len(costs) > 1:
        yield ""
        yield "CPU for a page: " + ", ".join(f"{cost:.1f} ms of {count}" for count, cost in sorted(costs.items())) + "."


def report(names: list[str], rows: list[Row], installed: peers.Peers, rounds: int, load: tuple[float, float]) -> str:
    """The whole document."""
    notes = [f"- {row.what}, against {row.paired.theirs.name}: {note}." for row in rows for note in row.notes]
    text = [
        f"# Benchmarks of {datetime.now(timezone.utc):%Y-%m-%d}",
        "",
        "Each comparison runs both sides in turn as processes of their own, into folders that do not exist yet.",
        f"Times are medians of {rounds} rounds, ours / theirs, with every process that was started; a ratio is the",
        "median of the rounds' ratios.  Memory is that of the largest single process, and never less than the 26 MB",
        "of the process that measures.",
        f"Other work ran on the machine: its load was {load[0]:.1f} before and {load[1]:.1f} after, so only the ratios",
        "mean something, and of the two the CPU ratio is the steadier one.",
        "",
        *(f"- **{name}**: {COMPARISONS[name].__doc__}" for name in names),
        "",
        "On:",
        "",
        *machine(installed),
        "",
        HEAD,
        "|" + "---|" * (HEAD.count("|") - 1),
        *(line(row) for row in rows),
        *per_page([row for row in rows if row.target is None]),
    ]
    return "\n".join([*text, *(["", *notes] if notes else [])]) + "\n"


def main() -> int:
    """Measure what was asked for and write it down."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("comparisons", nargs="*", metavar="COMPARISON", choices=[[], *COMPARISONS])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pages", default="50,1000", help="sizes of the stress projects")
    parser.add_argument("--name", default="all", help="the end of the result's file name")
    options = parser.parse_args()
    installed = peers.install(CACHE / "peers")
    load = os.getloadavg()[0]
    rows: list[Row] = []
    names = options.comparisons or list(COMPARISONS)
    for name in names:
        folder = CACHE / "work"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        counts = tuple(int(count) for count in options.pages.split(","))
        setting = Setting(folder=folder, peers=installed, rounds=options.rounds, pages=counts)
        for row in COMPARISONS[name](setting):
            rows.append(row)
            print(line(row), flush=True)
        shutil.rmtree(folder)
    RESULTS.mkdir(parents=True, exist_ok=True)
    target = RESULTS / f"{datetime.now(timezone.utc):%Y-%m-%d}-{options.name}.md"
    target.write_text(report(names, rows, installed, options.rounds, (load, os.getloadavg()[0])))
    print(target.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
