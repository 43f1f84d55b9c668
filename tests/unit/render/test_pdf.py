"""The PDF: the same bytes everywhere, only shipped fonts and files, and every word of WeasyPrint's as a finding."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from factory import SCANNED, make_center, make_renderer
from pypdf import PdfReader

from trustgen import limits
from trustgen.artifact import Artifact
from trustgen.render.assets import Static, static_files
from trustgen.render.filters import Filters
from trustgen.render.paged import File, read_message, write_message
from trustgen.render.pdfjob import PdfJob
from trustgen.render.printjob import Attached, PrintJob
from trustgen.render.whitepaper import whitepaper

if TYPE_CHECKING:
    from pathlib import Path

    from trustgen.finding import Finding

pytestmark = pytest.mark.slow


def page(body: str, head: str = "") -> Artifact:
    text = f'<!doctype html><html lang="en"><title>A title</title>{head}<body><h1>One</h1>{body}'
    return Artifact(path="whitepaper.html", media="text/html", data=text.encode())


def set_pdf(
    html: Artifact, *files: Artifact, attached: tuple[Attached, ...] = ()
) -> tuple[Artifact | None, tuple[Finding, ...]]:
    with PdfJob() as job:
        job.submit(PrintJob(paper=html, path="paper.pdf", files=files, attached=attached, dated=SCANNED))
        return job.result()


@pytest.fixture(scope="module")
def static(tmp_path_factory: pytest.TempPathFactory) -> Static:
    found = static_files(tmp_path_factory.mktemp("empty"))
    assert isinstance(found, Static)
    return found


@pytest.fixture(scope="module")
def paper() -> Artifact:
    center = make_center()
    made = whitepaper(center, make_renderer(center), Filters(center.site.base_url))
    assert isinstance(made, Artifact)
    return made


@pytest.fixture(scope="module")
def pdf(paper: Artifact, static: Static) -> Artifact:
    made, findings = set_pdf(paper, static.print_css(paper.data.decode()), *static.artifacts)
    assert findings == ()
    assert made is not None
    return made


def test_the_shipped_whitepaper_is_set_without_a_word(pdf: Artifact) -> None:
    reader = PdfReader(io.BytesIO(pdf.data))
    assert pdf.media == "application/pdf"
    assert len(reader.pages) >= 4
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert reader.trailer["/Root"]["/Lang"] == "en"  # type: ignore[index]
    text = "".join(page.extract_text() for page in reader.pages)
    for fact in ("Quill security whitepaper", "KEYS-001", "Notebook Registrars", "23 November 2026"):
        assert fact in text


def test_its_metadata_is_that_of_the_record(pdf: Artifact) -> None:
    found = PdfReader(io.BytesIO(pdf.data)).metadata
    assert found is not None
    assert (found.title, found.author) == ("Quill security whitepaper", "Quill & Co")
    assert found["/CreationDate"] == "D:20261123112000Z"


def test_its_outline_names_the_chapters(pdf: Artifact) -> None:
    def titles(outline: object) -> list[str]:
        if isinstance(outline, list):
            return [title for item in outline for title in titles(item)]
        return [outline.title]  # type: ignore[attr-defined]

    found = titles(PdfReader(io.BytesIO(pdf.data)).outline)
    assert any("Summary" in title for title in found)
    assert any("The record" in title for title in found)


def structure(data: bytes) -> list[tuple[str, list[str]]]:
    """Every element of the structure tree with the kinds of the elements in it."""
    found: list[tuple[str, list[str]]] = []
    waiting = [PdfReader(io.BytesIO(data)).trailer["/Root"]["/StructTreeRoot"]]  # type: ignore[index]
    while waiting:
        node = waiting.pop()
        kids = node.get("/K", [])
        inner = [kid.get_object() for kid in (kids if isinstance(kids, list) else [kids])]
        elements = [kid for kid in inner if isinstance(kid, dict) and "/S" in kid]
        found.append((str(node.get("/S", "")), [str(kid["/S"]) for kid in elements]))
        waiting.extend(elements)
    return found


def test_its_lists_and_links_are_tagged_as_pdf_ua_wants_them(pdf: Artifact) -> None:
    """ISO 14289-1, 7.2 and 7.18.5: lists hold items alone, and every link annotation belongs to a link."""
    elements = structure(pdf.data)
    assert any(kind == "/L" for kind, _ in elements)
    # A group without meaning of its own, such as a row of a description list, is looked through.
    assert {kid for kind, kids in elements if kind == "/L" for kid in kids} <= {"/LI", "/L", "/Caption", "/Div"}
    reader = PdfReader(io.BytesIO(pdf.data))
    annotations = sum(len(page.get("/Annots", [])) for page in reader.pages)
    assert 0 < annotations <= sum(kind == "/Link" for kind, _ in elements)


def test_the_bytes_are_the_same_in_another_place(
    paper: Artifact,
    static: Static,
    pdf: Artifact,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    again, _ = set_pdf(paper, static.print_css(paper.data.decode()), *reversed(static.artifacts))
    assert again is not None
    assert again.data == pdf.data


def test_a_file_that_is_not_there_is_a_finding_and_nothing_is_fetched() -> None:
    _, findings = set_pdf(
        page('<p><img alt="x" src="img/absent.png"><img alt="y" src="https://other.example/z.png"></p>')
    )
    missing = {finding.message for finding in findings if finding.code == "TG502"}
    assert len(missing) == 2
    assert any("img/absent.png" in message for message in missing)
    assert any("https://other.example/z.png" in message for message in missing)


def test_files_of_the_machine_are_not_read() -> None:
    _, findings = set_pdf(page("<p>x</p>", '<link rel="stylesheet" href="file:///etc/passwd">'))
    assert "TG502" in {finding.code for finding in findings}


def test_a_character_of_no_shipped_font_is_named(static: Static) -> None:
    css = Artifact(path="css/print.css", media="text/css", data=static.print_css("").data)
    _, findings = set_pdf(page("<p>中</p>", '<link rel="stylesheet" href="css/print.css">'), css, *static.artifacts)
    assert {finding.code for finding in findings} <= {"TG505", "TG501"}
    assert any("U+4E2D" in finding.message for finding in findings)


def test_what_weasyprint_cannot_do_is_a_finding() -> None:
    _, findings = set_pdf(page("<p>x</p>", "<style>p { no-such-property: 1 }</style>"))
    assert any(finding.code == "TG501" and "no-such-property" in finding.message for finding in findings)


def test_a_process_that_ends_early_is_a_finding() -> None:
    with PdfJob() as job:
        job._process.kill()
        job.submit(PrintJob(paper=page("<p>x</p>"), path="paper.pdf", files=(), attached=(), dated=SCANNED))
        made, findings = job.result()
    assert made is None
    assert [finding.code for finding in findings] == ["TG503"]


def test_a_process_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PDF_SECONDS", 0)
    with PdfJob() as job:
        job.submit(PrintJob(paper=page("<p>x</p>"), path="paper.pdf", files=(), attached=(), dated=SCANNED))
        made, findings = job.result()
    assert made is None
    assert [finding.code for finding in findings] == ["TG503"]


def test_a_job_that_is_never_used_leaves_no_process() -> None:
    with PdfJob() as job:
        process = job._process
    assert process.returncode is not None


def test_messages_are_read_as_they_were_written() -> None:
    stream = io.BytesIO()
    write_message(stream, {"epoch": 1}, [File("a", "text/plain", b"\n\x00one"), File("b", "text/css", b"")])
    whole = stream.getvalue()
    read = read_message(io.BytesIO(whole))
    assert read is not None
    head, files = read
    assert head == {"epoch": 1}
    assert [(file.path, file.data) for file in files] == [("a", b"\n\x00one"), ("b", b"")]
    for length in range(len(whole)):
        assert read_message(io.BytesIO(whole[:length])) is None


def test_the_parent_does_not_import_weasyprint() -> None:
    program = "import sys, trustgen.render.pdfjob; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_what_it_carries_is_in_it_byte_for_byte_and_has_the_time_of_the_document() -> None:
    def carried(name: str, data: bytes) -> Attached:
        return Attached(file=Artifact(path=f"posture/{name}", media="application/json", data=data), about="Evidence")

    files = (carried("latest.dsse.json", b'{"b": 1}\n'), carried("checklist.json", b'{\n "a": 2}\n'))
    first, findings = set_pdf(page("<p>x</p>"), attached=files)
    again, _ = set_pdf(page("<p>x</p>"), attached=files)
    assert {finding.code for finding in findings} <= {"TG505"}, "the page has no fonts of its own"
    assert first is not None
    assert first == again
    reader = PdfReader(io.BytesIO(first.data))
    assert {**reader.attachments} == {one.name: [one.file.data] for one in files}
    names = reader.trailer["/Root"]["/Names"]["/EmbeddedFiles"]["/Names"]  # type: ignore[index]
    assert [str(name) for name in names[::2]] == ["checklist.json", "latest.dsse.json"]
    for specification in names[1::2]:
        one = specification.get_object()
        assert (one["/F"], one["/Desc"]) == (one["/UF"], "Evidence")
        params = one["/EF"]["/F"]["/Params"]
        assert params["/CreationDate"] == params["/ModDate"] == "D:20261123112000Z"


def test_a_preview_sets_it_anew_where_what_it_carries_changes() -> None:
    def job(data: bytes) -> PrintJob:
        file = Artifact(path="posture/latest.dsse.json", media="application/json", data=data)
        attached = (Attached(file=file, about="Evidence"),)
        return PrintJob(paper=page("<p>x</p>"), path="paper.pdf", files=(), attached=attached, dated=SCANNED)

    assert job(b"{}").digest == job(b"{}").digest
    assert job(b"{}").digest != job(b"{ }").digest
