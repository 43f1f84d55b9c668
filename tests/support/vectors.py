"""The conformance vectors, and how each is verified: those that came with the project, and those that it makes."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

from trustgen.attest.select import Request, Selected, verify_folder

VECTORS = Path(__file__).resolve().parents[1] / "vectors"


def _cases(folder: str) -> list[dict[str, Any]]:
    rows = json.loads((VECTORS / folder / "manifest.json").read_bytes())["vectors"]
    return [row | {"root": VECTORS / folder} for row in rows]


GIVEN = _cases("posture")
ATTACKS = _cases("attacks")
CASES = [*GIVEN, *ATTACKS]


def name_of(case: dict[str, Any]) -> str:
    return f"{case['root'].name}-{case['id']}"


def request_of(case: dict[str, Any], empty: Path) -> Request:
    """How to verify a case; `empty` is a folder without files, which does not survive in git."""
    root: Path = case["root"]

    def path(key: str) -> Path | None:
        return root / case[key] if case[key] else None

    return Request(
        folder=empty if case["how"] == "empty directory" else root / case["source"],
        policy=root / case["policy"],
        checklist=root / case["checklist"],
        lock=path("lock"),
        state=path("state"),
        published=path("site"),
        now=datetime.fromisoformat(case["asOf"]),
        root=root,
    )


def answer(case: dict[str, Any], empty: Path) -> object:
    """The name of the refusal, or what was selected."""
    outcome = verify_folder(request_of(case, empty))
    if isinstance(outcome, Selected):
        return {"sequence": outcome.head.sequence, "sha256": outcome.head.sha256}
    return outcome.rule


def expected(case: dict[str, Any]) -> object:
    """What a correct verifier answers."""
    return case["selected"] if case["expect"] == "accept" else kebab(case["expect"])


def kebab(error: str) -> str:
    """An error's name as a rule's."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", error).lower()
