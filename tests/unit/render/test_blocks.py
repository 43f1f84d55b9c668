"""Record blocks on free pages: the record stands where it was asked for, and nothing is asked for in vain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from factory import make_center, make_content, make_renderer, rendered
from selectolax.lexbor import LexborHTMLParser

from trustgen.finding import Finding
from trustgen.render.blocks import BLOCKS

if TYPE_CHECKING:
    from trustgen.render.pages import Renderer

FRONT = "title: A page\ndescription: What it shows.\n"
SHOWN = {
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


def renderer(body: str) -> Renderer:
    return make_renderer(make_center(make_content(pages={"a": (FRONT, body)})))


def page(body: str) -> str:
    return rendered(renderer(body))["a.html"]


@pytest.mark.parametrize("block", BLOCKS)
def test_every_block_shows_its_record_between_the_words(block: str) -> None:
    main = LexborHTMLParser(page(f"Before.\n\n::{block}\n\nAfter.\n")).css_first("main")
    assert main is not None
    seen = " ".join(main.text(separator=" ").split())
    assert seen.index("Before.") < seen.index(SHOWN[block]) < seen.index("After.")
    assert "::" not in seen


def test_a_page_without_blocks_is_one_text() -> None:
    assert page("One.\n\nTwo.\n").count('class="prose prose--page"') == 1


def test_links_of_a_block_lead_to_pages_beside_this_one() -> None:
    text = page("::controls\n\n::documents\n")
    assert 'href="controls/keys-001.html"' in text
    main = LexborHTMLParser(text).css_first("main")
    assert main is not None
    assert [a for a in main.css("a") if (a.attributes["href"] or "").startswith("https://trust.quill.example")] == []


def test_headings_with_the_same_words_around_a_block_have_anchors_of_their_own() -> None:
    ids = re.findall(r'<h2 id="([^"]*)"', page("## Words\n\n::posture\n\n## Words\n"))
    assert ids == ["words", "words-2"]


def test_every_unknown_block_of_a_page_is_a_finding_with_its_place() -> None:
    found = [
        made for made in renderer("Words.\n\n::control\n\n::nothing-like-it\n").pages() if isinstance(made, Finding)
    ]
    assert [(f.code, f.span.path, f.span.line) for f in found] == [
        ("TG232", "content/pages/a.md", 7),
        ("TG232", "content/pages/a.md", 9),
    ]
    assert found[0].help == "Did you mean `::controls`?"


def test_what_a_block_shows_and_what_stands_after_it_is_traced_to_its_source() -> None:
    made = renderer("Before.\n\n::controls\n\nAfter *it*.\n")
    text, trace = rendered(made)["a.html"], made.trace("a.html")
    assert trace is not None
    shown = trace.at(text.index("Notebooks are encrypted at rest"))
    after = trace.at(text.index("After"))
    assert shown is not None
    assert shown.path == "content/controls.yml"
    assert after is not None
    assert (after.path, after.line) == ("content/pages/a.md", 9)


def test_code_that_looks_like_a_block_is_code() -> None:
    assert "::controls" in page("```\n::controls\n```\n")
