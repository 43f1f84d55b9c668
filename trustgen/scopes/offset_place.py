"""Where a part of a unit stands in a text whose runs know the offsets at which they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.scopes.attributes import AttributePlace
from trustgen.scopes.decoding import text_of
from trustgen.scopes.html_place import LinePlace
from trustgen.scopes.line import nth_visible
from trustgen.scopes.reader import Region
from trustgen.scopes.snippet_units import narrowed

if TYPE_CHECKING:
    from trustgen.artifact import Artifact
    from trustgen.scopes.unit import Unit


def locate(artifact: Artifact, unit: Unit, start: int, end: int) -> Region | None:
    """The region of a part of a unit."""
    return region_of(text_of(artifact), unit.where, unit.text, start, end)


def region_of(source: str, where: object, said: str = "", start: int = 0, end: int = 0) -> Region | None:
    """The region that a handle stands for; `None` when it stands for none."""
    if isinstance(where, LinePlace):
        return _in_line(source, where, said, start, end)
    if isinstance(where, AttributePlace) and isinstance(where.element.place, int):
        begin = where.element.place
        value = where.element.get(where.name)
        at = source.find(value, begin)
        return narrowed(source, at, at + len(value), said, start, end) if at >= 0 else _point(source, begin)
    if isinstance(where, tuple) and len(where) == 2:  # noqa: PLR2004
        return narrowed(source, where[0], where[1], said, start, end)
    return None


def _in_line(source: str, where: LinePlace, said: str, start: int, end: int) -> Region | None:
    last = start + max(len(said[start:end].rstrip()) - 1, 0)
    ends = [where.line.origin(at, said) for at in (start, last)]
    offsets = []
    for found in ends:
        if found is None or not isinstance(found[0].place, int):
            return None
        offsets.append(found[0].place + nth_visible(found[0].text, found[1]))
    return Region(text=source, start=offsets[0], end=max(offsets[1] + 1, offsets[0]))


def _point(source: str, at: int) -> Region:
    return Region(text=source, start=at, end=at, exact=False)
