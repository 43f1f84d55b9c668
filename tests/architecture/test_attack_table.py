"""Every attack on evidence has a test, and the table in `tests/support/attack_tests.py` says which."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest
from attack_tests import FAMILIES, ON_FOLDERS, OUTSIDE
from attacks import ATTACKS

ROOT = Path(__file__).resolve().parents[2]


@cache
def defined_in(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}


def test_no_attack_is_forgotten() -> None:
    assert list(OUTSIDE) == [f"X{number:02}" for number in range(1, 32)]
    assert set(FAMILIES) == {attack.id[0] for attack in ATTACKS}


@pytest.mark.parametrize("attack", [*OUTSIDE, "folders"])
def test_the_tests_of_an_attack_exist(attack: str) -> None:
    folders = tuple(test for _, tests in ON_FOLDERS for test in tests)
    tests = folders if attack == "folders" else OUTSIDE[attack].tests
    assert tests
    for name in tests:
        path, _, test = name.partition("::")
        assert test in defined_in(path), name
        assert test.startswith(("test_", "Test"))


def test_a_test_that_is_named_after_an_attack_is_in_the_table() -> None:
    for path in (ROOT / "tests").rglob("test_*.py"):
        for test in defined_in(path.relative_to(ROOT).as_posix()):
            if test.startswith("test_x"):
                attack = test.split("_")[1].upper()
                name = f"{path.relative_to(ROOT).as_posix()}::{test}"
                assert attack not in OUTSIDE or name in OUTSIDE[attack].tests
