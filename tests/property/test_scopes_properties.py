"""What holds for every page, whatever is in it."""

from __future__ import annotations

import html
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trustgen.artifact import Artifact
from trustgen.scopes.reader import Sieve, everything, reader_of, readers
from trustgen.scopes.unit import Reading

SETTINGS = settings(max_examples=60, deadline=None)
WORDS = st.text(alphabet=string.ascii_letters + string.digits + " .,:;?!éüßñ", min_size=1, max_size=30)
TAGS = st.sampled_from(
    [
        "p",
        "div",
        "span",
        "b",
        "i",
        "h1",
        "h2",
        "h3",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "caption",
        "dl",
        "dt",
        "dd",
        "a",
        "img",
        "svg",
        "text",
        "title",
        "blockquote",
        "q",
        "del",
        "ins",
        "s",
        "details",
        "summary",
        "section",
        "header",
        "template",
        "noscript",
        "script",
        "style",
        "br",
        "button",
        "figure",
        "figcaption",
        "option",
    ],
)
ATTRIBUTES = st.sampled_from(
    ["", " hidden", " class='x y'", " id=a", " style='display:none'", " alt='SOC 2'", " href='/x%20y'", " colspan=3",
     " rowspan=2", " data-x='{\"a\":[1,\"b\"]}'", " aria-label=yes", " scope=row", " srcset='a 1x, b 2x'"],
)  # fmt: skip


@st.composite
def soups(draw: st.DrawFn) -> str:
    """Tags opened and closed as they come."""
    pieces = []
    for _ in range(draw(st.integers(0, 25))):
        kind = draw(st.integers(0, 3))
        tag = draw(TAGS)
        if kind == 0:
            pieces.append(f"<{tag}{draw(ATTRIBUTES)}>")
        elif kind == 1:
            pieces.append(f"</{tag}>")
        else:
            pieces.append(draw(WORDS))
    return "".join(pieces)


def read(text: str | bytes, path: str = "index.html", sieve: Sieve | None = None) -> Reading:
    data = text if isinstance(text, bytes) else text.encode()
    artifact = Artifact(path=path, media="text/html", data=data)
    reader = reader_of(artifact)
    assert reader is not None
    reading = reader.read(artifact, sieve or everything())
    for unit in reading.units:
        region = reader.locate(artifact, unit, 0, len(unit.text))
        assert region is None or 0 <= region.start <= region.end <= len(region.text)
    return reading


@SETTINGS
@given(soups())
def test_a_page_of_any_tags_is_read_to_the_end(source: str) -> None:
    assert isinstance(read(source), Reading)


@SETTINGS
@given(st.binary(max_size=300), st.sampled_from(sorted(reader.name for reader in readers())))
def test_any_bytes_are_read_or_are_a_problem(data: bytes, name: str) -> None:
    suffix = next(min(reader.suffixes) for reader in readers() if reader.name == name)
    path = f"x{suffix}" if suffix.startswith(".") else suffix
    assert isinstance(read(data, path), Reading)


@SETTINGS
@given(st.text(max_size=200), st.sampled_from(["a.md", "a.js", "a.css", "a.json", "a.svg", "a.xml", "a.csv", "a.html"]))
def test_any_text_is_read_or_is_a_problem(text: str, path: str) -> None:
    assert isinstance(read(text.encode("utf-8", "replace"), path), Reading)


@SETTINGS
@given(WORDS.filter(str.strip))
def test_entities_do_not_change_what_a_page_says(words: str) -> None:
    written = "".join(f"&#{ord(character)};" for character in words)
    assert texts(f"<p>{written}</p>") == texts(f"<p>{html.escape(words)}</p>")


@SETTINGS
@given(WORDS.filter(str.strip), st.data())
def test_inline_elements_do_not_change_what_a_block_says(words: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(words)))
    split = f"<p>{html.escape(words[:at])}<b>{html.escape(words[at:])}</b></p>"
    assert texts(split)[0] == texts(f"<p>{html.escape(words)}</p>")[0]


@SETTINGS
@given(st.lists(st.text(string.ascii_letters, min_size=1, max_size=8), min_size=1, max_size=8), st.data())
def test_white_space_does_not_change_what_a_block_says(words: list[str], data: st.DataObject) -> None:
    spaces = st.text(" \n\t\r", min_size=1, max_size=4)
    written = "".join(data.draw(spaces) + word for word in words)
    assert texts(f"<p>{written}</p>") == [" ".join(words)]


@SETTINGS
@given(soups(), WORDS.filter(lambda words: words.strip()))
def test_what_the_quick_look_lets_go_was_not_in_any_unit(source: str, words: str) -> None:
    """A sieve for one word never loses a unit that holds the word."""
    needle = "Zertifikat"
    page = f"{source}<p>{html.escape(words)} Zerti<i>fik</i>at</p>"
    found = read(page, sieve=Sieve(lambda text: needle in text))
    assert {unit.text for unit in read(page).units if needle in unit.text} == {unit.text for unit in found.units}


@SETTINGS
@given(soups(), soups())
def test_a_text_is_found_where_it_was_written(before: str, after: str) -> None:
    needle = "Nadel im Heu"
    page = f"{before}</script></style></title></svg></template></noscript><p>{needle}</p>{after}"
    artifact = Artifact(path="i.html", media="text/html", data=page.encode())
    reader = reader_of(artifact)
    assert reader is not None
    for unit in reader.read(artifact, everything()).units:
        if needle in unit.text and unit.scope.startswith("text."):
            start = unit.text.index(needle)
            region = reader.locate(artifact, unit, start, start + len(needle))
            assert region is not None
            assert region.text[region.start : region.end] == needle
            break
    else:
        pytest.fail(f"the text is lost in {page!r}")


def texts(source: str) -> list[str]:
    return [unit.text for unit in read(source).units if unit.scope == "text.body"]
