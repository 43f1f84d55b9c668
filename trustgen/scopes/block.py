"""A block of text and what it inherits from around it, as values.  How blocks are found is told in `blocks`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from trustgen.scopes.line import Line
    from trustgen.scopes.tree import Element

Headings = tuple[tuple[int, str], ...]
"""Levels and texts of the headings above, outermost first."""


class Around(Struct, frozen=True, eq=False):
    """What a block inherits from the elements that it stands in."""

    scope: str = "text.body"
    anchor: str | None = None
    lang: str = ""
    hidden: bool = False
    quote: Element | None = None
    items: tuple[Element, ...] = ()
    """The enclosing list items, outermost first."""
    cell: Element | None = None
    table: Element | None = None
    lead: int = -1
    """The number of the block that introduces the list or table that the block is in."""
    detail: Element | None = None
    """The `dd` or `dt` that the block is in."""
    link: Element | None = None
    figure: Element | None = None


class Block(Struct, eq=False):
    """One block of text."""

    number: int
    element: Element
    line: Line
    around: Around
    headings: Headings
    bold: bool = False
    """Whether all of it is in bold, as a heading would be."""
    struck: bool = False
    replacement: str = ""

    @property
    def text(self) -> str:
        """The text as a reader gets it."""
        return self.line.text


class Blocks(Struct, eq=False):
    """The blocks of a document: the shown ones in order, and those that are not shown."""

    seen: list[Block] = field(default_factory=list)
    unseen: list[Block] = field(default_factory=list)
    spans: dict[int, tuple[int, int]] = field(default_factory=dict)
    """By `id` of an element: the numbers of its first block and of the block after its last."""
