"""What of a drawing is more than a drawing: scripts, event handlers, pages inside it, and what it would fetch.

The same for other files in XML, such as feeds: a browser that opens one shows the pages inside it, and as what a style
sheet of XSLT makes of it.

A drawing inside a page shows itself alone; opened by its own address it is a document that runs and loads what it
names.  Whether a target may be named is the caller's to decide.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from trustgen.scopes.css_refs import style_references
from trustgen.scopes.tree import Element, Run
from trustgen.scopes.xml_tree import character, xml_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCRIPTS: Final = frozenset({"script", "handler", "listener"})
_PAGES: Final = frozenset(
    """
    foreignobject html body iframe object embed audio video canvas form input button link meta base img
    """.split(),  # noqa: SIM905
)
_TURNED: Final = frozenset(
    {"html", "head", "body", "iframe", "embed", "form", "svg", "style", "stylesheet", "transform"}
)
"""What makes a page of a file in XML, or other texts of its own."""
_ANIMATIONS: Final = frozenset({"animate", "animatecolor", "animatemotion", "animatetransform", "set"})
_TARGETS: Final = frozenset({"href", "src", "data", "action", "base"})
_STYLESHEET: Final = re.compile(r"<\?xml-stylesheet\b")
_MAY_REFER: Final = re.compile(r"url|\\|image-set|@", re.IGNORECASE)


class Part(Struct, frozen=True):
    """A part of a drawing, and where it stands: an offset in characters."""

    what: str
    """As the end of a sentence that begins with the drawing; empty for a target."""
    target: str
    """What the part refers to; empty for what runs by itself."""
    at: int


def active_parts(source: str) -> Iterator[Part]:
    """Everything in a drawing that would run, and every target that it names, in the order of the file.

    A drawing that cannot be parsed has none: the gate's reader refuses it.
    """
    document = xml_tree(source)
    if document.fault:
        return
    for found in _STYLESHEET.finditer(source):
        yield Part("takes its style from another file", "", found.start())
    for node in document.root.walk():
        if isinstance(node, Element):
            for what, target in _of(node):
                yield Part(what, target, character(source, node.place) if isinstance(node.place, int) else 0)


def active_xml(source: str) -> Iterator[Part]:
    """Everything in a file in XML by which a browser would show something else than its elements' texts."""
    document = xml_tree(source)
    if document.fault:
        return
    for found in _STYLESHEET.finditer(source):
        yield Part("is shown as what another file makes of it (`xml-stylesheet`)", "", found.start())
    for node in document.root.walk():
        if isinstance(node, Element):
            at = character(source, node.place) if isinstance(node.place, int) else 0
            tag = node.tag.lower()
            if tag in _SCRIPTS:
                yield Part(f"holds a script (`{node.tag}`)", "", at)
            elif tag in _TURNED:
                yield Part(f"holds a page, a drawing, or styles (`{node.tag}`)", "", at)
            for name in node.attributes:
                if name.lower().startswith("on"):
                    yield Part(f"runs a script by its attribute `{name}`", "", at)


def _of(node: Element) -> Iterator[tuple[str, str]]:
    tag = node.tag.lower()
    if tag in _SCRIPTS:
        yield f"holds a script (`{node.tag}`)", ""
    elif tag in _PAGES:
        yield f"holds a piece of a page (`{node.tag}`)", ""
    elif tag == "style":
        # A comment inside stands between two runs of one text.
        text = "".join(run.text for run in node.children if isinstance(run, Run))
        yield from (("", target) for target in style_references(text))
    for name, value in node.attributes.items():
        local, written = name.rpartition(":")[2].lower(), value or ""
        if name.lower().startswith("on"):
            yield f"runs a script by its attribute `{name}`", ""
        elif local in _TARGETS and (name.lower() == local or local in ("href", "base")):
            yield "", written
        elif tag in _ANIMATIONS and local == "attributename" and _is_risky(written):
            yield f"changes `{written}` while it is shown", ""
        elif _MAY_REFER.search(written):
            yield from (("", target) for target in style_references(written))


def _is_risky(attribute: str) -> bool:
    local = attribute.strip().rpartition(":")[2].lower()
    return local in _TARGETS or local.startswith("on")
