"""One mistake in each content file: located, explained, and nothing raises."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from trustgen import limits
from trustgen.files import Folder
from trustgen.load import load
from trustgen.model.content import Content

if TYPE_CHECKING:
    from trustgen.finding import Finding

SMALL = Path(__file__).parents[1] / "sites" / "small" / "content"
YAML_FILES = sorted(p.relative_to(SMALL).as_posix() for p in SMALL.rglob("*.yml"))
MARKDOWN_FILES = sorted(p.relative_to(SMALL).as_posix() for p in SMALL.rglob("*.md"))
ENDLESS = "The front matter that begins here never ends."
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
    found = only(findings_of(content), path, "TG016" if path.endswith(".yml") else "TG022")
    assert found.help.startswith("Write its keys: `" if path.endswith(".yml") else "Begin the file with a line `---`")


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
    (content / path).write_text("xyz: 1\n" + re.sub(r"\A\w+:(.*\n)( .*\n)*", "", text))
    found = findings_of(content)
    assert {f.code for f in found} == {"TG201", "TG202"}
    assert any(f"`{key[1]}`" in f.message for f in found if f.code == "TG202")


@pytest.mark.parametrize("path", YAML_FILES)
def test_a_wrong_type(content: Path, path: str) -> None:
    (content / path).write_text("- this\n- is a list\n")
    found = only(findings_of(content), path, "TG203")
    assert found.message == "This file is a list; a mapping is expected."
    assert re.fullmatch(r"Write lines such as `\w+: …`; the keys here are `.*`\.", found.help)


@pytest.mark.parametrize("path", MARKDOWN_FILES)
def test_front_matter_of_a_wrong_type(content: Path, path: str) -> None:
    (content / path).write_text("---\n- this\n- is a list\n---\nText.\n")
    found = only(findings_of(content), path, "TG203")
    assert (found.span.line, found.span.column) == (2, 1)
    assert found.help.startswith("Write lines such as `title: …`")


@pytest.mark.parametrize("value", ["[1, {a: b}]", "{a: [b]}", ""])
@pytest.mark.parametrize("path", ALL_FILES)
def test_a_value_of_a_wrong_type(content: Path, path: str, value: str) -> None:
    text, times = re.subn(r"\A(---\n)?(\w+):.*\n( .*\n)*", rf"\1\2: {value}\n", (content / path).read_text())
    assert times == 1
    (content / path).write_text(text)
    for finding in findings_of(content):
        assert (finding.span.path, finding.span.text) == (f"content/{path}", text.split("\n")[finding.span.line - 1])
        assert finding.code in ("TG201", "TG202", "TG203", "TG204")
        assert finding.help not in ("Remove the key.", "Add the key.", "Write a value of the kind that is named.")


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
    assert only(findings_of(content), path, "TG020").help.startswith("Add the file with its keys: `")


def test_a_misspelt_file_name_suggests_the_right_one(content: Path) -> None:
    (content / "assurances.yml").rename(content / "assurance.yml")
    found = findings_of(content)
    assert [f.code for f in found] == ["TG021", "TG020"]
    assert found[0].help == "Did you mean `assurances.yml`?"


def test_a_badly_named_page_is_refused(content: Path) -> None:
    (content / "pages" / "Read Me.md").write_text("x")
    only(findings_of(content), "pages/Read Me.md", "TG021")


@pytest.mark.parametrize("path", MARKDOWN_FILES)
@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        ("---\ntitle: x\n", ENDLESS, "between the keys and the text"),
        (
            "---\ntitle: x\n--\nText.\n",
            ENDLESS,
            "between the keys and the text",
        ),
        ("Text.\n", "does not begin with front matter", "Begin the file with a line `---`"),
        ("\n---\ntitle: x\n---\nText.\n", "does not begin with front matter", "Begin the file with a line `---`"),
    ],
)
def test_front_matter_that_does_not_begin_or_never_ends(
    content: Path, path: str, text: str, said: str, hint: str
) -> None:
    (content / path).write_text(text)
    found = only(findings_of(content), path, "TG022")
    assert said in found.message
    assert hint in found.help


@pytest.mark.parametrize("path", MARKDOWN_FILES)
def test_a_text_without_words(content: Path, path: str) -> None:
    front = (content / path).read_text().split("---\n")[1]
    (content / path).write_text(f"---\n{front}---\n\n  \n")
    found = only(findings_of(content), path, "TG022")
    assert "has no text after its front matter" in found.message
    assert "below the line `---`" in found.help


@pytest.mark.parametrize("path", MARKDOWN_FILES)
def test_front_matter_without_keys(content: Path, path: str) -> None:
    (content / path).write_text("---\n# nothing\n---\nText.\n")
    found = only(findings_of(content), path, "TG016")
    assert found.message == f"The front matter of `content/{path}` is empty."
    assert found.help.startswith("Write its keys: `title`")


@pytest.mark.parametrize("path", MARKDOWN_FILES)
@pytest.mark.parametrize("line", ["title: again", "bomb: &b [*b]", "x:\n\t- y"])
def test_front_matter_is_read_like_any_yaml(content: Path, path: str, line: str) -> None:
    text = (content / path).read_text()
    (content / path).write_text(text.replace("title:", f"{line}\ntitle:", 1))
    found = only(findings_of(content), path, "TG012", "TG013", "TG011")
    assert found.span.line in (2, 3)


def test_a_file_of_faults_is_told_up_to_a_limit(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILE_FAULTS", 100)
    (content / "answers.yml").write_text("answers:\n" + "  - {a: 1}\n" * 500)
    found = findings_of(content)
    assert len(found) == 101
    assert {f.code for f in found} == {"TG018", "TG201", "TG202"}
    assert any("more faults, which are not listed" in f.message for f in found)


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
