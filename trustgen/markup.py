"""Markdown to HTML: CommonMark with tables, raw HTML off, links and pictures only to where a trust page may lead.

Places survive: `Marks` may be given to learn where each piece of text came from.  Pages are not known here; the
caller says how a path of the site is written on the page.  Nothing here remembers a text: the caller does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from markdown_it import MarkdownIt

from trustgen.source import Place, Text

if TYPE_CHECKING:
    from markdown_it.token import Token

_DIRECTIVE = re.compile(r"::([a-z]+(?:-[a-z]+)*)[ \t]*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_SAFE_LINK = re.compile(r"(?:https://|mailto:|#)|(?!//)(?![A-Za-z][A-Za-z0-9+.-]*:)(?!/)")
_PARAGRAPH = ["paragraph_open", "inline", "paragraph_close"]
_WORDS = re.compile(r"[^a-z0-9]+")

LinkWriter = Callable[[str], str]
"""Writes a path of the site, fragment included, as it has to stand on the current page."""


class Marks(Protocol):
    """Takes the place of a piece of text and gives the mark to put before it."""

    def mark(self, text: Text, offset: int) -> str:
        """The mark for `text` from `offset` on."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in a rendered text."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """HTML, and the headings in it."""

    html: str
    headings: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of Markdown, or a directive on a line of its own."""

    text: Text | None
    directive: Text | None


def slug(text: str) -> str:
    """An anchor made from words."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _WORDS.sub("-", plain).strip("-") or "section"


def _safe(url: str) -> bool:
    return _SAFE_LINK.match(url) is not None


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.validateLink = _safe  # type: ignore[method-assign]
    return parser


_PARSER = _parser()


def refused_links(text: Text) -> Iterator[tuple[str, int]]:
    """Targets that may not be linked to, each with its offset: other schemes, paths from the root."""
    for found in re.finditer(r"\]\(\s*<?([^\s)>]+)", text):
        if not _safe(found[1]):
            yield found[1], found.start(1)


def render(
    text: str,
    link: LinkWriter,
    *,
    shift: int = 0,
    prefix: str = "",
    inline: bool = False,
    marks: Marks | None = None,
) -> Rendered:
    """Markdown as HTML.  Headings move down by `shift` levels and get ids that begin with `prefix`."""
    tokens = _PARSER.parse(text)
    headings = tuple(_headings(tokens, shift, prefix))
    taken: dict[int, int] = {}
    for token in tokens:
        if token.type == "inline":
            _relink(token.children or (), link)
            if marks is not None and isinstance(text, Text):
                _mark(token, text, marks, taken)
    if inline and [token.type for token in tokens] == _PARAGRAPH:
        tokens = tokens[1:2]
    return Rendered(_PARSER.renderer.render(tokens, _PARSER.options, {}).rstrip("\n"), headings)


def _headings(tokens: Sequence[Token], shift: int, prefix: str) -> Iterator[Heading]:
    taken: dict[str, int] = {}
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            level = min(int(token.tag[1]) + shift, 6)
            words = "".join(child.content for child in tokens[index + 1].children or ())
            name = prefix + slug(words)
            taken[name] = taken.get(name, 0) + 1
            if taken[name] > 1:
                name = f"{name}-{taken[name]}"
            token.tag = tokens[index + 2].tag = f"h{level}"
            token.attrSet("id", name)
            yield Heading(level, name, words)


def _relink(children: Sequence[Token], link: LinkWriter) -> None:
    for child in children:
        attribute = {"link_open": "href", "image": "src"}.get(child.type)
        if attribute is None:
            continue
        target = str(child.attrGet(attribute) or "")
        if target and not target.startswith(("https://", "mailto:", "#")):
            child.attrSet(attribute, link(target))


def _mark(token: Token, text: Text, marks: Marks, taken: dict[int, int]) -> None:
    """Put a mark before every text of an inline token: its children follow its content, line by line.

    `taken` says up to which column a source line is used already: the cells of a row share one.
    """
    if token.map is None:
        return
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    # The content's lines are the source's, without indentation and block marks: each is found in its own line.
    offsets: list[tuple[int, int]] = []
    cursor = 0
    number = token.map[0]
    for line in token.content.split("\n"):
        source = text[starts[number] : starts[number + 1] - 1] if number + 1 < len(starts) else ""
        column = max(source.find(line, taken.get(number, 0)), 0)
        taken[number] = column + len(line)
        offsets.append((cursor, starts[number] + column))
        cursor += len(line) + 1
        number += 1
    cursor = 0
    for child in _leaves(token.children or ()):
        found = token.content.find(child.content, cursor)
        at = found if found >= 0 else cursor
        begin, base = max((pair for pair in offsets if pair[0] <= at), default=(0, 0))
        mark = marks.mark(text, base + at - begin)
        cursor = at + len(child.content) if found >= 0 else cursor
        child.content = mark + child.content


def _leaves(children: Sequence[Token]) -> Iterator[Token]:
    for child in children:
        if child.type in ("text", "code_inline", "text_special"):
            yield child
        elif child.type == "image":
            yield from _leaves(child.children or ())


def parts(text: Text) -> tuple[Part, ...]:
    """Split at directives (`::name` on a line of its own, outside of code)."""
    found: list[Part] = []
    lines = text.split("\n")
    begin, fence = 0, ""
    for number, line in enumerate(lines):
        marker = _FENCE.match(line)
        if marker:
            fence = "" if fence and marker[1].startswith(fence) else fence or marker[1]
        directive = None if fence else _DIRECTIVE.fullmatch(line)
        if directive:
            found.extend(_stretch(text, lines, begin, number))
            found.append(Part(None, _piece(text, lines, number, number + 1, directive[1])))
            begin = number + 1
    found.extend(_stretch(text, lines, begin, len(lines)))
    return tuple(found)


def _stretch(text: Text, lines: list[str], begin: int, end: int) -> Iterator[Part]:
    body = "\n".join(lines[begin:end])
    if body.strip():
        yield Part(_piece(text, lines, begin, end, body), None)


def _piece(text: Text, lines: list[str], begin: int, end: int, body: str) -> Text:
    """A part of a text with the place of that part; exact where the whole stands verbatim."""
    place = text.place
    if not place.verbatim:
        return Text(body, place)
    at = Place(
        place.source,
        place.line + begin,
        place.column,
        place.line + max(end - 1, begin),
        place.column + len(lines[max(end - 1, begin)]),
        verbatim=True,
    )
    return Text(body, at)


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
