"""Every attack that is no folder of files (format section 8.1) has a test, and this table says which.

The attacks that are folders are the vectors in `tests/vectors/`; `tests/unit/attest/test_vectors.py` runs them.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UNIT = "tests/unit/attest"
OUTSIDE = "tests/e2e/test_outside.py"
EVIDENCE = "tests/e2e/test_evidence.py"
CHANGE = "tests/property/test_one_change.py"

# fmt: off
TESTS: dict[str, tuple[str, ...]] = {
    "X01": (f"{OUTSIDE}::test_x01_nothing_is_written_before_everything_is_verified",
            f"{EVIDENCE}::test_nothing_is_published_on"),
    "X02": (f"{OUTSIDE}::test_x02_the_bytes_that_were_verified_are_published_although_the_file_was_swapped",
            f"{UNIT}/test_directory.py::test_a_file_is_read_once_and_what_was_read_is_what_is_published"),
    "X03": (f"{OUTSIDE}::test_x03_the_published_copies_hold_what_the_record_says",
            "tests/e2e/test_build.py::test_the_manifest_lists_every_file_with_its_digest"),
    "X04": (f"{OUTSIDE}::test_x04_no_content_says_that_a_failing_control_passes",
            "tests/e2e/test_shown.py::test_a_component_that_always_says_pass_is_refused",
            "tests/e2e/test_shown.py::test_words_of_the_evidence_cannot_be_reworded"),
    "X05": (f"{EVIDENCE}::test_a_citation_of_a_control_that_nobody_knows_stops_the_build",
            f"{EVIDENCE}::test_a_line_that_cites_a_control_which_the_checklist_lacks_is_a_mistake_and_no_forgery"),
    "X06": (f"{OUTSIDE}::test_x06_page_pdf_and_json_say_the_same",
            "tests/print/test_layout.py::test_the_cover_shows_the_status_of_every_control",
            "tests/browser/test_pages.py::test_each_control_shows_its_own_outcome_as_a_word"),
    "X07": (f"{OUTSIDE}::test_x07_markup_from_a_snapshot_is_shown_as_text",),
    "X08": (f"{OUTSIDE}::test_x08_no_escape_reaches_the_terminal",
            f"{UNIT}/test_refusals.py::test_a_refusal_names_its_file_and_shows_nothing_raw"),
    "X09": ("tests/e2e/test_exits.py::test_another_time_needs_permission",
            f"{EVIDENCE}::test_source_date_epoch_never_makes_a_stale_snapshot_fresh"),
    "X10": (f"{OUTSIDE}::test_x10_the_policy_is_the_projects_own_or_the_one_that_was_named",),
    "X11": (f"{OUTSIDE}::test_x11_a_thousand_and_one_files_are_refused_within_a_second",
            f"{UNIT}/test_directory.py::test_a_thousand_files_are_read_and_not_one_more"),
    "X12": (f"{OUTSIDE}::test_x12_what_is_no_file_is_refused_and_not_waited_for",
            f"{UNIT}/test_directory.py::test_a_pipe_is_unsafe_and_not_waited_for",
            f"{UNIT}/test_directory.py::test_a_device_is_unsafe",
            f"{UNIT}/test_directory.py::test_a_folder_with_a_snapshots_name_is_unsafe"),
    "X13": (f"{UNIT}/test_directory.py::test_odd_names_are_unsafe_and_shown_escaped",
            f"{UNIT}/test_directory.py::test_dots_in_a_name_lead_nowhere",
            f"{UNIT}/test_directory.py::test_other_names_are_ignored"),
    "X14": (f"{OUTSIDE}::test_x14_a_file_that_may_not_be_read_is_not_skipped",
            f"{UNIT}/test_directory.py::test_a_file_that_cannot_be_opened_is_unsafe_and_not_skipped"),
    "X29": ("tests/property/test_attest.py::TestNothingButAFinding", "tests/fuzz/test_fuzz.py::test_every_seed_holds",
            "tests/fuzz/test_fuzz.py::test_changed_seeds_hold"),
    "X30": (f"{CHANGE}::test_x30_one_bit_anywhere_is_never_accepted",
            f"{CHANGE}::test_x30_one_bit_of_every_byte_of_the_file_is_refused_or_says_the_same",
            "tests/property/test_attest.py::TestOneByte"),
    "X31": ("tests/property/test_attest.py::TestOneEditSignedAgain",
            f"{CHANGE}::test_x31_one_edit_of_the_file_is_refused_or_says_the_same"),
}
# fmt: on
ELSEWHERE = {
    "what a source from the network may do": range(15, 19),
    "how the local state is written": range(19, 21),
    "what the page does in a browser": range(21, 26),
    "keyless bundles": range(26, 29),
}
"""Attacks on parts that have tables of their own, or that this version does not have."""


@cache
def defined_in(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}


def test_no_attack_is_forgotten_and_none_is_there_twice() -> None:
    listed = [*TESTS, *(f"X{number:02}" for numbers in ELSEWHERE.values() for number in numbers)]
    assert sorted(listed) == [f"X{number:02}" for number in range(1, 32)]


@pytest.mark.parametrize("attack", TESTS)
def test_the_tests_of_an_attack_exist(attack: str) -> None:
    assert TESTS[attack]
    for name in TESTS[attack]:
        path, _, test = name.partition("::")
        assert test in defined_in(path), name
        assert test.startswith(("test_", "Test"))


def test_a_test_that_is_named_after_an_attack_is_in_the_table() -> None:
    for path in (ROOT / "tests").rglob("test_*.py"):
        for test in defined_in(path.relative_to(ROOT).as_posix()):
            if test.startswith("test_x"):
                attack = test.split("_")[1].upper()
                name = f"{path.relative_to(ROOT).as_posix()}::{test}"
                assert attack not in TESTS or name in TESTS[attack]
