"""A place in a report: a value, and the way to it, so that a fault can say where it is.

Reports are data of others: a message names kinds and places, never a value, because a report holds names of resources
and texts that must not travel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from trustgen.attest.quoting import escaped
from trustgen.finding import Finding, Rule, Span
from trustgen.yamldoc import Map, Seq

if TYPE_CHECKING:
    from collections.abc import Iterator

REPORT_UNREADABLE = Rule(
    code="TG601",
    name="report-unreadable",
    summary="A scan report is not of the format that the mapping file names.",
    help="Hand in the tool's report as it was written, and name the format that it has.",
)

_MOST = 2**53 - 1
_NAMES = {dict: "an object", list: "a list", bool: "true or false", type(None): "nothing", float: "a fraction"}


class ReportError(Exception):
    """A fault in a report, on its way to the reader's caller; it shows no line of the report."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = replace(finding, span=replace(finding.span, text=None), related=())


class Node:
    """A value of a report, from JSON or from YAML, where every scalar is a text."""

    __slots__ = ("_at", "_holder", "_path", "_step", "value")

    def __init__(
        self, value: Any, path: str, *, holder: Node | None = None, step: str | int = "", at: Span | None = None
    ) -> None:
        self.value = value
        self._path = path
        self._holder = holder
        self._step = step
        self._at = at

    @property
    def route(self) -> str:
        """The way from the whole report; empty at the whole."""
        if self._holder is None:
            return ""
        before = self._holder.route
        if isinstance(self._step, int):
            return f"{before}[{self._step}]"
        return f"{before}.{self._step}" if before else self._step

    def find(self, key: str) -> Node | None:
        """A member of this object; nothing where it is left out or null."""
        if not isinstance(self.value, dict):
            raise self.fault("is", "an object is expected")
        found = self.value.get(key)
        if found is None:
            return None
        place = self.value.places[key].span if isinstance(self.value, Map) else self._at
        return Node(found, self._path, holder=self, step=key, at=place)

    def need(self, key: str) -> Node:
        """A member of this object that has to be there."""
        found = self.find(key)
        if found is None:
            raise self.fault("lacks", f"`{key}` is expected")
        return found

    def items(self) -> Iterator[Node]:
        """The items of this list."""
        if not isinstance(self.value, list):
            raise self.fault("is", "a list is expected")
        for number, item in enumerate(self.value):
            place = self.value.places[number].span if isinstance(self.value, Seq) else None
            yield Node(item, self._path, holder=self, step=number, at=place)

    def rows(self, key: str) -> Iterator[Node]:
        """The items of a list in this object; none where it is left out."""
        found = self.find(key)
        return iter(()) if found is None else found.items()

    @property
    def text(self) -> str:
        """This text, which has to say something."""
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.fault("is", "a text is expected")
        return str(self.value)

    @property
    def whole(self) -> int:
        """This whole number, not below zero; in YAML and CSV it is written as a text."""
        value = self.value
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= len(str(_MOST)):
            value = int(value)
        if type(value) is not int or not 0 <= value <= _MOST:
            raise self.fault("is", f"a whole number from 0 to {_MOST} is expected")
        return value

    def fault(self, verb: str, wanted: str, *, help: str | None = None) -> ReportError:
        """A fault at this place: `verb` is `is` for a wrong value, `lacks` for a missing member."""
        route = escaped(self.route)
        where = f"`{route}`" if route else "The report"
        said = f"{where} is {self._kind}" if verb == "is" else f"{where} lacks something"
        span = self._at or Span(path=self._path, route=route or None)
        return ReportError(REPORT_UNREADABLE.at(span, f"{said}; {wanted}.", help=help))

    @property
    def _kind(self) -> str:
        value = self.value
        if isinstance(value, str):
            return "a text" if value.strip() else "an empty text"
        if type(value) is int:
            return "a number"
        for kind, name in _NAMES.items():
            if isinstance(value, kind):
                return name
        return "another kind of value"
