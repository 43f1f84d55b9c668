"""What is wrong with an input, as a value.

Everything that a reader, decoder, rule or verifier has to say about somebody's input is a `Finding`: a stable
code, one whole sentence, one primary place, one help line.  A finding stays a value until a module in `report/`
prints it; nothing here prints, colours, exits or raises.  This module imports the standard library alone.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Severity(IntEnum):
    """How much a finding weighs; `ERROR` blocks publishing."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The lower-case word that reports print."""
        return self.name.lower()


class Span(Struct, frozen=True, kw_only=True):
    """A place in a file.  Lines and columns count from 1, in characters; the end column is exclusive."""

    path: str
    """POSIX path, relative to the project (for an artifact: to the site; for `lint`: to the folder given)."""
    line: int = 1
    column: int = 1
    end_line: int | None = None
    end_column: int | None = None
    text: str | None = None
    """The whole source line, so that printing never reads a file again; `None` where there is none (binary)."""
    scope: str | None = None
    """Where in the output the text is seen, such as `text.body` or `attr.alt`; `None` for sources."""
    anchor: str | None = None
    """The id of the nearest enclosing element that has one; `None` for sources."""
    route: str | None = None
    """A dotted route with indices, for formats without line marks, such as a signed payload."""


WRITTEN_HERE = "written here"
"""The label of the place in the sources that a finding about a published file comes from."""


class Related(Struct, frozen=True, kw_only=True):
    """A second place that explains a finding, such as the first use of a duplicate id."""

    label: str
    span: Span


class Finding(Struct, frozen=True, kw_only=True):
    """One thing wrong with the input; made with `Rule.at`, so that it always has a code and a place."""

    code: str
    rule: str
    severity: Severity
    message: str
    help: str
    span: Span
    related: tuple[Related, ...] = ()
    scheme: str | None = None
    """For a finding about a claim: the scheme's id, or `any` for an unnamed one."""
    mention: str | None = None
    """For a finding about a claim: the text that was read as a mention, as it stands on the page."""
    frame: str | None = None
    """For a finding about a claim: the frame that was recognised but did not suffice."""

    @property
    def written(self) -> Span | None:
        """Where in the sources the text of a published file was written; `None` where nobody knows."""
        return next((other.span for other in self.related if other.label == WRITTEN_HERE), None)


class Rule(Struct, frozen=True, kw_only=True):
    """The identity of one kind of finding.  Codes are stable for ever: never reused, never renumbered."""

    code: str
    name: str
    summary: str
    help: str
    severity: Severity = Severity.ERROR

    def at(
        self,
        span: Span,
        message: str,
        *,
        help: str | None = None,
        related: Iterable[Related] = (),
        scheme: str | None = None,
        mention: str | None = None,
        frame: str | None = None,
    ) -> Finding:
        """Make a finding of this kind at a place."""
        return Finding(
            code=self.code,
            rule=self.name,
            severity=self.severity,
            message=message,
            help=help or self.help,
            span=span,
            related=tuple(related),
            scheme=scheme,
            mention=mention,
            frame=frame,
        )


BUG = Rule(
    code="TG901",
    name="bug",
    summary="Something happened in trustgen that must not happen, whatever the input.",
    help="Please report it. With TRUSTGEN_TRACEBACK=1 the same command prints the whole traceback.",
)


class Findings(Struct):
    """A collection of findings that is filled on the way and printed once."""

    _items: list[Finding] = field(default_factory=list)

    def add(self, *findings: Finding) -> None:
        """Add findings; order does not matter."""
        self._items.extend(findings)

    @property
    def worst(self) -> Severity | None:
        """The highest severity present, or `None`."""
        return max((item.severity for item in self._items), default=None)

    def sorted(self) -> tuple[Finding, ...]:
        """All findings by path, line, column and code; exact repetitions are dropped."""
        unique = dict.fromkeys(self._items)
        return tuple(
            sorted(unique, key=lambda f: (f.span.path, f.span.line, f.span.column, f.code, f.message)),
        )

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)
