"""Markdown: what it becomes, what it may not become, and where each piece of it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from trustgen import markup
from trustgen.markup.parser import _SIMPLE
from trustgen.source import Place, Source, Text


def same(path: str) -> str:
    return path


def html(text: str, **options: object) -> str:
    return markup.render(text, same, **options).html  # type: ignore[arg-type]


def written(text: str, path: str = "content/a.md", indent: int = 0) -> Text:
    """A text that stands verbatim in a source, indented as a literal block is."""
    body = "\n".join(" " * indent + line for line in text.split("\n"))
    source = Source(path, f"first line\n{body}\n")
    count = text.count("\n")
    return Text(text, Place(source, 2, indent + 1, 2 + count, indent + 1 + len(text), verbatim=True))


@dataclass
class Kept:
    """Marks that a test can read back: `⟦n⟧` before each piece."""

    pieces: list[tuple[Text, int, int]] = field(default_factory=list)

    def mark(self, text: Text, start: int, end: int) -> str:
        self.pieces.append((text, start, end))
        return f"⟦{len(self.pieces) - 1}⟧"


def marked(text: Text) -> tuple[str, list[tuple[str, str]]]:
    """The HTML without marks; and what stands after each mark, beside what the source says there."""
    kept = Kept()
    made = markup.render(text, same, marks=kept).html
    pairs = []
    for found in re.finditer('⟦([0-9]+)⟧([^⟦<"\n]*)', made):
        whole, start, end = kept.pieces[int(found[1])]
        pairs.append((found[2], whole[start:end]))
    return re.sub("⟦[0-9]+⟧", "", made), pairs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One *word*.", "<p>One <em>word</em>.</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("a <b onclick=x>b</b>", "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>"),
        ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>"),
        ("[a](java&#115;cript:alert(1))", "<p>[a](javascript:alert(1))</p>"),
        ("[a](data:text/html,x)", "<p>[a](data:text/html,x)</p>"),
        ("[a](http://plain.test)", "<p>[a](http://plain.test)</p>"),
        ("[a](//other.test/x)", "<p>[a](//other.test/x)</p>"),
        ("[a](/from/the/root)", "<p>[a](/from/the/root)</p>"),
        ("[a](\\\\other.test)", '<p><a href="%5Cother.test">a</a></p>'),
        ("[a](https://other.test/?q=1&r)", '<p><a href="https://other.test/?q=1&amp;r">a</a></p>'),
        ("[a](mailto:x@y.test)", '<p><a href="mailto:x@y.test">a</a></p>'),
        ('(c) -- "quoted"', "<p>(c) -- &quot;quoted&quot;</p>"),
        ("https://not.linked.test", "<p>https://not.linked.test</p>"),
    ],
)  # fmt: skip
def test_markdown_becomes_only_what_it_may(text: str, expected: str) -> None:
    assert html(text) == expected


def test_a_table_stands_in_a_region_that_a_keyboard_can_reach() -> None:
    table = "| a |\n|---|\n"
    bare = "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n</table>\n</div>"
    assert html(table) == f'<div class="prose__table" tabindex="0">\n{bare}'
    region = '<div class="prose__table" tabindex="0" role="region" aria-labelledby="p-kinds">'
    assert html(f"## Kinds\n\n{table}", prefix="p-") == f'<h2 id="p-kinds">Kinds</h2>\n{region}\n{bare}'


def test_links_and_pictures_are_written_by_the_page() -> None:
    text = "[a](posture/index.html#check) ![b](img/b.svg) [c](#here)"
    made = markup.render(text, lambda path: f"../{path}", picture=lambda path: f"pictures/{path}").html
    assert '<a href="../posture/index.html#check">' in made
    assert '<img src="pictures/img/b.svg" alt="b">' in made
    assert '<a href="#here">' in made


def test_a_picture_alone_in_its_paragraph_is_a_figure_that_a_keyboard_reaches() -> None:
    alone = markup.render("Before.\n\n![a](img/a.svg)", str).html
    beside = markup.render("See ![a](img/a.svg)", str).html
    assert '<p class="prose__figure" tabindex="0"><img' in alone
    assert "prose__figure" not in beside


def test_headings_move_down_and_each_has_its_own_anchor() -> None:
    made = markup.render("# One\n\n# One\n\n# One-2\n\n## Zürich & *Köln*\n", same, shift=1, prefix="p-")
    assert [(h.level, h.id, str(h.text)) for h in made.headings] == [
        (2, "p-one", "One"),
        (2, "p-one-2", "One"),
        (2, "p-one-2-2", "One-2"),
        (3, "p-zurich-koln", "Zürich & Köln"),
    ]
    assert '<h3 id="p-zurich-koln">Zürich &amp; <em>Köln</em></h3>' in made.html


def test_a_heading_never_goes_below_the_sixth_level() -> None:
    assert html("##### Deep", shift=4) == '<h6 id="deep">Deep</h6>'


def test_a_heading_keeps_its_place() -> None:
    made = markup.render(written("Text.\n\n## What is scanned\n", indent=4), same)
    place = made.headings[0].text.place  # type: ignore[attr-defined]
    assert (place.span.line, place.span.column) == (4, 8)


def test_one_paragraph_can_stand_inline_and_several_cannot() -> None:
    assert html("One *word*.", inline=True) == "One <em>word</em>."
    assert html("One word.\n", inline=True) == "One word."
    assert html("One.\n\nTwo.", inline=True) == "<p>One.</p>\n<p>Two.</p>"


_PIECES = st.sampled_from(
    ["word", "Word", " ", "\n", "\n\n", "  \n", "\t", '"', "'", "(", ")", ">", "<", "&", "*", "_", "`", "#", "-", "=",
     "1.", "1)", "+", "|", ":", "::x", "!", "[a]", "(b)", "~~", "\\", "é", "\u00a0", "\u2009", "—", "https://x.test",
     "&amp;", "{x}", "^"],
)  # fmt: skip


@given(st.lists(_PIECES, max_size=14).map("".join))
def test_texts_without_marks_come_out_as_the_parser_would_write_them(text: str) -> None:
    parser = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False}).enable("table")
    if _SIMPLE.fullmatch(text):
        assert "<table>" not in html(text)
        assert html(text) == parser.render(text).rstrip("\n")


def test_most_prose_needs_no_parser() -> None:
    assert _SIMPLE.fullmatch(
        "All tenants share one platform.\nThe API rejects a read; 95 % (at least) > none.\n\nIt’s “so”.\n"
    )
    assert not _SIMPLE.fullmatch("1. A list")
    assert not _SIMPLE.fullmatch("Two  \nlines")


@given(st.lists(_PIECES, max_size=14).map("".join), st.integers(0, 4))
def test_marks_never_change_what_is_written(text: str, indent: int) -> None:
    plain, _ = marked(written(text, indent=indent))
    assert plain == html(text)


def test_every_piece_is_marked_with_its_own_words() -> None:
    text = written(
        "# Title of it\n\nFirst *second* third\nfourth `code here` fifth.\n\n- item one\n- item **two**\n\n> quoted\n\n"
        "| a | b |\n|---|---|\n| cell one | cell one |\n\n```\nfenced\n```\n",
    )
    _, pairs = marked(text)
    assert [shown for shown, _ in pairs if shown] == [
        "Title of it", "First ", "second", " third", "fourth ", "code here", " fifth.",
        "item one", "item ", "two", "quoted", "a", "b", "cell one", "cell one", "fenced",
    ]  # fmt: skip
    assert all(source.rstrip("\n").startswith(shown) for shown, source in pairs)


def test_cells_of_a_row_have_different_places() -> None:
    kept = Kept()
    text = written("| same | same |\n|---|---|\n| one | one |\n")
    markup.render(text, same, marks=kept)
    assert [start for _, start, _ in kept.pieces] == [2, 9, 28, 34]


def test_escapes_and_entities_do_not_move_what_follows() -> None:
    _, pairs = marked(written("one \\* two &amp; three\\_four"))
    found = [(shown, source) for shown, source in pairs if len(shown) > 1 and not shown.startswith("&")]
    assert found == [("one ", "one "), (" two ", " two "), (" three", " three"), ("four", "four")]


def test_targets_are_marked_with_their_own_place() -> None:
    kept = Kept()
    text = written("See [the page](posture/index.html) and ![a drawing](img/a.svg).")
    made = markup.render(text, same, marks=kept).html
    assert re.search(r'href="⟦\d+⟧posture/index.html"', made)
    assert {"posture/index.html", "img/a.svg", "a drawing", "the page"} <= {t[s:e] for t, s, e in kept.pieces}


def test_refused_links_are_named_with_their_place() -> None:
    text = (
        "Good [a](https://x.test).\nBad [b](http://x.test/y) and ![c](https://x.test/badge.png)\n\n[d]: ftp://x.test\n"
    )
    found = markup.refused_links(text)
    assert {url for url, _ in found} == {"http://x.test/y", "https://x.test/badge.png", "ftp://x.test"}
    assert all(text[offset:].startswith(url) for url, offset in found)
    assert markup.refused_links("Nothing to see, [here](controls/index.html) or <https://x.test>.") == ()


def test_directives_split_a_text_and_keep_their_places() -> None:
    text = written("One.\n\n::controls\n\nTwo.\nnot ::a directive\n\n```\n::inside-code\n```\n::self-hosted  \n")
    found = markup.parts(text)
    assert [str(part.directive) if part.directive else None for part in found] == [
        None,
        "controls",
        None,
        "self-hosted",
    ]
    assert found[1].directive is not None
    assert found[1].directive.span.line == 4
    assert found[2].text is not None
    assert (
        found[2].text.place.inside(found[2].text, found[2].text.index("Two"), found[2].text.index("Two") + 3).line == 6
    )
    assert "::inside-code" in found[2].text


@pytest.mark.parametrize(
    "line", ["::Controls", "::controls extra", " ::controls", "::controls{family=ISOL}", ":: controls"]
)
def test_what_is_nearly_a_directive_is_one_that_does_not_exist(line: str) -> None:
    (part,) = markup.parts(written(f"{line}\n"))
    assert str(part.directive) == line.strip().removeprefix("::")


def test_descriptions_are_words_alone() -> None:
    assert markup.plain("A *b* [c](d.html).\n\n- e\n- `f`\n") == "A b c. e f"


def test_raw_html_and_replacements_are_off() -> None:
    chosen = markup.options()
    assert chosen["html"] is False
    assert chosen["typographer"] is False
    assert chosen["linkify"] is False
