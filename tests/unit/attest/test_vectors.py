"""Every conformance vector has the answer that its manifest gives."""

from __future__ import annotations

import json
import re
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from trustgen.attest.select import Request, Selected, verify_folder

VECTORS = Path(__file__).resolve().parents[2] / "vectors"
GIVEN = json.loads((VECTORS / "posture" / "manifest.json").read_bytes())["vectors"]
MADE = json.loads((VECTORS / "attacks" / "manifest.json").read_bytes())["vectors"]
CASES: list[dict[str, Any]] = [
    case | {"root": VECTORS / name} for name, cases in (("posture", GIVEN), ("attacks", MADE)) for case in cases
]


def kebab(error: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", error).lower()


def name_of(case: dict[str, Any]) -> str:
    return f"{case['root'].name}-{case['id']}"


def request_of(case: dict[str, Any], empty: Path) -> Request:
    root: Path = case["root"]

    def path(key: str) -> Path | None:
        return root / case[key] if case[key] else None

    # A folder without files does not survive in git.
    folder = empty if case["how"] == "empty directory" else root / case["source"]
    return Request(
        folder=folder,
        policy=root / case["policy"],
        checklist=root / case["checklist"],
        lock=path("lock"),
        state=path("state"),
        published=path("site"),
        now=datetime.fromisoformat(case["asOf"]),
        root=root,
    )


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_vector_is_answered_as_its_manifest_says(case: dict[str, Any], tmp_path: Path) -> None:
    outcome = verify_folder(request_of(case, tmp_path))
    if case["expect"] == "accept":
        assert isinstance(outcome, Selected), outcome
        assert {"sequence": outcome.head.sequence, "sha256": outcome.head.sha256} == case["selected"]
    else:
        assert not isinstance(outcome, Selected)
        assert outcome.rule == kebab(case["expect"]), outcome.message


def test_there_are_as_many_vectors_as_there_should_be() -> None:
    assert len(GIVEN) == len({case["id"] for case in GIVEN}) == 150
    assert len(MADE) == len({case["id"] for case in MADE}) == 349
    # What came with the project is a part of the format's table; nothing of it is missing in ours.
    ours = {case["id"]: case["expect"] for case in MADE}
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
