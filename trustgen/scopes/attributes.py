"""The attributes of an element: every one that carries text, a name or an address, unless it is known to carry none.

Attributes work like marks: nothing that stands beside them can excuse them.  Nothing here knows where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from trustgen.scopes.address import address
from trustgen.scopes.css import css_snippets
from trustgen.scopes.embedded import DataAddress, data_address, embedded_of
from trustgen.scopes.json_data import json_snippets
from trustgen.scopes.script import script_snippets
from trustgen.scopes.shown import shown
from trustgen.scopes.snippet import Fault, Snippets
from trustgen.scopes.unit import Context, Surface, Unit

if TYPE_CHECKING:
    from trustgen.scopes.gathered import Gathered
    from trustgen.scopes.tree import Element

_SILENT: Final = frozenset(
    """
    class id style width height size sizes cols rows colspan rowspan span scope headers for form list lang
    xml:lang dir role tabindex target rel rev type method enctype charset http-equiv media integrity nonce
    crossorigin loading decoding fetchpriority referrerpolicy aria-hidden aria-labelledby aria-describedby
    aria-controls aria-owns aria-level aria-current aria-expanded aria-live aria-haspopup aria-details
    aria-flowto aria-activedescendant itemprop itemtype itemid itemref itemscope vocab typeof resource prefix
    property datetime hidden open d points transform viewbox x y x1 y1 x2 y2 cx cy r rx ry dx dy fill stroke
    stroke-width stroke-linecap stroke-linejoin opacity offset gradientunits gradienttransform patternunits
    preserveaspectratio version xmlns xmlns:xlink text-anchor dominant-baseline font-size font-weight min max
    step maxlength minlength pattern autocomplete autofocus spellcheck translate color bgcolor align valign
    border
    """.split(),  # noqa: SIM905
)
_ADDRESSES: Final = frozenset(
    """
    href src xlink:href srcset imagesrcset poster data action formaction background cite longdesc manifest
    archive codebase ping usemap profile
    """.split(),  # noqa: SIM905
)
_SHOWN_VALUES: Final = frozenset({"button", "submit", "reset", "text", "search", "email", ""})
_NAME: Final = re.compile(r"[\w.:/-]+", re.ASCII)
_LABEL: Final = 200
_JSON: Final = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\"{\[\]])")


class AttributePlace(Struct, frozen=True):
    """The handle of a region of an attribute's value; the whole value when the region is unknown."""

    element: Element
    name: str
    start: int = -1
    end: int = -1


Drawing = Callable[[str, object, "Gathered"], None]
"""How a drawing in a `data:` address is read: its source, the handle of its place, and where its units go."""


def gather_attributes(element: Element, anchor: str | None, drawing: Drawing, into: Gathered) -> None:
    """Gather the units of an element's attributes."""
    for name, value in element.attributes.items():
        if not value:
            continue
        lower = name.lower()
        if lower == "style":
            _styles(element, value, into)
        elif lower in _ADDRESSES:
            _addresses(element, name, value, anchor, drawing, into)
        elif lower not in _SILENT and not (element.tag == "meta" and lower in ("content", "name")):
            _text(element, name, value, anchor, into)
    names = element.attributes.get("class")
    if names and not element.children:
        for one in names.split():
            _add(into, element, "class", "attr.class", one, anchor)


def _add(
    into: Gathered,
    element: Element,
    name: str,
    scope: str,
    text: str,
    anchor: str | None,
    surface: Surface = Surface.MARK,
) -> None:
    if into.takes(text):
        unit = Unit(
            scope=scope,
            surface=surface,
            text=text,
            tag=element.tag,
            anchor=anchor,
            context=Context(lang=element.get("lang")),
            where=AttributePlace(element, name),
        )
        into.units.append(unit)


def _text(element: Element, name: str, value: str, anchor: str | None, into: Gathered) -> None:
    lower = name.lower()
    whole = AttributePlace(element, name)
    if "&" in value and unescape(value) != value:
        value = unescape(value)
    if _JSON.match(value):
        snippets = json_snippets(value, f"attr.{lower}")
        if not snippets.faults:
            into.snippets(snippets, lambda start, end: AttributePlace(element, name, start, end), anchor)
            return
    if lower.startswith("on") and lower.isalpha():
        into.snippets(script_snippets(value), lambda start, end: AttributePlace(element, name, start, end), anchor)
        return
    if found := data_address(value):
        _embedded(found, whole, None, into)
        return
    scope, surface = f"attr.{lower}", Surface.MARK
    if lower == "content":
        scope, surface = "data.microdata", Surface.DATA
    elif _identifies(element, lower) and _NAME.fullmatch(value):
        if _repeats(element, value):
            return
        surface = Surface.DATA
    _add(into, element, name, scope, value, anchor, surface)


def _identifies(element: Element, name: str) -> bool:
    """Whether the attribute holds names for programs, which nobody is shown unless they are sentences."""
    if name == "value":
        return not (element.tag in ("input", "button") and element.get("type").lower() in _SHOWN_VALUES)
    return name == "name" or name.startswith("data-")


def _repeats(element: Element, value: str) -> bool:
    """Whether a name for programs only says again what the element, or its label, shows: that is read anyway."""
    text = shown(element) if element.children else shown(element.parent) if element.parent is not None else ""
    return len(text) <= _LABEL and _bare(value) in _bare(text)


def _bare(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _styles(element: Element, value: str, into: Gathered) -> None:
    if not any(mark in value for mark in ("url", "--", "content", "\\", "(", '"', "'")):
        return
    into.snippets(
        css_snippets(value, declarations=True),
        lambda start, end: AttributePlace(element, "style", start, end),
    )


def _addresses(
    element: Element, name: str, value: str, anchor: str | None, drawing: Drawing, into: Gathered,
) -> None:  # fmt: skip
    lower = name.lower().removeprefix("xlink:")
    where = AttributePlace(element, name)
    if found := data_address(value):
        _embedded(found, where, drawing, into)
        return
    if value.lstrip()[:11].lower() == "javascript:":
        into.snippets(script_snippets(value), lambda start, end: AttributePlace(element, name, start, end), anchor)
        return
    if element.tag == "use":
        _add(into, element, name, "link.use", value.lstrip("#"), anchor)
        return
    parts = [part.split()[0] for part in value.split(",") if part.split()] if lower.endswith("srcset") else [value]
    for part in parts:
        _add(into, element, name, f"link.{lower}", address(part), anchor)


def _embedded(found: DataAddress, where: AttributePlace, drawing: Drawing | None, into: Gathered) -> None:
    if not found.data:
        return
    if found.media == "image/svg+xml" and drawing is not None:
        drawing(found.data.decode("utf-8", "replace"), where, into)
    elif found.media.startswith(("image/", "font/", "application/font", "video/", "audio/")):
        into.assets.append(embedded_of(found, where))
    elif found.media == "text/css":
        into.snippets(css_snippets(found.data.decode("utf-8", "replace")), lambda *_: where)
    elif found.media in ("text/javascript", "application/javascript"):
        into.snippets(script_snippets(found.data.decode("utf-8", "replace")), lambda *_: where)
    elif found.media in ("application/json", "application/ld+json"):
        into.snippets(json_snippets(found.data.decode("utf-8", "replace")), lambda *_: where)
    elif found.media.startswith("text/"):
        text = found.data.decode("utf-8", "replace")
        into.add(Unit(scope="data.text", surface=Surface.MARK, text=text, where=where))
    else:
        fault = Fault(message=f"An address holds data of the kind {found.media!r}, which nobody reads.")
        into.snippets(Snippets(faults=(fault,)), lambda *_: where)
