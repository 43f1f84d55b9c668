"""What stands around a block and gives it meaning: made for the blocks that are judged, from the tree and its blocks.

Every answer costs time in proportion to the neighbourhood, never to the document.  Nothing that is hidden or struck
out is ever part of the context of something that is shown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from trustgen.scopes.component import BLOCKS, marks, repeats
from trustgen.scopes.ditto import ditto
from trustgen.scopes.line import length
from trustgen.scopes.shown import flat, shown
from trustgen.scopes.table import Grid, grid_of
from trustgen.scopes.tooltip import tooltip
from trustgen.scopes.tree import Element, Run
from trustgen.scopes.unit import Context

if TYPE_CHECKING:
    from trustgen.scopes.block import Block, Blocks

_COMPONENT_LENGTH: Final = 280
_CLIMB: Final = 5
_NOT_COMPONENTS: Final = frozenset(
    """
    body main html ul ol dl table thead tbody tfoot tr blockquote article section form nav pre #root
    """.split(),  # noqa: SIM905
)
_TERMS: Final = 40
_NAME: Final = 60
_STATE: Final = 90
_OPENING: Final = re.compile(r"[^.!?]{2,40}\.\s")
_ADVICE: Final = 280


class Surroundings:
    """Contexts for the blocks of one document."""

    def __init__(self, blocks: Blocks, title: str) -> None:
        """Take the blocks of a document and its title."""
        self._blocks = blocks
        self._title = title
        self._grids: dict[int, Grid] = {}
        self._groups: dict[int, dict[int, tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        self._items: dict[int, str] = {}
        self._captions: dict[int, str] = {}

    def of(self, block: Block) -> Context:
        """The context of a shown block."""
        around = block.around
        seen = self._blocks.seen
        before = seen[block.number - 1] if block.number else None
        after = seen[block.number + 1] if block.number + 1 < len(seen) else None
        found: dict[str, object] = {}
        headings = tuple(text for _, text in block.headings)
        if around.cell is not None and around.table is not None:
            headings += self._cell(around.table, around.cell, found)
        if around.table is not None:
            found["caption"] = self._caption(around.table) if around.scope != "text.caption" else ""
        elif around.figure is not None and around.scope != "text.caption":
            caption = next(around.figure.descendants("figcaption"), None)
            found["caption"] = shown(caption) if caption is not None else ""
        if around.detail is not None:
            self._terms(around.detail, found)
        if around.lead >= 0:
            found["lead"] = seen[around.lead].text
        if around.quote is not None:
            found.update(quoted=True, attribution=_attribution(around.quote))
        self._question(block, before, after, found)
        return Context(
            headings=headings,
            page_title=self._title,
            parents=tuple(self._own(item) for item in around.items if not self._begins(item, block)),
            siblings=self._siblings(block),
            before=before.text if before else "",
            after=after.text if after else "",
            closing=self._closing(block),
            linked_to=_link(block),
            lang=around.lang,
            **found,  # type: ignore[arg-type]
        )

    def alone(self, block: Block) -> Context:
        """The context of a block that is not shown: nothing that is shown can excuse it."""
        return Context(
            page_title=self._title,
            struck=block.struck,
            replacement=block.replacement,
            lang=block.around.lang,
        )

    def _closing(self, block: Block) -> str:
        """The paragraph right behind the list that the block is an item of."""
        around = block.around
        lists = around.items[-1].parent if around.items and around.cell is None else None
        seen, span = self._blocks.seen, self._blocks.spans.get(id(lists))
        behind = seen[span[1]] if span is not None and span[1] < len(seen) else None
        if behind is None or behind.headings != block.headings:
            return ""
        if behind.around.scope not in ("text.body", "text.item"):
            return ""
        # Not a quotation of others behind it, a paragraph of the next item, or a cell.
        beside = behind.around
        same = beside.quote is around.quote and beside.detail is around.detail and beside.cell is None
        return behind.text if same and beside.items == around.items[:-1] else ""

    def grid(self, table: Element) -> Grid:
        """The resolved table, made once."""
        if id(table) not in self._grids:
            self._grids[id(table)] = grid_of(table)
        return self._grids[id(table)]

    def _caption(self, table: Element) -> str:
        if id(table) not in self._captions:
            self._captions[id(table)] = _caption(table)
        return self._captions[id(table)]

    def _cell(self, table: Element, cell: Element, found: dict[str, object]) -> tuple[str, ...]:
        grid = self.grid(table)
        place = grid.places.get(id(cell))
        if place is None:
            return ()
        row, column = place
        found.update(row=grid.row(row), cell=column, columns=grid.columns)
        if row < grid.headers:
            found["details"] = grid.below(row, column)
            found["heads"] = grid.below(row, column, first=True)
        else:
            header = grid.header(row)
            found["row_header"] = "" if header == grid.text(cell) and cell.tag == "th" else header
            found["column_header"] = grid.columns[column] if column < len(grid.columns) else ""
        group = grid.groups.get(row)
        return (group,) if group else ()

    def _terms(self, detail: Element, found: dict[str, object]) -> None:
        if detail.parent is None:
            return
        if id(detail.parent) not in self._groups:
            self._groups[id(detail.parent)] = _groups(detail.parent)
        terms, details = self._groups[id(detail.parent)].get(id(detail), ((), ()))
        if detail.tag == "dt":
            found["details"] = details
            return
        found["term"] = term = " / ".join(terms)
        if term.endswith("?"):
            found["question"] = term

    def _begins(self, item: Element, block: Block) -> bool:
        """Whether a block is an item's own words, rather than something under them."""
        return item is block.element or self._blocks.spans.get(id(item), (-1, 0))[0] == block.number

    def _own(self, item: Element) -> str:
        if id(item) not in self._items:
            self._items[id(item)] = _own(item)
        return self._items[id(item)]

    def _question(self, block: Block, before: Block | None, after: Block | None, found: dict[str, object]) -> None:
        scope = block.around.scope
        if after is not None and (block.text.endswith("?") or scope in ("text.summary", "text.term")):
            if block.text.endswith("?"):
                found["answer"] = after.text
            if scope == "text.summary":
                found["details"] = (after.text,)
        if block.text.endswith("?") and (after is None or tooltip(after.element)):
            # What stands below answers first: "Yes." under "Are you certified?" with the tooltip "No login needed".
            found["answer"] = tooltip(block.element) or found.get("answer", "")
        if scope == "text.heading" and after is not None and _is_body(block, after):
            found["details"] = (after.text,)
        if "question" in found:
            return
        if block.headings and block.headings[-1][1].endswith("?"):
            found["question"] = block.headings[-1][1]
        elif before is not None and before.text.endswith("?") and _together(before, block):
            found["question"] = before.text

    def _siblings(self, block: Block) -> tuple[str, ...]:
        seen = self._blocks.seen
        element: Element | None = block.element
        for _ in range(_CLIMB):
            if element is None or element.tag in _NOT_COMPONENTS:
                return ()
            first, last = self._blocks.spans.get(id(element), (0, 0))
            pictures = marks(element) if last - first <= BLOCKS else ()
            if last - first > 1 or pictures:
                if last - first > BLOCKS or repeats(element):
                    return ()
                if sum(one.around.scope == "text.heading" for one in seen[first:last]) > 1:
                    return ()  # Chapters: what one says is not about the next.
                beside = [one for one in seen[first:last] if one.around.items == block.around.items]
                texts = tuple(one.text for one in beside if one is not block)
                return (*texts, *pictures) if sum(map(length, texts)) <= _COMPONENT_LENGTH else ()
            element = element.parent
        return ()


def _is_body(heading: Block, after: Block) -> bool:
    """Whether a heading that only names a thing is followed by a line that says how it stands."""
    under = bool(after.headings) and after.headings[-1][1] == heading.text
    short = length(after.text) <= _STATE or (
        # "We are not. Get such signatures from a provider of your choice and …": what is said first.
        length(after.text) <= _ADVICE and _OPENING.match(after.text) is not None
    )
    return under and after.around.scope == "text.body" and length(heading.text) <= _NAME and short


def _together(before: Block, block: Block) -> bool:
    """Whether a question's answer may be this block: both are plain, and side by side."""
    if before.around.cell is not None or block.around.cell is not None or before.around.scope == "text.heading":
        return False
    if before.around.items != block.around.items or before.around.detail is not block.around.detail:
        return False
    return block.around.scope not in ("text.heading", "text.term", "text.summary")


def _own(item: Element) -> str:
    """A list item's own words, before any list in it."""
    head = Element("li", children=[])
    for child in item.children:
        if isinstance(child, Element) and child.tag in ("ul", "ol", "dl", "table"):
            break
        head.children.append(child)
    return shown(head)


def _caption(table: Element) -> str:
    caption = next((child for child in table.elements() if child.tag == "caption"), None)
    if caption is not None:
        return shown(caption)
    figure = next((one for one in table.ancestors() if one.tag == "figure"), None)
    titled = next(figure.descendants("figcaption"), None) if figure is not None else None
    return shown(titled) if titled is not None else flat(table.get("aria-label"))


def _groups(parent: Element) -> dict[int, tuple[tuple[str, ...], tuple[str, ...]]]:
    """The terms and the details that belong together, by `id` of each `dt` and `dd` of a description list."""
    found: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    terms: list[Element] = []
    details: list[Element] = []
    before: tuple[str, ...] = ()

    def settle() -> None:
        nonlocal before
        if terms or details:
            told = tuple(map(shown, details[:_TERMS]))
            # "Likewise" stands for what the term before has beside it.
            before = before if len(told) == 1 and ditto(told[0]) and before else told
            group = tuple(map(shown, terms)), before
            found.update((id(one), group) for one in (*terms, *details))
        terms.clear()
        details.clear()

    for child in parent.elements():
        if child.tag == "dt":
            if details:
                settle()
            terms.append(child)
        elif child.tag == "dd":
            details.append(child)
    settle()
    return found


def _attribution(quote: Element) -> str:
    for inside in quote.descendants("footer", "cite", "figcaption"):
        return shown(inside)
    parent = quote.parent
    if parent is None:
        return ""
    if parent.tag == "figure":
        caption = next(parent.descendants("figcaption"), None)
        return shown(caption) if caption is not None else ""
    following = parent.elements()
    index = next(i for i, one in enumerate(following) if one is quote)
    if index + 1 < len(following):
        text = shown(following[index + 1]) if following[index + 1].tag in ("p", "cite", "footer") else ""
        if text.startswith(("—", "–", "-- ", "― ")) or following[index + 1].tag == "cite":
            return text.lstrip("—–-― ")
    return ""


def _link(block: Block) -> str:
    """The target, when the whole block is one link."""
    if block.around.link is not None:
        return block.around.link.get("href")
    found = ""
    for child in block.element.children:
        if isinstance(child, Run):
            if not child.text.isspace():
                return ""
        elif child.tag == "#comment":
            continue
        elif child.tag == "a" and not found:
            found = child.get("href")
        else:
            return ""
    return found
