"""What goes wrong in a template is a finding at its line; and what the shipped templates may hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from factory import make_center, make_renderer

from trustgen.finding import Finding
from trustgen.resources import shipped

TEMPLATES = shipped("templates")
NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.j2"))
_SCRIPTS = {
    "components/scripts.html.j2": (
        '<script src="{{ script.path | link }}" integrity="{{ script.integrity }}"'
        ' crossorigin="anonymous" defer></script>'
    ),
    "pages/verify.html.j2": "<script>{{ saved_script }}</script>",
}
"""The only two ways in which a script gets into a page: pinned by its digest, or inside of the page that is saved."""
_CODE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)


def findings(own: Path) -> list[Finding]:
    return [page for page in make_renderer(make_center(), own=own).pages() if isinstance(page, Finding)]


def broken(tmp_path: Path, text: str, name: str = "pages/404.html.j2") -> Finding:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    found = findings(tmp_path)
    assert len(found) == 1
    return found[0]


def test_a_syntax_error_is_a_finding_at_its_line(tmp_path: Path) -> None:
    found = broken(tmp_path, "<p>\n{% if x %}\n</p>\n{% endfor %}\n")
    assert (found.code, found.span.path, found.span.line) == ("TG042", "templates/pages/404.html.j2", 4)
    assert found.span.text == "{% endfor %}"


def test_an_undefined_name_is_a_finding_at_its_line(tmp_path: Path) -> None:
    found = broken(tmp_path, "<p>\n\n{{ site.no_such_thing }}</p>\n")
    assert (found.code, found.span.path, found.span.line) == ("TG043", "templates/pages/404.html.j2", 3)
    assert "no_such_thing" in found.message


def test_a_missing_word_is_a_finding_at_the_line_that_wants_it(tmp_path: Path) -> None:
    found = broken(tmp_path, "<p>\n{{ words.frame.no_such_word }}</p>\n")
    assert (found.code, found.span.line) == ("TG043", 2)
    assert "no_such_word" in found.message


def test_words_that_cannot_be_filled_are_a_finding_that_names_what_is_missing(tmp_path: Path) -> None:
    found = broken(tmp_path, "{{ '{wanted} of them' | fill(given=1) }}\n")
    assert found.code == "TG043"
    assert "wanted" in found.message
    assert "given" in found.message


def test_an_error_inside_a_component_is_found_in_the_component(tmp_path: Path) -> None:
    found = broken(
        tmp_path,
        "{% macro skip() %}\n{{ center.nonsense }}\n{% endmacro %}\n",
        "components/stated.html.j2",
    )
    assert found.code == "TG043"
    assert "stated" in found.message or found.span.path.startswith("templates/")


def test_a_missing_template_is_a_finding_where_it_is_wanted(tmp_path: Path) -> None:
    found = broken(tmp_path, "<p></p>\n{% include 'components/nothing.html.j2' %}\n")
    assert (found.code, found.span.line) == ("TG044", 2)


def test_a_template_that_is_a_link_out_of_the_project_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "outside.html.j2"
    outside.write_text("<p>secret</p>", encoding="utf-8")
    own = tmp_path / "own"
    (own / "pages").mkdir(parents=True)
    (own / "pages" / "404.html.j2").symlink_to(outside)
    assert [found.code for found in findings(own)] == ["TG003"]


def test_a_template_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "404.html.j2").write_bytes(b"<p>\xff</p>")
    assert [found.code for found in findings(tmp_path)] == ["TG002"]


def test_a_project_replaces_one_template_and_keeps_the_others(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "404.html.j2").write_text("<p>{{ page.title }}</p>\n", encoding="utf-8")
    pages = {
        page.path: page for page in make_renderer(make_center(), own=tmp_path).pages() if not isinstance(page, Finding)
    }
    assert pages["404.html"].data.startswith(b"<p>There is no such page</p>")
    assert b"<main" in pages["index.html"].data


@pytest.mark.parametrize("name", NAMES)
def test_no_template_switches_escaping_off(name: str) -> None:
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape|Markup|\|\s*xmlattr", text)


@pytest.mark.parametrize("name", NAMES)
def test_no_template_holds_words_scripts_or_styles(name: str) -> None:
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    if name in _SCRIPTS:
        assert text.count(_SCRIPTS[name]) == 1
        text = text.replace(_SCRIPTS[name], "")
    text = _CODE.sub("", text)
    assert not re.search(r"<script|\son[a-z]+=|\sstyle=|javascript:", text)
    shown = re.sub(r"<[^>]*>|[a-z.-]*\.(?:json|pub|js)\b", " ", text)
    assert not re.search(r"[A-Za-z]{2,}", shown), re.findall(r"[A-Za-z]{2,}", shown)
    for value in re.findall(r'\s(?:aria-label|title|alt|placeholder)="([^"]*)"', text):
        assert not re.search(r"[A-Za-z]{2,}", value), value


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("components/")])
def test_a_component_is_one_macro_with_the_name_of_its_file(name: str) -> None:
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    assert re.findall(r"\{%-?\s*macro\s+([a-z_]+)", text) == [Path(name).name.removesuffix(".html.j2")]


def test_every_template_is_used() -> None:
    everything = "\n".join((TEMPLATES / name).read_text(encoding="utf-8") for name in NAMES)
    for name in NAMES:
        if name.startswith(("components/", "layouts/")):
            assert f'"{name}"' in everything, name


def test_each_of_outcome_standing_and_access_has_one_component() -> None:
    for block in ("outcome", "standing", "access"):
        drawn = [
            name for name in NAMES if re.search(rf'class="{block}[ "]', (TEMPLATES / name).read_text(encoding="utf-8"))
        ]
        assert drawn == [f"components/{block}.html.j2"], block
