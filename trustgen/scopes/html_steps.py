"""The commands that a page gives its reader, and what it says that they print."""

from __future__ import annotations

from typing import Any, Final

from msgspec import Struct

from trustgen.scopes.html_parsed import parsed
from trustgen.scopes.html_sight import Sight, with_above

_COMMANDS: Final = "pre, samp, kbd, textarea, .command, .step__title, .step__expected"
"""What is or looks like a command, or like what one prints."""


class ShownStep(Struct, frozen=True, kw_only=True):
    """A step as a page shows it."""

    parts: tuple[str, ...]
    """The text of each of its parts: that of commands with its line breaks, that of all else with single spaces."""
    hidden: bool


def shown_steps(source: str) -> tuple[tuple[ShownStep, ...], tuple[str, ...]]:
    """Every step of a page, and every command that stands in none."""
    root = parsed(source)
    sight = Sight(root)
    nodes = root.css(".step")
    steps = tuple(ShownStep(parts=tuple(_parts(node)), hidden=sight.covers(node)) for node in nodes)
    inside = {node.mem_id for node in nodes}
    outside = (node for node in root.css(_COMMANDS) if not any(one.mem_id in inside for one in with_above(node)))
    return steps, tuple(_spaced(node.text()) for node in outside)


def _parts(node: Any) -> list[str]:
    children = [child for child in node.iter(include_text=True) if child.text().strip()]
    return [child.text() if child.tag == "pre" else _spaced(child.text(separator=" ")) for child in children]


def _spaced(text: str) -> str:
    return " ".join(text.split())
