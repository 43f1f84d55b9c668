"""Measures processes: what a command costs by the kernel's own account, and how two commands compare.

A ratio of two commands is only worth something when both ran on the same machine in the same minutes, so they run in
turn, first one and then the other, and the order changes from round to round.  The ratio of a comparison is the median
of the rounds' ratios.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_KILO = 1024 if sys.platform == "linux" else 1
"""What `ru_maxrss` counts in: kilobytes on Linux, bytes elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command to be measured."""

    name: str
    """How the report calls it."""
    line: tuple[str, ...]
    """`{round}` in an argument becomes the number of the round: a folder that does not exist yet."""
    folder: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What one run cost, with all processes that it started and waited for."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of processor, the user's and the system's."""
    peak: float
    """Megabytes (10^6 bytes) of the largest single process at its largest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """Two commands in turn: ours and the one that it is held against."""

    ours: Command
    theirs: Command
    runs: tuple[tuple[Spent, Spent], ...]

    def ratio(self, of: Callable[[Spent], float]) -> float:
        """The median of the rounds' ratios, ours over theirs."""
        return statistics.median(of(ours) / of(theirs) for ours, theirs in self.runs)

    def medians(self) -> tuple[Spent, Spent]:
        """The median cost of each of the two."""
        return median([ours for ours, _ in self.runs]), median([theirs for _, theirs in self.runs])


def median(runs: list[Spent]) -> Spent:
    """The medians of wall, processor and memory, each for itself."""
    return Spent(
        wall=statistics.median(run.wall for run in runs),
        cpu=statistics.median(run.cpu for run in runs),
        peak=statistics.median(run.peak for run in runs),
    )


def measure(command: Command, number: int = 0) -> Spent:
    """Run a command once.  It must succeed: a comparison with a command that fails says nothing."""
    line = [part.replace("{round}", str(number)) for part in command.line]
    start = time.perf_counter()
    process = subprocess.Popen(
        line,
        cwd=command.folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    # The kernel has given its answer; `Popen` must not ask again.
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{command.name} ended with {process.returncode}: {' '.join(line)}")
    return Spent(wall=wall, cpu=usage.ru_utime + usage.ru_stime, peak=usage.ru_maxrss * _KILO / 1e6)


def compare(ours: Command, theirs: Command, rounds: int) -> Paired:
    """Measure two commands in turn; one run of each before them warms the file system and the byte code."""
    measure(ours, 0)
    measure(theirs, 0)
    runs = []
    for number in range(1, rounds + 1):
        if number % 2:
            first = measure(ours, number)
            runs.append((first, measure(theirs, number)))
        else:
            second = measure(theirs, number)
            runs.append((measure(ours, number), second))
    return Paired(ours=ours, theirs=theirs, runs=tuple(runs))
