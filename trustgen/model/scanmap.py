"""The mapping file of `snapshot new`: which checks of which reports make up which control.

It is reviewed like code: whoever decides what counts as a pass decides what the page says.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from trustgen.model.record import ControlId, Label, Record, Sha256
from trustgen.source import Text

_NAME = r"[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?"
_MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z"


def _name(value: Text) -> Text:
    if re.fullmatch(_NAME, value) is None:
        raise PydanticCustomError(
            "name", "a name is 1 to 64 lower-case letters, digits, dots and hyphens, a letter or digit at both ends"
        )
    return value


def _moment(value: Text) -> Text:
    real = re.fullmatch(_MOMENT, value) is not None
    try:
        datetime.fromisoformat(value)
    except ValueError:
        real = False
    if not real:
        raise PydanticCustomError("moment", "a time is written like `2026-11-24T12:00:00Z`")
    return value


def _exception_id(value: Text) -> Text:
    if re.fullmatch(r"EXC-[0-9]{4}-[0-9]{3,6}", value) is None:
        raise PydanticCustomError("exception_id", "an exception id looks like `EXC-2026-001`")
    return value


Name = Annotated[Text, AfterValidator(_name)]
"""A name that may stand in a signed snapshot: a code, never prose."""

Moment = Annotated[Text, AfterValidator(_moment)]
"""A time in UTC, in whole seconds."""

ExceptionId = Annotated[Text, AfterValidator(_exception_id)]


class MappedSource(Record):
    """A kind of report that is handed in, under a name of its own."""

    id: Name
    """The name by which the command line hands in its reports (`ID=FILE`), and under which they stand as evidence."""
    format: Text
    """What writes it."""
    reports: Annotated[int, Field(ge=1, le=1000)] = 1
    """How many reports there have to be, such as one for each node.  With another number nothing is written."""


class MappedChecks(Record):
    """Checks of one source, by the ids that the tool gives them."""

    source: Name
    ids: Annotated[tuple[Label, ...], Field(min_length=1)]
    absent: Literal["error", "ignore"] = "error"
    """What it means when the reports have no result for one of the ids: the control could not be evaluated, or
    there was nothing to look at.  A control without any result is an error in any case."""


class MappedNumbers(Record):
    """One result of a CSV or JSON source, for the numbers in it."""

    source: Name
    id: Label


class MappedMetric(Record):
    """How a metric of the checklist is measured.  One of `count` and `read`."""

    id: Name
    """The metric's id in the checklist."""
    count: MappedChecks | None = None
    """For a ratio: counts what the checks looked at (such as workloads), each once, and how many pass every check."""
    read: MappedNumbers | None = None
    """Takes `numerator` and `denominator`, or `value`, from a result."""

    @model_validator(mode="after")
    def _is_measured_in_one_way(self) -> Self:
        if (self.count is None) == (self.read is None):
            raise PydanticCustomError("one_way", "a metric has one of `count` and `read`")
        return self


class MappedControl(Record):
    """What a control of the checklist rests on."""

    control: ControlId
    checks: tuple[MappedChecks, ...] = ()
    """Every one has to pass."""
    metrics: tuple[MappedMetric, ...] = ()
    """Each metric that the checklist gives the control."""
    not_applicable: bool = False
    """The control does not apply here; the checklist has to allow that."""

    @model_validator(mode="after")
    def _rests_on_something(self) -> Self:
        if self.not_applicable == bool(self.checks or self.metrics):
            raise PydanticCustomError(
                "backing", "a control has `checks` or `metrics`, or is `not_applicable: true`, and not both"
            )
        return self


class MappedException(Record):
    """A deviation that was approved for a time."""

    id: ExceptionId
    control: ControlId
    reason: Name
    """A code such as `vendor-limitation`, never prose."""
    affected: Annotated[int, Field(ge=0, le=2**53 - 1)]
    """How many failing units it excuses at most."""
    granted: Moment
    expires: Moment
    approved_by: Name
    """A role such as `security-lead`, never a person."""
    record: Sha256
    """SHA-256 of the approval record, which holds a salt of 128 bits or more and stays in the ledger."""
    checks: tuple[MappedChecks, ...] = ()
    """Which failing checks it excuses; left out, any of its control."""


class MappedScanner(Record):
    """What ran the tools."""

    version: Name
    image: Sha256
    """SHA-256 of the image that runs the tools and this command."""


class ScanMap(Record):
    """The whole of a mapping file."""

    scanner: MappedScanner | None = None
    """Left out, `--scanner-version` and `--scanner-image` say it."""
    sources: Annotated[tuple[MappedSource, ...], Field(min_length=1)]
    controls: Annotated[tuple[MappedControl, ...], Field(min_length=1)]
    """A control of the checklist that is not listed could not be evaluated: `error`, never `pass`."""
    exceptions: tuple[MappedException, ...] = ()
