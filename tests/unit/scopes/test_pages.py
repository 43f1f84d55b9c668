"""Fragments of pages and what a reader must know about their texts; the cases are in `pages/`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from trustgen.artifact import Artifact
from trustgen.scopes.html import READER
from trustgen.scopes.reader import everything

if TYPE_CHECKING:
    from trustgen.scopes.unit import Reading, Unit

FOLDER = Path(__file__).parent / "pages"
CASES = [case for path in sorted(FOLDER.glob("*.yml")) for case in yaml.safe_load(path.read_text("utf-8"))]
OWN = {"scope", "text", "surface", "anchor", "tag"}


def read(html: str) -> Reading:
    return READER.read(Artifact(path="index.html", media="text/html", data=html.encode()), everything())


def fields(unit: Unit, wanted: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in wanted:
        value: Any = getattr(unit, name) if name in OWN else getattr(unit.context, name)
        found[name] = value.value if name == "surface" else list(value) if isinstance(value, tuple) else value
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_page_is_read_with(case: dict[str, Any]) -> None:
    reading = read(case["html"].replace("\\n", "\n"))
    assert not reading.problems
    for wanted in case.get("units", ()):
        same = [unit for unit in reading.units if unit.text == wanted["text"]]
        if "scope" in wanted:
            same = [unit for unit in same if unit.scope == wanted["scope"]]
        assert same, f"{wanted} is not among {[(unit.scope, unit.text) for unit in reading.units]}"
        assert wanted in [fields(unit, wanted) for unit in same]
    for text in case.get("absent", ()):
        assert text not in [unit.text for unit in reading.units]


def test_every_case_has_a_name_of_its_own() -> None:
    names = [case["name"] for case in CASES]
    assert len(names) == len(set(names)) > 40
