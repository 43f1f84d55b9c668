"""Reading files that somebody else wrote."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from trustgen.files import Folder
from trustgen.finding import Finding
from trustgen.source import Source

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    (tmp_path / "content").mkdir()
    return Folder(tmp_path / "content", "content")


def refused(found: object, code: str) -> Finding:
    assert isinstance(found, Finding)
    assert found.code == code
    return found


def test_a_text_file_is_read_with_its_shown_path(folder: Folder) -> None:
    (folder.root / "a.yml").write_bytes(b"\xef\xbb\xbfa: 1\n")
    found = folder.text("a.yml", 100)
    assert isinstance(found, Source)
    assert (found.path, found.text) == ("content/a.yml", "a: 1\n")


def test_a_missing_file_and_a_folder_are_refused(folder: Folder) -> None:
    refused(folder.read("none.yml", 100), "TG001")
    (folder.root / "dir.yml").mkdir()
    refused(folder.read("dir.yml", 100), "TG003")


def test_a_fifo_is_refused_at_once(folder: Folder) -> None:
    os.mkfifo(folder.root / "pipe.yml")
    refused(folder.read("pipe.yml", 100), "TG003")


def test_a_link_out_of_the_folder_is_refused_and_one_inside_is_read(folder: Folder) -> None:
    (folder.root.parent / "secret").write_text("secret")
    (folder.root / "out.yml").symlink_to(folder.root.parent / "secret")
    finding = refused(folder.read("out.yml", 100), "TG003")
    assert "link that leads out" in finding.message
    (folder.root / "a.yml").write_text("a")
    (folder.root / "in.yml").symlink_to("a.yml")
    assert folder.read("in.yml", 100) == b"a"


def test_a_link_to_itself_is_refused(folder: Folder) -> None:
    (folder.root / "loop.yml").symlink_to("loop.yml")
    refused(folder.read("loop.yml", 100), "TG001")


def test_a_large_file_is_refused_by_its_size(folder: Folder) -> None:
    (folder.root / "big.yml").write_bytes(b"x" * 101)
    finding = refused(folder.read("big.yml", 100), "TG004")
    assert "101 bytes" in finding.message


def test_bytes_that_are_not_utf8_are_located(folder: Folder) -> None:
    (folder.root / "a.yml").write_bytes("é: 1\nb: ".encode() + b"\xe9\n")
    finding = refused(folder.text("a.yml", 100), "TG002")
    assert (finding.span.line, finding.span.column) == (2, 4)


@pytest.mark.parametrize("turning", ["\u202a", "\u202e", "\u2066", "\u2069"])
def test_what_turns_the_direction_of_reading_is_told_at_its_place(folder: Folder, turning: str) -> None:
    (folder.root / "a.yml").write_text(f"a: 1\nb: x{turning}y\n", "utf-8")
    finding = refused(folder.text("a.yml", 100), "TG005")
    assert (finding.span.line, finding.span.column) == (2, 5)
    assert f"U+{ord(turning):04X}, an unseen character" in finding.message


def test_hidden_files_are_left_out_and_linked_folders_are_named(folder: Folder) -> None:
    for name in ("b.yml", ".hidden", "sub/c.yml"):
        path = folder.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    (folder.root / "linked").symlink_to(folder.root.parent)
    assert folder.walk() == ["b.yml", "linked", "sub/c.yml"]


def test_a_folder_that_does_not_exist_is_a_finding(tmp_path: Path) -> None:
    refused(Folder(tmp_path / "nothing", "content").walk(), "TG001")
