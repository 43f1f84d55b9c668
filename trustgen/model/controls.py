"""`controls.yml` and `mappings/*.yml`: the control model, and frameworks in mapping standing."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from trustgen.model.record import Body, Citation, ControlId, Label, Record, Slug, Title


class ChecklistName(Record):
    """The versioned checklist that snapshots are graded against."""

    id: Label
    version: Label


class Family(Record):
    """A control family; its id is the prefix of its controls' ids."""

    id: Label
    title: Title
    about: Body


class CriterionReference(Record):
    """A criterion of a framework in `mappings/`."""

    framework: Slug
    criteria: Annotated[tuple[Label, ...], Field(min_length=1)]


class Control(Record):
    """One line of the checklist, in words for a reader."""

    id: ControlId
    title: Title
    checks: Body
    """What the scanner looks at, and what makes it fail."""
    family: Label
    mappings: tuple[CriterionReference, ...] = ()


class Controls(Record):
    """The whole of `controls.yml`."""

    checklist: ChecklistName
    families: Annotated[tuple[Family, ...], Field(min_length=1)]
    controls: Annotated[tuple[Control, ...], Field(min_length=1)]


class Criterion(Record):
    """One criterion of a framework: its id, and what it asks for in our own words."""

    id: Label
    paraphrase: Label
    controls: tuple[Citation, ...] = ()
    evidence: tuple[Label, ...] = ()
    """What else bears on it, such as a human approval or an execution lineage."""


class Framework(Record):
    """The whole of one `mappings/*.yml`: a framework in mapping standing, which never implies that it is held."""

    id: Slug
    title: Title
    """The framework's name, as the page's heading for the table."""
    scheme: Slug | None = None
    """Its id in the scheme data; null for the company's own control language."""
    edition: Label | None = None
    lead: Body
    """What the mapping is, and what it is not."""
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]
