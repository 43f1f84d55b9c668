"""Markdown to HTML: CommonMark with tables, raw HTML off, links and pictures only to where a trust page may lead.

Pages are not known here: the caller says how a path of the site is written on the page.  Nothing here remembers a
text: the caller does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from msgspec import Struct

from trustgen.markup.marking import TARGET, Marking, Marks
from trustgen.source import Place, Text

if TYPE_CHECKING:
    from markdown_it.token import Token

_SAFE_LINK = re.compile(r"(?:https://|mailto:|#)|(?!//)(?![A-Za-z][A-Za-z0-9+.-]*:)(?!/)")
_ELSEWHERE = ("https://", "mailto:", "#")
_WORDS = re.compile(r"[^a-z0-9]+")
_MAY_LINK = re.compile(r"\]\(|\]:|<")
_LABEL = "label"
_SIMPLE_LINE = r"""(?:[^\W\d_]|["'(])(?:[^\0\r\n`*_\[\]<&\\]*[^\0\s`*_\[\]<&\\])?"""
_SIMPLE = re.compile(rf"{_SIMPLE_LINE}(?:\n+{_SIMPLE_LINE})*\n*")
"""Paragraphs without any mark."""

LinkWriter = Callable[[str], str]
"""Writes a path of the site, fragment included, as it has to stand on the current page."""


class Heading(Struct, frozen=True):
    """A heading in a rendered text."""

    level: int
    id: str
    text: str
    """Its words; a `Text` where its place is known."""


class Rendered(Struct, frozen=True):
    """HTML, and the headings in it."""

    html: str
    headings: tuple[Heading, ...]


def slug(text: str) -> str:
    """An anchor made from words."""
    plain_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _WORDS.sub("-", plain_text).strip("-") or "section"


def _table_open(_renderer: object, tokens: Sequence[Token], index: int, *_options: object) -> str:
    """A table may be wider than a telephone: it stands in a region that scrolls, and that a keyboard can reach."""
    label = tokens[index].meta.get(_LABEL)
    named = f' role="region" aria-labelledby="{label}"' if label else ""
    return f'<div class="prose__table" tabindex="0"{named}>\n<table>\n'


def _table_close(*_options: object) -> str:
    return "</table>\n</div>\n"


def _parser(safe: Callable[[str], bool]) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False}).enable("table")
    parser.add_render_rule("table_open", _table_open)
    parser.add_render_rule("table_close", _table_close)
    parser.validateLink = safe  # type: ignore[method-assign,assignment]
    return parser


def _safe(url: str) -> bool:
    return _SAFE_LINK.match(url) is not None


_PARSER = _parser(_safe)


def tokens_of(text: str) -> list[Token]:
    """What the parser reads in a text."""
    return _PARSER.parse(text)


def refused_links(text: str) -> tuple[tuple[str, int], ...]:
    """Targets that a text may not lead to, each with its offset; what is refused would stand on the page as text.

    A link leads to `https:`, to `mailto:` or to a path of the site; a picture is a file of the site.
    """
    if not _MAY_LINK.search(text):
        return ()
    refused: dict[str, None] = {}

    def judge(url: str) -> bool:
        if not _safe(url):
            refused[url] = None
        return _safe(url)

    for token in _parser(judge).parse(text):
        for child in token.children or ():
            source = str(child.attrGet("src") or "") if child.type == "image" else ""
            if source.startswith(_ELSEWHERE):
                refused[source] = None
    return tuple((url, max(text.find(url), text.find(unquote(url)), 0)) for url in refused)


def render(
    text: str,
    link: LinkWriter,
    *,
    shift: int = 0,
    prefix: str = "",
    inline: bool = False,
    marks: Marks | None = None,
    picture: LinkWriter | None = None,
    ids: set[str] | None = None,
) -> Rendered:
    """Markdown as HTML.  Headings move down by `shift` levels and get ids that begin with `prefix`.

    `inline` leaves out the paragraph's own element where the text is one paragraph.  `picture` writes the path of a
    picture, where that differs from a link.  `ids` are taken already on the page; those of the headings are added.
    """
    if marks is None and _SIMPLE.fullmatch(text):
        return Rendered(_simple(text, inline=inline), ())
    tokens = _PARSER.parse(text)
    headings = tuple(_headings(text, tokens, shift, prefix, set() if ids is None else ids))
    if marks is not None and isinstance(text, Text):
        Marking(text, marks).over(tokens)
    for opened, token in zip((None, *tokens), tokens, strict=False):
        _relink(token.children or (), link, picture or link)
        if opened is not None and [child.type for child in token.children or ()] == ["image"]:
            _frame(opened)
    if inline and len(tokens) == 3 and tokens[0].type == "paragraph_open":  # noqa: PLR2004 - one paragraph
        tokens = tokens[1:2]
    return Rendered(_PARSER.renderer.render(tokens, _PARSER.options, {}).rstrip("\n"), headings)


def _simple(text: str, *, inline: bool) -> str:
    """What the parser would make of paragraphs without any mark: most texts of a record are such."""
    escaped = text.strip("\n").replace(">", "&gt;").replace('"', "&quot;")
    if inline and "\n\n" not in escaped:
        return escaped
    return "\n".join(f"<p>{paragraph}</p>" for paragraph in re.split(r"\n{2,}", escaped))


def _headings(text: str, tokens: Sequence[Token], shift: int, prefix: str, ids: set[str]) -> Iterator[Heading]:
    name = ""
    for index, token in enumerate(tokens):
        if token.type == "table_open":
            token.meta[_LABEL] = name
        elif token.type == "heading_open":
            level = min(int(token.tag[1]) + shift, 6)
            words = "".join(child.content for child in tokens[index + 1].children or ())
            stem = name = prefix + slug(words)
            number = 1
            while name in ids:
                number += 1
                name = f"{stem}-{number}"
            ids.add(name)
            token.tag = tokens[index + 2].tag = f"h{level}"
            token.attrSet("id", name)
            yield Heading(level, name, _placed(text, words, (token.map or [0])[0]))


def _placed(text: str, words: str, line: int) -> str:
    """Words of a line of a text, with their place where the text stands verbatim in its source."""
    if not isinstance(text, Text) or not text.place.verbatim:
        return words
    column = max(text.split("\n")[line].find(words), 0) + text.place.column
    number = text.place.line + line
    return Text(words, Place(text.place.source, number, column, number, column + len(words), verbatim=True))


def _frame(opened: Token) -> None:
    """A picture alone in a paragraph is a figure: on a telephone it scrolls in its frame, and a keyboard reaches it."""
    if opened.type == "paragraph_open":
        opened.attrSet("class", "prose__figure")
        opened.attrSet("tabindex", "0")


def _relink(children: Sequence[Token], link: LinkWriter, picture: LinkWriter) -> None:
    for child in children:
        attribute, write = ("src", picture) if child.type == "image" else ("href", link)
        target = str(child.attrGet(attribute) or "")
        if target and not target.startswith(_ELSEWHERE):
            target = write(target)
        if target:
            child.attrSet(attribute, str(child.meta.get(TARGET, "")) + target)


def plain(text: str) -> str:
    """The words of a Markdown text, without marks: for descriptions and the like."""
    words: list[str] = []

    def walk(tokens: Sequence[Token]) -> None:
        for token in tokens:
            if token.children:
                walk(token.children)
            elif token.type in ("text", "code_inline"):
                words.append(token.content)
            elif token.type in ("softbreak", "hardbreak", "paragraph_close", "list_item_close"):
                words.append(" ")

    walk(_PARSER.parse(text))
    return " ".join("".join(words).split())


def options() -> dict[str, Any]:
    """The parser's options, for tests that hold them to what is promised here."""
    return dict(_PARSER.options)
