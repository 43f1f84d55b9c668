"""From a page back to the source: the place that is given is where the text was written."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

import pytest
from factory import make_center, make_content, make_renderer, rendered

from trustgen.artifact import Artifact
from trustgen.model.record import Prose, Record
from trustgen.render.filters import Filters
from trustgen.render.whitepaper import whitepaper, whitepaper_trace
from trustgen.source import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from trustgen.model.center import TrustCenter
    from trustgen.render.pages import Renderer
    from trustgen.render.trace import Trace

NOT_SHOWN = {"whitepaper.pdf", "index.html", "control-mapping.html", "controls/index.html", "en"}


def texts(value: Any) -> Iterator[Text]:
    """Every text of a record."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif isinstance(value, Record):
        for item in value.__dict__.values():
            yield from texts(item)


def every_text(center: TrustCenter) -> list[Text]:
    content = center.content
    return [text for name in content.__struct_fields__ for text in texts(getattr(content, name))]


def traced(renderer: Renderer, pages: dict[str, str]) -> dict[str, Trace]:
    found = {path: renderer.trace(path) for path in pages if path.endswith(".html")}
    assert all(trace is not None for trace in found.values())
    return found  # type: ignore[return-value]


def places_of(needle: str, traces: dict[str, Trace]) -> set[tuple[str, int, int]]:
    """Where the pages say that a needle was written, for every time that it stands on one of them."""
    shown = html.escape(needle, quote=False)
    found = set()
    for trace in traces.values():
        for match in re.finditer(re.escape(shown).replace('"', '(?:"|&quot;|&#34;)'), trace.text):
            span = trace.at(match.start())
            if span is not None:
                found.add((span.path, span.line, span.column))
    return found


def test_a_trace_is_of_the_published_page(renderer: Renderer, pages: dict[str, str]) -> None:
    for path, trace in traced(renderer, pages).items():
        assert trace.text == pages[path]


def test_every_text_of_the_record_is_found_where_it_was_written(
    center: TrustCenter, renderer: Renderer, pages: dict[str, str]
) -> None:
    traces = traced(renderer, pages)
    everything = "".join(pages.values())
    checked = 0
    for text in every_text(center):
        if isinstance(text, Prose) or html.escape(text) not in everything or text in NOT_SHOWN:
            continue
        span = text.span
        if not re.search(r"[A-Z ]", text) or re.fullmatch(r"[A-Z0-9.-]+", text):
            continue  # ids stand in many places; a page prints a record's own, not the one that refers to it
        assert (span.path, span.line, span.column) in places_of(text, traces), text
        checked += 1
    assert checked > 50


def test_every_word_of_prose_is_found_on_its_line(
    center: TrustCenter, renderer: Renderer, pages: dict[str, str]
) -> None:
    traces = traced(renderer, pages)
    checked = 0
    for text in every_text(center):
        if not isinstance(text, Prose) or text.span.path.startswith("content/whitepaper"):
            continue
        for word in set(re.findall(r"[A-Za-z]{6,}", text)):
            start = text.index(word)
            span = text.place.inside(text, start, start + len(word))
            lines = {(path, line) for path, line, _ in places_of(word, traces)}
            assert (span.path, span.line) in lines, (text, word)
            checked += 1
    assert checked > 40


def test_prose_is_found_to_the_column(renderer: Renderer, pages: dict[str, str]) -> None:
    trace = traced(renderer, pages)["index.html"]
    span = trace.at(trace.text.index("key of its own"))
    assert span is not None
    assert span.text is not None
    assert span.path == "content/architecture.yml"
    assert span.text[span.column - 1 :].startswith("key of its own")


def test_an_escape_on_the_page_does_not_move_the_place(renderer: Renderer, pages: dict[str, str]) -> None:
    trace = traced(renderer, pages)["index.html"]
    span = trace.at(trace.text.index("Access &amp; identity") + len("Access &amp; "))
    assert span is not None
    assert span.text is not None
    assert span.text[span.column - 1 :].startswith("identity")


def test_the_target_of_a_link_is_found(renderer: Renderer, pages: dict[str, str]) -> None:
    trace = traced(renderer, pages)["index.html"]
    span = trace.at(trace.text.index('href="controls/index.html#keys"') + len('href="'))
    assert span is not None
    assert span.text is not None
    assert span.path == "content/architecture.yml"
    assert span.text[span.column - 1 :].startswith("controls/index.html#keys")


def test_the_words_of_the_interface_are_found_in_the_catalogue(renderer: Renderer, pages: dict[str, str]) -> None:
    trace = traced(renderer, pages)["index.html"]
    span = trace.at(trace.text.index("Stated, not scanned"))
    assert span is not None
    assert span.text is not None
    assert span.path == "templates/words/en.yml"
    assert "Stated, not scanned" in span.text


def test_what_a_template_writes_is_found_in_the_template(renderer: Renderer, pages: dict[str, str]) -> None:
    trace = traced(renderer, pages)["index.html"]
    for piece in ('<main class="main"', '<footer class="footer"', 'class="section__title"'):
        span = trace.at(trace.text.index(piece))
        assert span is not None
        assert span.text is not None
        assert span.path.startswith("templates/")
        assert span.text[span.column - 1 :].startswith(piece)


def test_what_an_expression_works_out_is_found_at_the_expression(renderer: Renderer, pages: dict[str, str]) -> None:
    trace = traced(renderer, pages)["posture/index.html"]
    span = trace.at(trace.text.index("a1" * 32))
    assert span is not None
    assert span.text is not None
    assert span.path.startswith("templates/")
    assert "keyid" in span.text


def test_words_of_a_chapter_are_found_in_the_chapter() -> None:
    center = make_center()
    renderer = make_renderer(center)
    made = whitepaper(center, renderer, Filters(center.site.base_url))
    assert isinstance(made, Artifact)
    trace = whitepaper_trace(center, renderer)
    assert trace is not None
    assert trace.text == made.data.decode()
    for needle, path, line in (
        ("Quill keeps notebooks", "content/whitepaper/01-summary.md", 4),
        ("More.", "content/whitepaper/01-summary.md", 8),
        ("The record", "content/whitepaper/02-record.md", 2),
        ("Each group has a key", "content/architecture.yml", 7),
    ):
        lines = {
            (span.path, span.line) for found in re.finditer(needle, trace.text) if (span := trace.at(found.start()))
        }
        assert (path, line) in lines, needle


def test_an_unknown_page_is_not_traced(renderer: Renderer) -> None:
    assert renderer.trace("no-such-page.html") is None


def test_a_place_that_cannot_be_known_is_not_guessed(tmp_path: Path) -> None:
    """A template that changes what it captured writes something else when there are marks in it."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "404.html.j2").write_text(
        "{% set name %}{{ site.title }}{% endset %}<p>{{ name | length }}</p>\n", encoding="utf-8"
    )
    renderer = make_renderer(make_center(), own=tmp_path)
    assert rendered(renderer)["404.html"] == "<p>12</p>\n"
    assert renderer.trace("404.html") is None


@pytest.mark.parametrize("style", ["|", ">", '"', "'", ""])
def test_a_text_is_found_however_it_was_quoted(style: str) -> None:
    value = {"|": "|\n      Kept for a year.", ">": ">\n      Kept for\n      a year."}.get(
        style, f"{style}Kept for a year.{style}"
    )
    answers = f"answers:\n  - id: kept\n    topic: Backups\n    answer: {value}\n"
    content = make_content({"answers.yml": answers})
    renderer = make_renderer(make_center(content))
    trace = renderer.trace("index.html")
    assert trace is not None
    span = trace.at(trace.text.index("Kept for"))
    assert span is not None
    assert span.text is not None
    assert span.path == "content/answers.yml"
    assert span.text[span.column - 1 :].startswith("Kept")
