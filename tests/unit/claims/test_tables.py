"""Tables that are kept beside the bytecode: just what the files give, or made anew."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from trustgen.claims.catalogue.prefilter import _spelled
from trustgen.claims.words import tables
from trustgen.claims.words.datafiles import documents, parsed
from trustgen.claims.words.lexicon import Lexicon

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    monkeypatch.setattr(tables, "_FOLDER", tmp_path / "tables")
    return tmp_path / "tables"


class Maker:
    """Counts how often it is asked."""

    asked = 0

    def __call__(self) -> dict[str, Any]:
        self.asked += 1
        return {"words": ("one", 1 << 90, None, True), "near": frozenset({"two"}), "packed": b"three"}


def test_a_table_is_made_once_for_all_processes(folder: Path) -> None:
    make = Maker()
    assert tables.table("words", make) == tables.table("words", make) == Maker()()
    assert (make.asked, len(list(folder.iterdir()))) == (1, 1)


@pytest.mark.parametrize("damage", ["empty", "short", "bit", "other"])
def test_a_damaged_table_is_made_anew(folder: Path, damage: str) -> None:
    make = Maker()
    tables.table("words", make)
    [file] = folder.iterdir()
    whole = file.read_bytes()
    for at in range(len(whole)) if damage == "bit" else (0,):
        kept = {"empty": b"", "short": whole[:-1], "other": os.urandom(len(whole))}
        file.write_bytes(kept.get(damage, whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]))
        before = make.asked
        assert tables.table("words", make) == Maker()()
        assert make.asked == before + 1


@pytest.mark.parametrize("name", ["lexicon.py", "data/cues/en.yml", "data/schemes/iso.yml", "data/scopes.yml"])
@pytest.mark.parametrize("change", ["time", "size"])
def test_a_file_of_the_gate_that_changed_makes_its_tables_anew(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, change: str
) -> None:
    package = tmp_path / "claims"
    for part in ("lexicon.py", "data/cues/en.yml", "data/schemes/iso.yml", "data/scopes.yml"):
        (package / part).parent.mkdir(parents=True, exist_ok=True)
        (package / part).write_text(part)
        os.utime(package / part, ns=(0, 0))
    monkeypatch.setattr(tables, "_PACKAGE", package)
    make = Maker()
    tables._sources.cache_clear()
    tables.table("words", make)
    if change == "size":
        (package / name).write_text("longer than it was before")
    os.utime(package / name, ns=(0, 1 if change == "time" else 0))
    tables._sources.cache_clear()
    tables.table("words", make)
    tables._sources.cache_clear()
    assert make.asked == 2
    assert folder.is_dir()


def test_a_folder_that_cannot_be_written_is_no_fault(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(tables, "_FOLDER", tmp_path / "file" / "tables")
    assert tables.table("words", Maker()) == Maker()()
    assert not folder.exists()


def test_nothing_is_written_where_python_writes_no_bytecode(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    assert tables.table("words", Maker()) == Maker()()
    assert not folder.exists()


@pytest.mark.usefixtures("folder")
def test_what_is_kept_of_the_gate_is_what_its_files_give() -> None:
    for name in ("", "schemes"):
        documents.cache_clear()
        documents(name)
        documents.cache_clear()
        assert documents(name) == parsed(name)
        documents.cache_clear()
    made, kept = Lexicon(), Lexicon()
    assert vars(made) == vars(kept)
    assert len(kept.entries("not")) > 1
    assert tables.table("plain", _spelled) == tables.table("plain", _spelled) == _spelled()
