"""What of a drawing in a page shows it as another one: it stretches, moves, turns, hides or recolours what is drawn."""

from __future__ import annotations

from typing import Any, Final

_DRAWING: Final = frozenset(
    {"class", "role", "data-control", "viewbox", "width", "height", "aria-hidden", "focusable", "xmlns"}
)
_STROKE: Final = frozenset(
    """
    class d x y width height fill fill-rule stroke stroke-width stroke-dasharray stroke-linejoin
    """.split(),  # noqa: SIM905
)
"""What the shipped drawings say of themselves, and of what is in them."""


def changed(node: Any) -> tuple[str, ...]:
    """The attributes of a drawing, or of something in it, that show it as another one; in lower case."""
    said = {name.lower(): value or "" for name, value in node.attributes.items()}
    other = tuple(sorted(said.keys() - (_DRAWING if node.tag == "svg" else _STROKE)))
    if node.tag == "svg" and said.get("viewbox") != f"0 0 {said.get('width')} {said.get('height')}":
        other = (*other, "viewBox")
    if said.get("fill") == "none" and "stroke" not in said:
        other = (*other, "fill")
    return other
