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

VECTORS = Path(__file__).resolve().parents[2] / "vectors" / "posture"
MANIFEST = json.loads((VECTORS / "manifest.json").read_bytes())
CASES: list[dict[str, Any]] = MANIFEST["vectors"]


def kebab(error: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", error).lower()


def request_of(case: dict[str, Any], empty: Path) -> Request:
    def path(key: str) -> Path | None:
        return VECTORS / case[key] if case[key] else None

    # A folder without files does not survive in git.
    folder = empty if case["how"] == "empty directory" else VECTORS / case["source"]
    return Request(
        folder=folder,
        policy=VECTORS / case["policy"],
        checklist=VECTORS / case["checklist"],
        lock=path("lock"),
        state=path("state"),
        published=path("site"),
        now=datetime.fromisoformat(case["asOf"]),
        root=VECTORS,
    )


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_vector_is_answered_as_its_manifest_says(case: dict[str, Any], tmp_path: Path) -> None:
    outcome = verify_folder(request_of(case, tmp_path))
    if case["expect"] == "accept":
        assert isinstance(outcome, Selected), outcome
        assert {"sequence": outcome.head.sequence, "sha256": outcome.head.sha256} == case["selected"]
    else:
        assert not isinstance(outcome, Selected)
        assert outcome.rule == kebab(case["expect"]), outcome.message


def test_there_are_as_many_vectors_as_there_should_be() -> None:
    assert len(CASES) == 150
    assert len({case["id"] for case in CASES}) == 150


def test_the_snapshot_that_has_to_be_a_link_still_is_one() -> None:
    (linked,) = (VECTORS / "cases" / "E20" / "snapshots").iterdir()
    assert linked.is_symlink()


@pytest.mark.parametrize("case", [case for case in CASES if case["expect"] == "accept"], ids=lambda case: case["id"])
def test_an_accepted_vector_wrapped_again_is_accepted_again(case: dict[str, Any], tmp_path: Path) -> None:
    first = verify_folder(request_of(case, tmp_path))
    assert isinstance(first, Selected)
    (tmp_path / "anew").mkdir()
    for file in first.evidence:
        if file not in first.snapshots[-1].files:
            shutil.copy(VECTORS / case["source"] / file.name, tmp_path / "anew")
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
