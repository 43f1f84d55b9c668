"""What a page says in parts: tallies, coverage, measurements in words, in tables and drawn, and facts of the evidence.

Each is read from the one component that prints it, into the texts or the geometry of its parts.
"""

from __future__ import annotations

from typing import Any, Final

from msgspec import Struct

from trustgen.scopes.html_parsed import parsed
from trustgen.scopes.html_sight import Sight
from trustgen.scopes.html_strokes import changed

_PARTS: Final = {
    "tally": (".tally", "li"),
    "coverage": (".coverage", ".coverage__count"),
    "metric": (".metric", "p"),
    "row": (".table__grid--metrics tbody tr", "th, td:not(:last-child)"),
    "measured": (".measured", "caption, tbody th, tbody td"),
    "gauge": ("svg.gauge", "*"),
    "course": ("svg.course", "*"),
    "snapshot": ("[data-evidence=snapshot]", "dt, dd"),
    "key": ("[data-evidence=key]", "dt, dd"),
    "identity": ("[data-evidence=identity]", "dt, dd"),
    "foot": (".footer__snapshot", "dt, dd"),
    "exception": ("[data-evidence=exception]", "dt, dd"),
    "exceptions": ("[data-evidence=exceptions]", "thead th, tbody th, tbody td"),
    "cover": (".cover", ".plate__foot, .cover__demonstration"),
    "paper": (".paper__foot", "p"),
    "signing": (".signings tbody tr", "th, td"),
    "stale": (".stale", "p"),
    "script": ("script[src]", ""),
}
"""For every kind, the selector of the whole, and that of its parts."""
_MARKS: Final = (
    "tally",
    "coverage",
    "metric",
    "measured",
    "gauge",
    "course",
    "data-evidence",
    "footer__snapshot",
    "paper__foot",
    "signings",
    "stale",
    "<script",
)
_LOADED: Final = frozenset({"src", "integrity", "crossorigin", "defer"})
"""What the layout says of a script."""
_NONE: Final = ":not(*)"
_DRAWN: Final = ("class", "x", "y", "width", "height", "d", "stroke", "stroke-width", "fill")


class ShownCount(Struct, frozen=True, kw_only=True):
    """Something that a page counts, measures, or says of the evidence."""

    kind: str
    """A key of what is read, such as `tally`."""
    parts: tuple[str, ...]
    """Its texts; of a drawing the title, and the geometry of everything else."""
    hidden: bool


def shown_counts(source: str) -> tuple[ShownCount, ...]:
    """Read a page; one that has none of the components is not parsed."""
    if not any(name in source for name in _MARKS):
        return ()
    root = parsed(source)
    sight = Sight(root)
    return tuple(
        ShownCount(
            kind=kind,
            parts=(
                *_own(node),
                *(_part(kind, part) for part in node.css(parts or _NONE) if part.mem_id != node.mem_id),
            ),
            # The script heeds the first notice alone.
            hidden=_hidden(kind, nodes[0] if kind == "stale" else node, sight),
        )
        for kind, (whole, parts) in _PARTS.items()
        for nodes in (root.css(whole),)
        for node in nodes
    )


def _hidden(kind: str, node: Any, sight: Sight) -> bool:
    """Whether something of it is out of sight; the notice of a stale page is so until its script shows it."""
    if kind == "script":
        return sight.hides(node.parent)
    if kind == "stale":
        return sight.hides(node.parent) or any(sight.holds(part) for part in node.css("p"))
    return sight.covers(node)


def _own(node: Any) -> tuple[str, ...]:
    """What the whole's own tag says: until when a notice is hidden, which script is loaded, what bends a drawing."""
    if node.tag == "script":
        # A type that no browser runs, or `nomodule`, would load it for nothing.
        other = sorted(name for name in node.attributes if name not in _LOADED)
        return ((node.attributes.get("src") or "").rpartition("/")[2], *other)
    if node.tag == "svg":
        return changed(node)
    until = node.attributes.get("data-until")
    return (until,) if until is not None else ()


def _part(kind: str, node: Any) -> str:
    if kind in ("gauge", "course") and node.tag != "title":
        return " ".join([*(value for name in _DRAWN if (value := node.attributes.get(name))), *changed(node)])
    text = " ".join(node.text(separator=" ").split())
    if kind == "tally":
        classes = (node.attributes.get("class") or "").split()
        return " ".join([*(name for name in classes if name.startswith("outcome--")), text])
    return text
