"""References that name nothing: each kind, with its place in the content and what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from projects import copy_small, made

from trustgen.pipeline import Memory, set_pdf
from trustgen.report import Report, write

if TYPE_CHECKING:
    from pathlib import Path

MEMORY = Memory()


@dataclass(frozen=True, slots=True)
class Case:
    file: str
    old: str
    """A pattern that stands in the file."""
    new: str
    wrong: str
    """What is named and does not exist; the finding is at its place."""
    code: str = "TG212"


NOBODY = "assets: [{path: img/gone.png, sha256: " + "0" * 64 + ", depicts: [soc9]}]"
CASES = {
    "a control of a line": Case("architecture.yml", r"controls: \[[^\]]*\]", "controls: [ZZZ-001]", "ZZZ-001"),
    "a range of a line": Case(
        "architecture.yml", r"controls: \[[^\]]*\]", "controls: [KEYS-008..KEYS-009]", "KEYS-008", "TG213"
    ),
    "a control of an answer": Case("answers.yml", r"controls: \[[^\]]*\]", "controls: [ZZZ-001]", "ZZZ-001"),
    "a control of a criterion": Case("mappings/own.yml", r"controls: \[[^\]]*\]", "controls: [ZZZ-001]", "ZZZ-001"),
    "a family of a control": Case("controls.yml", r"family: \w+", "family: NOPE", "NOPE"),
    "a framework of a control": Case(
        "controls.yml", r"(family: \w+)\}", r"\1, mappings: [{framework: nope, criteria: [X]}]}", "nope"
    ),
    "a scheme of an assurance": Case("assurances.yml", "scheme: soc2", "scheme: soc9", "soc9"),
    "evidence of an assurance": Case(
        "assurances.yml",
        r"assurances:\n",
        "assurances:\n  - {scheme: iso27001, standing: held, issuer: X, issued: 2026-01-01, expires: 2027-01-01, "
        "evidence: {document: gone}}\n",
        "gone",
    ),
    "a file that is declared": Case("assets.yml", r"assets: \[\]", NOBODY.replace("[soc9]", "none"), "img/gone.png"),
    "a scheme that is depicted": Case("assets.yml", r"assets: \[\]", NOBODY, "soc9"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_reference_to_nothing_is_told_at_its_place(tmp_path: Path, name: str) -> None:
    case = CASES[name]
    project = copy_small(tmp_path / "project")
    path = project / "content" / case.file
    text, times = re.subn(case.old, case.new, path.read_text(), count=1)
    assert times == 1
    path.write_text(text)
    walk = made(project, MEMORY)
    assert walk.artifacts is None
    finding = next(one for one in walk.findings if one.code == case.code)
    line = text.count("\n", 0, text.index(case.wrong)) + 1
    assert (finding.span.path, finding.span.line) == (f"content/{case.file}", line)
    assert finding.span.text is not None
    assert finding.span.text[finding.span.column - 1 :].startswith(case.wrong)
    assert f"`{case.wrong}" in finding.message
    assert finding.help


GONE = "gone.html"
LINKS = {
    "a link of the navigation": Case("site.yml", r"page: controls/index.html", f"page: {GONE}", GONE, "TG401"),
    "a document": Case("documents.yml", r"file: \S+", f"file: {GONE}", GONE, "TG401"),
    "a link on a page": Case("pages/reading.md", r"\*Scanned\*", f"[x]({GONE})", GONE, "TG401"),
    "an anchor on a page": Case("pages/reading.md", r"\*Scanned\*", "[x](index.html#gone)", "index.html#gone", "TG401"),
    "a picture on a page": Case("pages/reading.md", r"\*Scanned\*", "![x](img/gone.svg)", "img/gone.svg", "TG401"),
    "a link of a subprocessor": Case("subprocessors.yml", r"purpose: .*", f'purpose: "[x]({GONE})"', GONE, "TG401"),
    "a link of the disclosure": Case("disclosure.yml", r"where: .*", f'where: "[x]({GONE})"', GONE, "TG401"),
    "a link of a chapter": Case("whitepaper/01-summary.md", "::controls", f"[x]({GONE})\n\n::controls", GONE, "TG413"),
}


@pytest.mark.parametrize("name", LINKS)
def test_a_link_to_nothing_is_told_on_its_page_and_at_its_place(tmp_path: Path, name: str) -> None:
    case = LINKS[name]
    project = copy_small(tmp_path / "project")
    path = project / "content" / case.file
    text, times = re.subn(case.old, case.new, path.read_text(), count=1)
    assert times == 1
    path.write_text(text)
    walk = made(project, MEMORY)
    assert walk.artifacts is None
    found = [one for one in walk.findings if one.code == case.code]
    assert found
    for finding in found:
        written = finding.written
        assert written is not None
        assert written.path == f"content/{case.file}"
        assert written.line == text.count("\n", 0, text.index(case.wrong)) + 1
        assert written.text is not None
        assert written.text[written.column - 1 :].startswith(case.wrong)


def test_a_link_of_every_page_is_printed_once(tmp_path: Path) -> None:
    project = copy_small(tmp_path / "project")
    path = project / "content" / "site.yml"
    path.write_text(path.read_text().replace("page: controls/index.html", f"page: {GONE}"))
    found = made(project, MEMORY).findings
    printed = write("text", Report(as_of="", findings=found))
    assert len(found) > 8
    assert printed.count("error[TG401]") == len({finding.message for finding in found}) == 1


NEAR = {
    "a page": ("controls/index.htm", "Did you mean `controls/index.html`?"),
    "an anchor": ("index.html#answer", "Did you mean `index.html#answers`?"),
    "a source in place of its page": ("reading.md", "Did you mean `reading.html`?"),
    "a mailbox without its scheme": ("security@quill.internal", "Correct the link, or publish what it names."),
}


@pytest.mark.parametrize("name", NEAR)
def test_a_link_that_begins_another_is_told_where_it_stands(tmp_path: Path, name: str) -> None:
    target, hint = NEAR[name]
    project = copy_small(tmp_path / "project")
    path = project / "content" / "answers.yml"
    text, times = re.subn(r"answer: .*", f"answer: '[x]({target})'", path.read_text(), count=1)
    assert times == 1
    path.write_text(text)
    (finding,) = (one for one in made(project, MEMORY).findings if one.code == "TG401")
    assert finding.help == hint
    assert finding.written is not None
    assert (finding.written.path, finding.written.line) == (
        "content/answers.yml",
        text.count("\n", 0, text.index(target)) + 1,
    )


def test_a_page_that_cannot_be_made_is_told_once_and_no_link_to_it_is(tmp_path: Path) -> None:
    project = copy_small(tmp_path / "project")
    path = project / "content" / "pages" / "reading.md"
    path.write_text(path.read_text() + "\n::control\n")
    (finding,) = made(project, MEMORY).findings
    assert (finding.code, finding.help) == ("TG232", "Did you mean `::controls`?")


@pytest.mark.slow
def test_what_a_chapter_shows_in_vain_is_told_where_it_was_written(tmp_path: Path) -> None:
    project = copy_small(tmp_path / "project")
    (project / "static" / "img").mkdir(parents=True)
    (project / "static" / "img" / "cut.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'><g>")
    path = project / "content" / "whitepaper" / "01-summary.md"
    path.write_text(path.read_text() + "\n![A](img/gone.svg)\n\n![B](img/cut.svg)\n\n[C](#gone)\n")
    memory = Memory()
    job = made(project, memory).print_job
    assert job is not None
    set_pdf(job, memory)
    found = {one.message: one for one in made(project, memory).findings if one.code in ("TG501", "TG502")}
    line = path.read_text().count("\n")
    for message, at in (
        ("The whitepaper refers to `img/gone.svg`, which the site does not have.", line - 4),
        ("The picture `img/cut.svg` cannot be read by the program that sets the whitepaper.", line - 2),
        ("A link leads to `#gone`, an anchor that the whitepaper does not have.", line),
    ):
        written = found[message].written
        assert written is not None
        assert (written.path, written.line) == ("content/whitepaper/01-summary.md", at)
