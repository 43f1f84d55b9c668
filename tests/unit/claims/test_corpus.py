"""The development corpus keeps the rates that were reached: they may only get better."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from claims_corpus import scorer

ROOT = Path(__file__).parents[3]
CORPUS = ROOT / "tests" / "claims" / "dev.jsonl"
HELD = ROOT / "tests" / "claims" / "held.jsonl"
MISSED = 0
REJECTED = 0


def test_the_corpus_is_scored_no_worse_than_before() -> None:
    scored = [scorer().score(item) for item in scorer().items(CORPUS)]
    claims, missed, honest, rejected = scorer().rates(scored)
    wrong = defaultdict(list)
    for one in scored:
        if one.wrong:
            wrong[one.item["label"]].append(one.item["id"])
    assert (claims, honest) == (187, 156)
    assert missed <= MISSED, wrong
    assert rejected <= REJECTED, wrong


def test_texts_of_companies_that_hold_something_are_scored_without_a_mistake() -> None:
    scored = [scorer().score(item) for item in scorer().items(HELD)]
    assert [one.item["id"] for one in scored if one.wrong] == []
    assert {one.item["label"] for one in scored} == {"claim", "honest"}


# Written by people who had not seen the engine: how many claims may be missed, and how many honest texts rejected.
STRANGERS = {
    "a": (0, 0),
    "b": (0, 3),
    "c": (0, 4),
    "d": (1, 13),
    "e": (0, 2),
    "f": (0, 1),
    "g": (1, 0),
    "h": (1, 12),
    "j": (0, 0),
    "k": (0, 1),
    "l": (0, 2),
    "m": (0, 7),
    "n": (0, 5),
    "o": (0, 6),
    "p": (0, 8),
    "q": (0, 4),
    "r": (4, 7),
    "s": (1, 3),
    "t": (0, 6),
    "u": (0, 1),
    "v": (0, 0),
    "w": (0, 4),
    "x": (0, 4),
    "aa": (5, 8),
    "ab": (0, 1),
    "ac": (1, 2),
    "ad": (4, 7),
    "ae": (6, 17),
    "af": (1, 5),
    "ag": (0, 6),
    "ah": (2, 4),
    "ai": (2, 7),
    "aj": (1, 11),
    "ak": (2, 9),
    "al": (4, 11),
    "am": (5, 7),
    "an": (5, 10),
    "ao": (1, 63),
    "ap": (8, 27),
    "aq": (3, 24),
    "ar": (2, 13),
    "as": (7, 23),
    "at": (1, 6),
    "au": (11, 24),
    "av": (0, 6),
    "aw": (8, 21),
    "ay": (6, 21),
    "az": (6, 17),
    "ba": (45, 120),
    "bb": (11, 17),
    "bc": (0, 5),
    "bd": (2, 4),
    "be": (0, 0),
    "bf": (1, 3),
    "bg": (11, 15),
}
# Claims that attackers who read the engine got past it: how many still pass.
ATTACKERS = {"y": 31, "z": 30, "ax": 201}


@pytest.mark.parametrize("name", STRANGERS)
def test_texts_of_strangers_are_scored_no_worse_than_before(name: str) -> None:
    corpus = ROOT / "tests" / "claims" / "corpora" / f"{name}.jsonl"
    claims, missed, honest, rejected = scorer().rates([scorer().score(item) for item in scorer().items(corpus)])
    assert min(claims, honest) > 90
    most_missed, most_rejected = STRANGERS[name]
    assert missed <= most_missed
    assert rejected <= most_rejected


@pytest.mark.parametrize("name", ATTACKERS)
def test_no_more_claims_of_attackers_pass_than_before(name: str) -> None:
    corpus = ROOT / "tests" / "claims" / "corpora" / f"{name}.jsonl"
    claims, missed, honest, _ = scorer().rates([scorer().score(item) for item in scorer().items(corpus)])
    assert claims > 200
    assert honest == 0
    assert missed <= ATTACKERS[name]
