"""The fuzzer's targets over its seeds, over changed seeds, and over whatever was once found.

The long runs are in `docs/fuzzing.md`; `scripts/fuzz.py` makes them.
"""

from __future__ import annotations

import base64
import random
from pathlib import Path

import pytest
from fuzz_mutate import lines_mutated, mutated
from fuzz_targets import TARGETS, seeds

HERE = Path(__file__).parent
CHANGES = 250


@pytest.mark.parametrize("name", TARGETS)
def test_every_seed_holds(name: str) -> None:
    assert len(seeds(name)) > 1
    for data in seeds(name):
        TARGETS[name](data)


@pytest.mark.parametrize("name", TARGETS)
def test_what_the_long_runs_reached_holds(name: str) -> None:
    """The corpus that they ended with, and whatever once crashed a target."""
    kept = [base64.b64decode(line) for line in (HERE / "corpus" / f"{name}.txt").read_text("ascii").split()]
    assert len(kept) > 20
    for data in (*kept, *(path.read_bytes() for path in (HERE / "found" / name).glob("*"))):
        TARGETS[name](data)


@pytest.mark.parametrize("name", TARGETS)
def test_changed_seeds_hold(name: str) -> None:
    chance = random.Random(20261123)
    known = seeds(name)
    for _ in range(CHANGES):
        data = chance.choice(known)
        changed = lines_mutated(data, chance) if name == "state" else mutated(data, chance)
        TARGETS[name](changed)
        place = chance.randrange(len(data) + 1)
        TARGETS[name](data[:place] + chance.randbytes(chance.randrange(3)) + data[place + chance.randrange(3) :])
