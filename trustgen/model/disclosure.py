"""`disclosure.yml`: how vulnerabilities are reported, and what a reporter can rely on."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from trustgen.model.record import Body, Mailbox, Record


class Disclosure(Record):
    """The whole of `disclosure.yml`."""

    where: Body
    """What to send, and where."""
    contact: Mailbox
    """The address that reports go to."""
    contact_confirmed: date | None = None
    """The day on which a person last confirmed that the address is read."""
    acknowledgment_business_days: Annotated[int, Field(ge=1, le=90)]
    acknowledgment: Body
    coordination: Body
    safe_harbor: Body
