"""Deleting any word of a word list changes the verdict of a sentence."""

from __future__ import annotations

import pytest
from word_coverage import (
    WordCarrier,
    constants,
    decides,
    judged,
    without,
    word_carriers,
    word_lists,
)


@pytest.mark.parametrize("name", sorted(word_lists()))
def test_a_verdict_hangs_on_every_word(name: str) -> None:
    undecided, dead = judged(name)
    # To be decided by a carrier, or deleted.
    assert undecided == frozenset()
    # Every carrier decides a word that no other one does.
    assert dead == []


def test_every_list_is_asked_and_every_list_that_is_asked_is_there() -> None:
    asked = {*constants(), "lexicon.certified"}
    assert set(word_lists()) == asked
    assert set(word_carriers()) <= asked


def test_a_word_that_decides_nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "unable.excluded"
    assert judged(name) == (frozenset(), [])
    longer = {**word_lists(), name: (*word_lists()[name], "applauded")}
    monkeypatch.setattr("word_coverage.word_lists", lambda: longer)
    assert judged(name) == ({"applauded"}, [])


def test_a_carrier_that_is_right_without_the_word_decides_nothing() -> None:
    carrier = WordCarrier("en", claim=True, text="We are SOC 2 certified {word} pride.")
    text = carrier.carrying("with")
    assert text is not None
    assert text.right()
    assert not decides(carrier, "common.with", "with")


def test_a_word_is_taken_out_of_what_is_made_of_its_list_and_put_back() -> None:
    made = {(one.module.__name__.rpartition(".")[2], one.name): one for one in constants()["onoffer.towards"]}
    assert {name for module, name in made if module == "onoffer"} == {"_TOWARDS", "_INTENT"}
    word = word_lists()["onoffer.towards"][0]
    before = [vars(one.module)[one.name] for one in made.values()]
    with without("onoffer.towards", word):
        assert not any(word in vars(one.module)[one.name] for one in made.values())
    assert [vars(one.module)[one.name] for one in made.values()] == before
