"""A table as a grid: which cell stands where once row and column spans are resolved, and which cells are headers.

Nothing here knows what a cell says about anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from trustgen.scopes.ditto import ditto
from trustgen.scopes.shown import shown

if TYPE_CHECKING:
    from trustgen.scopes.tree import Element

_COLUMNS: Final = 100
_WIDTH: Final = 100
"""Cells beyond this column get no context, so that nothing excuses them."""
_ROWS: Final = 1000
_ALIKE: Final = 40
"""Rows that may say "ditto" one below the other."""


class Grid(Struct, eq=False):
    """The resolved table."""

    rows: list[tuple[Element | None, ...]] = field(default_factory=list)
    places: dict[int, tuple[int, int]] = field(default_factory=dict)
    """By `id` of a cell: its first row and column."""
    headers: int = 0
    """How many rows at the top are headers."""
    columns: tuple[str, ...] = ()
    """The header text of each column; empty when the table has no header row."""
    groups: dict[int, str] = field(default_factory=dict)
    """By row number: the text of the nearest row above that is one header across the whole table."""
    _texts: dict[int, str] = field(default_factory=dict)
    _rows: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def row(self, number: int) -> tuple[str, ...]:
        """The texts of a row's cells, in order; a cell that spans rows counts in each."""
        if number not in self._rows:
            self._rows[number] = tuple(self._meant(number, at) for at in range(len(self.rows[number])))
        return self._rows[number]

    def _meant(self, number: int, column: int) -> str:
        """What the cell of a row says; where that is no more than "ditto", what the first one above it says."""
        own = self.text(self.rows[number][column])
        if not ditto(own):
            return own
        above = self.rows[max(self.headers, number - _ALIKE) : number]
        texts = (self.text(cells[column]) for cells in reversed(above) if column < len(cells))
        return next((text for text in texts if not ditto(text)), own)

    def text(self, cell: Element | None) -> str:
        """What a cell shows: its text, or what its picture stands for."""
        if cell is None:
            return ""
        if id(cell) not in self._texts:
            self._texts[id(cell)] = shown(cell) or cell.get("aria-label")
        return self._texts[id(cell)]

    def below(self, row: int, column: int, *, first: bool = False) -> tuple[str, ...]:
        """The texts of the cells below a header, or of the first cells of their rows; header rows left out."""
        start = max(row + 1, self.headers)
        at = 0 if first else column
        rows = enumerate(self.rows[start : start + _ROWS], start)
        return tuple(self._meant(number, at) for number, cells in rows if column < len(cells))

    def header(self, row: int) -> str:
        """The header of a row: its `th`, when it has one beside other cells."""
        cells = self.rows[row]
        found = [cell for cell in cells if cell is not None and cell.tag == "th"]
        if not found or row < self.headers or all(cell is None or cell.tag == "th" for cell in cells):
            return ""
        return self.text(found[0])


def grid_of(table: Element) -> Grid:
    """Resolve a table; tables inside its cells are left alone."""
    grid = Grid()
    lines = _lines(table)
    pending: dict[int, tuple[Element, int]] = {}
    for number, (line, _) in enumerate(lines):
        cells: list[Element | None] = []
        own = [child for child in line.elements() if child.tag in ("td", "th")]
        for cell in own:
            _fill(cells, pending)
            if len(cells) >= _WIDTH:
                break
            grid.places[id(cell)] = (number, len(cells))
            wide = _span(cell, "colspan", _COLUMNS)
            tall = _span(cell, "rowspan", len(lines) - number)
            for _ in range(wide):
                if tall > 1:
                    pending[len(cells)] = (cell, tall - 1)
                cells.append(cell)
        _fill(cells, pending)
        grid.rows.append(tuple(cells))
    grid.headers = _header_rows(grid, lines)
    if grid.headers:
        width = max(map(len, grid.rows))
        tops = grid.rows[: grid.headers]
        grid.columns = tuple(
            " ".join(dict.fromkeys(grid.text(row[column]) for row in tops if column < len(row))).strip()
            for column in range(width)
        )
    _group(grid)
    return grid


def _lines(table: Element) -> list[tuple[Element, bool]]:
    """The rows of a table, with whether each is in its head."""
    lines = []
    for child in table.elements():
        if child.tag == "tr":
            lines.append((child, False))
        elif child.tag in ("thead", "tbody", "tfoot"):
            lines.extend((row, child.tag == "thead") for row in child.elements() if row.tag == "tr")
    return lines


def _span(cell: Element, name: str, most: int) -> int:
    value = cell.get(name).strip()
    if not value.isascii() or not value.isdigit() or len(value) > 5:  # noqa: PLR2004
        return 1
    number = int(value)
    return max(1, min(most if number == 0 and name == "rowspan" else number, most))


def _fill(cells: list[Element | None], pending: dict[int, tuple[Element, int]]) -> None:
    """Put in the cells that reach down from rows above, up to the next free column."""
    while len(cells) in pending:
        column = len(cells)
        cell, left = pending.pop(column)
        if left > 1:
            pending[column] = (cell, left - 1)
        cells.append(cell)


def _header_rows(grid: Grid, lines: list[tuple[Element, bool]]) -> int:
    in_head = 0
    for _, head in lines:
        if not head:
            break
        in_head += 1
    if in_head:
        return in_head
    if grid.rows and grid.rows[0] and all(cell is not None and cell.tag == "th" for cell in grid.rows[0]):
        scopes = {cell.get("scope") for cell in grid.rows[0] if cell is not None}
        return 0 if scopes & {"row", "rowgroup"} else 1
    return 0


def _group(grid: Grid) -> None:
    text = ""
    for number, row in enumerate(grid.rows):
        if number >= grid.headers and row and row[0] is not None and row[0].tag == "th":
            width = len(grid.columns) or max(map(len, grid.rows))
            if width > 1 and len({id(cell) for cell in row}) == 1 and (len(row) > 1 or width == 1):
                text = grid.text(row[0])
                continue
        if text:
            grid.groups[number] = text
