"""What is on the record: the facts that a text is judged against.

The engine knows nothing about files: whoever calls it (the gate, `lint`, a benchmark) turns its own record into
`Facts`.  Nothing here judges.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from datetime import date

    from trustgen.claims.catalogue.scheme import Own


class Choice(Enum):
    """What a knob does with the wording that it is about."""

    FAIL = "fail"
    WARN = "warn"
    ALLOW = "allow"


class Holding(Struct, frozen=True, kw_only=True):
    """A certificate, report, label or listing on record.  A missing field is unspecified: it supports nothing."""

    scheme: str
    level: str | None = None
    """A level id of the scheme, such as `type2`."""
    edition: str | None = None
    scope: str | None = None
    """The scope as the issuer wrote it; `None` means that the record does not limit it."""
    categories: tuple[str, ...] = ()
    issued: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    """The last day on which a text may say that it is held."""
    issuer: str | None = None

    def current(self, as_of: date) -> bool:
        """Whether the holding may be spoken of in the present tense on that day."""
        begins = self.valid_from or self.issued
        return (begins is None or begins <= as_of) and (self.valid_until is None or as_of <= self.valid_until)


class Knobs(Struct, frozen=True, kw_only=True):
    """Policy choices.  The defaults are the strictest reading that honest pages can live with (docs/claims.md)."""

    aligned: Choice = Choice.FAIL
    """"Aligned with", "based on", "following", without a denial in the same block."""
    ready: Choice = Choice.FAIL
    """"Audit-ready"; a formal designation such as FedRAMP Ready fails whatever is chosen here."""
    progress_needs_denial: bool = True
    """Whether "in progress" needs a denial beside it, on top of the standing on record."""
    law: Choice = Choice.WARN
    """"GDPR compliant" and the like: a law that has no certificate and binds everybody."""
    hipaa: Choice = Choice.FAIL
    unnamed_host: Choice = Choice.FAIL
    """"Hosted in certified data centres", without saying whose."""
    past_without_end: Choice = Choice.FAIL
    wording: Choice = Choice.WARN
    """The wrong word for something that is held, such as "SOC 2 certified"."""


class Facts(Struct, frozen=True, kw_only=True):
    """Everything on record that the engine may rely on."""

    as_of: date
    """The one clock: the day for which the text is judged."""
    holdings: tuple[Holding, ...] = ()
    names: tuple[str, ...] = ()
    """Names of the company and its products: they mean "self"."""
    others: tuple[str, ...] = ()
    """Names of other parties on record, such as subprocessors."""
    in_progress: frozenset[str] = frozenset()
    """Schemes whose standing on record is `in-progress`."""
    planned: frozenset[str] = frozenset()
    knobs: Knobs = Knobs()
    own: Own = ()
    """Schemes that the project adds; they can add mentions and change no other."""

    def shipped(self) -> Facts:
        """The same facts as though the project had added no scheme."""
        mine = {scheme.id for scheme in self.own}
        return replace(
            self,
            holdings=tuple(holding for holding in self.holdings if holding.scheme not in mine),
            in_progress=self.in_progress - mine,
            planned=self.planned - mine,
            own=(),
        )
