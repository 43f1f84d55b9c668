"""A project's own tokens leave every text legible on every ground."""

from __future__ import annotations

from pathlib import Path

import pytest

from trustgen.scopes.css_rules import declarations
from trustgen.scopes.css_theme import faults

TOKENS = declarations((Path(__file__).parents[3] / "static" / "css" / "tokens.css").read_text("utf-8"))
DARK = "@media (prefers-color-scheme: dark)"


def why(text: str) -> list[tuple[str, str]]:
    return [(one.name, reason) for one, reason in faults(declarations(text), TOKENS)]


@pytest.mark.parametrize(
    "text",
    [
        ":root { --fail: #8a0f10 } " + DARK + " { :root { --fail: #ff9f95 } }",
        ":root { --space-1: 0.3rem; --measure: 600px; --serif: Arial; --my-own: anything at all }",
        ".a { --my-own: 0 }",
        "html { --rule: #123456 }",
        ":root { --sea-35: rgb(10 70 100) }",
        DARK + " { :root { --ground: #000000 } }",
    ],
)
def test_tokens_of_their_kind_are_clean(text: str) -> None:
    assert why(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (":root { --fail: #fbfaf7 }", "--fail"),
        (":root { --fail: #8a0f10 }", "--fail"),
        (DARK + " { :root { --ink: #131a22 } }", "--ink"),
        (DARK + " { :root { --ink: #ffffff } } :root { --ink: #000000 }", "--ink"),
        (":root { --ground: #a3221b }", "--ground"),
        (":root { --blue-15: #ffffff }", "--blue-15"),
        (":root { --band: #ffffff }", "--band"),
        (":root { --fail: var(--ground) }", "--fail"),
        (":root { --fail: transparent }", "--fail"),
        (":root { --fail: rgb(160 30 30 / 20%) }", "--fail"),
        (":root { --fail: }", "--fail"),
        (":root { --fail: red red }", "--fail"),
        (":root { --space-4: -1rem }", "--space-4"),
        (":root { --space-4: calc(1rem - 9rem) }", "--space-4"),
        (":root { --text-micro: 2px }", "--text-micro"),
        (":root { --measure: 9em }", "--measure"),
        (".a { --ink: #1b2430 }", "--ink"),
    ],
)
def test_tokens_that_can_hide_something_are_told(text: str, name: str) -> None:
    assert name in {one for one, _ in why(text)}


def test_a_reason_names_the_scheme_and_the_pair() -> None:
    assert why(":root { --fail: #8a0f10 }") == [
        ("--fail", "`--fail` has to be legible on `--ground` in the dark scheme")
    ]
