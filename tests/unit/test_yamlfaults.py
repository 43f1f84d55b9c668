"""What somebody who never read YAML's specification is told: the place of the mistake, and how to mend it."""

from __future__ import annotations

import pytest

from trustgen.yamldoc import parse

FAULTS = {
    "a quotation mark that is not closed": ('a: 1\nx: "abc\ny: 2\n', 2, 4, "never closed", "Close it"),
    "an apostrophe in single quotes": ("x: 'it's here'\n", 1, 8, "after the end of the value", "written twice"),
    "words after a quotation": ('x: "Quoted" words\n', 1, 13, "after the end of the value", "whole text in quotes"),
    "words after a link": ("x: [link](a.html) words\n", 1, 10, "after the end of the value", "whole text in quotes"),
    "a colon in a text": ("x: Note: this\n", 1, 8, "second colon", "Put the text in quotes."),
    "a tab and a colon in a text": ("x: b\tc: d\n", 1, 7, "second colon", "Put the text in quotes."),
    "a key below a value": ("x: 1\n   y: 2\n", 2, 5, "has a value already", "Indent this line like the line above"),
    "a key without a blank": ("a:1\nb: 2\n", 2, 2, "has a value already", "a blank between it and a value"),
    "a line between two levels": ("a:\n    x: 1\n  y: 2\n", 3, 3, "indented like nothing", "Indent it like"),
    "an item between two levels": ("a:\n  - x\n - y\n", 3, 2, "item of a list", "like the other items"),
    "an item among keys": ("a: 1\n- b\n", 2, 1, "item of a list", "below a key of its own"),
    "a key among items": ("- b\na: 1\n", 2, 1, "no item of it", "Begin the line with `- `"),
    "a mention": ("x: @company\n", 1, 4, "“@”", "Put the text in quotes."),
    "code": ("x: `code`\n", 1, 4, "“`”", "Put the text in quotes."),
    "emphasis": ("x: **bold** text\n", 1, 4, "begins with `*`", "Put the text in quotes."),
    "an ampersand alone": ("x: & more\n", 1, 4, "begins with `&`", "Put the text in quotes."),
    "an anchor": ("x: &more text\n", 1, 4, "anchor", "belongs in quotes"),
    "a tag": ("x: !important\n", 1, 4, "`!important` is a tag", "belongs in quotes"),
    "a tag of YAML itself": ("x: !!str a\n", 1, 4, "`!!str` is a tag", "belongs in quotes"),
    "an escape": ('x: "a\\qb"\n', 1, 6, "backslash", "single quotes"),
    "a bracket that is not closed": ("x: [1, 2\ny: 3\n", 1, 4, "bracket is not closed", "Close it"),
    "a brace that is not closed": ("x: {a: 1\ny: 3\n", 1, 4, "brace is not closed", "Close it"),
    "a parameter": ("x: {{ name }}\n", 1, 5, "not a text", "begins with a brace belongs in quotes"),
    "words that are no key": ("a: 1\njust words\nb: 2\n", 2, 1, "no colon", "Write `key: value`"),
    "a text on the line of its mark": ("x: > text\n  more\n", 1, 4, "begins on the next line", "next line, indented"),
    "a tab as indentation": ("a:\n\tb: 1\n", 2, 1, "tab", "Replace the tab"),
    "a tab after blanks": ("a:\n  b: 1\n  \tc: 1\n", 3, 3, "tab", "Replace the tab"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_mistake_is_told_in_plain_words_where_it_was_made(name: str) -> None:
    text, line, column, said, hint = FAULTS[name]
    tree, found = parse(text.encode(), "content/x.yml")
    assert tree is None
    assert (found[0].span.line, found[0].span.column) == (line, column)
    assert found[0].span.text == text.split("\n")[line - 1]
    assert said in found[0].message
    assert hint in found[0].help


def test_a_mistake_that_nobody_thought_of_is_told_in_the_parser_s_words() -> None:
    _, found = parse(b"%YAML 3.0\n---\na: 1\n", "content/x.yml")
    assert found[0].code == "TG011"
    assert found[0].message == "This is not YAML: found incompatible YAML document."
