"""The controls that a page shows together under a title: in boards, strips, lists and tables."""

from __future__ import annotations

from typing import Any, Final

from msgspec import Struct

from trustgen.scopes.html_parsed import parsed
from trustgen.scopes.html_sight import Sight

_GROUPS: Final = {
    "board": (".board", ".board__title", ".board__row", ".board__id", ".board__name"),
    "strip": (".strip__family", ".strip__name", ".strip__control", ".citation__id", ""),
    "list": (".controls", "", ".controls__item", ".controls__id", ".controls__title"),
    "table": (".table__grid--controls", "caption", "tbody tr", "th", ".table__title"),
}
"""For every kind: the selectors of the whole, its title, and of a row, its control's id and its title."""


class ShownGroup(Struct, frozen=True, kw_only=True):
    """Controls under a title."""

    kind: str
    title: str
    rows: tuple[tuple[str, str, str], ...]
    """Of each row the control's id, its title and the word of its status; empty where it says none, or several."""
    hidden: bool


def shown_groups(source: str) -> tuple[ShownGroup, ...]:
    """Read a page."""
    if not any(whole[1:] in source for whole, *_ in _GROUPS.values()):
        return ()
    root = parsed(source)
    sight = Sight(root)
    return tuple(_group(kind, node, sight) for kind, (whole, *_) in _GROUPS.items() for node in root.css(whole))


def _group(kind: str, node: Any, sight: Sight) -> ShownGroup:
    _, title, row, name, called = _GROUPS[kind]
    rows = node.css(row)
    titles = node.css(title) if title else []
    return ShownGroup(
        kind=kind,
        title=_only(node, title),
        rows=tuple((_only(one, name), _only(one, called), _only(one, ".outcome__word")) for one in rows),
        hidden=sight.hides(node) or any(sight.covers(one) for one in (*rows, *titles)),
    )


def _only(node: Any, selector: str) -> str:
    found = node.css(selector) if selector else []
    return " ".join(found[0].text(separator=" ").split()) if len(found) == 1 else ""
