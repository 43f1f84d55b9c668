"""Templates hold structure; words come from the content and from the catalogue, and every text is escaped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = {path.relative_to(ROOT / "templates").as_posix(): path for path in (ROOT / "templates").rglob("*.j2")}
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
# `<` inside an attribute's value would end a tag too early; the templates have none.
TAG = re.compile(r"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
SAID = re.compile(r"(?<![\w-])(?:alt|title|aria-label|aria-description|placeholder|content)=\"([^\"]*)\"")
FILE = re.compile(r"[\w.-]*\.(json|pub|pdf|xml|txt)\b")
"""The name of a file of the site is the same in every language."""
DIRECTIVE = r"(default|style|img|font|base|form|script|connect|manifest|frame|object|worker)-[a-z]+ .*"
SCRIPTS = (
    '<script src="{{ script.path | link }}" integrity="{{ script.integrity }}" crossorigin="anonymous" defer></script>',
    "<script>{{ saved_script }}</script>",
)
"""The only two ways in which a script gets into a page: pinned by its digest, or inside of the page that is saved."""
TECHNICAL = re.compile(rf"width=device-width, initial-scale=1|light dark|website|summary|noindex|{DIRECTIVE}")


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_a_template_says_nothing_itself(name: str) -> None:
    text = JINJA.sub("", TEMPLATES[name].read_text("utf-8"))
    spoken = " ".join(FILE.sub("", TAG.sub(" ", text)).split())
    assert re.search(r"[^\W\d_]", spoken) is None, spoken
    attributes = [value for value in SAID.findall(text) if re.search(r"[^\W\d_]", value)]
    assert [value for value in attributes if not TECHNICAL.fullmatch(value.strip())] == []


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_a_template_trusts_no_text_and_runs_nothing(name: str) -> None:
    text = TEMPLATES[name].read_text("utf-8")
    assert re.search(r"\|\s*(safe|tojson|xmlattr)\b|autoescape|Markup", text) is None
    for script in SCRIPTS:
        text = text.replace(script, "")
    assert re.search(r"<script|\son[a-z]+=|\sstyle=|javascript:", text) is None
    assert re.search(r"(?:src|href)=\"(?:https?:)?//", text) is None


def test_there_is_something_to_test() -> None:
    assert len(TEMPLATES) > 40


def test_scripts_enter_pages_in_one_place_each() -> None:
    texts = [path.read_text("utf-8") for path in TEMPLATES.values()]
    assert [sum(text.count(script) for text in texts) for script in SCRIPTS] == [1, 1]


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("<p>{{ words.a }} · 1</p>", False),
        ("<p>Hello {{ words.a }}</p>", True),
        ('<a title="a > b">{% if x %}</a>', False),
    ],
)
def test_the_test_knows_words_from_structure(text: str, speaks: bool) -> None:
    spoken = TAG.sub(" ", JINJA.sub("", text))
    assert bool(re.search(r"[^\W\d_]", spoken)) is speaks
