"""Where a part of a unit stands in a page's source.

The tree is made by a parser that keeps no places, so they are found when a finding needs one: the visible characters
of the source, in order, are the visible characters of the tree, in order.  Where a parser moved things around, the
text is looked up instead, and failing that the nearest element with an id is given.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from trustgen.scopes.attributes import AttributePlace
from trustgen.scopes.decoding import text_of
from trustgen.scopes.html_raw import Token, attributes, tokens
from trustgen.scopes.html_tree import tree_of
from trustgen.scopes.line import Line, nth_visible, visible
from trustgen.scopes.reader import Region
from trustgen.scopes.snippet_units import narrowed
from trustgen.scopes.tree import Element, Run
from trustgen.scopes.xml_place import RunsPlace

if TYPE_CHECKING:
    from trustgen.artifact import Artifact
    from trustgen.scopes.unit import Unit

_REFERENCE: Final = re.compile(r"&(?:#[xX]?[0-9a-fA-F]+;?|[a-zA-Z][a-zA-Z0-9]*;?)")


class LinePlace(Struct, frozen=True):
    """The handle of a block's text."""

    line: Line


class CommentPlace(Struct, frozen=True):
    """The handle of a comment: its number in the page."""

    number: int


class _Index:
    """A page's source against its tree."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.tokens = list(tokens(source))
        self.texts = [token for token in self.tokens if token.kind == "text"]
        self.starts: list[int] = []
        total = 0
        for token in self.texts:
            self.starts.append(total)
            total += visible(_value(token))
        self.pieces: dict[int, tuple[list[int], list[tuple[int, str]]]] = {}
        """For every text that was asked about, its pieces: see `_pieces`."""
        self.runs: list[int] = []
        self.elements: list[Element] = []
        count = 0
        for node in tree_of(source).walk():
            if isinstance(node, Run):
                if isinstance(node.place, int):
                    self.runs.append(count)
                    count += visible(node.text)
            elif isinstance(node.place, int) and node.tag != "#comment":
                self.elements.append(node)
        self.comments = [token for token in self.tokens if token.kind == "comment"]
        self.alike: dict[tuple[str, str], tuple[dict[int, int], dict[str, list[tuple[int, str]]]]] = {}
        """For every attribute that was asked about: see `_alike`."""

    def character(self, run: int, count: int) -> int:
        """The offset of a visible character of a run; -1 beyond the end."""
        at = self.runs[run] + count if run < len(self.runs) else -1
        number = bisect_right(self.starts, at) - 1
        if at < 0 or number < 0:
            return -1
        token, count = self.texts[number], at - self.starts[number]
        if token.literal or "&" not in token.value:
            return token.start + nth_visible(token.value, count)
        if number not in self.pieces:
            self.pieces[number] = _pieces(token.value)
        counts, pieces = self.pieces[number]
        piece = bisect_right(counts, count) - 1
        offset, plain = pieces[piece]
        return token.start + offset + (nth_visible(plain, count - counts[piece]) if plain else 0)

    def begin(self, run: int) -> int:
        """The offset of the text that a whole run was read from, such as a script's."""
        at = self.runs[run] if run < len(self.runs) else -1
        number = bisect_right(self.starts, at) - 1
        return self.texts[number].start if at >= 0 and number >= 0 else -1

    def attribute(self, number: int, name: str) -> tuple[int, str] | None:
        """The offset and the value of an attribute of an element, given by its number."""
        if number >= len(self.elements):
            return None
        element = self.elements[number]
        tag, key = element.tag.lower(), name.lower()
        if (tag, name) not in self.alike:
            self.alike[tag, name] = self._alike(tag, name, key)
        before, written = self.alike[tag, name]
        found = written.get(_plain(element.get(name)), [])
        nth = before[number]
        return found[nth] if nth < len(found) else None

    def _alike(self, tag: str, name: str, key: str) -> tuple[dict[int, int], dict[str, list[tuple[int, str]]]]:
        """For every such element, how many before it have the same value; and for every value where it is written."""
        before: dict[int, int] = {}
        seen: Counter[str] = Counter()
        for number, element in enumerate(self.elements):
            if element.tag.lower() == tag:
                value = _plain(element.get(name))
                before[number] = seen[value]
                seen[value] += 1
        written: dict[str, list[tuple[int, str]]] = {}
        for token in self.tokens:
            if token.kind == "tag" and token.value == tag:
                first = next(((at, value) for one, value, at in attributes(self.source, token) if one == key), None)
                if first is not None:
                    written.setdefault(_plain(first[1]), []).append(first)
        return before, written


def _plain(value: str) -> str:
    return " ".join(value.split())


def _value(token: Token) -> str:
    return token.value if token.literal or "&" not in token.value else unescape(token.value)


def _pieces(text: str) -> tuple[list[int], list[tuple[int, str]]]:
    """The pieces of a text with references: how many visible characters stand before each, its offset, and its text.

    A reference has no text, as whatever it stands for begins where it does.
    """
    counts: list[int] = []
    pieces: list[tuple[int, str]] = []
    at = total = 0
    for found in _REFERENCE.finditer(text):
        for offset, plain, size in (
            (at, text[at : found.start()], visible(text[at : found.start()])),
            (found.start(), "", visible(unescape(found[0]))),
        ):
            if size:
                counts.append(total)
                pieces.append((offset, plain))
                total += size
        at = found.end()
    counts.append(total)
    pieces.append((at, text[at:]))
    return counts, pieces


@lru_cache(maxsize=4)
def _index(artifact: Artifact) -> _Index:
    return _Index(text_of(artifact))


def locate(artifact: Artifact, unit: Unit, start: int, end: int) -> Region | None:
    """The region of a part of a unit in a page's source."""
    said = unit.text[start:end]
    found = region_of(artifact, unit.where, unit.text, start, end)
    if found is not None and found.exact:
        return found
    source = _index(artifact).source
    at = source.find(said) if said else -1
    if at >= 0:
        return Region(text=source, start=at, end=at + len(said))
    return found or _nearest(source, unit.anchor)


def _nearest(source: str, anchor: str | None) -> Region:
    found = re.search(rf"""\bid\s*=\s*["']?{re.escape(anchor)}["'\s>]""", source) if anchor else None
    at = source.rfind("<", 0, found.start()) if found else 0
    return Region(text=source, start=max(at, 0), end=max(at, 0), exact=False)


def region_of(artifact: Artifact, where: object, said: str = "", start: int = 0, end: int = 0) -> Region | None:
    """The region that a handle stands for; `None` when it cannot be found."""
    index = _index(artifact)
    if isinstance(where, LinePlace):
        first = where.line.origin(start, said)
        last = where.line.origin(_last(said, start, end), said)
        if first is None or last is None:
            return None
        return _between(index, said[start:end], first[0].place, first[1], last[0].place, last[1])
    if isinstance(where, RunsPlace):
        return _of_runs(index, where, said, start, end)
    if isinstance(where, AttributePlace) and isinstance(where.element.place, int):
        return _of_attribute(index, where, said, start, end)
    if isinstance(where, CommentPlace) and where.number < len(index.comments):
        token = index.comments[where.number]
        return narrowed(index.source, token.start, token.start + len(token.value), said, start, end)
    return None


def _last(said: str, start: int, end: int) -> int:
    """The offset of the last visible character of a part of a text."""
    return start + len(said[start:end].rstrip()) - 1 if said[start:end].strip() else start


def _between(index: _Index, said: str, first: object, skip: int, last: object, until: int) -> Region | None:
    begin = index.character(first, skip) if isinstance(first, int) else -1
    stop = index.character(last, until) if isinstance(last, int) else -1
    if begin < 0 or stop < begin:
        return None
    source = index.source
    exact = source[begin : begin + 1] in (said[:1], "&") and source[stop : stop + 1] in (said.rstrip()[-1:], "&")
    tail = _REFERENCE.match(source, stop)
    return Region(text=source, start=begin, end=tail.end() if tail else stop + 1, exact=exact)


def _of_runs(index: _Index, where: RunsPlace, said: str, start: int, end: int) -> Region | None:
    if where.start >= 0:
        run = where.runs[0].place
        begin = index.begin(run) if isinstance(run, int) else -1
        if begin < 0:
            return None
        return narrowed(index.source, begin + where.start, begin + where.end, said, start, end)
    first = _in_runs(where.runs, visible(said[:start]))
    last = _in_runs(where.runs, visible(said[: _last(said, start, end)]))
    if first is None or last is None:
        return None
    return _between(index, said[start:end], first[0].place, first[1], last[0].place, last[1])


def _in_runs(runs: tuple[Run, ...], count: int) -> tuple[Run, int] | None:
    for run in runs:
        size = visible(run.text)
        if count < size:
            return run, count
        count -= size
    return None


def _of_attribute(index: _Index, where: AttributePlace, said: str, start: int, end: int) -> Region | None:
    number = where.element.place
    found = index.attribute(number, where.name) if isinstance(number, int) else None
    if found is None:
        return None
    at, value = found
    stop = at + len(value)
    written = index.source[at:stop]
    if written != value:
        closing = re.compile(r"[\"'>]").search(index.source, at)
        return narrowed(index.source, at, closing.start() if closing else stop, said, start, end)
    if where.start >= 0:
        at, stop = at + where.start, at + where.end
    return narrowed(index.source, at, stop, said, start, end)
