"""Findings to a terminal or a program: one file per output format, found by walking the package."""

from __future__ import annotations

import importlib
import pkgutil
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from trustgen.finding import Finding, Severity
    from trustgen.gate.exceptions import Accepted

# Nothing from an input may steer the terminal or turn the text around: controls and bidi marks are spelled out.
_UNSAFE = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ue000-\uf8ff]")


class Report(Struct, frozen=True, kw_only=True):
    """What a command has to say at its end."""

    as_of: str
    """The one clock, RFC 3339."""
    findings: tuple[Finding, ...]
    """Sorted."""
    published: bool = False
    accepted: tuple[Accepted, ...] = ()
    """Findings that stand aside for a reviewed exception; every format shows them."""
    facts: tuple[str, ...] = ()
    """Sentences for a person: what was built, what is covered."""
    extra: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    """Further members for a program, such as `selected`."""

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(1 for finding in self.findings if finding.severity is severity)


class Format(Struct, frozen=True, kw_only=True):
    """An output format: its name on the command line, and the function that writes it."""

    name: str
    write: Callable[[Report, bool], str]
    """Takes the report and whether colour is wanted; the text ends with a newline, or is empty."""


def format_names() -> tuple[str, ...]:
    """The names of all formats, without importing them."""
    return tuple(sorted(module.name.removeprefix("as_") for module in pkgutil.iter_modules(__path__)))


def write(name: str, report: Report, *, color: bool = False) -> str:
    """The report in the format of that name."""
    module = importlib.import_module(f"trustgen.report.as_{name}")
    form: Format = module.FORMAT
    return form.write(report, color)


def safe(text: str) -> str:
    """A text that cannot steer a terminal."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
