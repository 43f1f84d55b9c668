"""What is known of one certification scheme, as a value."""

from __future__ import annotations

# msgspec reads the annotations of what it decodes while the program runs.
from collections.abc import Mapping  # noqa: TC003
from datetime import date  # noqa: TC003
from types import MappingProxyType
from typing import Final, Literal

from msgspec import Struct, field

Artefact = Literal[
    "certificate", "report", "label", "qualification", "listing", "seal", "declaration", "status", "none"
]
"""What the holder of a scheme gets; `none` where nobody can hold anything."""
Shown = Literal["licensed", "organization", "never"]
"""Where its owner lets a holder show the mark: under the owner's terms; for a company, never for a product; nowhere."""
_NOTHING: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({})


class Mark(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The rule of a scheme's owner for its mark."""

    shown: Shown
    source: str


class Ended(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The end of a level: what was held of it counts no longer."""

    day: date
    """The last day on which it counts."""
    source: str


class Edition(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An edition of a standard: the years or numbers that mean it, and when it ceased to count."""

    id: str
    words: tuple[str, ...]
    source: str
    equivalents: tuple[str, ...] = ()
    """Adoptions of it elsewhere, such as `DIN EN ISO/IEC 27001:2024`: behind such a prefix their year means it too."""
    withdrawn: date | None = None
    """The last day on which it counts."""


class Scheme(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One certification scheme, law or framework."""

    id: str
    name: str
    artefact: Artefact
    issuer: str
    forms: tuple[str, ...]
    sources: Mapping[str, str]
    """Public references by a short name: the title of the document, and its address where it has one."""
    weak: tuple[str, ...] = ()
    """Ambiguous forms: they count only in the company of a word of `context`."""
    context: tuple[str, ...] = ()
    homonyms: tuple[str, ...] = ()
    """Words that turn a weak form into something else."""
    home: tuple[str, ...] = ()
    """Languages in whose texts a weak form in capitals needs no other company."""
    common: tuple[str, ...] = ()
    """Languages that have a word like the name: in a text of theirs, every form needs a word of `context`."""
    levels: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NOTHING)
    levels_source: str | None = None
    ended: Mapping[str, Ended] = field(default_factory=lambda: MappingProxyType({}))
    """Levels that nobody holds any longer."""
    chains: tuple[tuple[str, ...], ...] = ()
    """Orders of levels: holding one supports a claim to those before it in the same chain."""
    implied: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NOTHING)
    """Words that only a level fits without naming it; `{period}` for the words of a period (`data/periods.yml`)."""
    independent: str | None = None
    """The level that a text claims which says that somebody outside assessed it."""
    plain: str | None = None
    """The level that a text claims which names none."""
    usual: str | None = None
    """The level of a holding whose record names none."""
    numbered: str = ""
    """The noun in front of the numbers of a scheme's parts ("activities 1 and 2"), as its words begin."""
    categories: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NOTHING)
    """Parts of which a holder chooses some; a scope that names some does not cover the others."""
    assumed: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NOTHING)
    """Categories that a scope has which names neither them nor those beside them: `{eu: [uk, swiss]}`."""
    editions: tuple[Edition, ...] = ()
    improper: tuple[str, ...] = ()
    stale_after: int | None = None
    """Days after which a report counts as old when the record gives no last day."""
    mark: Mark | None = None
    law: bool = False
    strict: bool = False
    """A law whose "compliant" is read as a certificate all the same."""
    framework: bool = False
    generic: bool = False

    def __hash__(self) -> int:
        """Of the id alone: the mappings in it have no hash of their own."""
        return hash(self.id)

    def last_day(self, level: str | None, edition: str | None) -> date | None:
        """The last day on which a level and an edition count; `None` when nothing has ended."""
        days = [end.day for name, end in self.ended.items() if name == level]
        days += [one.withdrawn for one in self.editions if one.id == edition and one.withdrawn]
        return min(days, default=None)

    def supports(self, held: str | None, claimed: str) -> bool:
        """Whether holding one level supports a claim to another."""
        held = held or self.usual
        return held == claimed or any(
            held in chain and claimed in chain and chain.index(claimed) <= chain.index(held) for chain in self.chains
        )


Own = tuple[Scheme, ...]
"""The schemes that a project adds."""


def kin(scheme: str) -> str:
    """Whose scheme it is, by its id: `iso27001` and `iso9001` are of one family."""
    return scheme.rstrip("0123456789").partition("-")[0]
