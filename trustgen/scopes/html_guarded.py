"""The elements of a page that carry or contain what has to be seen, and which of them a selector may match."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import Element

from msgspec import Struct

from trustgen.scopes.css_selectors import matchers, wrapped
from trustgen.scopes.html_parsed import parsed_anew
from trustgen.scopes.html_sight import with_above

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

WHAT: Final = {
    ".outcome, .citation": "a status",
    ".demonstration, .paper__demonstration, .cover__demonstration": "the notice of a demonstration",
    ".standing, tr:has(.standing), article:has(.standing)": "whether a certification is held",
    ".stale": "the notice that a snapshot is out of date",
    ".past, .timeline, .mark, .span, .counted, .missing, .since, .legend": "the history",
    ".tally, .coverage, .gauge, .metric, .measured, .course, .target": "a measurement",
    ".facts, .footer__snapshot": "the snapshot",
    ".step": "how to verify",
    "[data-evidence=exceptions] td": "an exception",
    "time": "a time",
}
"""What the shipped components print, by the selectors of their elements."""
_BLOCKS: Final = frozenset({"p", "li", "dd", "dt", "td", "th", "h1", "h2", "h3", "h4", "blockquote", "figcaption"})
_DRAWN: Final = """.outcome__mark, svg.mark, svg.mark *, svg.timeline, svg.timeline *, svg.gauge, svg.gauge *,
svg.course, svg.course *, .stale, .stale *, .check, .check *, .closing, .closing *"""
"""Drawings, and what stands on a ground of its own."""
_REPLACED: Final = frozenset({"img", "picture", "video", "hr", "svg", "canvas"})
_INLINE: Final = frozenset(
    """
    a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q s samp small span strong sub sup time u var
    """.split(),  # noqa: SIM905
)
_NUMBER: Final = "\0number"
_UNSEEN: Final = frozenset({"script", "style", "template", "title", "meta", "link", "base", "head"})


class Kind(Struct, frozen=True, kw_only=True):
    """What is at stake where a declaration applies."""

    what: str = ""
    """What the element carries or contains; empty where that is nothing that has to be seen."""
    drawn: bool = False
    """Whether its shapes and colours are the shipped ones alone: a drawing, or what stands on a ground of its own."""
    replaced: bool = False
    """Whether its size is its own, whatever stands in it."""
    inline: bool = False
    """Whether it is, by its name, part of a line."""
    root: bool = False
    """Whether it is the page as a whole."""


class Matched(Struct, frozen=True, kw_only=True):
    """An element that a selector may match."""

    kind: Kind
    tag: str
    """Its start tag, as a message shows it."""


class Guarded:
    """A page, with its elements sorted by what is at stake."""

    def __init__(self, source: str, also: Mapping[str, str], says: Callable[[str], str]) -> None:
        """Read a page; `also` has more of `WHAT`, and `says` names what a text says that has to be seen."""
        self._root = parsed_anew(source)
        self._what = self._carriers({**WHAT, **also}, says)
        self._drawn = {node.mem_id for node in self._root.css(_DRAWN)}
        top = self._root.root
        self._sorted = tuple(self._all(self._copied(top))) if top is not None else ()

    def matched(self, selector: str) -> Iterator[Matched]:
        """One element of each kind that a selector may match; the page's root for `@page` and `@font-face`."""
        tests = matchers(selector) if not selector.startswith("@") else matchers(":root")
        seen: set[Kind] = set()
        for kind, element in self._sorted:
            if kind not in seen and any(test(element) for test in tests):
                seen.add(kind)
                yield Matched(kind=kind, tag=_start(element.etree_element))

    @property
    def sheets(self) -> tuple[str, ...]:
        """The text of every style sheet that stands in the page."""
        return tuple(node.text() for node in self._root.css("style"))

    @property
    def carried(self) -> tuple[str, ...]:
        """The addresses of style sheets that are part of their address, which no file of the site is."""
        found = (node.attributes.get("href") or "" for node in self._root.css("link[rel~=stylesheet i]"))
        return tuple(href for href in found if href.strip().lower().startswith("data:"))

    def styled(self) -> Iterator[tuple[Matched, str]]:
        """Every element with a style of its own, in an attribute."""
        for kind, element in self._sorted:
            style = element.etree_element.get("style")
            if style:
                yield Matched(kind=kind, tag=_start(element.etree_element)), style

    def _carriers(self, what: Mapping[str, str], says: Callable[[str], str]) -> dict[int, str]:
        """What every element carries or contains, by its number; what it is in or is itself comes first."""
        chosen = [(node, said) for selector, said in what.items() for node in self._root.css(selector)]
        body = self._root.body
        for node in body.traverse() if body is not None else ():
            if node.tag not in _UNSEEN and (said := says(" ".join(node.text(deep=False).split()))):
                above = next((one for one in with_above(node) if one.tag in _BLOCKS), node)
                chosen.append((above, said))
        found: dict[int, str] = {}
        for node, said in chosen:
            for inner in (node, *node.css("*")):
                # A caption names its table as the title above does; what it says itself was chosen by itself.
                if inner.tag != "caption":
                    found.setdefault(inner.mem_id, said)
        for node, said in chosen:
            for above in with_above(node):
                found.setdefault(above.mem_id, said)
        return found

    def _copied(self, top: Any) -> Element:
        """The elements as cssselect2 takes them, each with its number."""
        copies: dict[int, Element] = {}
        for node in top.traverse():
            attributes = {name: value or "" for name, value in node.attributes.items()}
            copy = copies[node.mem_id] = Element(node.tag.lower(), {**attributes, _NUMBER: str(node.mem_id)})
            if node.mem_id != top.mem_id and node.parent.mem_id in copies:
                copies[node.parent.mem_id].append(copy)
        return copies[top.mem_id]

    def _all(self, root: Element) -> Iterator[tuple[Kind, Any]]:
        for element in wrapped(root):
            number, tag = int(element.etree_element.get(_NUMBER)), element.etree_element.tag
            if tag not in _UNSEEN:
                what = self._what.get(number, "")
                drawn = number in self._drawn
                kinds = {"replaced": tag in _REPLACED, "inline": tag in _INLINE, "root": tag == "html"}
                yield Kind(what=what, drawn=drawn, **kinds), element


def _start(element: Element) -> str:
    """A start tag with what tells the element apart."""
    kept = ((name, element.get(name)) for name in ("class", "id", "datetime"))
    return f"<{element.tag}{''.join(f' {name}={value!r}' for name, value in kept if value)}>".replace("'", '"')
