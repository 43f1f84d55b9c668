"""Signed cues: what denies, what only looks like it."""

from __future__ import annotations

import pytest

from trustgen.claims.catalogue.mentions import find
from trustgen.claims.negation.polarity import stance
from trustgen.claims.passages.passage import read
from trustgen.claims.spelling.normalise import fold


def stances(text: str) -> list[str]:
    folded = fold(text)
    passage = read(folded, find(folded))
    found = [stance(passage, segment) for segment in passage.segments]
    return ["denies" if one.denies else "asserts" if one.asserts else "-" for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "We do not hold SOC 2",
        "no SOC 2 report",
        "neither SOC 2 nor ISO 27001 is held",
        "without a SOC 2 report",
        "we lack ISO 27001",
        "SOC 2 has never been obtained by the company",
        "it is wrong to say that we hold SOC 2",
        "nobody has audited us for SOC 2",
        "our SOC 2 report has lapsed",
        "nothing here implies that we hold SOC 2",
        "wir haben kein SOC 2",
        "uns fehlt ein SOC-2-Bericht",
        "nous n'avons aucun rapport SOC 2",
        "no tenemos ninguna ISO 27001",
        "non abbiamo mai avuto la ISO 27001",
        "we hebben geen SOC 2",
    ],
)
def test_a_denial_denies(text: str) -> None:
    assert stances(text) == ["denies"]


@pytest.mark.parametrize(
    "text",
    [
        "we never lacked SOC 2",
        "it is not true that we do not hold SOC 2",
        "nobody can claim that we are not SOC 2 audited",
        "not only SOC 2",
        "nobody holds SOC 2 except us",
        "es stimmt nicht, dass uns SOC 2 fehlt",
        "no es verdad que no tengamos SOC 2",
        "our SOC 2 report has never lapsed",
        "il certificato ISO 27001 non è mai scaduto",
    ],
)
def test_two_negations_or_an_exception_assert(text: str) -> None:
    assert stances(text) == ["asserts"]


@pytest.mark.parametrize(
    "text",
    [
        "we do not sell data in our SOC 2 scope",
        "our SOC 2 report lists no strangers",
        "no vendor beats our SOC 2 report",
        "never share the SOC 2 password",
    ],
)
def test_a_negation_of_something_else_counts_for_nothing(text: str) -> None:
    assert "denies" not in stances(text)


def test_a_negation_ends_at_a_contrast() -> None:
    assert stances("no SOC 1 but SOC 2") == ["denies", "-"]
    assert stances("kein SOC 1, wohl aber SOC 2")[0] == "denies"
    assert stances("kein SOC 1, wohl aber SOC 2")[-1] == "-"
