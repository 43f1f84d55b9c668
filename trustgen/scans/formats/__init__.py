"""Formats of reports, one file each: a module constant `FORMATS`, found by its file.

A reader yields results and nothing else; it raises `ReportError` at the first place that does not have its form.
"""

from __future__ import annotations

import importlib
import pkgutil
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from trustgen.finding import Span
from trustgen.scans.foreign import ForeignError, parse_json
from trustgen.scans.node import REPORT_UNREADABLE, Node, ReportError
from trustgen.yamldoc import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from trustgen.scans.results import Result


_YAML_HELP = "Hand it in as the tool wrote it, or as JSON."


class Report(Struct, frozen=True, kw_only=True):
    """A report as it was handed in."""

    path: str
    """As findings show it."""
    data: bytes

    @property
    def sha256(self) -> str:
        """Of the bytes."""
        return sha256(self.data).hexdigest()

    def json(self) -> Node:
        """The whole report, from JSON."""
        try:
            value = parse_json(self.data)
        except ForeignError as error:
            span = Span(path=self.path, line=error.line, column=error.column)
            raise ReportError(REPORT_UNREADABLE.at(span, f"`{self.path}` {error}.")) from None
        return Node(value, self.path)

    def tree(self) -> Node:
        """The whole report, from JSON or YAML."""
        if self.data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
            return self.json()
        value: Any
        value, findings = parse(self.data, self.path)
        if findings:
            # Its words about YAML quote what they are about.
            first = findings[0]
            message = f"`{self.path}` is neither JSON nor the plain YAML that is read here (`{first.rule}`)."
            raise ReportError(REPORT_UNREADABLE.at(first.span, message, help=_YAML_HELP))
        return Node(value, self.path, at=value.place.span if value is not None else None)


class ReportFormat(Struct, frozen=True, kw_only=True):
    """A format: its name in a mapping file, what it is, which ids it has, and its reader."""

    name: str
    summary: str
    ids: str
    """What a mapping file gives as the id of a check."""
    statuses: str
    """What its statuses mean."""
    read: Callable[[Report], Iterator[Result]]


def formats() -> dict[str, ReportFormat]:
    """Every format by its name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    found = [form for module in modules for form in getattr(module, "FORMATS", ())]
    return {form.name: form for form in found}
