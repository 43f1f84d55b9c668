"""The reference whitepaper as a reader, a screen reader and an archive get it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
import yaml
from projects import ROOT
from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from projects import Built

FAMILIES = ("HankenGrotesk", "IBMPlexMono", "Newsreader")


@pytest.fixture(scope="module")
def paper(reference: Built) -> Path:
    return reference.site / "security-whitepaper.pdf"


@pytest.fixture(scope="module")
def pdf(paper: Path) -> PdfReader:
    return PdfReader(paper)


@pytest.fixture(scope="module")
def texts(paper: Path) -> list[str]:
    """The text layer, page by page."""
    document = pypdfium2.PdfDocument(paper)
    try:
        return [document[number].get_textpage().get_text_range() for number in range(len(document))]
    finally:
        document.close()


def plain(text: str) -> str:
    """A text without the breaks and hyphens of a line that was set."""
    return re.sub(r"[\s\u00ad\u2010\ufffe-]+", "", text)


def content(name: str) -> Any:
    return yaml.safe_load((ROOT / "content" / name).read_text("utf-8"))


def chapters() -> Iterator[tuple[str, str]]:
    """Title and body of every chapter, in order."""
    for path in sorted((ROOT / "content" / "whitepaper").glob("*.md")):
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        yield yaml.safe_load(front)["title"], body


def outline(pdf: PdfReader, items: list[Any] | None = None, depth: int = 0) -> Iterator[tuple[int, str, int]]:
    """Depth, title and page of every entry."""
    for item in pdf.outline if items is None else items:
        if isinstance(item, list):
            yield from outline(pdf, item, depth + 1)
        else:
            yield depth, " ".join(str(item.title).split()), pdf.get_destination_page_number(item) or 0


def test_it_has_ten_pages_and_more(pdf: PdfReader) -> None:
    assert len(pdf.pages) >= 10


def test_the_text_layer_has_every_control_and_every_chapter(texts: list[str]) -> None:
    text = plain("\n".join(texts))
    controls = [control["id"] for control in content("controls.yml")["controls"]]
    assert len(controls) == 22
    assert [control for control in controls if plain(control) not in text] == []
    titles = [title for title, _ in chapters()]
    assert len(titles) > 10
    assert [title for title in titles if plain(title) not in text] == []


def test_every_subprocessor_and_assurance_is_in_it(texts: list[str]) -> None:
    text = plain("\n".join(texts))
    for processor in content("subprocessors.yml")["subprocessors"]:
        assert plain(processor["name"]) in text
    for assurance in content("assurances.yml")["assurances"]:
        assert plain(assurance["statement"].split(".")[0]) in text


def test_every_page_says_that_the_status_is_a_demonstration(texts: list[str]) -> None:
    assert [number for number, text in enumerate(texts, 1) if "demonstration" not in text.casefold()] == []


def test_pages_are_numbered_out_of_all(texts: list[str]) -> None:
    total = len(texts)
    numbered = [bool(re.search(rf"\b{number}\b\D{{1,10}}\b{total}\b", text)) for number, text in enumerate(texts, 1)]
    assert all(numbered[1:]), numbered


def test_the_outline_is_the_headings(pdf: PdfReader) -> None:
    entries = list(outline(pdf))
    shown = [plain(re.sub(r"^\d+(\.\d+)*\.?\s+", "", title)) for _, title, _ in entries]
    expected: list[str] = []
    for title, body in chapters():
        expected.append(plain(title))
        expected += [plain(re.sub(r"[`*_]", "", heading)) for heading in re.findall(r"^##? (.+)$", body, re.MULTILINE)]
    positions = iter(shown)
    assert [heading for heading in expected if heading not in positions] == [], shown
    pages = [page for _, _, page in entries]
    assert pages == sorted(pages)
    assert max(depth for depth, _, _ in entries) >= 1


def test_an_outline_entry_leads_to_the_page_with_its_heading(pdf: PdfReader, texts: list[str]) -> None:
    wrong = []
    for _, title, page in outline(pdf):
        if plain(title).casefold() not in plain(texts[page]).casefold():
            wrong.append((title, page + 1))
    assert wrong == []


def fonts(pdf: PdfReader) -> dict[str, bool]:
    """For every font that a page uses, whether its program is in the file."""
    found: dict[str, bool] = {}
    for page in pdf.pages:
        for reference in page["/Resources"].get("/Font", {}).values():
            font = reference.get_object()
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            descriptor = inner.get("/FontDescriptor", {})
            name = str(font["/BaseFont"]).removeprefix("/").split("+")[-1]
            found[name] = any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3"))
    return found


def test_every_font_is_one_of_the_shipped_families_and_is_embedded(pdf: PdfReader) -> None:
    found = fonts(pdf)
    assert found
    assert all(found.values()), found
    assert [name for name in found if not name.replace("-", "").startswith(FAMILIES)] == []
    assert {family for family in FAMILIES for name in found if name.replace("-", "").startswith(family)} == set(
        FAMILIES
    )


def test_it_is_tagged_and_says_its_language(pdf: PdfReader) -> None:
    root = pdf.root_object
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF boolean
    assert root["/StructTreeRoot"]["/K"]
    assert str(root["/Lang"]).startswith("en")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 - a PDF boolean
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_every_drawing_says_what_it_shows(pdf: PdfReader) -> None:
    """A figure without a description is silence for whoever listens to the document."""
    silent, seen, stack = [], 0, [pdf.root_object["/StructTreeRoot"].get("/K")]
    while stack:
        node = stack.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            stack.extend(node)
        elif isinstance(node, dict):
            if node.get("/S") == "/Figure":
                seen += 1
                if not str(node.get("/Alt", "")).strip():
                    silent.append(node)
            stack.append(node.get("/K"))
    assert seen >= 1
    assert silent == []


def test_its_metadata_name_title_author_and_the_snapshots_time(pdf: PdfReader, reference: Built) -> None:
    site = content("site.yml")
    assert pdf.metadata is not None
    assert pdf.metadata.title == site["whitepaper"]["title"]
    assert pdf.metadata.author == site["organization"]["name"]
    assert pdf.metadata.subject == site["whitepaper"]["description"]
    record = json.loads((reference.site / "posture" / "manifest.json").read_bytes())
    assert pdf.metadata.creation_date is not None
    assert f"{pdf.metadata.creation_date:%Y-%m-%dT%H:%M:%SZ}" == record["scannedAt"]


def test_links_lead_to_the_site_or_to_addresses(pdf: PdfReader) -> None:
    base = content("site.yml")["base_url"]
    targets = set()
    for page in pdf.pages:
        for note in page.get("/Annots", []) or []:
            action = note.get_object().get("/A")
            if action and "/URI" in action:
                targets.add(str(action["/URI"]))
    assert targets
    assert [target for target in targets if not target.startswith(("https://", "mailto:"))] == []
    assert any(target.startswith(base) for target in targets)


def test_weasyprint_had_nothing_to_say(reference: Built) -> None:
    assert "TG50" not in reference.run.out


def test_other_programs_find_nothing_wrong_with_it(paper: Path) -> None:
    checkers = {"qpdf": ["--check"], "pdfinfo": []}
    ran = 0
    for name, options in checkers.items():
        program = shutil.which(name)
        if program is not None:
            done = subprocess.run([program, *options, str(paper)], capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr
            assert "rror" not in done.stderr
            ran += 1
    if not ran:
        pytest.skip("neither qpdf nor pdfinfo is installed")


def test_the_small_whitepaper_has_its_records(small: Built) -> None:
    document = pypdfium2.PdfDocument(small.site / "whitepaper.pdf")
    try:
        text = plain("".join(document[number].get_textpage().get_text_range() for number in range(len(document))))
    finally:
        document.close()
    for words in ("KEYS-001", "KEYS-002", "AUTH-001", "Mailer", "Quill does not hold a SOC 2 report."):
        assert plain(words) in text
