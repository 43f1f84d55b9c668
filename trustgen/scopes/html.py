"""Pages: everything that a page says, shows or carries, in units with their structure.

A page is looked over quickly first; its structure is worked out only when it may mention something.  Nothing is
rendered: style sheets are read for what they write, not for what they hide.
"""

from __future__ import annotations

from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from trustgen.scopes.attributes import AttributePlace, gather_attributes
from trustgen.scopes.blocks import blocks_of
from trustgen.scopes.context import Surroundings
from trustgen.scopes.css import css_snippets
from trustgen.scopes.decoding import decoded
from trustgen.scopes.gathered import Gathered
from trustgen.scopes.head import gather_meta, title_of
from trustgen.scopes.html_place import CommentPlace, LinePlace, locate, region_of
from trustgen.scopes.html_raw import excess
from trustgen.scopes.html_tree import COMMENT, glance, tree_of, turns
from trustgen.scopes.json_data import json_snippets
from trustgen.scopes.reader import Reader, everything
from trustgen.scopes.rules import EXCESSIVE
from trustgen.scopes.script import script_snippets, unescaped
from trustgen.scopes.snippet import Snippet, Snippets, texts
from trustgen.scopes.span import span_at
from trustgen.scopes.svg import drawing_source, gather_drawing
from trustgen.scopes.tree import Element, Run
from trustgen.scopes.unit import PARTS, Context, Problem, Reading, Surface, Unit
from trustgen.scopes.xml_place import RunsPlace

if TYPE_CHECKING:
    from collections.abc import Callable

    from trustgen.artifact import Artifact
    from trustgen.scopes.block import Block
    from trustgen.scopes.reader import Sieve

_FRAMES: Final = 3
_SCRIPTS: Final = frozenset({"", "module", "text/javascript", "application/javascript", "text/ecmascript"})


def gather_tree(root: Element, into: Gathered, where: object = None, title: str = "") -> None:
    """Gather the blocks of a tree, in whatever format it was written.  `where` stands for the place of them all."""
    blocks = blocks_of(root)
    around = Surroundings(blocks, title)
    for block in blocks.seen:
        _gather_block(block, Surface.PROSE, around.of, into, where)
    for block in blocks.unseen:
        surface = Surface.PROSE if block.struck else Surface.HIDDEN
        _gather_block(block, surface, around.alone, into, where)


def _gather_block(
    block: Block,
    surface: Surface,
    context: Callable[[Block], Context],
    into: Gathered,
    where: object,
) -> None:
    place = where or LinePlace(block.line)
    for text, scope in ((block.line.text, block.around.scope), (block.line.other, PARTS)):
        if into.takes(text):
            into.units.append(
                Unit(
                    scope=scope,
                    surface=surface,
                    text=text,
                    tag=block.element.tag,
                    anchor=block.around.anchor,
                    context=context(block),
                    where=place,
                ),
            )


def gather_page(source: str, into: Gathered, where: object = None, frames: int = 0) -> None:
    """Gather everything of a page; `where` stands for the place of it all when the page stands in an attribute."""
    root = tree_of(source)
    gather_tree(root, into, where, title_of(root))
    drawing_ends: set[int] = set()
    stack: list[tuple[Element, str | None]] = [(root, None)]
    while stack:
        element, anchor = stack.pop()
        anchor = element.get("id") or anchor
        if element.tag == COMMENT:
            text = "".join(run.text for run in element.children if isinstance(run, Run))
            place = where or CommentPlace(element.place if isinstance(element.place, int) else 0)
            into.add(Unit(scope="comment", surface=Surface.HIDDEN, text=text, anchor=anchor, where=place))
            continue
        if element.tag == "meta":
            gather_meta(element, into)
        elif element.tag in ("script", "style"):
            _gather_embedded(element, anchor, into, where)
        elif element.tag == "svg" and id(element) not in drawing_ends:
            gather_drawing(element, anchor, into, where)
            drawing_ends.update(id(inner) for inner in element.descendants("svg"))
        elif element.tag == "title" and element.parent is not None and id(element.parent) not in drawing_ends:
            runs = tuple(run for run in element.children if isinstance(run, Run))
            if not any(above.tag == "svg" for above in element.ancestors()):
                text = " ".join("".join(run.text for run in runs).split())
                into.add(Unit(scope="head.title", surface=Surface.HEAD, text=text, where=where or RunsPlace(runs)))
        if element.attributes:
            if turns(element.tag, element.attributes):
                _gather_turned(element, anchor, into, where)
            if frames < _FRAMES and element.get("srcdoc"):
                gather_page(element.get("srcdoc"), into, where or AttributePlace(element, "srcdoc"), frames + 1)
            gather_attributes(element, anchor, drawing_source, into)
        stack.extend([(child, anchor) for child in reversed(element.children) if isinstance(child, Element)])


def _gather_turned(element: Element, anchor: str | None, into: Gathered, where: object) -> None:
    """What an element shows that turns its text round: nothing that stands beside it can excuse it."""
    runs = tuple(run for run in element.walk() if isinstance(run, Run))
    shown = " ".join("".join(run.text for run in runs).split())[::-1]
    into.add(Unit(scope="text.turned", surface=Surface.MARK, text=shown, anchor=anchor, where=where or RunsPlace(runs)))


def _gather_embedded(element: Element, anchor: str | None, into: Gathered, where: object) -> None:
    for run in element.children:
        if isinstance(run, Run):
            snippets = _snippets(element.tag, element.get("type"), run.text)
            into.snippets(snippets, lambda start, end, run=run: where or RunsPlace((run,), start, end), anchor)  # type: ignore[misc]


def _snippets(tag: str, kind: str, content: str) -> Snippets:
    """The snippets of a script or style."""
    if not content.strip():
        return Snippets()
    if tag == "style":
        return css_snippets(content)
    kind = kind.split(";", 1)[0].strip().lower()
    if kind == "application/ld+json":
        return json_snippets(content, "data.jsonld")
    if kind.endswith("json") or kind in ("importmap", "speculationrules"):
        return json_snippets(content)
    if kind in _SCRIPTS:
        return script_snippets(content)
    return _foreign(content)


@lru_cache(maxsize=64)
def _foreign(content: str) -> Snippets:
    """A script of a kind that browsers do not run, such as a template: read as a page's source."""
    into = Gathered(everything())
    gather_page(content, into, where=(0, len(content)))
    found = [
        Snippet(
            scope="text.template",
            surface=Surface.HIDDEN,
            text=unit.text,
            start=0,
            end=len(content),
            context=unit.context,
        )
        for unit in into.units
    ]
    return Snippets(found=tuple(found))


class _Glance:
    """One quick look at a page, which ends where it finds something that only a full reading can settle."""

    def __init__(self) -> None:
        self.unsettled = False

    def embedded(self, tag: str, attributes: dict[str, str | None], content: str) -> list[str]:
        """The texts of a script, a style, or a `style` attribute."""
        snippets = _snippets(tag, attributes.get("type") or "", content) if content else Snippets()
        self.unsettled = self.unsettled or bool(snippets.faults)
        found = texts(snippets.found)
        if style := attributes.get("style"):
            found.extend(texts(css_snippets(style, declarations=True).found))
            self.unsettled = self.unsettled or "data:" in style
        return found

    def over(self, source: str) -> list[str]:
        """The texts of the page; those that are written in a way that hides what they say stand there twice."""
        found = []
        for text in glance(source, self.embedded):
            self.unsettled = self.unsettled or "<" in text or text[:20].lstrip()[:5].lower() == "data:"
            if self.unsettled:
                return []
            found.append(text)
            if "%" in text or "\\" in text or "&" in text:
                found.extend(_decoded(text))
        return found


def _decoded(text: str) -> list[str]:
    return [other for other in (unquote(text), unescaped(text), unescape(text)) if other != text]


def _read(artifact: Artifact, sieve: Sieve) -> Reading:
    source, problems = decoded(artifact)
    if problems and not source:
        return Reading(units=(), problems=problems)
    if message := excess(source):
        problem = Problem(rule=EXCESSIVE, span=span_at(artifact.path, source, 0, 0), message=message)
        return Reading(units=(), problems=(*problems, problem))
    look = _Glance()
    found = look.over(source)
    if not look.unsettled and not sieve.any(found):
        return Reading(units=(), problems=problems, texts=len(found))
    into = Gathered(sieve)
    gather_page(source, into)
    return Reading(
        units=tuple(into.units),
        problems=(*problems, *into.problems(artifact.path, lambda where: region_of(artifact, where))),
        assets=tuple(into.assets),
        texts=into.texts,
    )


READER: Final = Reader(
    name="html",
    media=frozenset({"text/html", "application/xhtml+xml"}),
    suffixes=frozenset({".html", ".htm", ".xhtml"}),
    read=_read,
    locate=locate,
)
