"""What of a page nobody sees, or not everybody hears, by its HTML alone: what styles do is looked at elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

UNSEEN: Final = (
    "[hidden], [aria-hidden=true i], [inert], [popover], template, noscript, dialog:not([open]), details:not([open]), "
    "object, iframe, video, audio, canvas, select, datalist, textarea, noembed, noframes, title, script, style, "
    "meter, progress, rp, option, optgroup, details[name], del, s, strike, bdo, marquee, font, "
    "[color], [bgcolor], body[text], body[background], [dir=rtl i]"
)
"""The selectors of elements that are not shown, closed, shown only where something else fails, or shown as other than
they are: struck out, turned round, moving, or in a colour of their own.  Of `details` of one name only one is open."""


class Sight:
    """The elements of a page that are out of sight, with all that is in them."""

    def __init__(self, root: Any) -> None:
        unseen = root.css(UNSEEN)
        self._unseen = {node.mem_id for node in unseen}
        said = (node for node in unseen if node.tag not in ("title", "svg") and node.text().strip())
        self._partly = {above.mem_id for node in said for above in with_above(node)}

    def hides(self, node: Any) -> bool:
        """Whether an element, or something that it is in, is out of sight."""
        return any(one.mem_id in self._unseen for one in with_above(node))

    def covers(self, node: Any) -> bool:
        """Whether it, something that it is in, or words in it are out of sight."""
        return self.holds(node) or self.hides(node)

    def holds(self, node: Any) -> bool:
        """Whether words in it are out of sight by themselves, or by it."""
        return node.mem_id in self._partly


def with_above(node: Any) -> Iterator[Any]:
    """An element and all that it is in, innermost first."""
    while node is not None and node.tag != "-undef":
        yield node
        node = node.parent
