"""A way to judge one text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from trustgen.claims.engine import Engine, Mention
from trustgen.claims.facts import Facts, Holding, Knobs
from trustgen.scopes.unit import Context, Surface, Unit

if TYPE_CHECKING:
    from claims_judge import Judge


@pytest.fixture(scope="session")
def judge() -> Judge:
    engines: dict[tuple[object, ...], Engine] = {}

    def run(
        text: str,
        *holdings: Holding,
        surface: Surface = Surface.PROSE,
        scope: str = "text.body",
        context: Context | None = None,
        knobs: Knobs | None = None,
    ) -> tuple[Mention, ...]:
        key = (holdings, knobs)
        if key not in engines:
            facts = Facts(as_of=date(2026, 11, 24), holdings=holdings, names=("Fabrikam",), knobs=knobs or Knobs())
            engines[key] = Engine(facts)
        unit = Unit(scope=scope, surface=surface, text=text, tag="p", context=context or Context())
        return engines[key].judge([unit])

    return run
