"""Paragraphs, headings and rows from scraps that no tag speaks for: running heads, drawings, and untagged files."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from trustgen.scopes.pdf_text import HYPHENS, Scrap, joined, same_line
from trustgen.scopes.tree import Element, Run

if TYPE_CHECKING:
    from collections.abc import Sequence

_COLUMN = 1.6
"""A gap of so many font sizes within a line parts two columns."""
_SMALL = 3
_HEADING = 1.12
_FULL = 0.7
"""A line that ends before this share of the widest line is the last of its paragraph."""


def lines_tree(scraps: Sequence[Scrap]) -> Element:
    """The tree of untagged scraps, in the order in which they are painted."""
    root = Element("#root")
    body = _usual([scrap.size for scrap in scraps])
    paragraph: list[Scrap] = []
    table: Element | None = None
    for line in _lines(scraps):
        cells = _cells(line)
        if len(cells) > 1:
            _end(root, paragraph, body)
            table = table or root.add(Element("table"))
            row = table.add(Element("tr"))
            for cell in cells:
                row.add(Element("td", children=_runs(cell)))
            continue
        table = None
        if paragraph and (_short(paragraph, line) or not _continues(paragraph[-1], line[0])):
            _end(root, paragraph, body)
        paragraph.extend(line)
    _end(root, paragraph, body)
    return root


def _lines(scraps: Sequence[Scrap]) -> list[list[Scrap]]:
    lines: list[list[Scrap]] = []
    for scrap in scraps:
        if lines and same_line(lines[-1][-1], scrap):
            lines[-1].append(scrap)
        else:
            lines.append([scrap])
    return lines


def _cells(line: list[Scrap]) -> list[list[Scrap]]:
    cells = [[line[0]]]
    for scrap in line[1:]:
        before = cells[-1][-1]
        if scrap.left - before.right > _COLUMN * max(before.size, scrap.size, _SMALL):
            cells.append([scrap])
        else:
            cells[-1].append(scrap)
    return cells


def _continues(before: Scrap, scrap: Scrap) -> bool:
    """Whether a line goes on in the paragraph of the one before: as large, right below, not clearly apart."""
    if abs(before.size - scrap.size) > 0.1 * max(before.size, 1.0):
        return False
    if before.page != scrap.page:
        return scrap.text.lstrip()[:1].islower()
    drop = before.bottom - scrap.bottom
    return 0 < drop < 1.75 * max(before.size, 1.0)


def _short(paragraph: list[Scrap], line: list[Scrap]) -> bool:
    """Whether a paragraph's last line is so much shorter than its others, or the next, that it must be its last."""
    if line[0].text.lstrip()[:1].islower() or paragraph[-1].text.rstrip().endswith(","):
        return False
    left = min(scrap.left for scrap in paragraph)
    widest = max(scrap.right for scrap in (*paragraph, *line)) - left
    return paragraph[-1].right - left < _FULL * widest and paragraph[-1].text.rstrip()[-1:] not in HYPHENS


def _end(root: Element, paragraph: list[Scrap], body: float) -> None:
    if not paragraph:
        return
    size = _usual([scrap.size for scrap in paragraph])
    length = sum(len(scrap.text) for scrap in paragraph)
    tag = "p"
    if size > _HEADING * body and length < 160:  # noqa: PLR2004
        tag = "h1" if size > 1.9 * body else "h2" if size > 1.35 * body else "h3"
    root.add(Element(tag, children=_runs(paragraph)))
    paragraph.clear()


def _runs(scraps: list[Scrap]) -> list[Element | Run]:
    return [Run(scrap.text, scrap) for scrap in joined(scraps)]


def _usual(sizes: list[float]) -> float:
    counted = Counter(round(size, 1) for size in sizes)
    return counted.most_common(1)[0][0] if counted else 1.0
