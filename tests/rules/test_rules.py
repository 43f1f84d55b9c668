"""Every rule against its cases: one file per case, in the folder of the rule's code.

A case is a text file in sections, each of which begins with a line `== name`:

    == a path                 a file of the finished site, with its text
    == also                   paths of files that the site has besides
    == fonts PATH             the fonts that a PDF carries, one per line
    == edit PATH              a change to a file of the small project: a line `- old`, a line `+ new`
    == expected               `path:line:column message` for every finding, or nothing

A file is called after its kind: `failing-…`, `near-miss-…` or `clean-…`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from projects import copy_small, edit, made

from trustgen import rules
from trustgen.artifact import Artifact
from trustgen.pipeline import Memory
from trustgen.render.assets import MEDIA_TYPES
from trustgen.rules.site import built_site

if TYPE_CHECKING:
    from trustgen.finding import Finding

HERE = Path(__file__).parent
CASES = sorted(path.relative_to(HERE).as_posix() for path in HERE.glob("TG*/*.txt"))
KINDS = ("failing", "near-miss", "clean")
BASE = "https://trust.quill.internal/"
MEMORY = Memory()


@dataclass(frozen=True, slots=True)
class Section:
    """A named part of a case."""

    name: str
    text: str


def sections(case: str) -> tuple[Section, ...]:
    parts = ("\n" + (HERE / case).read_text("utf-8")).split("\n== ")[1:]
    return tuple(Section(name.strip(), text) for name, _, text in (part.partition("\n") for part in parts))


def edited(project: Path, parts: tuple[Section, ...]) -> tuple[Finding, ...]:
    """The findings of a walk over the small project with the case's edits."""
    for part in parts:
        if part.name.startswith("edit "):
            old, new = part.text.strip("\n").split("\n")
            assert (old[:2], new[:2]) == ("- ", "+ ")
            edit(project / part.name.removeprefix("edit "), old[2:], new[2:].replace("\\n", "\n"))
    return made(project, MEMORY).findings


def site(parts: tuple[Section, ...]) -> tuple[Finding, ...]:
    """The findings of the output rules over the case's files."""
    artifacts, also, fonts = [], [], {}
    for part in parts:
        if part.name == "also":
            also = part.text.split()
        elif part.name.startswith("fonts "):
            fonts[part.name.removeprefix("fonts ")] = tuple(part.text.strip().split("\n"))
        elif part.name != "expected":
            media = MEDIA_TYPES[Path(part.name).suffix]
            artifacts.append(Artifact(path=part.name, media=media, data=part.text.encode()))
    built = replace(built_site(artifacts, BASE, also), pdf_fonts=MappingProxyType(fonts))
    return tuple(rules.check_output(built))


@pytest.mark.parametrize("case", CASES)
def test_case(case: str, tmp_path: Path) -> None:
    code, kind = case.split("/", maxsplit=1)[0], next(kind for kind in KINDS if f"/{kind}-" in case)
    parts = sections(case)
    changes = any(part.name.startswith("edit ") for part in parts)
    found = edited(copy_small(tmp_path / "project"), parts) if changes else site(parts)
    mine = [finding for finding in found if finding.code == code]
    said = sorted(f"{f.span.path}:{f.span.line}:{f.span.column} {f.message}" for f in mine)
    expected = next(part.text for part in parts if part.name == "expected")
    assert said == sorted(expected.strip().split("\n") if expected.strip() else [])
    assert bool(said) == (kind == "failing")


def test_every_rule_has_cases_of_every_kind() -> None:
    folders = {path.name: {p.name for p in path.iterdir()} for path in HERE.glob("TG*")}
    assert folders.keys() == {rule.code for rule in rules.all_rules()}
    for code, names in folders.items():
        for kind in KINDS:
            assert any(name.startswith(f"{kind}-") for name in names), f"{code} has no {kind} case"
