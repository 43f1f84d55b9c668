"""One claim, put into one place of a clean project: the build stops, and says where it is seen and where it stands."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from projects import ROOT, THEN, copy_reference, copy_small, edit, made, tree, trustgen

from trustgen.finding import Severity
from trustgen.pipeline import Memory
from trustgen.report import Report, write

if TYPE_CHECKING:
    from pathlib import Path

    from trustgen.finding import Finding, Span

SENTENCE = "We are SOC 2 Type II certified."
MEMORY = Memory()
"""Files in which nothing was found are not read again; what is found is never remembered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A text that stands once in a file of the small site, and the claim that takes its place."""

    file: str
    old: str
    new: str = SENTENCE
    page: str = "index.html"
    column: bool = True
    """Whether the text stands verbatim in the source, so that its column is known."""


CASES = {
    "the description of the company": Case(file="site.yml", old="Quill keeps shared notebooks for research groups."),
    "the title of the site": Case(file="site.yml", old="title: Trust Center", new="title: SOC 2 Type II certified"),
    "the description of the site": Case(
        file="site.yml", old="How Quill is built and what is on record about its security."
    ),
    "the lead of the opening": Case(
        file="site.yml", old="This page lists what is on record, and says where nothing is."
    ),
    "the lead of a section": Case(file="site.yml", old="Each line names the controls behind it."),
    "the title of a section": Case(
        file="site.yml", old="title: Architecture, lead", new="title: SOC 2 Type II certified, lead"
    ),
    "the navigation": Case(file="site.yml", old="label: Controls", new="label: ISO 27001 certified"),
    "the closing call": Case(file="site.yml", old="Bring a notebook of your own."),
    "a fact of the closing call": Case(file="site.yml", old="two weeks", new="ISO 27001 certified"),
    "the title of the whitepaper": Case(
        file="site.yml",
        old="title: Quill security whitepaper",
        new="title: Quill is ISO 27001 certified",
        page="whitepaper.html",
    ),
    "the description of the whitepaper": Case(
        file="site.yml", old="The architecture and the controls of Quill, for print.", page="whitepaper.html"
    ),
    "a line of the architecture": Case(file="architecture.yml", old="Each group has a key of its own."),
    "emphasis in a line": Case(
        file="architecture.yml", old="**requests without one** are rejected.", new="we are **SOC 2 Type II certified**."
    ),
    "the title of a line": Case(file="architecture.yml", old="title: Backups", new="title: SOC 2 Type II certified"),
    "the title of a control": Case(
        file="controls.yml",
        old="title: Each group has its own key",
        new="title: SOC 2 Type II certified",
        page="controls/keys-002.html",
    ),
    "what a control checks": Case(
        file="controls.yml", old="The scanner counts keys and groups.", page="controls/keys-002.html"
    ),
    "a control family": Case(file="controls.yml", old="Where keys live.", page="controls/index.html"),
    "the lead of a mapping": Case(
        file="mappings/own.yml",
        old="A mapping says where to look; it is not an assurance.",
        page="control-mapping.html",
    ),
    "a criterion": Case(
        file="mappings/own.yml",
        old="Nobody reads without being known",
        new="We are SOC 2 Type II certified",
        page="control-mapping.html",
    ),
    "the purpose of a subprocessor": Case(
        file="subprocessors.yml", old="Sends invitations.", page="subprocessors.html"
    ),
    "what is self-hosted": Case(
        file="subprocessors.yml", old="role: notebooks", new="role: ISO 27001 certified", page="subprocessors.html"
    ),
    "the disclosure policy": Case(file="disclosure.yml", old="We agree on a date before anything is published."),
    "a statement that denied it": Case(file="assurances.yml", old="Quill does not hold a SOC 2 report."),
    "what is held today": Case(file="assurances.yml", old="text: None.", new=f"text: {SENTENCE}"),
    # On the page, the word "planned" stands beside it; in the whitepaper's table, it does not qualify the title.
    "a planned assessment": Case(
        file="assurances.yml",
        old="title: Independent assessment",
        new="title: SOC 2 Type II certified",
        page="whitepaper.html",
    ),
    "the description of a document": Case(file="documents.yml", old="For the procurement file.", page="documents.html"),
    "the title of a document": Case(
        file="documents.yml",
        old="title: Data Processing Agreement",
        new="title: SOC 2 Type II certified",
        page="documents.html",
    ),
    "an answer": Case(file="answers.yml", old="Notebooks are encrypted at rest, with a key for each group."),
    "the topic of an answer": Case(
        file="answers.yml", old="topic: Encryption at rest", new="topic: ISO 27001 certified"
    ),
    "a free page": Case(
        file="pages/reading.md",
        old="A line without controls is stated, not scanned.",
        page="reading.html",
    ),
    "the title of a free page": Case(
        file="pages/reading.md",
        old="title: How to read this site",
        new="title: SOC 2 Type II certified",
        page="reading.html",
    ),
    "the description of a free page": Case(
        file="pages/reading.md",
        old="What the words on these pages mean.",
        page="reading.html",
    ),
    "an alternative text": Case(
        file="pages/reading.md",
        old="A line without controls",
        new="![ISO 27001 certified](img/seal.svg)\n- A line without controls",
        page="reading.html",
        column=True,
    ),
    "a chapter": Case(
        file="whitepaper/01-summary.md",
        old="Quill keeps shared notebooks.",
        page="whitepaper.html",
    ),
    "the title of a chapter": Case(
        file="whitepaper/02-record.md",
        old="title: What is on record",
        new="title: We are SOC 2 Type II certified",
        page="whitepaper.html",
    ),
    "a heading of a chapter": Case(
        file="whitepaper/01-summary.md",
        old="## What is stated",
        new="## SOC 2 Type II certified",
        page="whitepaper.html",
    ),
}

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_small(tmp_path / "project")


def picture(project: Path, name: str = "seal.svg", text: str = PICTURE, depicts: str = "none") -> None:
    """Put a drawing into the project, and declare it."""
    (project / "static" / "img").mkdir(parents=True, exist_ok=True)
    (project / "static" / "img" / name).write_text(text)
    digest = sha256(text.encode()).hexdigest()
    entry = f"assets:\n  - path: img/{name}\n    sha256: {digest}\n    depicts: {depicts}\n"
    (project / "content" / "assets.yml").write_text(entry)


def claims(project: Path, *, also: str = "") -> list[Finding]:
    """The findings about claims of a build that has to stop; others are none but those of the code in `also`."""
    result = made(project, MEMORY)
    assert result.artifacts is None
    errors = [finding for finding in result.findings if finding.severity is Severity.ERROR]
    assert errors
    found = [finding for finding in errors if finding.code.startswith("TG1")]
    assert found
    assert {finding.code for finding in errors if finding not in found} <= {also}, errors
    return found


def source_of(finding: Finding) -> Span | None:
    """Where a finding says that its text was written."""
    return next((related.span for related in finding.related if related.label == "written here"), None)


def mentioned(text: str) -> str:
    return next(name for name in ("SOC 2", "ISO 27001") if name in text)


def test_the_site_is_clean_without_them(project: Path) -> None:
    picture(project)
    result = made(project, MEMORY)
    assert result.findings == ()
    assert result.artifacts is not None


def test_there_is_a_case_for_every_content_file(project: Path) -> None:
    content = project / "content"
    files = {path.relative_to(content).as_posix() for path in content.rglob("*.*") if "posture" not in path.parts}
    assert {case.file for case in CASES.values()} == files - {"assets.yml"}, "assets.yml has cases of its own"


@pytest.mark.parametrize("name", CASES)
def test_a_claim_in_the_content_is_found_on_its_page_and_in_its_file(project: Path, name: str) -> None:
    case = CASES[name]
    if "img/" in case.new:
        picture(project)
    path = project / "content" / case.file
    edit(path, case.old, case.new)
    found = claims(project)
    here = [finding for finding in found if finding.span.path == case.page]
    assert here, [finding.span.path for finding in found]
    text = path.read_text("utf-8")
    offset = text.index(mentioned(case.new), text.index(case.new))
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    sources = [span for finding in here if (span := source_of(finding))]
    assert sources, "no finding says where the text was written"
    for source in sources:
        assert (source.path, source.line) == (f"content/{case.file}", line)
    if case.column:
        assert {source.column for source in sources} == {column}


@pytest.mark.parametrize("name", CASES)
def test_the_place_in_the_page_is_where_the_words_stand(project: Path, name: str) -> None:
    case = CASES[name]
    if "img/" in case.new:
        picture(project)
    edit(project / "content" / case.file, case.old, case.new)
    for finding in claims(project):
        span = finding.span
        if span.text is not None and span.path.endswith(".html"):
            assert span.text[span.column - 1 :].startswith(mentioned(case.new)), finding
            assert span.scope


def test_a_claim_in_a_template_is_found_in_the_template(project: Path) -> None:
    own = project / "templates" / "pages" / "404.html.j2"
    own.parent.mkdir(parents=True)
    shutil.copy(ROOT / "templates" / "pages" / "404.html.j2", own)
    edit(own, "{% endblock %}", f"<p>{SENTENCE}</p>\n{{% endblock %}}")
    found = claims(project)
    assert {finding.span.path for finding in found} == {"404.html"}
    line = own.read_text("utf-8").split("\n").index(f"<p>{SENTENCE}</p>") + 1
    for finding in found:
        source = source_of(finding)
        assert source is not None
        assert (source.path, source.line, source.column) == ("templates/pages/404.html.j2", line, 11)


def test_a_claim_in_the_words_is_found_in_the_words(project: Path) -> None:
    own = project / "templates" / "words" / "en.yml"
    own.parent.mkdir(parents=True)
    shutil.copy(ROOT / "templates" / "words" / "en.yml", own)
    lines = own.read_text("utf-8").split("\n")
    number = next(i for i, line in enumerate(lines) if line.strip().startswith("skip:"))
    indent = lines[number].index("skip")
    lines[number] = " " * indent + f"skip: {SENTENCE}"
    own.write_text("\n".join(lines))
    # The layout keeps this word out of sight until it is wanted, and what names a scheme has to be seen.
    found = claims(project, also="TG415")
    sources = {(s.path, s.line, s.column) for finding in found if (s := source_of(finding))}
    assert sources == {("templates/words/en.yml", number + 1, lines[number].index("SOC 2") + 1)}


def test_a_claim_that_stands_on_every_page_is_printed_once(project: Path) -> None:
    edit(project / "content" / "site.yml", "label: Controls,", f"label: {SENTENCE},")
    found = claims(project)
    pages = {finding.span.path for finding in found}
    assert len(pages) > 5
    printed = write("text", Report(as_of="", findings=tuple(found)))
    assert printed.count("error[") == 1
    assert printed.count("written here: content/site.yml:") == 1
    assert f"also on: {', '.join(sorted(pages)[1:4])} and {len(pages) - 4} more" in printed
    assert printed.endswith(f"\n{len(found)} errors (1 shown; the rest repeat it)\n")


def test_a_claim_in_an_image_name_is_found_in_the_name(project: Path) -> None:
    picture(project, "iso-27001-certified.svg")
    # The manifest and the report of the gate name the file, too.
    assert {finding.span.path for finding in claims(project)} == {
        "gate.html",
        "gate.json",
        "img/iso-27001-certified.svg",
        "posture/manifest.json",
    }


def test_a_claim_in_a_drawing_is_found_in_its_line(project: Path) -> None:
    picture(project, text=PICTURE.replace("</svg>", "\n<text>ISO 27001 certified</text></svg>"))
    found = claims(project)
    assert {(finding.span.path, finding.span.line, finding.span.column) for finding in found} == {
        ("img/seal.svg", 2, 7)
    }


def test_an_image_that_is_declared_as_a_mark_that_is_not_held(project: Path) -> None:
    picture(project, depicts="[soc2]")
    assert {finding.span.path for finding in claims(project)} == {"img/seal.svg"}


def test_an_image_that_nobody_declared(project: Path) -> None:
    picture(project)
    (project / "content" / "assets.yml").write_text("assets: []\n")
    assert {finding.span.path for finding in claims(project)} == {"img/seal.svg"}


def test_an_image_that_was_changed_after_it_was_declared(project: Path) -> None:
    picture(project)
    (project / "static" / "img" / "seal.svg").write_text(PICTURE.replace("M0", "M1"))
    assert {finding.span.path for finding in claims(project)} == {"img/seal.svg"}


def test_a_claim_in_generated_content_of_a_stylesheet_is_found_in_its_file(project: Path) -> None:
    own = project / "static" / "css" / "components" / "zeal.css"
    own.parent.mkdir(parents=True)
    own.write_text('@layer components {\n  .zeal::after { content: "ISO 27001 certified"; }\n}\n')
    found = claims(project)
    assert {finding.span.path.partition("-")[0] for finding in found} == {"css/site"}
    for finding in found:
        source = source_of(finding)
        assert source is not None
        assert (source.path, source.line) == ("static/css/components/zeal.css", 2)


def test_a_claim_in_a_text_file_is_found_in_its_line(project: Path) -> None:
    (project / "static").mkdir()
    (project / "static" / "humans.txt").write_text(f"Hello.\n{SENTENCE}\n")
    found = claims(project)
    assert {(finding.span.path, finding.span.line) for finding in found} == {("humans.txt", 2)}


REFERENCE = {
    "a sentence in the content": ("content/site.yml", "Read the record first.", SENTENCE),
    "a title of the whitepaper": (
        "content/site.yml",
        "title: KLA security whitepaper",
        "title: KLA is ISO 27001 certified",
    ),
}


@pytest.mark.parametrize("name", REFERENCE)
def test_the_whole_build_of_the_reference_refuses_it(tmp_path: Path, name: str) -> None:
    project = copy_reference(tmp_path / "project")
    (project / "site").mkdir()
    path, old, new = REFERENCE[name]
    edit(project / path, old, new)
    run = trustgen(project, "build", "--format", "json", *THEN)
    assert (run.code, run.err) == (1, "")
    text = (project / path).read_text("utf-8")
    offset = text.index(mentioned(new), text.index(new))
    line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
    claimed = [finding for finding in run.findings if finding["code"].startswith("TG1")]
    assert {finding["scheme"] for finding in claimed} <= {"soc2", "iso27001", "any"}
    pages = {finding["place"]["path"] for finding in claimed}
    assert ("security-whitepaper.pdf" in pages) == ("whitepaper" in name)
    written = [
        (r["path"], r["line"], r["column"]) for f in claimed for r in f["related"] if r["label"] == "written here"
    ]
    assert set(written) == {(path, line, column)}
    assert tree(project / "site") == {}


def test_a_picture_of_the_reference_whose_alternative_text_claims(tmp_path: Path) -> None:
    project = copy_reference(tmp_path / "project")
    page = project / "content" / "pages" / "evidence-model.md"
    text = page.read_text("utf-8")
    page.write_text(text + "\n![ISO 27001 certified](img/evidence.svg)\n", encoding="utf-8")
    run = trustgen(project, "build", *THEN)
    assert run.code == 1
    assert f"content/pages/evidence-model.md:{text.count(chr(10)) + 2}:3" in run.out
    assert "(attr.alt" in run.out
    assert not (project / "site").exists()
