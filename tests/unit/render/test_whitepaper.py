"""The whitepaper's HTML: chapters, record blocks, and what stands on its cover."""

from __future__ import annotations

import re

import pytest
from factory import CHAPTERS, make_center, make_content, make_renderer
from selectolax.lexbor import LexborHTMLParser

from trustgen.artifact import Artifact
from trustgen.render.blocks import BLOCKS
from trustgen.render.filters import Filters
from trustgen.render.whitepaper import whitepaper


def made(chapters: dict[str, tuple[str, str]] | None = None, **options: bool) -> Artifact | tuple[object, ...]:
    center = make_center(make_content(chapters=chapters), **options)
    return whitepaper(center, make_renderer(center), Filters(center.site.base_url))


def text_of(chapters: dict[str, tuple[str, str]] | None = None, **options: bool) -> str:
    found = made(chapters, **options)
    assert isinstance(found, Artifact), found
    return found.data.decode()


@pytest.fixture(scope="module")
def paper() -> str:
    return text_of()


def test_every_chapter_is_in_the_contents_and_in_the_text(paper: str) -> None:
    tree = LexborHTMLParser(paper)
    links = [node.attributes["href"] for node in tree.css("nav a")]
    for name in ("summary", "the-record"):
        assert f"#{name}" in links
        assert tree.css_first(f"#{name}") is not None


def test_ids_are_unique_and_the_contents_lead_to_them(paper: str) -> None:
    ids = re.findall(r' id="([^"]*)"', paper)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]*)"', paper)) <= set(ids)


def test_the_metadata_carries_the_time_of_the_scan(paper: str) -> None:
    tree = LexborHTMLParser(paper)
    metas = {node.attributes.get("name"): node.attributes.get("content") for node in tree.css("meta[name]")}
    assert metas["dcterms.created"] == metas["dcterms.modified"] == "2026-11-23T11:20:00Z"
    assert metas["author"] == "Quill & Co"
    assert tree.css_first("title").text() == "Quill security whitepaper"
    assert tree.css_first("html").attributes["lang"] == "en"


def test_it_prints_what_a_reader_needs_to_check_the_evidence(paper: str) -> None:
    seen = " ".join(LexborHTMLParser(paper).body.text(separator=" ").split())  # type: ignore[union-attr]
    for fact in ("abcdef0123456789" * 4, "a1" * 32, "b2" * 32, "f" * 64, "24 November 2026, 13:20 UTC"):
        assert fact in seen, fact


def test_a_demonstration_is_called_so_and_nothing_else_is() -> None:
    assert "demonstration" in text_of(demonstration=True).lower()
    assert "demonstration" not in text_of(demonstration=False).lower()


@pytest.mark.parametrize("block", BLOCKS)
def test_every_block_shows_its_record(block: str) -> None:
    shown = {
        "answers": "One key for each group.",
        "architecture": "Each group has a key",
        "assurances": "Notebook Registrars",
        "controls": "Notebooks are encrypted at rest",
        "documents": "Data Processing Agreement",
        "frameworks": "Data is unreadable without its key",
        "history": "One snapshot is on file.",
        "measurements": "193 of 200 volumes",
        "posture": "Valid until",
        "self-hosted": "PostgreSQL",
        "subprocessors": "Archive ehf.",
    }
    assert shown[block] in text_of({"01-only": ("title: Only\n", f"Here:\n\n::{block}\n")})


def test_an_unknown_block_is_a_finding_with_its_place_and_the_nearest_name() -> None:
    found = made({"01-only": ("title: Only\n", "Here:\n\n::control\n\n::nothing-like-it\n")})
    assert isinstance(found, tuple)
    near, far = found
    assert (near.code, near.span.path, near.span.line) == ("TG232", "content/whitepaper/01-only.md", 6)  # type: ignore[attr-defined]
    assert "::controls" in near.help  # type: ignore[attr-defined]
    assert far.span.line == 8  # type: ignore[attr-defined]
    assert "::architecture" in far.help  # type: ignore[attr-defined]


def test_chapters_with_one_title_have_anchors_of_their_own() -> None:
    text = text_of({"01-a": ("title: Same\n", "# Words\n"), "02-b": ("title: Same\n", "# Words\n")})
    ids = re.findall(r' id="([^"]*)"', text)
    assert len(ids) == len(set(ids))


def test_links_lead_to_the_site_and_pictures_are_files() -> None:
    text = text_of({"01-a": ("title: A\n", "[x](control-mapping.html) ![y](img/y.svg)\n")})
    assert 'href="https://trust.quill.example/control-mapping.html"' in text
    assert 'src="img/y.svg"' in text
    assert not re.search(r'href="(?!https://|mailto:|#|css/)', text)


def test_the_same_record_gives_the_same_bytes() -> None:
    assert text_of(CHAPTERS) == text_of(CHAPTERS)
