"""Where two elements touch letter to letter, a text is read joined and apart; an empty element parts nothing."""

from __future__ import annotations

import pytest

from trustgen.artifact import Artifact
from trustgen.scopes.ditto import ditto
from trustgen.scopes.line import length, lettered
from trustgen.scopes.reader import Sieve, everything, reader_of
from trustgen.scopes.unit import PARTS


def readings(source: str) -> tuple[list[str], list[str]]:
    """The texts of a page, and those with their parts set apart."""
    artifact = Artifact(path="a.html", media="text/html", data=f"<!doctype html><body>{source}</body>".encode())
    reader = reader_of(artifact)
    assert reader is not None
    units = reader.read(artifact, everything()).units
    return [one.text for one in units if one.scope != PARTS], [one.text for one in units if one.scope == PARTS]


@pytest.mark.parametrize("empty", ["<b></b>", "<span></span>", "<wbr>", "<b><i></i></b>", "<!-- -->"])
def test_an_empty_element_that_nothing_styles_parts_no_word(empty: str) -> None:
    assert readings(f"<p>FedR{empty}AMP</p>") == (["FedRAMP"], [])


@pytest.mark.parametrize(
    "shown",
    ['<span class="dot"></span>', '<i style="margin:1em"></i>', '<img alt="" src="a.svg">', "<x-icon></x-icon>"],
)
def test_an_empty_element_that_may_be_seen_parts_words(shown: str) -> None:
    joined, apart = readings(f"<p>FedRAMP{shown}Authorized</p>")
    assert {*joined, *apart} >= {"FedRAMPAuthorized", "FedRAMP Authorized"}


@pytest.mark.parametrize(
    ("written", "apart"),
    [
        ("HITRUST<wbr>certified", "HITRUST certified"),
        ("Certified<b></b>ISO<b></b>27001", "Certified ISO 27001"),
        ("I<wbr>f we", ""),
    ],
)
def test_an_empty_element_parts_words_of_different_kinds(written: str, apart: str) -> None:
    assert readings(f"<p>{written}</p>")[1] == ([apart] if apart else [])


def test_words_of_two_elements_stay_whole_when_their_letters_are_in_elements() -> None:
    assert readings("<div><b>Fed<i></i>RAMP</b><em>Autho<wbr>rized</em></div>") == (
        ["FedRAMPAuthorized"],
        ["FedRAMP Authorized"],
    )


@pytest.mark.parametrize("last", ["certifie\u0301", "certified\u00ad", "certified\u200b"])
def test_accents_and_signs_that_are_not_seen_end_no_word(last: str) -> None:
    assert readings(f"<div><b>{last}</b><b>EN 9100</b></div>")[1] == [f"{last} EN 9100"]


@pytest.mark.parametrize(
    "source", ["<div><b>autho<i></i>rized</b><b>FedR<i></i>AMP</b></div>", "<p>FedR<b></b>AMP</p>"]
)
def test_a_quick_look_sees_what_the_whole_reading_finds(source: str) -> None:
    artifact = Artifact(path="a.html", media="text/html", data=source.encode())
    reader = reader_of(artifact)
    assert reader is not None
    sieve = Sieve(lambda text: "FedRAMP" in text.split())
    assert [one for one in reader.read(artifact, sieve).units if "FedRAMP" in one.text.split()]


def test_a_length_counts_what_is_seen() -> None:
    assert length("certifie\u0301 \u00adSOC") == len("certifié SOC")
    assert [lettered(sign) for sign in "a1\u0301\u00ad .-"] == [True, True, True, True, False, False, False]


def test_a_ditto_mark_may_have_an_accent_of_its_own() -> None:
    assert [ditto(text) for text in ("I\u0301dem", "Ídem.", "í\u00addem", "ídem y más")] == [True, True, True, False]
