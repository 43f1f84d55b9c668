"""How the reference whitepaper is set: what stands where on the sheets, and whether contents and outline keep step."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
import yaml
from projects import AT, trustgen
from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from projects import Built

MILLIMETRE = 72 / 25.4
LEFT, RIGHT, EDGE, FOOT = 24 * MILLIMETRE, 22 * MILLIMETRE, 8 * MILLIMETRE, 27 * MILLIMETRE
OVERHANG = 3
"""How far a letter may reach over the edge of its line, in points: the hook of an f does."""
TWO_LINES = 45
"""The height of a heading and of two lines below it, in points."""

TITLE = "KLA security whitepaper"
FRONT = (TITLE, "Document control", "Contents")
"""What the template puts before the chapters."""
NOTE = "Demonstration The status shown here is not the result of a scan. It was signed with a key that everybody has."
TIMES = "Scanned 20 November 2026, 11:30 UTC · Valid until 21 November 2026, 13:30 UTC"
WORDS = {
    "pass": "Pass",
    "fail": "Fail",
    "exception": "Exception until 5 January 2027",
    "not-applicable": "Not applicable",
}

Chapters = tuple[tuple[str, tuple[str, ...]], ...]


@pytest.fixture(scope="module")
def data(reference: Built) -> bytes:
    return (reference.site / "security-whitepaper.pdf").read_bytes()


@pytest.fixture(scope="module")
def pdf(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data), strict=True)


@pytest.fixture(scope="module")
def pages(data: bytes) -> tuple[str, ...]:
    """The text layer, page by page, with every run of white space as one space."""
    with pypdfium2.PdfDocument(data) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return tuple(re.sub(r"\s+", " ", text).strip() for text in texts)


@pytest.fixture(scope="module")
def chapters(reference: Built) -> Chapters:
    """What the content says: each chapter's title and its headings."""
    read = []
    for path in sorted((reference.project / "content" / "whitepaper").glob("*.md")):
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        prose = re.sub(r"^```.*?^```", "", body, flags=re.DOTALL | re.MULTILINE)
        assert re.findall(r"^#{3,} |^# ", prose, re.MULTILINE) == [], path.name
        read.append((yaml.safe_load(front)["title"], tuple(re.findall(r"^## (.+)$", prose, re.MULTILINE))))
    return tuple(read)


@pytest.fixture(scope="module")
def outline(pdf: PdfReader) -> tuple[tuple[int, str, int, float], ...]:
    """Every entry of the outline: depth, title, number of the page, height on the page in points."""

    def walk(items: list[Any], depth: int) -> Iterator[tuple[int, str, int, float]]:
        for item in items:
            if isinstance(item, list):
                yield from walk(item, depth + 1)
            else:
                yield depth, str(item.title), (pdf.get_destination_page_number(item) or 0) + 1, float(item.top or 0)

    return tuple(walk(pdf.outline, 0))


def missing(words: str, pages: tuple[str, ...]) -> list[int]:
    """The numbers of the pages that lack some words."""
    return [number for number, text in enumerate(pages, 1) if words not in text]


def test_every_page_says_that_the_status_is_a_demonstration_and_when_was_scanned(pages: tuple[str, ...]) -> None:
    assert missing(NOTE, pages) == []
    assert missing(TIMES, pages) == []


def test_the_cover_shows_the_status_of_every_control(pages: tuple[str, ...], reference: Built) -> None:
    statuses = reference.statuses
    assert len(statuses) == 22
    assert set(statuses.values()) == set(WORDS)
    shown = [f"{control} {WORDS[status]}" for control, status in statuses.items()]
    assert [words for words in shown if words not in pages[0]] == []


def test_the_outline_is_the_headings_and_nothing_else(outline: Any, chapters: Chapters) -> None:
    expected = [(0, title) for title in FRONT]
    for number, (title, headings) in enumerate(chapters, 1):
        expected += [(0, f"{number} {title}"), *((1, heading) for heading in headings)]
    assert [entry[:2] for entry in outline] == expected


def test_chapters_and_headings_are_read_in_their_order(pages: tuple[str, ...], chapters: Chapters) -> None:
    text, at = " ".join(pages[3:]), 0
    for number, (title, headings) in enumerate(chapters, 1):
        for wanted in (f"{number} {title}", *headings):
            found = text.find(wanted, at)
            assert found >= 0, f"{wanted!r} is not where it should be"
            at = found + len(wanted)


def test_the_contents_name_the_page_of_every_chapter_and_lead_there(
    pdf: PdfReader, pages: tuple[str, ...], outline: Any
) -> None:
    contents = next(text for text in pages if text.startswith("Contents "))
    listed = [f"{title} {page}" for depth, title, page, _ in outline if depth == 0 and title not in FRONT]
    assert len(listed) > 10
    assert [entry for entry in listed if f" {entry} " not in contents] == []
    notes = [note.get_object() for page in pdf.pages for note in page.get("/Annots", [])]
    names = {str(note["/Dest"]) for note in notes if "/Dest" in note}
    assert len(names) > len(listed)
    assert names <= set(pdf.named_destinations)


def test_every_page_but_the_cover_has_its_number_and_the_head_of_its_chapter(
    pages: tuple[str, ...], outline: Any
) -> None:
    total, wrong = len(pages), []
    starts = [(page, title) for depth, title, page, _ in outline if depth == 0 and title != TITLE]
    for number in range(2, total + 1):
        title = re.sub(r"^\d+ ", "", next(title for page, title in reversed(starts) if page <= number))
        text = pages[number - 1]
        if f"{TITLE} {title} Demonstration" not in text or not text.endswith(f" {number} / {total}"):
            wrong.append((number, title, text[-260:]))
    assert wrong == []
    assert f"/ {total}" not in pages[0]


def test_no_character_stands_outside_the_margins(data: bytes) -> None:
    outside = []
    with pypdfium2.PdfDocument(data) as document:
        for number, page in enumerate(document, 1):
            width, height = page.get_size()
            assert (round(width / MILLIMETRE), round(height / MILLIMETRE)) == (210, 297)
            text = page.get_textpage()
            for index in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(index)
                across = left > LEFT - OVERHANG and right < width - RIGHT + OVERHANG
                if right > left and not (across and bottom > EDGE and top < height - EDGE):
                    outside.append((number, text.get_text_range(max(0, index - 20), 25)))
                    break
    assert outside == []


def test_no_heading_stands_alone_at_the_foot_of_a_page(outline: Any) -> None:
    assert [entry for entry in outline if entry[3] < FOOT + TWO_LINES] == []


def test_no_page_is_all_but_empty(pages: tuple[str, ...]) -> None:
    own = [text.partition(TITLE + " ")[0] for text in pages[1:]]
    assert [number for number, text in enumerate(own, 2) if len(text) < 250] == []


def test_its_structure_is_that_of_the_text(pdf: PdfReader, chapters: Chapters) -> None:
    kinds: list[str] = []

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            kinds.append(str(node.get("/S", "")))
            kids = node.get("/K", [])
            for kid in kids if isinstance(kids, list) else [kids]:
                walk(kid.get_object() if hasattr(kid, "get_object") else kid)

    walk(pdf.root_object["/StructTreeRoot"])
    assert kinds.count("/H1") == len(chapters) + len(FRONT)
    assert kinds.count("/H2") == sum(len(headings) for _, headings in chapters)
    assert kinds.count("/Table") >= 10
    assert kinds.count("/TH") > kinds.count("/Table") == kinds.count("/THead")


def test_no_character_is_lost(pages: tuple[str, ...]) -> None:
    """A private-use or replacement character can be neither searched for nor read aloud."""
    assert [re.findall(r".{9}[\ue000-\uf8ff\ufffd\x00]", text) for text in pages] == [[]] * len(pages)


def test_nothing_is_reported_about_it(reference: Built) -> None:
    """What WeasyPrint warns of and a font that is not shipped would be findings."""
    run = trustgen(reference.project, "check", AT, "--format=json")
    assert [finding["code"] for finding in run.findings] == ["TG231", "TG231"]
