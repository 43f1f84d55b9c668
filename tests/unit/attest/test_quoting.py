"""Messages never show another's text as it is."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from trustgen.attest.quoting import escaped, named, shown, written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ISOL-001", "ISOL-001"),
        ("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
        ("a\nb\rc\td", "a\\nb\\rc\\td"),
        ("\u0410UTH", "\\u0410UTH"),
        ("a\u202eb\u200b", "a\\u202eb\\u200b"),
        ("\udcff", "\\udcff"),
        ("a`b", "a'b"),
        ("x" * 80, "x" * 80),
        ("x" * 81, "x" * 80 + "..."),
        ("\U0001f600" * 80, ("\\U0001f600" * 8) + "..."),
    ],
)
def test_a_text_is_escaped_and_cut(text: str, expected: str) -> None:
    assert escaped(text) == expected


@pytest.mark.parametrize("length", [1, 79, 80, 81, 10_000])
@pytest.mark.parametrize("character", ["x", "\x00", "\u0410", "\U0001f600", "\\"])
def test_whatever_is_shown_is_short_and_printable_ascii(character: str, length: int) -> None:
    found = escaped(character * length)
    assert len(found) <= 83
    assert found.isascii()
    assert found.isprintable()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a\n", "a text of 2 characters"),
        ("x", "a text of 1 character"),
        ("hunter2" * 200, "a text of 1,400 characters"),
        ("", "an empty text"),
        (42, "the number 42"),
        (-9_999_999, "the number -9999999"),
        (10_000_000, "a number of 8 digits"),
        (10**30, "a number of 31 digits"),
        (True, "`true`"),
        (False, "`false`"),
        (None, "null"),
        ({"secret": 1}, "an object"),
        (["secret"], "a list of 1"),
        ([], "an empty list"),
        (1.5, "a fraction"),
        (b"", "another kind of value"),
    ],
)
def test_a_value_is_described_by_its_kind_and_size(value: object, expected: str) -> None:
    assert shown(value) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("treshold", "`treshold`"),
        ("$ref.a-b@1", "`$ref.a-b@1`"),
        ("x" * 40, "`" + "x" * 40 + "`"),
        ("x" * 41, "(a text of 41 characters)"),
        ("pass word", "(a text of 9 characters)"),
        ("a`", "(a text of 2 characters)"),
        ("caf\u00e9", "(a text of 4 characters)"),
        ("name\n", "(a text of 5 characters)"),
        ("", "(an empty text)"),
    ],
)
def test_a_name_of_a_field_is_shown_where_it_is_plain(name: str, expected: str) -> None:
    assert named(name) == expected


def test_a_time_is_written_as_the_format_writes_it() -> None:
    assert written(datetime(2026, 11, 23, 12, 0, 5, 999, tzinfo=timezone.utc)) == "2026-11-23T12:00:05Z"
    assert written(datetime(1, 1, 1, tzinfo=timezone.utc)) == "0001-01-01T00:00:00Z"
