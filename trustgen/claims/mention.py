"""One mention as the engine reports it, and the two ways to make one: passed, or breaking a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from trustgen.claims import wording
from trustgen.finding import Rule, Severity

if TYPE_CHECKING:
    from trustgen.claims.catalogue.scheme import Scheme
    from trustgen.claims.record.holdings import Ruling
    from trustgen.scopes.unit import Unit


class Mention(Struct, frozen=True, kw_only=True):
    """One place where a text names, or implies, a certification, and what the engine made of it."""

    unit: Unit
    start: int
    """Offset in `unit.text`."""
    end: int
    text: str
    scheme: str
    """The scheme's id, or `any`."""
    level: str | None = None
    edition: str | None = None
    passed: bool
    frame: str | None = None
    """The honest frame that it stands in; `knob` when the project's knobs allow the wording."""
    fact: str | None = None
    """The holding that covers it, as `scheme/level`."""
    rule: Rule | None = None
    """The rule that it breaks; `None` when it passed."""
    message: str = ""
    help: str = ""
    warning: bool = False
    """Whether what is broken is only warned about."""
    obfuscated: bool = False
    near: str = ""
    """When no frame excuses it: the excuses of which a word stands in its sentence, such as `a denial`."""


class Spot(Struct, frozen=True, kw_only=True):
    """Where something was found in a unit, and which scheme it is; `None` for one without a name."""

    unit: Unit
    start: int
    end: int
    scheme: Scheme | None

    @property
    def text(self) -> str:
        """What stands there."""
        return self.unit.text[self.start : self.end]

    @property
    def id(self) -> str:
        """The scheme's id, or `any`."""
        return self.scheme.id if self.scheme else "any"

    def framed(self, frame: str) -> Mention:
        """A mention that an honest frame excuses."""
        return Mention(
            unit=self.unit, start=self.start, end=self.end, text=self.text, scheme=self.id, passed=True, frame=frame
        )

    def covered(self, ruling: Ruling, *, obfuscated: bool = False) -> Mention:
        """A mention that a holding covers."""
        holding = ruling.holding
        return Mention(
            unit=self.unit,
            start=self.start,
            end=self.end,
            text=self.text,
            scheme=self.id,
            level=ruling.level,
            edition=ruling.edition,
            passed=True,
            fact=f"{holding.scheme}/{holding.level or '-'}" if holding else None,
            obfuscated=obfuscated,
        )

    def broken(self, rule: Rule, ruling: Ruling | None = None, *, obfuscated: bool = False, near: str = "") -> Mention:
        """A mention that breaks a rule."""
        level = ruling.level if ruling else None
        edition = ruling.edition if ruling else None
        holding = ruling.holding if ruling else None
        return Mention(
            unit=self.unit,
            start=self.start,
            end=self.end,
            text=self.text,
            scheme=self.id,
            level=level,
            edition=edition,
            passed=False,
            rule=rule,
            message=wording.message(rule, self.scheme, level, edition, holding, self.text, near),
            help=wording.advice(rule, self.scheme, holding, near),
            warning=rule.severity < Severity.ERROR,
            obfuscated=obfuscated,
            near=near,
        )
