"""The way back from a text to its pieces: the same as counting by hand, and walked once however often it is asked."""

from __future__ import annotations

import itertools
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustgen import gate
from trustgen.artifact import Artifact
from trustgen.claims.facts import Facts
from trustgen.scopes import line, xml_place
from trustgen.scopes.line import Line, Piece, nth_visible, visible, visible_before

if TYPE_CHECKING:
    from collections.abc import Callable

TEXTS = st.text(alphabet="ab \t\n\u00a0\u2009é", max_size=30)
SENTENCE = "We are SOC 2 Type II certified. "
FORMATS = {
    "a.html": '<!doctype html><html lang="en"><title>x</title><body><p>{}</p></body></html>',
    "a.md": "{}\n",
    "a.txt": "{}\n",
    "a.svg": '<svg xmlns="http://www.w3.org/2000/svg"><text>{}</text></svg>',
    "a.xml": "<a><b>{}</b></a>",
}


@given(TEXTS)
def test_visible_characters_are_numbered_as_by_hand(text: str) -> None:
    offsets = [offset for offset, character in enumerate(text) if not character.isspace()]
    assert visible(text) == len(offsets)
    assert [nth_visible(text, number) for number in range(len(offsets) + 2)] == [*offsets, len(text), len(text)]
    for offset in range(len(text) + 2):
        assert visible_before(text, offset) == sum(1 for one in offsets if one < offset)


@given(st.lists(TEXTS, max_size=5))
def test_every_visible_character_of_a_line_is_found_in_its_piece(texts: list[str]) -> None:
    made = Line.of([Piece(text, place=number) for number, text in enumerate(texts)])
    numbers = [(number, nth) for number, text in enumerate(texts) for nth in range(visible(text))]
    found = [made.origin(offset) for offset, character in enumerate(made.text) if not character.isspace()]
    assert [(one[0].place, one[1]) for one in found if one is not None] == numbers
    assert made.origin(len(made.text)) is None


def places(path: str, times: int) -> list[tuple[int, int]]:
    """Where the findings of a text with so many mentions are."""
    data = FORMATS[path].format(SENTENCE * times).encode()
    found = gate.run([Artifact(path=path, media="", data=data)], Facts(as_of=date(2026, 1, 1)), {}).findings
    assert len(found) == times
    return [(finding.span.line, finding.span.column) for finding in found]


@pytest.mark.parametrize("path", FORMATS)
def test_the_places_of_many_mentions_are_one_sentence_apart(path: str) -> None:
    found = places(path, 20)
    columns = [column for _, column in found]
    assert {line for line, _ in found} == {1}
    assert [second - first for first, second in itertools.pairwise(columns)] == [len(SENTENCE)] * 19


@pytest.mark.parametrize("path", FORMATS)
def test_a_text_is_walked_once_however_many_mentions_it_holds(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    walked = 0

    def counted(function: Callable[[str], int]) -> Callable[[str], int]:
        def count(text: str) -> int:
            nonlocal walked
            walked += len(text)
            return function(text)

        return count

    class Words:
        def finditer(self, text: str) -> object:
            nonlocal walked
            walked += len(text)
            return line_word.finditer(text)

    line_word = line._WORD
    monkeypatch.setattr(line, "_WORD", Words())
    monkeypatch.setattr(line, "visible", counted(visible))
    monkeypatch.setattr(xml_place, "visible", counted(visible))
    costs = []
    for times in (10, 40):
        line._words.cache_clear()
        xml_place._steps.cache_clear()
        walked = 0
        places(path, times)
        costs.append(walked / times)
    assert costs[0] > 0
    assert costs[1] <= costs[0] * 1.2, "the cost of a mention grows with their number"


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("We &amp; all are SOC 2 Type II certified.", 18),
        ("<![CDATA[We & all]]> are SOC 2 Type II certified.", 26),
        ("We &#233;t&#xe9; are SOC 2 Type II certified.", 22),
        ("été were <![CDATA[]]> SOC 2 Type II certified.", 23),
    ],
)
def test_references_and_sections_of_a_drawing_count_as_what_they_stand_for(text: str, column: int) -> None:
    data = f"<svg><text>\n{text}</text></svg>".encode()
    (found,) = gate.run([Artifact(path="a.svg", media="", data=data)], Facts(as_of=date(2026, 1, 1)), {}).findings
    assert (found.span.line, found.span.column) == (2, column)
    assert text[column - 1 :].startswith("SOC 2")


def test_a_line_break_of_two_characters_is_one_of_the_text() -> None:
    data = b"<svg><text>One\r\nTwo\r\nWe are SOC 2 Type II certified.</text></svg>"
    (found,) = gate.run([Artifact(path="a.svg", media="", data=data)], Facts(as_of=date(2026, 1, 1)), {}).findings
    assert (found.span.line, found.span.column) == (3, 8)
