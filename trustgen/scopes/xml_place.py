"""Where a part of a unit stands in an XML file: runs and elements know their byte offsets."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from trustgen.scopes.attributes import AttributePlace
from trustgen.scopes.decoding import text_of
from trustgen.scopes.line import nth_visible, visible, visible_before
from trustgen.scopes.reader import Region
from trustgen.scopes.snippet_units import narrowed
from trustgen.scopes.xml_tree import character

if TYPE_CHECKING:
    from trustgen.artifact import Artifact
    from trustgen.scopes.tree import Run
    from trustgen.scopes.unit import Unit


_CDATA: Final = "<![CDATA["
_STEP: Final = re.compile(rf"&[^;<&]*+;|\r\n|{re.escape(_CDATA)}|<")
"""What stands in the source for one character of text, and where a run goes on after a mark, or ends."""


class RunsPlace(Struct, frozen=True, eq=False):
    """The handle of a text that was put together from runs; with offsets, of a region of a single run."""

    runs: tuple[Run, ...]
    start: int = -1
    end: int = -1
    _counts: list[int] = field(default_factory=list)
    """How many visible characters stand before each run, and in all; filled when somebody asks."""

    def run_at(self, count: int) -> tuple[Run, int] | None:
        """The run that a visible character of the text is in, and how many stand before it there."""
        if not self._counts:
            self._counts.extend(accumulate((visible(run.text) for run in self.runs), initial=0))
        number = bisect_right(self._counts, count) - 1
        return (self.runs[number], count - self._counts[number]) if 0 <= number < len(self.runs) else None


def locate(artifact: Artifact, unit: Unit, start: int, end: int) -> Region | None:
    """The region of a part of a unit of an XML file."""
    return region_of(text_of(artifact), unit.where, unit.text, start, end)


def region_of(source: str, where: object, said: str = "", start: int = 0, end: int = 0) -> Region | None:
    """The region that a handle stands for."""
    if isinstance(where, RunsPlace) and where.start >= 0:
        begin = _begin(source, where.runs[0])
        return narrowed(source, begin + where.start, begin + where.end, said, start, end)
    if isinstance(where, RunsPlace):
        first = _in_runs(source, where, visible_before(said, start))
        last = _in_runs(source, where, visible_before(said, end) - 1)
        return Region(text=source, start=first, end=max(first, last) + 1) if first >= 0 else None
    if isinstance(where, AttributePlace):
        return _in_attribute(source, where, said, start, end)
    if isinstance(where, tuple) and len(where) == 2:  # noqa: PLR2004
        return narrowed(source, where[0], where[1], said, start, end)
    return None


def _begin(source: str, run: Run) -> int:
    return character(source, run.place) if isinstance(run.place, int) else 0


def _in_runs(source: str, where: RunsPlace, count: int) -> int:
    """The offset of a visible character of the text of some runs; -1 when there is none."""
    found = where.run_at(count)
    if found is None:
        return -1
    run, number = found
    begin = _begin(source, run)
    return begin + _written(source, begin, nth_visible(run.text, number))


def _written(source: str, begin: int, at: int) -> int:
    """How many characters of source stand for the first `at` characters of a run: references count as one."""
    counts, offsets = _steps(source, begin)
    number = bisect_right(counts, at) - 1
    return offsets[number] + at - counts[number] - begin


@lru_cache(maxsize=16)
def _steps(source: str, begin: int) -> tuple[array[int], array[int]]:
    """Where the characters of a run do not follow one another in the source: their numbers, and their offsets."""
    counts, offsets = array("q", [0]), array("q", [begin])

    def step(length: int, offset: int) -> None:
        counts.append(counts[-1] + length)
        offsets.append(offset)

    offset = begin
    while (found := _STEP.search(source, offset)) is not None and found[0] != "<":
        step(found.start() - offset, found.start())
        if found[0] == _CDATA:
            end = source.find("]]>", found.end())
            step(0, found.end())
            step(max(end, found.end()) - found.end(), end + 3)
        else:
            step(1, found.end())
        offset = max(offsets[-1], found.end())
    return counts, offsets


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
