"""The fuzzer's targets over its seeds and over changed seeds; `scripts/fuzz.py` makes long runs."""

from __future__ import annotations

import random

import pytest
from fuzz_mutate import lines_mutated, mutated
from fuzz_targets import TARGETS, seeds

CHANGES = 250


@pytest.mark.parametrize("name", TARGETS)
def test_every_seed_holds(name: str) -> None:
    assert len(seeds(name)) > 1
    for data in seeds(name):
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
