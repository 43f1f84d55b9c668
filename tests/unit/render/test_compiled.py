"""Compiled templates are taken from the installation alone, and only when they are just what would be compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jinja2
import pytest

from trustgen.render.compiled import Compiled

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _bytecode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)


class Loader(jinja2.DictLoader):
    """Templates, some of which are shipped."""

    shipped = frozenset({"shipped"})


class Environment(jinja2.Environment):
    """Counts what it compiles."""

    compiled = 0

    def compile(self, *given: Any, **named: Any) -> Any:
        self.compiled += 1
        return super().compile(*given, **named)


def environment(folder: Path, syntax: str = "", text: str = "{{ word }}!") -> Environment:
    loader = Loader({"shipped": text, "own": text})
    return Environment(loader=loader, bytecode_cache=Compiled(syntax, folder), autoescape=True)


def test_a_shipped_template_is_compiled_once_for_all_processes(tmp_path: Path) -> None:
    first = environment(tmp_path)
    assert first.get_template("shipped").render(word="<one>") == "&lt;one&gt;!"
    assert (first.compiled, len(list(tmp_path.iterdir()))) == (1, 1)
    second = environment(tmp_path)
    assert second.get_template("shipped").render(word="<two>") == "&lt;two&gt;!"
    assert second.compiled == 0


def test_a_template_of_a_project_leaves_nothing_behind(tmp_path: Path) -> None:
    first = environment(tmp_path)
    first.get_template("own")
    assert list(tmp_path.iterdir()) == []
    second = environment(tmp_path)
    second.get_template("own")
    assert second.compiled == 1


def test_a_process_compiles_a_template_once(tmp_path: Path) -> None:
    first = environment(tmp_path)
    second = Environment(loader=first.loader, bytecode_cache=first.bytecode_cache, autoescape=True)
    for each in (first, second):
        each.get_template("own")
        each.get_template("shipped")
    assert (first.compiled, second.compiled) == (2, 0)


@pytest.mark.parametrize("change", [{"syntax": "other"}, {"text": "{{ word }}?"}])
def test_another_source_or_another_way_to_compile_is_compiled_anew(tmp_path: Path, change: dict[str, str]) -> None:
    environment(tmp_path).get_template("shipped")
    other = environment(tmp_path, **change)
    other.get_template("shipped")
    assert other.compiled == 1


@pytest.mark.parametrize("damage", [b"", b"junk", None])
def test_a_damaged_file_is_compiled_anew(tmp_path: Path, damage: bytes | None) -> None:
    environment(tmp_path).get_template("shipped")
    [file] = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-20] if damage is None else damage)
    other = environment(tmp_path)
    assert other.get_template("shipped").render(word="a") == "a!"
    assert other.compiled == 1


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert environment(tmp_path / "file" / "folder").get_template("shipped").render(word="a") == "a!"


def test_nothing_is_written_where_python_writes_no_bytecode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    environment(tmp_path).get_template("shipped")
    assert list(tmp_path.iterdir()) == []
