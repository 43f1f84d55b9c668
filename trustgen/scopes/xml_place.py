"""Where a part of a unit stands in an XML file: runs and elements know their byte offsets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from trustgen.scopes.attributes import AttributePlace
from trustgen.scopes.decoding import text_of
from trustgen.scopes.line import nth_visible, visible
from trustgen.scopes.reader import Region
from trustgen.scopes.snippet_units import narrowed
from trustgen.scopes.xml_tree import character

if TYPE_CHECKING:
    from trustgen.artifact import Artifact
    from trustgen.scopes.tree import Run
    from trustgen.scopes.unit import Unit


class RunsPlace(Struct, frozen=True):
    """The handle of a text that was put together from runs; with offsets, of a region of a single run."""

    runs: tuple[Run, ...]
    start: int = -1
    end: int = -1


def locate(artifact: Artifact, unit: Unit, start: int, end: int) -> Region | None:
    """The region of a part of a unit of an XML file."""
    return region_of(text_of(artifact), unit.where, unit.text, start, end)


def region_of(source: str, where: object, said: str = "", start: int = 0, end: int = 0) -> Region | None:
    """The region that a handle stands for."""
    if isinstance(where, RunsPlace) and where.start >= 0:
        begin = _begin(source, where.runs[0])
        return narrowed(source, begin + where.start, begin + where.end, said, start, end)
    if isinstance(where, RunsPlace):
        first = _in_runs(source, where.runs, visible(said[:start]))
        last = _in_runs(source, where.runs, visible(said[:end]) - 1)
        return Region(text=source, start=first, end=max(first, last) + 1) if first >= 0 else None
    if isinstance(where, AttributePlace):
        return _in_attribute(source, where, said, start, end)
    if isinstance(where, tuple) and len(where) == 2:  # noqa: PLR2004
        return narrowed(source, where[0], where[1], said, start, end)
    return None


def _begin(source: str, run: Run) -> int:
    return character(source, run.place) if isinstance(run.place, int) else 0


def _in_runs(source: str, runs: tuple[Run, ...], count: int) -> int:
    """The offset of a visible character of the text of some runs; -1 when there is none."""
    for run in runs:
        size = visible(run.text)
        if count < size:
            begin = _begin(source, run)
            at = nth_visible(run.text, count)
            return begin + _written(source, begin, at)
        count -= size
    return -1


def _written(source: str, begin: int, at: int) -> int:
    """How many characters of source stand for the first `at` characters of a run: references count as one."""
    offset = begin
    for _ in range(at):
        if source[offset : offset + 1] == "&":
            end = source.find(";", offset)
            offset = end + 1 if end > 0 else offset + 1
        elif source.startswith("<![CDATA[", offset):
            offset += 10
        else:
            offset += 1
    return offset - begin


def _in_attribute(source: str, where: AttributePlace, said: str, start: int, end: int) -> Region | None:
    if not isinstance(where.element.place, int):
        return None
    begin = character(source, where.element.place)
    found = re.compile(rf"""\s{re.escape(where.name)}\s*=\s*(?:"([^"]*)"|'([^']*)')""").search(source, begin)
    if not found:
        return Region(text=source, start=begin, end=begin + 1, exact=False)
    group = 1 if found[1] is not None else 2
    first, last = found.span(group)
    if where.start >= 0 and last - first >= where.end:
        first, last = first + where.start, first + where.end
    return narrowed(source, first, last, said, start, end)
