"""One mistake in each content file: located, explained, and nothing raises."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from trustgen.files import Folder
from trustgen.load import load
from trustgen.model.content import Content

if TYPE_CHECKING:
    from trustgen.finding import Finding

SMALL = Path(__file__).parents[1] / "sites" / "small" / "content"
YAML_FILES = sorted(p.relative_to(SMALL).as_posix() for p in SMALL.rglob("*.yml"))
MARKDOWN_FILES = sorted(p.relative_to(SMALL).as_posix() for p in SMALL.rglob("*.md"))
ALL_FILES = YAML_FILES + MARKDOWN_FILES


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(SMALL, tmp_path / "content")
    return tmp_path / "content"


def findings_of(content: Path) -> tuple[Finding, ...]:
    found = load(Folder(content, "content"))
    assert isinstance(found, tuple), "the mistake was not noticed"
    return found


def only(findings: tuple[Finding, ...], path: str, *codes: str) -> Finding:
    assert {f.span.path for f in findings} == {f"content/{path}"}
    assert {f.code for f in findings} <= set(codes), findings
    first = findings[0]
    assert re.fullmatch(r"[^\n]+[.?]", first.message)
    assert first.help
    return first


def test_the_small_site_is_clean() -> None:
    assert isinstance(load(Folder(SMALL, "content")), Content)


@pytest.mark.parametrize("path", ALL_FILES)
def test_an_empty_file(content: Path, path: str) -> None:
    (content / path).write_bytes(b"")
    only(findings_of(content), path, "TG016" if path.endswith(".yml") else "TG022")


@pytest.mark.parametrize("path", ALL_FILES)
def test_a_file_that_is_not_utf8(content: Path, path: str) -> None:
    data = (content / path).read_bytes()
    (content / path).write_bytes(data + b"# caf\xe9\n")
    found = only(findings_of(content), path, "TG002")
    assert found.span.line == data.count(b"\n") + 1
    assert found.span.column == 6


@pytest.mark.parametrize("path", YAML_FILES)
def test_a_tab(content: Path, path: str) -> None:
    lines = (content / path).read_text().count("\n")
    with (content / path).open("a") as stream:
        stream.write("extra:\n\t- x\n")
    found = only(findings_of(content), path, "TG011")
    assert found.span.line == lines + 2
    assert "tab" in found.message


@pytest.mark.parametrize("path", YAML_FILES)
def test_an_unknown_key(content: Path, path: str) -> None:
    lines = (content / path).read_text().count("\n")
    with (content / path).open("a") as stream:
        stream.write("unheard_of: 1\n")
    found = only(findings_of(content), path, "TG201")
    assert (found.span.line, found.span.column) == (lines + 1, 1)


@pytest.mark.parametrize("path", MARKDOWN_FILES)
def test_an_unknown_key_in_front_matter(content: Path, path: str) -> None:
    text = (content / path).read_text()
    (content / path).write_text(text.replace("title:", "titel: x\ntitle:", 1))
    found = only(findings_of(content), path, "TG201")
    assert (found.span.line, found.help) == (2, "Did you mean `title`?")


@pytest.mark.parametrize("path", YAML_FILES)
def test_a_missing_key(content: Path, path: str) -> None:
    text = (content / path).read_text()
    key = re.match(r"(\w+):", text)
    assert key is not None
    (content / path).write_text("other: 1\n" + re.sub(r"\A\w+:(.*\n)( .*\n)*", "", text))
    found = findings_of(content)
    assert {f.code for f in found} == {"TG201", "TG202"}
    assert any(f"`{key[1]}`" in f.message for f in found if f.code == "TG202")


@pytest.mark.parametrize("path", YAML_FILES)
def test_a_wrong_type(content: Path, path: str) -> None:
    (content / path).write_text("- this\n- is a list\n")
    found = only(findings_of(content), path, "TG203")
    assert "a mapping is expected" in found.message


@pytest.mark.parametrize("path", YAML_FILES)
def test_a_duplicate_key(content: Path, path: str) -> None:
    text = (content / path).read_text()
    key = re.match(r"(\w+):", text)
    assert key is not None
    (content / path).write_text(f"{text}{key[1]}: again\n")
    found = only(findings_of(content), path, "TG012")
    assert found.span.line == text.count("\n") + 1
    assert found.related[0].span.line == 1


@pytest.mark.parametrize("path", ALL_FILES)
def test_a_ten_megabyte_file(content: Path, path: str) -> None:
    with (content / path).open("a") as stream:
        stream.write("# padding\n" * 1_000_000)
    found = only(findings_of(content), path, "TG004")
    assert "the limit is 8,388,608" in found.message


@pytest.mark.parametrize("path", YAML_FILES)
def test_an_alias_bomb(content: Path, path: str) -> None:
    bomb = ["b0: &b0 [x, x, x, x, x, x, x, x, x]"]
    bomb += [f"b{n}: &b{n} [{', '.join([f'*b{n - 1}'] * 9)}]" for n in range(1, 12)]
    with (content / path).open("a") as stream:
        stream.write("\n".join(bomb) + "\n")
    only(findings_of(content), path, "TG013")


@pytest.mark.parametrize("path", ALL_FILES)
def test_a_link_out_of_the_project(content: Path, path: str) -> None:
    outside = content.parent / "outside"
    (content / path).rename(outside)
    (content / path).symlink_to(outside)
    only(findings_of(content), path, "TG003")


@pytest.mark.parametrize("path", [p for p in YAML_FILES if "/" not in p])
def test_a_missing_file(content: Path, path: str) -> None:
    (content / path).unlink()
    only(findings_of(content), path, "TG020")


def test_a_misspelt_file_name_suggests_the_right_one(content: Path) -> None:
    (content / "assurances.yml").rename(content / "assurance.yml")
    found = findings_of(content)
    assert [f.code for f in found] == ["TG021", "TG020"]
    assert found[0].help == "Did you mean `assurances.yml`?"


def test_a_badly_named_page_is_refused(content: Path) -> None:
    (content / "pages" / "Read Me.md").write_text("x")
    only(findings_of(content), "pages/Read Me.md", "TG021")


def test_front_matter_that_never_ends(content: Path) -> None:
    (content / "pages" / "reading.md").write_text("---\ntitle: x\n")
    only(findings_of(content), "pages/reading.md", "TG022")


def test_front_matter_with_a_syntax_error_names_the_line(content: Path) -> None:
    (content / "pages" / "reading.md").write_text("---\ntitle: x\ndescription: [\n---\nText.\n")
    assert only(findings_of(content), "pages/reading.md", "TG011").span.line >= 3


def test_mistakes_in_many_files_come_at_once(content: Path) -> None:
    for name in ("site.yml", "controls.yml", "answers.yml"):
        with (content / name).open("a") as stream:
            stream.write("unheard_of: 1\n")
    assert [f.span.path for f in findings_of(content)] == [
        "content/answers.yml",
        "content/controls.yml",
        "content/site.yml",
    ]
