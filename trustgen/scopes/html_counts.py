"""What a page counts and measures: tallies, coverage, measurements in words, in tables and drawn.

Each is read from the one component that prints it, into the texts or the geometry of its parts.
"""

from __future__ import annotations

from typing import Any, Final

from msgspec import Struct

from trustgen.scopes.html_parsed import parsed
from trustgen.scopes.html_sight import Sight

_PARTS: Final = {
    "tally": (".tally", "li"),
    "coverage": (".coverage", ".coverage__count"),
    "metric": (".metric", "p"),
    "row": (".table__grid--metrics tbody tr", "th, td:not(:last-child)"),
    "measured": (".measured", "caption, tbody th, tbody td"),
    "gauge": ("svg.gauge", "*"),
    "course": ("svg.course", "*"),
}
"""For every kind, the selector of the whole, and that of its parts."""
_CLASSES: Final = ("tally", "coverage", "metric", "measured", "gauge", "course")
_DRAWN: Final = ("class", "x", "y", "width", "height", "d")


class ShownCount(Struct, frozen=True, kw_only=True):
    """Something that a page counts or measures."""

    kind: str
    """A key of what is read: `tally`, `coverage`, `metric`, `row`, `measured`, `gauge` or `course`."""
    parts: tuple[str, ...]
    """Its texts; of a drawing the title, and the geometry of everything else."""
    hidden: bool


def shown_counts(source: str) -> tuple[ShownCount, ...]:
    """Read a page; one that has none of the components is not parsed."""
    if not any(name in source for name in _CLASSES):
        return ()
    root = parsed(source)
    sight = Sight(root)
    return tuple(
        ShownCount(
            kind=kind,
            parts=tuple(_part(kind, part) for part in node.css(parts) if part.mem_id != node.mem_id),
            hidden=sight.hides(node),
        )
        for kind, (whole, parts) in _PARTS.items()
        for node in root.css(whole)
    )


def _part(kind: str, node: Any) -> str:
    if kind in ("gauge", "course") and node.tag != "title":
        return " ".join(value for name in _DRAWN if (value := node.attributes.get(name)))
    text = " ".join(node.text(separator=" ").split())
    if kind == "tally":
        classes = (node.attributes.get("class") or "").split()
        return " ".join([*(name for name in classes if name.startswith("outcome--")), text])
    return text
