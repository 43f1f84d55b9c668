"""A document as a tree of elements and runs of text, whatever format it was written in.

Pages, Markdown, tagged PDF files and drawings all become this tree, so that a table means the same in each of them.
Nothing here parses a format or decides what a text means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BLOCKS: Final = frozenset(
    """
    address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure
    footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li listing main menu nav noframes
    ol optgroup option p plaintext pre search section select summary table caption colgroup col tbody td tfoot
    th thead tr ul xmp textarea title iframe #root
    """.split(),  # noqa: SIM905
)
"""Elements that begin a block.  Every other element, known or not, stands in a line of text."""

_UNSEEN: Final = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark s samp small span strike strong sub sup
    time tt u var wbr
    """.split(),  # noqa: SIM905
)
"""Inline elements that take up no room as long as nothing stands in them and nothing styles them."""
_STYLING: Final = frozenset({"class", "id", "style"})

HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
LISTS: Final = frozenset({"ul", "ol", "dl", "menu", "dir", "table"})
SPACES: Final = " \t\n\r\f"


class Run(Struct, frozen=True):
    """A run of text, with what its reader needs to find it again in the file."""

    text: str
    place: object = None


class Element(Struct, eq=False):
    """An element.  It is filled while its tree is made and not changed afterwards."""

    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    parent: Element | None = None
    children: list[Element | Run] = field(default_factory=list)
    place: object = None
    template: bool = False
    """Whether it is the content of a template: in the file, but not on the page."""

    def __repr__(self) -> str:
        return f"<{self.tag}>"

    def get(self, name: str) -> str:
        """The value of an attribute; empty when it is absent or has none."""
        return self.attributes.get(name) or ""

    def add(self, child: Element) -> Element:
        """Append a child element and give it back."""
        child.parent = self
        self.children.append(child)
        return child

    def elements(self) -> list[Element]:
        """The child elements, in order."""
        return [child for child in self.children if isinstance(child, Element)]

    def walk(self) -> Iterator[Element | Run]:
        """This element and everything in it, in document order."""
        stack: list[Element | Run] = [self]
        while stack:
            node = stack.pop()
            yield node
            if isinstance(node, Element):
                stack.extend(reversed(node.children))

    def descendants(self, *tags: str) -> Iterator[Element]:
        """The elements inside with one of these names, in document order."""
        for node in self.walk():
            if isinstance(node, Element) and node is not self and node.tag in tags:
                yield node

    def ancestors(self) -> Iterator[Element]:
        """The elements around, innermost first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


def is_block(element: Element) -> bool:
    """Whether the element begins a block of its own, as a browser shows it without a style sheet."""
    style = element.attributes.get("style")
    if style and "display" in style:
        shown = style.replace(" ", "").lower()
        if "display:inline;" in f"{shown};":
            return False
        if "display:block;" in f"{shown};" or "display:flex;" in f"{shown};" or "display:grid;" in f"{shown};":
            return True
    return element.tag in BLOCKS


def is_hidden(element: Element) -> bool:
    """Whether the element itself says that it is not shown."""
    attributes = element.attributes
    if "hidden" in attributes or element.template:
        return True
    style = attributes.get("style")
    if not style:
        return False
    plain = "".join(style.lower().split())
    return any(part in plain for part in ("display:none", "visibility:hidden", "font-size:0;", "opacity:0;")) or (
        plain.endswith(("opacity:0", "font-size:0"))
    )


def shows(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """Whether an inline element without text may still be seen between two letters."""
    return tag not in _UNSEEN or not _STYLING.isdisjoint(attributes)
