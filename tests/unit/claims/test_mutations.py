"""Mutants of the cases and the corpora: what turns the meaning round turns the verdict, what does not leaves it.

The operators are in `tests/support/claims_mutants.py`; this is a sample of what they make of every page.
`benchmarks/claims.py --mutants` judges all of them.
"""

from __future__ import annotations

from functools import cache

import pytest
from claims_mutants import OPERATORS, Operator, Tally, Want, tally
from claims_pages import case_pages, corpus_pages

PAGES = (*case_pages(), *corpus_pages())
FEW = {
    "denial removed": 1,
    "answer turned round": 1,
    "theirs made ours": 1,
    "scope on record changed": 1,
    "slip in a word of certification": 4,
}
"""Operators that few pages are for are given more pages, or all."""
EVERY = 24
BEHIND = {"slip in a word of certification": 0.75}
"""Where the engine falls short today, and by how much; the rate may only rise."""
FLIPS = [operator for operator in OPERATORS if operator.want is not Want.SAME and operator.name not in BEHIND]
KEPT = [operator for operator in OPERATORS if operator.want is Want.SAME]


@cache
def tallied(operator: Operator) -> Tally:
    return tally(operator, PAGES[:: FEW.get(operator.name, EVERY)])


def rate(operators: list[Operator]) -> float:
    return 1 - sum(len(tallied(one).survivors) for one in operators) / sum(tallied(one).mutants for one in operators)


def test_a_denial_that_is_taken_away_is_always_noticed() -> None:
    (found,) = (tallied(operator) for operator in OPERATORS if operator.name == "denial removed")
    assert found.mutants > 150
    assert found.survivors == ()


@pytest.mark.parametrize("name", [one.name for one in FLIPS if one.name.endswith(("behind", "added"))])
def test_a_claim_that_is_added_is_always_noticed(name: str) -> None:
    (found,) = (tallied(operator) for operator in FLIPS if operator.name == name)
    assert found.mutants > 50
    assert found.survivors == ()


def test_what_turns_the_meaning_round_turns_the_verdict() -> None:
    assert rate(FLIPS) >= 0.99, [tallied(one).survivors for one in FLIPS]


def test_what_leaves_the_meaning_leaves_the_verdict() -> None:
    assert rate(KEPT) >= 0.995, [tallied(one).survivors for one in KEPT]


@pytest.mark.parametrize("name", BEHIND)
def test_where_the_engine_falls_short_it_gets_no_worse(name: str) -> None:
    (found,) = (tallied(operator) for operator in OPERATORS if operator.name == name)
    assert found.mutants > 30
    assert found.rate >= BEHIND[name], found.survivors
