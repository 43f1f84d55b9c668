"""`assurances.yml`: what third parties say about the company, and what they do not."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from trustgen.model.record import Address, Body, Label, Record, Sha256, Slug, Title, in_order


class Standing(StrEnum):
    """The state of an assurance.  A closed set: free text is refused."""

    HELD = "held"
    IN_PROGRESS = "in-progress"
    PLANNED = "planned"
    NOT_HELD = "not-held"


class Period(Record):
    """The period that a report covers."""

    begin: date = Field(alias="from")
    until: date

    @model_validator(mode="after")
    def _begins_first(self) -> Self:
        in_order(self, "from", "until")
        return self


class EvidenceReference(Record):
    """Where the certificate or report can be seen, or its digest alone."""

    document: Slug | None = None
    sha256: Sha256 | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.document is None and self.sha256 is None:
            raise PydanticCustomError(
                "evidence",
                "evidence names a document or a SHA-256",
                {"help": "Add `document`, an id of documents.yml, or `sha256`, the digest of the report."},
            )
        return self


class Assurance(Record):
    """A scheme and where the company stands with it."""

    scheme: Slug
    """The scheme's id in the scheme data."""
    standing: Standing
    level: Label | None = None
    edition: Label | None = None
    scope: Label | None = None
    issuer: Label | None = None
    issued: date | None = None
    period: Period | None = None
    expires: date | None = None
    evidence: EvidenceReference | None = None
    statement: Body | None = None
    """The row's sentence on the page."""

    @model_validator(mode="after")
    def _held_is_backed(self) -> Self:
        if self.standing is Standing.HELD:
            needed = ("issuer", "issued", "expires", "evidence")
            absent = [name for name in needed if getattr(self, name) is None]
            if absent:
                raise PydanticCustomError(
                    "held_without",
                    "a standing of `held` needs {fields}",
                    {
                        "fields": ", ".join(f"`{name}`" for name in absent),
                        "key": "standing",
                        "help": "Add the keys that are named, or write the standing that is true.",
                    },
                )
        in_order(self, "issued", "expires")
        return self


class Assessment(Record):
    """An assessment that belongs to no scheme, such as an independent review of the platform."""

    id: Slug
    title: Title
    standing: Standing
    """Never `held`: what an assessor has confirmed is an assurance, with its issuer, dates and evidence."""
    scheduled: date | None = None
    statement: Body

    @model_validator(mode="after")
    def _is_not_held(self) -> Self:
        if self.standing is Standing.HELD:
            raise PydanticCustomError(
                "assessment_held",
                "an assessment that took place is recorded under `assurances`",
                {
                    "key": "standing",
                    "help": "Write `planned` or `in-progress`, or record it there with its issuer and dates.",
                },
            )
        return self


class Participation(Record):
    """Taking part in a body's work: never an assurance."""

    id: Slug
    body: Label
    role: Label
    statement: Body
    address: Address | None = None


class Statement(Record):
    """A fact of the section in words: its name and its text."""

    id: Slug
    title: Title
    text: Body


class Assurances(Record):
    """The whole of `assurances.yml`."""

    assurances: tuple[Assurance, ...]
    assessments: tuple[Assessment, ...] = ()
    participation: tuple[Participation, ...] = ()
    summary: Statement | None = None
    """What is held today, in one row."""
    instead: Statement | None = None
    """What exists in place of what is not held."""
