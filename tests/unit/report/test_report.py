"""Findings on a terminal and for a program."""

from __future__ import annotations

import json

import pytest

from trustgen.finding import Finding, Related, Rule, Severity, Span
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


def on_pages(*paths: str, line: int = 4, message: str = "This is wrong.") -> tuple[Finding, ...]:
    """The same text on several pages, written once."""
    written = Related(label="written here", span=Span(path="content/site.yml", line=line, column=8, text="title: Held"))
    return tuple(RULE.at(Span(path=path, line=7, column=9), message, related=[written]) for path in paths)


def test_what_is_written_once_is_printed_once() -> None:
    pages = ("404.html", "a.html", "b.html", "c.html", "d.html", "e.html", "f.html")
    made = Report(as_of="x", findings=on_pages(*pages))
    assert write("text", made).splitlines() == [
        "error[TG999] This is wrong.",
        "  --> 404.html:7:9",
        "  = written here: content/site.yml:4:8",
        "    | title: Held",
        "  = also on: a.html, b.html, c.html and 3 more",
        "  = help: Mend it.",
        "",
        "7 errors (1 shown; the rest repeat it)",
    ]
    assert len(json.loads(write("json", made))["findings"]) == 7


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        (("a.html", "b.html"), "also on: b.html"),
        (("a.html", "b.html", "c.html"), "also on: b.html and c.html"),
        (("a.html", "b.html", "c.html", "d.html"), "also on: b.html, c.html and d.html"),
        (("a.html", "a.html"), "also on: this file"),
        (("a.html", "a.html", "b.html", "b.html"), "also on: this file and b.html (3 places)"),
        (("a.html", "\x1b[2J.html"), "also on: \\u001b[2J.html"),
    ],
)
def test_the_other_pages_are_named(pages: tuple[str, ...], said: str) -> None:
    assert f"  = {said}" in write("text", Report(as_of="x", findings=on_pages(*pages))).splitlines()


def test_what_differs_in_place_or_words_is_printed_apart() -> None:
    found = (*on_pages("a.html"), *on_pages("b.html", line=5), *on_pages("c.html", message="That is wrong."))
    shown = write("text", Report(as_of="x", findings=found)).splitlines()
    assert [line for line in shown if "-->" in line or "also on" in line] == [
        "  --> a.html:7:9",
        "  --> b.html:7:9",
        "  --> c.html:7:9",
    ]
    assert shown[-1] == "3 errors"


def test_what_was_not_traced_to_a_source_is_printed_apart() -> None:
    first = Related(label="first here", span=Span(path="content/a.yml"))
    found = tuple(RULE.at(Span(path="content/a.yml", line=n), "Twice.", related=[first]) for n in (2, 3))
    bare = tuple(RULE.at(Span(path=path), "Twice.") for path in ("a.html", "b.html"))
    assert write("text", Report(as_of="x", findings=(*found, *bare))).splitlines()[-1] == "4 errors"


def test_errors_and_warnings_are_counted_apart_when_they_repeat() -> None:
    from msgspec.structs import replace

    softer = tuple(replace(one, severity=Severity.WARNING) for one in on_pages("a.html", "b.html"))
    found = (*on_pages("a.html", "b.html"), *on_pages("a.html", "b.html", line=9), *softer)
    last = write("text", Report(as_of="x", findings=found)).splitlines()[-1]
    assert last == "4 errors (2 shown; the rest repeat them), 2 warnings (1 shown; the rest repeat it)"


def test_the_formats_for_people_and_programs_are_found() -> None:
    assert {"json", "text"} <= set(format_names())


def test_a_fact_cannot_steer_the_terminal_either() -> None:
    said = write("text", Report(as_of="2026-11-24T12:00:00Z", findings=(), facts=("a\x1b[31m b\u202e",)))
    assert said == "a\\u001b[31m b\\u202e\n"
