"""What of a page nobody sees, or not everybody hears, by its HTML alone: what styles do is looked at elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

UNSEEN: Final = (
    "[hidden], [aria-hidden=true i], [inert], [popover], template, noscript, dialog:not([open]), details:not([open]), "
    "object, iframe, video, audio, canvas, select, datalist, textarea, noembed, noframes, title, script, style"
)
"""The selectors of elements that are not shown, closed, or shown only where something else fails."""


class Sight:
    """The elements of a page that are out of sight, with all that is in them."""

    def __init__(self, root: Any) -> None:
        self._unseen = {node.mem_id for node in root.css(UNSEEN)}

    def hides(self, node: Any) -> bool:
        """Whether an element, or something that it is in, is out of sight."""
        return any(one.mem_id in self._unseen for one in with_above(node))


def with_above(node: Any) -> Iterator[Any]:
    """An element and all that it is in, innermost first."""
    while node is not None and node.tag != "-undef":
        yield node
        node = node.parent
