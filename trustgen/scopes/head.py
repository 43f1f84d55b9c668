"""What travels without the page: its title and its meta elements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from trustgen.scopes.address import address
from trustgen.scopes.attributes import AttributePlace
from trustgen.scopes.tree import Element, Run
from trustgen.scopes.unit import Surface, Unit

if TYPE_CHECKING:
    from trustgen.scopes.gathered import Gathered

_ADDRESS: Final = re.compile(r"\s*(?:https?:)?/{1,2}\S+\s*|\S+\.(?:png|jpe?g|gif|webp|svg|avif|ico)\s*", re.IGNORECASE)
_SILENT: Final = frozenset({"viewport", "generator", "robots", "theme-color", "color-scheme", "format-detection"})


def title_of(root: Element) -> str:
    """The page's title; empty without one."""
    for element in root.descendants("title"):
        if element.parent is not None and element.parent.tag in ("head", "#root", "html", "body"):
            return " ".join("".join(run.text for run in element.children if isinstance(run, Run)).split())
    return ""


def gather_meta(element: Element, into: Gathered) -> None:
    """Gather a meta element: its content under its name."""
    content = element.get("content")
    name = element.get("name") or element.get("property") or element.get("itemprop") or element.get("http-equiv")
    if not content or name.lower() in _SILENT:
        return
    place = AttributePlace(element, "content")
    if _ADDRESS.fullmatch(content):
        into.add(Unit(scope="link.meta", surface=Surface.MARK, text=address(content), tag="meta", where=place))
        return
    scope = f"meta.{name.lower()}" if name else "meta"
    into.add(Unit(scope=scope, surface=Surface.HEAD, text=" ".join(content.split()), tag="meta", where=place))
