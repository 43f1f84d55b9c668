"""Drawings: their text, titles and descriptions, names of symbols, links, and embedded styles.

A drawing works like a badge, so all of it is a mark.  Drawings inside pages and stand-alone files give the same units.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.scopes.attributes import AttributePlace, gather_attributes
from trustgen.scopes.css import css_snippets
from trustgen.scopes.decoding import decoded
from trustgen.scopes.gathered import Gathered
from trustgen.scopes.reader import Reader
from trustgen.scopes.script import script_snippets
from trustgen.scopes.shown import flat
from trustgen.scopes.snippet import Snippets
from trustgen.scopes.tree import Element, Run
from trustgen.scopes.unit import PARTS, Reading, Surface, Unit
from trustgen.scopes.xml_place import RunsPlace, locate, region_of
from trustgen.scopes.xml_tree import COMMENT, xml_tree

if TYPE_CHECKING:
    from trustgen.artifact import Artifact
    from trustgen.scopes.reader import Sieve

_TITLES: Final = {"title": "svg.title", "desc": "svg.desc", "metadata": "svg.desc"}
_NAMED: Final = frozenset({"symbol", "g", "view", "marker", "pattern", "filter"})
_WORDS: Final = frozenset({"text", "foreignObject"})


def gather_drawing(svg: Element, anchor: str | None, into: Gathered, where: object = None) -> None:
    """Gather the visible words, titles and names of a drawing; attributes, styles and scripts are gathered elsewhere.

    All words of a drawing are one unit, for they are drawn line by line and letter by letter; where two pieces touch,
    they are read both ways.
    """
    words: list[Run] = []
    inside: set[int] = set()
    for node in svg.walk():
        if not isinstance(node, Element):
            continue
        if node.parent is not None and id(node.parent) in inside:
            inside.add(id(node))
        elif node.tag in _WORDS:
            inside.add(id(node))
            words.extend(one for one in node.walk() if isinstance(one, Run) and not one.text.isspace())
            words.append(Run(" "))
        elif node.tag in _TITLES:
            runs = tuple(one for one in node.walk() if isinstance(one, Run))
            text = flat("".join(run.text for run in runs))
            into.add(_unit(_TITLES[node.tag], text, anchor, where or RunsPlace(runs)))
        elif node.tag in _NAMED and node.get("id"):
            into.add(_unit("svg.id", node.get("id"), anchor, where or AttributePlace(node, "id")))
    if words:
        runs = tuple(one for one in words if one.text != " ")
        joined = flat("".join(run.text for run in words))
        others = {flat(" ".join(run.text for run in runs)), flat("".join(run.text for run in runs))} - {joined}
        place = where or RunsPlace(runs)
        into.add(_unit("svg.text", joined, anchor, place))
        for other in sorted(others):
            into.add(_unit(PARTS, other, anchor, place))


def _unit(scope: str, text: str, anchor: str | None, where: object) -> Unit:
    return Unit(scope=scope, surface=Surface.MARK, text=text, tag="svg", anchor=anchor, where=where)


def drawing_source(source: str, where: object, into: Gathered) -> None:
    """Gather a drawing that stands in a `data:` address; its place is that of the address."""
    document = xml_tree(source)
    if document.fault:
        into.snippets(Snippets(faults=(document.fault,)), lambda *_: where)
        return
    gather_drawing(document.root, None, into, where)
    inner = Gathered(into.sieve)
    _rest(document.root, inner)
    for unit in inner.units:
        into.add(Unit(scope=unit.scope, surface=unit.surface, text=unit.text, context=unit.context, where=where))
    into.faults.extend((where, fault) for _, fault in inner.faults)
    into.assets.extend(inner.assets)


def _rest(root: Element, into: Gathered) -> None:
    """Everything of a drawing but its words."""
    for node in root.walk():
        if not isinstance(node, Element):
            continue
        if node.tag in (COMMENT, "style", "script"):
            for run in node.children:
                if isinstance(run, Run):
                    _embedded(node.tag, run, into)
        gather_attributes(node, None, drawing_source, into)


def _embedded(tag: str, run: Run, into: Gathered) -> None:
    if tag == COMMENT:
        into.add(Unit(scope="comment", surface=Surface.HIDDEN, text=run.text.strip(), where=RunsPlace((run,))))
        return
    snippets = css_snippets(run.text) if tag == "style" else script_snippets(run.text)
    into.snippets(snippets, lambda start, end: RunsPlace((run,), start, end))


def _read(artifact: Artifact, sieve: Sieve) -> Reading:
    text, problems = decoded(artifact)
    if problems and not text:
        return Reading(units=(), problems=problems)
    document = xml_tree(text)
    into = Gathered(sieve)
    if document.fault:
        into.snippets(Snippets(faults=(document.fault,)), lambda start, end: (start, end))
    else:
        gather_drawing(document.root, None, into)
        _rest(document.root, into)
    return Reading(
        units=tuple(into.units),
        problems=(*problems, *into.problems(artifact.path, lambda where: region_of(text, where))),
        assets=tuple(into.assets),
        texts=into.texts,
    )


READER: Final = Reader(
    name="svg",
    media=frozenset({"image/svg+xml"}),
    suffixes=frozenset({".svg"}),
    read=_read,
    locate=locate,
)
