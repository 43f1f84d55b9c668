"""`architecture.yml`: the lines of the architecture, and what backs each."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from trustgen.model.record import Body, Citation, Label, Record, Slug, Title


class Line(Record):
    """One line: what is stated, and the controls that back it."""

    id: Slug
    title: Title
    prose: Body
    controls: tuple[Citation, ...] = ()
    """Control ids and ranges; none means that the line is stated, not scanned."""
    evidence: tuple[Label, ...] = ()
    """Other evidence, by its short name."""


class Architecture(Record):
    """The whole of `architecture.yml`."""

    lines: Annotated[tuple[Line, ...], Field(min_length=1)]
