"""Findings on a terminal and for a program."""

from __future__ import annotations

import json

import pytest

from trustgen.finding import Related, Rule, Severity, Span
from trustgen.report import Report, format_names, write

RULE = Rule(code="TG999", name="a-rule", summary="A summary.", help="Mend it.")
LINE = "    title: We hold everything there is"


def report(*, text: str | None = LINE, message: str = "This is wrong.", column: int = 12) -> Report:
    span = Span(path="content/a.yml", line=3, column=column, end_line=3, end_column=column + 7, text=text)
    other = Span(path="content/b.yml", line=1, column=1, text="first: 1")
    finding = RULE.at(span, message, related=[Related(label="first here", span=other)], scheme="soc2")
    return Report(as_of="2026-11-24T12:00:00Z", findings=(finding,), facts=("Nothing was published.",))


def test_the_text_shows_place_line_underline_relation_and_help() -> None:
    assert write("text", report()).splitlines() == [
        "error[TG999] This is wrong.",
        "  --> content/a.yml:3:12",
        "  |",
        "3 |     title: We hold everything there is",
        "  |            ^^^^^^^",
        "  = first here: content/b.yml:1:1",
        "    | first: 1",
        "  = help: Mend it.",
        "",
        "Nothing was published.",
        "1 error",
    ]


def test_colour_is_only_added() -> None:
    import re

    colored = write("text", report(), color=True)
    assert "\x1b[31;1m" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == write("text", report())


@pytest.mark.parametrize("bad", ["\x1b[2J", "\x07", "\x9b31m", "\u202e", "\u2066", "a\nb", "\r"])
def test_no_input_steers_the_terminal(bad: str) -> None:
    shown = write("text", report(text=f"x {bad} y", message=f"Found {bad}."))
    assert "\x1b" not in shown
    assert bad not in shown
    assert "\\u" in shown


def test_a_long_line_is_cut_around_the_span() -> None:
    text = "x" * 5000 + "needle!" + "y" * 5000
    shown = write("text", report(text=text, column=5001)).splitlines()
    assert len(shown[3]) < 200
    start = shown[4].index("^")
    assert shown[3][start : start + 7] == "needle!"


def test_the_json_form_is_the_documented_one() -> None:
    found = json.loads(write("json", report()))
    assert found["version"] == 1
    assert found["summary"] == {"errors": 1, "warnings": 0, "published": False}
    (finding,) = found["findings"]
    assert set(finding) == {
        "code", "rule", "severity", "message", "help", "place", "related", "scheme", "mention", "frame",
    }  # fmt: skip
    assert finding["place"] == {
        "path": "content/a.yml", "line": 3, "column": 12, "end_line": 3, "end_column": 19,
        "scope": None, "anchor": None,
    }  # fmt: skip
    assert finding["related"] == [{"label": "first here", "path": "content/b.yml", "line": 1, "column": 1}]


def test_a_clean_report_is_silent_as_text() -> None:
    assert write("text", Report(as_of="x", findings=())) == ""


def test_warnings_are_counted_apart() -> None:
    warning = Rule(code="TG998", name="w", summary="S.", help="H.", severity=Severity.WARNING)
    made = Report(as_of="x", findings=(warning.at(Span(path="a"), "M."), RULE.at(Span(path="b"), "M.")))
    assert write("text", made).splitlines()[-1] == "1 error, 1 warning"


def test_both_formats_are_found() -> None:
    assert {"json", "text"} <= set(format_names())


def test_a_fact_cannot_steer_the_terminal_either() -> None:
    said = write("text", Report(as_of="2026-11-24T12:00:00Z", findings=(), facts=("a\x1b[31m b\u202e",)))
    assert said == "a\\u001b[31m b\\u202e\n"
