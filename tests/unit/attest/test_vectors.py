"""Every conformance vector has the answer that its manifest gives."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from vectors import ATTACKS, CASES, GIVEN, VECTORS, answer, expected, name_of, request_of

from trustgen.attest.select import Request, Selected, verify_folder

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_vector_is_answered_as_its_manifest_says(case: dict[str, Any], tmp_path: Path) -> None:
    assert answer(case, tmp_path) == expected(case)


def test_there_are_as_many_vectors_as_there_should_be() -> None:
    assert len(GIVEN) == len({case["id"] for case in GIVEN}) == 150
    assert len(ATTACKS) == len({case["id"] for case in ATTACKS}) == 349
    # What came with the project is a part of the format's table; nothing of it is missing in ours.
    ours = {case["id"]: case["expect"] for case in ATTACKS}
    assert {case["id"]: case["expect"] for case in GIVEN}.items() <= ours.items()


def test_the_snapshot_that_has_to_be_a_link_still_is_one() -> None:
    (linked,) = (VECTORS / "posture" / "cases" / "E20" / "snapshots").iterdir()
    assert linked.is_symlink()


@pytest.mark.parametrize("case", [case for case in CASES if case["expect"] == "accept"], ids=name_of)
def test_an_accepted_vector_wrapped_again_is_accepted_again(case: dict[str, Any], tmp_path: Path) -> None:
    first = verify_folder(request_of(case, tmp_path))
    assert isinstance(first, Selected)
    (tmp_path / "anew").mkdir()
    for file in first.evidence:
        if file not in first.snapshots[-1].files:
            shutil.copy(case["root"] / case["source"] / file.name, tmp_path / "anew")
    for keyid, bundle in first.head_bundles.items():
        (tmp_path / "anew" / f"head-{keyid[:8]}.sigstore.json").write_bytes(bundle)
    again = verify_folder(
        Request(
            **{name: getattr(request_of(case, tmp_path), name) for name in ("policy", "checklist", "now", "root")},
            lock=request_of(case, tmp_path).lock,
            folder=tmp_path / "anew",
        ),
    )
    assert isinstance(again, Selected), again
    assert again.head == first.head
    assert again.head_envelope == first.head_envelope


def test_who_signed_each_snapshot_is_told_whatever_became_of_the_key(tmp_path: Path) -> None:
    def signers(name: str) -> dict[int, list[str]]:
        (case,) = (case for case in GIVEN if case["id"] == name)
        selected = verify_folder(request_of(case, tmp_path))
        assert isinstance(selected, Selected), selected
        listed = {(key.name, key.keyid) for key in selected.policy.keys}
        assert {one for found in selected.signed.values() for one in found} <= listed
        return {number: [key for key, _ in found] for number, found in selected.signed.items()}

    # A rotation, a key that was revoked since, and two keys of which both are needed.
    rotated, revoked, both = signers("V13"), signers("V14"), signers("V06")
    assert [len(found) for found in rotated.values()] == [1, 1]
    assert rotated[41] != rotated[42]
    assert revoked[40] != revoked[42]
    assert len(both[42]) == 2
