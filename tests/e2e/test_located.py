"""A claim in every text of the reference trust center at once: each is reported, at its page's place and at its source.

Every build carries a thousand claims, each with a number of its own, so that a claim that nobody reports, a place that
is wrong by one column and a text that the walk left out are all seen.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
import yaml
from injection import CLAIM, Skipped, Spot, places, spots, written
from projects import ROOT, THEN, copy_reference, made, trustgen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from trustgen.finding import Finding

Place = tuple[str, int, int]
MERGED = {"code", "em", "link"}
"""What stands inside of a sentence: a claim in its place is read with that sentence, one behind it is not."""


def content_files(project: Path) -> list[Path]:
    content = project / "content"
    return [
        path
        for path in sorted(content.rglob("*"))
        if path.suffix in {".yml", ".md"} and "posture" not in path.relative_to(content).parts
    ]


def injected(project: Path, *, whole: bool, change: Callable[[str], str] = str) -> dict[int, Place]:
    """Write a claim into every text; the place of the scheme's name in each, by the claim's number."""
    expected: dict[int, Place] = {}
    number = 0
    for file in content_files(project):
        if file.suffix == ".yml":
            file.write_text(change(file.read_text("utf-8")), encoding="utf-8")
        at = []
        for spot in spots(file, project / "content"):
            if isinstance(spot, Spot) and not (whole and spot.kind in MERGED):
                number += 1
                at.append((spot, number))
        text = written(file.read_text("utf-8"), at, whole=whole)
        file.write_text(text, encoding="utf-8")
        path = file.relative_to(project).as_posix()
        found = {claim: (path, *place) for claim, place in places(text).items()}
        assert whole or len(found) == len(at)
        expected |= found
    return expected


def reported(findings: tuple[Finding, ...]) -> dict[int, set[Place]]:
    """Where the findings say that each claim was written; each names the claim at its own place of the page."""
    sources: dict[int, set[Place]] = {}
    for finding in findings:
        span = finding.span
        claim = CLAIM.match((span.text or "")[span.column - 1 :])
        if claim is not None:
            source = finding.written
            assert source is not None, finding
            sources.setdefault(int(claim[2]), set()).add((source.path, source.line, source.column))
    return sources


def folded(text: str) -> str:
    return text.replace(": |\n", ": >\n")


def quoted(text: str) -> str:
    """Every scalar of a file in double quotes, long ones over several lines, with escapes."""
    read = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - texts stay as they were typed
    return yaml.dump(read, default_style='"', width=60, sort_keys=False).replace('"null"', "null")


def apostrophes(text: str) -> str:
    """The same in single quotes."""
    read = yaml.load(text, yaml.BaseLoader)  # noqa: S506
    return yaml.dump(read, default_style="'", width=60, sort_keys=False, allow_unicode=True).replace("'null'", "null")


def test_every_scalar_of_the_reference_can_claim_or_has_a_type_that_cannot(tmp_path: Path) -> None:
    project = copy_reference(tmp_path / "project")
    kinds: Counter[str] = Counter()
    for file in content_files(project):
        for spot in spots(file, project / "content"):
            kinds[spot.why if isinstance(spot, Skipped) else spot.kind] += 1
    assert min(kinds[kind] for kind in ("line", "label", "title", "table cell", "item", "heading", "em", "link")) > 10
    assert min(kinds[kind] for kind in ("code block", "code", "alt")) > 1
    assert sum(kinds.values()) > 1300


@pytest.mark.parametrize("whole", [False, True], ids=["behind it", "in its place"])
def test_a_claim_in_every_text_is_reported_where_it_was_written(tmp_path: Path, *, whole: bool) -> None:
    project = copy_reference(tmp_path / "project")
    expected = injected(project, whole=whole)
    assert len(expected) > 1000
    sources = reported(made(project).findings)
    assert {number: sources.get(number) for number in expected} == {n: {place} for n, place in expected.items()}


@pytest.mark.parametrize("change", [folded, quoted, apostrophes])
def test_it_is_found_however_the_scalar_is_written(tmp_path: Path, change: Callable[[str], str]) -> None:
    project = copy_reference(tmp_path / "project")
    expected = injected(project, whole=False, change=change)
    assert len(expected) > 700
    sources = reported(made(project).findings)
    assert {number: sources.get(number) for number in expected} == {n: {place} for n, place in expected.items()}
