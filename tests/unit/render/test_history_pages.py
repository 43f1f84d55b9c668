"""The pages with a history: what was, for how long, what is not known, and nothing of it taken for what is."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from factory import METRIC, OUTCOMES, SCANNED, make_center, make_renderer, make_snapshot, rendered
from msgspec import structs
from selectolax.lexbor import LexborHTMLParser

from trustgen.model.posture import Outcome

if TYPE_CHECKING:
    from trustgen.model.posture import PostureSnapshot

BELOW = {"KEYS-001": (structs.replace(METRIC, numerator=180),)}


def past(sequence: int, *, metrics: Any = None, **changes: Outcome) -> PostureSnapshot:
    outcomes = {**OUTCOMES, **{name.replace("_", "-"): outcome for name, outcome in changes.items()}}
    scanned = SCANNED - timedelta(days=42 - sequence)
    return make_snapshot(outcomes, sequence=sequence, scanned=scanned, metrics=metrics)


def pages(*snapshots: PostureSnapshot, **changes: Any) -> dict[str, LexborHTMLParser]:
    center = make_center(past=snapshots, **changes)
    found = rendered(make_renderer(center))
    return {path: LexborHTMLParser(text) for path, text in found.items() if path.endswith(".html")}


def words(tree: LexborHTMLParser, selector: str = "main") -> str:
    return " ".join(" ".join(node.text(separator=" ") for node in tree.css(selector)).split())


def rows(tree: LexborHTMLParser) -> list[str]:
    """The rows of spans as they are read; a mark beside its word is read once."""
    for mark in tree.css("tr.span svg.mark"):
        mark.decompose()
    return [" ".join(row.text(separator=" ").split()) for row in tree.css("tr.span")]


def test_a_failure_that_was_mended_says_from_when_until_when_and_how_long() -> None:
    made = pages(past(38), past(39, KEYS_001=Outcome.FAIL), past(40, KEYS_001=Outcome.FAIL), past(41))
    told = "KEYS-001 Fail No. 39 to 40 20 November 2026 22 November 2026 2 days"
    assert told in rows(made["posture/index.html"])
    assert rows(made["controls/keys-001.html"]) == [
        "Pass No. 41 to 42 22 November 2026 still so at least 1 day",
        told.removeprefix("KEYS-001 "),
        "Pass No. 38 19 November 2026 or earlier 20 November 2026 at least 1 day",
    ]


def signings(tree: LexborHTMLParser) -> list[str]:
    return [
        " ".join(row.text(separator=" ").split()) for table in tree.css(".signings") for row in table.css("tbody tr")
    ]


def test_who_signed_which_snapshots_is_said_and_on_the_pages_of_controls_where_it_changed() -> None:
    both = [f"evidence-a {'a1' * 32}", f"evidence-b {'b2' * 32}"]
    made = pages(past(40), past(41))
    assert signings(made["posture/index.html"]) == [f"No. 40 to 42 {one}" for one in both]
    assert signings(made["controls/keys-001.html"]) == []
    old, robot = ("evidence-old", "0" * 64), ("https://quill.example/workflow", "https://issuer.example")
    made = pages(past(37), past(38), past(40), past(41), signed={37: (old,), 38: (old,), 40: (old,), 41: (robot,)})
    expected = [
        *(f"No. 42 {one}" for one in both),
        "No. 41 https://quill.example/workflow https://issuer.example",
        # Who signed a number that is not on file is not known.
        f"No. 40 evidence-old {'0' * 64}",
        f"No. 37 to 38 evidence-old {'0' * 64}",
    ]
    assert signings(made["posture/index.html"]) == signings(made["controls/keys-001.html"]) == expected


def test_a_gap_is_said_drawn_and_ends_what_stands_beside_it() -> None:
    made = pages(past(37), past(38, KEYS_001=Outcome.FAIL), past(41))
    posture = made["posture/index.html"]
    assert "No. 39 to 40 are not on file. What they said is not known here" in words(posture)
    assert "No. 1 to 36 are not on file." in words(posture)
    assert "KEYS-001 Fail No. 38 19 November 2026 last seen 19 November 2026 at least 0 hours" in rows(posture)
    assert posture.css('.timeline[data-control="KEYS-001"] .past--not-on-file')
    assert "at least since 22 November 2026" in words(posture, ".board__row:first-child .board__now")


def test_a_withdrawn_snapshot_is_called_so_and_counts_nothing() -> None:
    posture = pages(past(40), past(41), withdrawn=(past(41).sha256,))["posture/index.html"]
    assert "No. 41 was withdrawn. What it says does not count." in words(posture)
    assert {cell.text() for cell in posture.css('tr[data-number="41"] .counted__cell')} == {"Withdrawn"}


def test_a_control_that_left_the_checklist_keeps_its_past() -> None:
    made = pages(past(40, OLD_001=Outcome.FAIL), past(41))
    posture = made["posture/index.html"]
    assert "On earlier checklists only" in words(posture)
    assert posture.css('.timeline[data-control="OLD-001"]')
    assert any(row.startswith("OLD-001 Fail No. 40 ") for row in rows(posture))


def test_a_status_of_the_past_is_never_printed_as_one_of_now() -> None:
    made = pages(past(41, KEYS_001=Outcome.FAIL))
    for tree in made.values():
        assert not tree.css(".outcome .past, .past .outcome, .span .outcome, .counted .outcome")
    assert words(made["controls/keys-001.html"], ".outcome__word") == "Pass"


def test_a_drawing_has_a_name_and_says_in_words_what_it_shows() -> None:
    made = pages(past(40), past(41, KEYS_001=Outcome.FAIL))
    drawing = made["controls/keys-001.html"].css_first("svg.timeline")
    assert drawing.attributes["role"] == "img"
    assert drawing.css_first("title").text() == "KEYS-001 in the snapshots No. 40 to No. 42"
    said = " ".join(drawing.css_first("desc").text().split())
    assert said == "Pass from No. 40 to No. 40. Fail from No. 41 to No. 41. Pass from No. 42 to No. 42."
    for tree in made.values():
        for svg in tree.css("svg"):
            assert svg.attributes.get("aria-hidden") == "true" or svg.css_first("title").text().strip()


def test_a_measurement_is_drawn_through_the_record_and_listed_beside_it() -> None:
    made = pages(past(40, metrics=BELOW), past(41, metrics={}))
    control = made["controls/keys-001.html"]
    table = " ".join(control.css_first(".measured table").text(separator=" ").split())
    for row in ("42 23 November 2026, 11:20 UTC 96.5 % 193 of 200", "Not measured", "90 % 180 of 200 volumes"):
        assert row in table
    assert len(made["posture/index.html"].css("svg.course")) == 2
    assert "On target" in words(made["posture/index.html"], "#measurements")
    assert "Off target" in words(made["posture/index.html"], "#measurements")


def test_with_one_snapshot_a_measurement_is_drawn_as_a_share() -> None:
    made = pages()
    assert len(made["posture/index.html"].css("#measurements svg.gauge")) == 1
    assert not made["posture/index.html"].css("svg.course")


@pytest.mark.parametrize("path", ["posture/index.html", "controls/keys-002.html"])
def test_an_exception_says_how_long_it_has_left_and_as_of_when(path: str) -> None:
    said = words(pages()[path])
    assert "19 days" in said
    assert "23 November 2026, 13:27 UTC" in said


def test_coverage_is_two_counts() -> None:
    said = words(pages()["posture/index.html"], ".coverage")
    assert "2 of 3" in said
    assert "1 of 6" in said


def test_only_the_newest_columns_are_drawn_and_that_is_said() -> None:
    many = tuple(past(number, KEYS_001=Outcome.FAIL if number == 3 else Outcome.PASS) for number in range(1, 42))
    posture = pages(*many)["posture/index.html"]
    assert len(posture.css("tr.counted")) == 30
    assert "The newest 30 are listed." in words(posture)
    assert any(row.startswith("KEYS-001 Fail No. 3 ") for row in rows(posture))


def test_a_window_may_begin_with_a_gap() -> None:
    # 29 snapshots, and before them a gap, which is the thirtieth column.
    posture = pages(past(1), *(past(number) for number in range(14, 42)))["posture/index.html"]
    assert len(posture.css("tr.counted")) == 29
    assert words(posture, ".board__axis").startswith("No. 2 23 Nov")
