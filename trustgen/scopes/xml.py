"""Feeds, sitemaps and other XML: the text of every element, its attributes, and the pages that feeds carry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.scopes.address import address
from trustgen.scopes.attributes import gather_attributes
from trustgen.scopes.decoding import decoded
from trustgen.scopes.gathered import Gathered
from trustgen.scopes.html import gather_page
from trustgen.scopes.html_raw import excess
from trustgen.scopes.reader import Reader
from trustgen.scopes.shown import flat
from trustgen.scopes.snippet import Fault, Snippets
from trustgen.scopes.svg import drawing_source
from trustgen.scopes.tree import Element, Run
from trustgen.scopes.unit import Context, Reading, Surface, Unit
from trustgen.scopes.xml_place import RunsPlace, locate, region_of
from trustgen.scopes.xml_tree import COMMENT, xml_tree

if TYPE_CHECKING:
    from trustgen.artifact import Artifact
    from trustgen.scopes.reader import Sieve

_ADDRESSES: Final = frozenset({"loc", "link", "id", "guid", "uri", "url", "icon", "logo"})
_PAGES: Final = frozenset({"content", "summary", "description", "encoded"})
_ENTRIES: Final = frozenset({"entry", "item"})


def _gather(root: Element, into: Gathered) -> None:
    for node in root.walk():
        if not isinstance(node, Element):
            continue
        runs = tuple(child for child in node.children if isinstance(child, Run))
        text = "".join(run.text for run in runs)
        if text and not text.isspace():
            _text(node, runs, text, into)
        gather_attributes(node, None, drawing_source, into)


def _text(node: Element, runs: tuple[Run, ...], text: str, into: Gathered) -> None:
    where = RunsPlace(runs)
    if node.tag == COMMENT:
        into.add(Unit(scope="comment", surface=Surface.HIDDEN, text=text.strip(), where=where))
    elif node.tag in _PAGES and "<" in text:
        if message := excess(text):
            into.snippets(Snippets(faults=(Fault(message=message, excessive=True),)), lambda *_: where)
            return
        gather_page(text, into, where)
    elif node.tag in _ADDRESSES:
        into.add(Unit(scope=f"link.{node.tag}", surface=Surface.MARK, text=address(text), where=where))
    else:
        text = flat(text)
        context = Context(headings=_heading(node, text))
        scope = f"xml.{node.tag.lower()}"
        into.add(Unit(scope=scope, surface=Surface.HEAD, text=text, context=context, where=where))


def _heading(node: Element, text: str) -> tuple[str, ...]:
    """The title of the entry that an element is in."""
    entry = next((above for above in node.ancestors() if above.tag in _ENTRIES), None)
    title = next((one for one in entry.elements() if one.tag == "title"), None) if entry is not None else None
    said = flat("".join(run.text for run in title.children if isinstance(run, Run))) if title is not None else ""
    return (said,) if said and said != text else ()


def _read(artifact: Artifact, sieve: Sieve) -> Reading:
    source, problems = decoded(artifact)
    if problems and not source:
        return Reading(units=(), problems=problems)
    document = xml_tree(source)
    into = Gathered(sieve)
    if document.fault:
        into.snippets(Snippets(faults=(document.fault,)), lambda start, end: (start, end))
    else:
        _gather(document.root, into)
    return Reading(
        units=tuple(into.units),
        problems=(*problems, *into.problems(artifact.path, lambda where: region_of(source, where))),
        assets=tuple(into.assets),
        texts=into.texts,
    )


READER: Final = Reader(
    name="xml",
    media=frozenset({"application/xml", "text/xml", "application/atom+xml", "application/rss+xml"}),
    suffixes=frozenset({".xml", ".atom", ".rss", ".xsl", ".opensearch"}),
    read=_read,
    locate=locate,
)
