"""What a reader gathers on its way through a document: units, faults with the handle of their place, and assets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from trustgen.scopes.snippet_units import problem_of
from trustgen.scopes.unit import Embedded, Problem, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from trustgen.scopes.reader import Region, Sieve
    from trustgen.scopes.snippet import Fault, Snippets


class Gathered(Struct):
    """A collection that is filled during one reading.  Texts that the sieve lets go are counted and forgotten."""

    sieve: Sieve
    units: list[Unit] = field(default_factory=list)
    faults: list[tuple[object, Fault]] = field(default_factory=list)
    assets: list[Embedded] = field(default_factory=list)
    texts: int = 0

    def add(self, unit: Unit) -> None:
        """Count a text, and keep it when it may mention something."""
        if self.takes(unit.text):
            self.units.append(unit)

    def takes(self, text: str) -> bool:
        """Count a text, and say whether it is to be kept: for those who make a unit only then."""
        self.texts += 1 if text else 0
        return bool(text) and self.sieve(text)

    def snippets(self, snippets: Snippets, where: Callable[[int, int], object], anchor: str | None = None) -> None:
        """Take in the snippets of an embedded text; `where` makes the handle of a region of it."""
        self.faults.extend((where(fault.at, fault.at), fault) for fault in snippets.faults)
        for one in snippets.found:
            if self.takes(one.text):
                self.units.append(
                    Unit(
                        scope=one.scope,
                        surface=one.surface,
                        text=one.text,
                        anchor=anchor,
                        context=one.context,
                        where=where(one.start, one.end),
                    ),
                )

    def problems(self, path: str, region: Callable[[object], Region | None]) -> Iterable[Problem]:
        """The problems of the faults, each at its place in the file."""
        for where, fault in self.faults:
            found = region(where)
            text, at = (found.text, found.start) if found else ("", 0)
            yield problem_of(path, text, fault, at - fault.at)
