"""Every check that is called by name matters: with it switched off, a vector is answered otherwise.

`scripts/mutate_verifier.py` does the same to every single refusal, which takes an hour; its last result is in
`docs/mutation.md`.
"""

from __future__ import annotations

import ast
import importlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from vectors import ATTACKS, answer, expected

import trustgen.attest

if TYPE_CHECKING:
    from collections.abc import Iterator

ATTEST = Path(trustgen.attest.__file__).parent
CASES = {case["id"]: case for case in ATTACKS}

# The function, where it is called, and a vector that needs it.
SWITCHES = {
    ("select", "check_time"): "F09",
    ("select", "signers.check_not_withdrawn"): "S22",
    ("select", "check_named"): "C05",
    ("select", "check_pinned"): "C41",
    ("select", "graded.check_control_set"): "C08",
    ("select", "graded.check_metrics"): "C13",
    ("select", "graded.check_statuses"): "C10",
    ("select", "graded.check_gates"): "C25",
    ("select", "excepted.check_exceptions"): "C15",
    ("select", "times.check_times"): "F05",
    ("select", "times.check_fresh"): "F01",
    ("select", "check_order"): "R01",
    ("chain", "_check_links"): "R16",
    ("checklist", "_check_controls"): "C36",
    ("keys", "_check_ed25519"): "K08",
    ("policyfile", "_check_unique"): "K09",
    ("shape", "_check_fields"): "P25",
    ("statementform", "_check_previous"): "P43",
    ("statementform", "_check_error_codes"): "P47",
    ("strictjson", "check_depth"): "E33",
    ("strictjson", "_check_characters"): "E29",
    ("written", "_check"): "P49",
    ("written", "_check_result"): "P30",
    ("written", "_check_times"): "P70",
    ("written", "_check_digests"): "P37",
    ("bundle", "_check_fields"): "B09",
    ("bundle", "_check_type"): "B01",
    ("dsse", "_check_type"): "T01",
}

ELSEWHERE = {
    ("select", "times.check_clock"): "test_a_time_given_by_hand_may_differ_from_the_clock_by_the_policys_skew",
    ("disk", "check_inside"): "test_what_is_named_as_the_projects_lies_in_the_project",
    ("directory", "check_inside"): "test_what_is_named_as_the_projects_lies_in_the_project",
    ("bundle", "check_form"): "test_nothing_besides_has_a_place_in_a_bundle",
    ("unsigned", "check_fresh"): "test_a_statement_that_would_be_refused",
    ("unsigned", "check_order"): "test_a_folder_that_is_behind_is_refused",
}
"""Checks that no folder of plain snapshots reaches, and the test that needs each."""


def called() -> Iterator[tuple[str, str]]:
    """Every call of a check for its own sake: its answer is that it did not raise."""
    for path in sorted(ATTEST.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                name = ast.unparse(node.value.func)
                if "check" in name and not path.stem.startswith("demo"):
                    yield path.stem, name


def test_every_check_that_is_called_is_in_the_table() -> None:
    assert set(called()) == {*SWITCHES, *ELSEWHERE}
    tests = "\n".join(path.read_text("utf-8") for path in Path(__file__).parents[1].rglob("test_*.py"))
    assert [name for name in ELSEWHERE.values() if f"def {name}(" not in tests] == []


@pytest.mark.parametrize(("place", "vector"), SWITCHES.items(), ids=[".".join(place) for place in SWITCHES])
def test_without_the_check_a_vector_is_answered_otherwise(
    place: tuple[str, str], vector: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = CASES[vector]
    assert answer(case, tmp_path) == expected(case)
    module, name = place
    monkeypatch.setattr(f"trustgen.attest.{module}.{name}", lambda *_: None)
    try:
        found: object = answer(case, tmp_path)
    except Exception as error:  # noqa: BLE001 - what the check kept out may break what comes after it
        found = error
    assert found != expected(case)


def test_the_threshold_and_the_signatures_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The checks that give something: who signed, and whether a signature fits."""
    keys = importlib.import_module("trustgen.attest.keys")
    for vector in ("S01", "S05", "S12", "T04"):
        assert answer(CASES[vector], tmp_path) == "bad-signature"
    monkeypatch.setattr(keys.PublicKey, "fits", lambda *_: True)
    for vector in ("S01", "S05", "S12", "T04"):
        assert answer(CASES[vector], tmp_path) != "bad-signature"
    monkeypatch.undo()
    signers = importlib.import_module("trustgen.attest.signers")
    for vector in ("S16", "S18", "S19", "S20", "S23"):
        assert answer(CASES[vector], tmp_path) == expected(CASES[vector])
    monkeypatch.setattr(signers, "counted", lambda *_, **__: ())
    for vector in ("S16", "S18", "S19", "S20", "S23"):
        assert isinstance(answer(CASES[vector], tmp_path), dict)
