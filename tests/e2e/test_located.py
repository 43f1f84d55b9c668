"""A claim in every text of the reference trust center at once: each is reported, at its page's place and at its source.

Every build carries a thousand claims, each with a number of its own, so that a claim that nobody reports, a place that
is wrong by one column and a text that the walk left out are all seen.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
import yaml
from injection import CLAIM, Skipped, Spot, places, sentence, spots, written
from projects import THEN, copy_reference, copy_small, made, trustgen

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
    read = yaml.load(text, yaml.BaseLoader)
    return yaml.dump(read, default_style='"', width=60, sort_keys=False).replace('"null"', "null")


def apostrophes(text: str) -> str:
    """The same in single quotes."""
    read = yaml.load(text, yaml.BaseLoader)
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


ODD = """---
title: Reading &amp; writing
description: "Quotes \\"inside\\" of it, and a folded
  line."
---

Tom &amp; Jerry \\*keep\\* **notes**, <https://quill.internal/a>, `a & b` and [a link](index.html "Its title").

> A quotation
> > in a quotation

1. One
   - Two

     A paragraph in it

Setext
------

| `a\\|b` | \\| | &lt;c&gt; |
|---|:-:|--:|
| x | *y* | [z][ref] |

![Alternative *text*](img/seal.svg "Title of the picture")

[ref]: index.html 'Title of the reference'

    indented code
"""
ODD_ENDS = (
    '"Its title',
    "> A quotation",
    "in a quotation",
    "1. One",
    "- Two",
    "A paragraph in it",
    "Setext",
    "&lt;c&gt;",
    "*y*",
    "[z",
    "Alternative *text*",
    '"Title of the picture',
    "'Title of the reference",
    "indented code",
    "&amp; writing",
    "of it",
    "line.",
)


def test_it_is_found_behind_whatever_markdown_can_say(tmp_path: Path) -> None:
    project = copy_small(tmp_path / "project")
    (project / "static" / "img").mkdir(parents=True)
    picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>\n'
    (project / "static" / "img" / "seal.svg").write_text(picture)
    entry = f"assets:\n  - path: img/seal.svg\n    sha256: {sha256(picture.encode()).hexdigest()}\n    depicts: none\n"
    (project / "content" / "assets.yml").write_text(entry)
    text = ODD
    for number, end in enumerate(ODD_ENDS, 1):
        assert text.count(end) == 1, end
        text = text.replace(end, f"{end}. {sentence(number)}")
    (project / "content" / "pages" / "odd.md").write_text(text)
    expected = {number: {("content/pages/odd.md", *place)} for number, place in places(text).items()}
    assert len(expected) == len(ODD_ENDS)
    result = made(project)
    assert [f for f in result.findings if not f.code.startswith("TG1")] == []
    sources = reported(result.findings)
    assert {number: sources.get(number) for number in expected} == expected


def test_it_is_found_in_the_whitepaper_that_was_set(tmp_path: Path) -> None:
    project = copy_reference(tmp_path / "project")
    expected: set[Place] = set()
    for file in sorted((project / "content" / "whitepaper").glob("*.md")):
        text = file.read_text("utf-8")
        chosen = [spot for spot in spots(file, project / "content") if isinstance(spot, Spot)][::9]
        numbered = [(spot, len(expected) + at) for at, spot in enumerate(chosen, 1)]
        file.write_text(written(text, numbered, whole=False), encoding="utf-8")
        found = places(file.read_text("utf-8"))
        expected |= {(file.relative_to(project).as_posix(), *place) for place in found.values()}
    assert len(expected) > 50
    run = trustgen(project, "check", *THEN[:1], "--format", "json")
    assert run.code == 1
    found = {
        (place["path"], place["line"], place["column"])
        for finding in run.findings
        if finding["code"] == "TG101" and finding["place"]["path"] == "security-whitepaper.pdf"
        for place in finding["related"]
        if place["label"] == "written here"
    }
    assert found == expected
