"""A style sheet is taken apart into declarations, with their selectors, conditions and places."""

from __future__ import annotations

import pytest

from trustgen.scopes.css_rules import declarations, inline


def read(text: str) -> list[tuple[str, str, str]]:
    return [(one.selector, one.name, one.value) for one in declarations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (".a, .b { Color: RED }", [(".a, .b", "color", "RED")]),
        (".a{margin:0  1px/**/;--X : y}", [(".a", "margin", "0 1px"), (".a", "--X", "y")]),
        (".a { opacity: 0 !important }", [(".a", "opacity", "0")]),
        (".a { &:hover .b { top: 0 } }", [(":is(.a):hover .b", "top", "0")]),
        (".a { .b { top: 0 } > .c { left: 0 } }", [(":is(.a) :is(.b)", "top", "0"), (":is(.a) > .c", "left", "0")]),
        (".a { > .b, .c { top: 0 } }", [(":is(.a) :is(> .b, .c)", "top", "0")]),
        (".a { @media print { top: 0 } }", [(".a", "top", "0")]),
        ("@page x { size: A4; @top-left { content: 'x' } }", [("@page x", "size", "A4"), ("@page x", "", "@top-left")]),
        ("@font-face { src: url(a) }", [("@font-face", "src", "url(a)")]),
        ("@import 'x';", [("", "", '@import "x"')]),
        ("@keyframes k { to { top: 0 } }", [("", "", "@keyframes k")]),
        ("@layer b, a; .a { top: 0 }", [("", "", "@layer b, a"), (".a", "top", "0")]),
        ("@charset 'utf-8';", []),
        (".a { *zoom: 1 }", [(".a", "", "what can't be read")]),
        (".a { top: 0", [(".a", "top", "0")]),
        ("} .a { top: 0 }", [("} .a", "top", "0")]),
        (".a { to\\70: 0 }", [(".a", "top", "0")]),
    ],
)
def test_declarations(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text) == expected


def test_conditions_and_places_are_kept() -> None:
    (one,) = declarations("@layer x {\n  @supports (top: 0) {\n    .a { top: 0 }\n  }\n}")
    assert one.context == ("@layer x", "@supports (top: 0)")
    assert (one.line, one.column) == (3, 10)


def test_what_is_nested_too_deep_is_what_cannot_be_read() -> None:
    deep = ".a {" * 80 + "top: 0" + "}" * 80
    assert [one.name for one in declarations(deep)] == [""]


def test_a_style_attribute_has_declarations_alone() -> None:
    assert [(one.selector, one.name, one.value) for one in inline("top: 0; opacity:0")] == [
        ("", "top", "0"),
        ("", "opacity", "0"),
    ]
