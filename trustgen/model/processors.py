"""`subprocessors.yml`: third parties that process data, and what runs without any."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import model_validator

from trustgen.model.record import Body, Days, Label, Record, Slug, Title, in_order


class Subprocessor(Record):
    """A third party that processes data.  What is not on record is null, and the page says so."""

    id: Slug
    name: Title
    purpose: Body
    surface: Label
    """Where it runs."""
    data: Label | None = None
    """The data that it receives."""
    location: Label | None = None
    entity: Label | None = None
    """The legal entity under contract."""
    effective_from: date | None = None
    effective_until: date | None = None
    notice_days: Days | None = None
    """How long before a change customers are told, in days."""

    @model_validator(mode="after")
    def _begins_first(self) -> Self:
        in_order(self, "effective_from", "effective_until")
        return self


class SelfHosted(Record):
    """A part of the platform that is operated by the company itself."""

    name: Title
    role: Label


class Subprocessors(Record):
    """The whole of `subprocessors.yml`."""

    subprocessors: tuple[Subprocessor, ...]
    self_hosted: tuple[SelfHosted, ...] = ()
    self_hosted_lead: Body | None = None
    boundary: Body | None = None
    """Where the third parties stand in the data flow, and where they do not."""
