"""Markdown and plain text: headings, lists, tables, quotations and paragraphs as the tree that a page would have.

Reads what people mean by Markdown, whoever renders it in the end.  HTML in it is read as a page's source.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from trustgen.limits import MARKUP_DEPTH
from trustgen.scopes.attributes import gather_attributes
from trustgen.scopes.decoding import decoded
from trustgen.scopes.gathered import Gathered
from trustgen.scopes.html import gather_page, gather_tree
from trustgen.scopes.html_raw import excess
from trustgen.scopes.inline import inline
from trustgen.scopes.offset_place import locate, region_of
from trustgen.scopes.reader import Reader
from trustgen.scopes.snippet import Fault, Snippets
from trustgen.scopes.svg import drawing_source
from trustgen.scopes.tree import Element, Run
from trustgen.scopes.unit import Reading

if TYPE_CHECKING:
    from trustgen.artifact import Artifact
    from trustgen.scopes.reader import Sieve

_HEADING: Final = re.compile(r"\s{0,3}(#{1,6})(?:\s+|$)((?:\s*+(?!#*\s*$)\S++)*+)\s*#*\s*$")
_UNDERLINE: Final = re.compile(r"\s{0,3}(=++|-++)\s*+$")
_RULE: Final = re.compile(r"\s{0,3}(?:[-*_]\s*+){3,}+$")
_ITEM: Final = re.compile(r"(\s*)([-*+]|\d{1,9}[.)])(\s+|$)(\[[ xX]\]\s)?")
_FENCE: Final = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_DIVIDER: Final = re.compile(r"\s*+(?:\|\s*+)?:?-++:?\s*+(?:\|\s*+:?-++:?\s*+)*+(?:\|\s*+)?$")
_QUOTE: Final = re.compile(r"\s{0,3}> ?")
_HTML: Final = re.compile(r"\s{0,3}<(?:[a-zA-Z/!?])")
_ENTRY: Final = re.compile(r"[A-Za-z][\w-]{1,30}:\s")
_REFERENCE: Final = re.compile(r"\s{0,3}\[([^\[\]]++)\]:\s*+(\S+)")


class _Line(Struct, frozen=True):
    text: str
    at: int

    def cut(self, count: int) -> _Line:
        return _Line(self.text[count:], self.at + min(count, len(self.text)))

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())


class _Parser:
    """Puts lines into a tree; quotations and items are put on a stack with their own lines."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.root = Element("#root")
        self.html: list[tuple[int, int]] = []
        self.deep: int | None = None
        """Where the file is nested deeper than it is read."""

    def parse(self) -> Element:
        lines: list[_Line] = []
        at = 0
        for text in self.source.split("\n"):
            lines.append(_Line(text.rstrip("\r"), at))
            at += len(text) + 1
        tasks: list[tuple[Element, list[_Line], int]] = [(self.root, lines, 0)]
        while tasks:
            element, part, depth = tasks.pop()
            if depth >= MARKUP_DEPTH:
                self.deep = part[0].at if self.deep is None and part else self.deep
                continue
            inner = self.level(element, part)
            tasks.extend((child, own, depth + 1) for child, own in reversed(inner))
        return self.root

    def level(self, into: Element, lines: list[_Line]) -> list[tuple[Element, list[_Line]]]:
        inner: list[tuple[Element, list[_Line]]] = []
        index = 0
        while index < len(lines):
            line = lines[index]
            following = lines[index + 1] if index + 1 < len(lines) else None
            if line.blank or _RULE.match(line.text):
                index += 1
            elif heading := _HEADING.match(line.text):
                self.text(into, f"h{len(heading[1])}", [_Line(heading[2], line.at + heading.start(2))])
                index += 1
            elif fence := _FENCE.match(line.text):
                index = self.fenced(into, lines, index, fence[1])
            elif _QUOTE.match(line.text):
                index = self.quote(into, lines, index, inner)
            elif _ITEM.match(line.text):
                index = self.items(into, lines, index, inner)
            elif "|" in line.text and following and _DIVIDER.match(following.text) and "-" in following.text:
                index = self.table(into, lines, index)
            elif _HTML.match(line.text):
                index = self.markup(lines, index)
            else:
                index = self.paragraph(into, lines, index)
        return inner

    def text(self, into: Element, tag: str, lines: list[_Line]) -> Element:
        element = into.add(Element(tag, place=lines[0].at if lines else 0))
        for number, line in enumerate(lines):
            if number:
                entry = _ENTRY.match(line.text) or lines[number - 1].text.endswith(("  ", "\\"))
                element.children.append(Element("br", parent=element) if entry else Run(" "))
            for part in inline(line.text.rstrip("\\"), line.at):
                element.children.append(part)
                if isinstance(part, Element):
                    part.parent = element
        return element

    def paragraph(self, into: Element, lines: list[_Line], index: int) -> int:
        found = [lines[index]]
        index += 1
        while index < len(lines) and not lines[index].blank:
            text = lines[index].text
            if (under := _UNDERLINE.match(text)) and len(found) < 4:  # noqa: PLR2004
                self.text(into, "h1" if under[1][0] == "=" else "h2", found)
                return index + 1
            if any(one.match(text) for one in (_HEADING, _FENCE, _QUOTE, _ITEM, _RULE)):
                break
            found.append(lines[index])
            index += 1
        plain = []
        for line in found:
            if reference := _REFERENCE.match(line.text):
                into.add(Element("a", {"href": reference[2], "title": reference[1]}, place=line.at))
            else:
                text = line.text.lstrip() if line.text.endswith("  ") else line.text.strip()
                plain.append(_Line(text, line.at + line.indent))
        if plain:
            self.text(into, "p", plain)
        return index

    def fenced(self, into: Element, lines: list[_Line], index: int, fence: str) -> int:
        element = into.add(Element("pre", place=lines[index].at))
        index += 1
        while index < len(lines) and not lines[index].text.lstrip().startswith(fence):
            element.children.append(Run(lines[index].text + "\n", lines[index].at))
            index += 1
        return index + 1

    def quote(self, into: Element, lines: list[_Line], index: int, inner: list[tuple[Element, list[_Line]]]) -> int:
        quoted = []
        while index < len(lines) and (found := _QUOTE.match(lines[index].text)):
            quoted.append(lines[index].cut(found.end()))
            index += 1
        inner.append((into.add(Element("blockquote", place=quoted[0].at)), quoted))
        return index

    def items(self, into: Element, lines: list[_Line], index: int, inner: list[tuple[Element, list[_Line]]]) -> int:
        listed = into.add(Element("ul", place=lines[index].at))
        base = lines[index].indent
        while index < len(lines) and (found := _ITEM.match(lines[index].text)) and lines[index].indent <= base + 1:
            item = listed.add(Element("li", place=lines[index].at))
            if found[4]:
                checked: dict[str, str | None] = {"type": "checkbox"}
                item.add(Element("input", {**checked, "checked": ""} if found[4][1] in "xX" else checked))
            width = found.end()
            own = [lines[index].cut(width)]
            index += 1
            while index < len(lines):
                line = lines[index]
                if line.blank:
                    if index + 1 >= len(lines) or lines[index + 1].indent <= base:
                        break
                elif line.indent <= base and (
                    own[-1].blank or any(one.match(line.text) for one in (_ITEM, _HEADING, _FENCE, _QUOTE, _RULE))
                ):
                    break
                own.append(line.cut(min(line.indent, width)))
                index += 1
            inner.append((item, own))
            while index < len(lines) and lines[index].blank:
                index += 1
        return index

    def table(self, into: Element, lines: list[_Line], index: int) -> int:
        table = into.add(Element("table", place=lines[index].at))
        self.row(table.add(Element("thead")), lines[index], "th")
        index += 2
        while index < len(lines) and "|" in lines[index].text:
            self.row(table, lines[index], "td")
            index += 1
        return index

    def row(self, into: Element, line: _Line, tag: str) -> None:
        row = into.add(Element("tr", place=line.at))
        body = line.text.rstrip().removesuffix("|")
        start = body.index("|") + 1 if body.lstrip().startswith("|") else 0
        for cell in re.finditer(r"(?:[^|\\]|\\.)*(?:\||$)", body[start:]):
            if cell.start() < len(body) - start or cell[0]:
                text = cell[0].removesuffix("|")
                self.text(row, tag, [_Line(text, line.at + start + cell.start())])

    def markup(self, lines: list[_Line], index: int) -> int:
        first = index
        while index < len(lines) and not lines[index].blank:
            index += 1
        self.html.append((lines[first].at, lines[index - 1].at + len(lines[index - 1].text)))
        return index


def _unread(into: Gathered, message: str, where: tuple[int, int]) -> None:
    into.snippets(Snippets(faults=(Fault(message=message, excessive=True),)), lambda *_: where)


def _read(artifact: Artifact, sieve: Sieve) -> Reading:
    source, problems = decoded(artifact)
    into = Gathered(sieve)
    parser = _Parser(source)
    root = parser.parse()
    gather_tree(root, into)
    for node in root.walk():
        if isinstance(node, Element) and node.attributes:
            gather_attributes(node, None, drawing_source, into)
    if parser.deep is not None:
        nested = f"The text has more than {MARKUP_DEPTH} quotations and lists inside one another."
        _unread(into, nested, (parser.deep, parser.deep))
    for start, end in parser.html:
        if message := excess(source[start:end]):
            _unread(into, message, (start, start))
        else:
            gather_page(source[start:end], into, (start, end))
    return Reading(
        units=tuple(into.units),
        problems=(*problems, *into.problems(artifact.path, lambda where: region_of(source, where))),
        assets=tuple(into.assets),
        texts=into.texts,
    )


READER: Final = Reader(
    name="text",
    media=frozenset({"text/markdown", "text/plain"}),
    suffixes=frozenset(
        {
            ".md",
            ".markdown",
            ".txt",
            ".text",
            ".rst",
            ".adoc",
            ".yml",
            ".yaml",
            ".toml",
            ".ini",
            ".cfg",
            ".conf",
            ".pem",
            ".pub",
            ".asc",
            ".sig",
            ".sha256",
            ".log",
            ".webfinger",
            "_headers",
            "_redirects",
            "cname",
            ".nojekyll",
            "license",
            "notice",
            "readme",
            "changelog",
            "humans",
        },
    ),
    read=_read,
    locate=locate,
)
