"""One move, or nothing."""

from __future__ import annotations

import errno
import fcntl
import json
import os
from typing import TYPE_CHECKING

import pytest

from trustgen import exchange
from trustgen.artifact import Artifact
from trustgen.finding import Finding
from trustgen.publish import MANIFEST, publish, swap

if TYPE_CHECKING:
    from pathlib import Path

MODULES = {"_write": swap, "make_durable": exchange, "exchange": exchange, "sync_folder": exchange}
"""Where each step of publishing is."""


def site(**files: bytes) -> list[Artifact]:
    made = [Artifact(path=name.replace("__", "/"), media="text/plain", data=data) for name, data in files.items()]
    record = json.dumps({"files": {item.path: "0" * 64 for item in made}}).encode()
    return [*made, Artifact(path=MANIFEST, media="application/json", data=record)]


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "work" / "site"


def test_a_first_site_is_written_whole(output: Path) -> None:
    assert publish(site(index=b"1", sub__page=b"2"), output, "site") is True
    assert tree(output).keys() == {"index", "sub/page", MANIFEST}
    assert [p.name for p in output.parent.iterdir()] == ["site"]


def test_the_same_site_again_changes_nothing(output: Path) -> None:
    publish(site(index=b"1"), output, "site")
    before = output.stat().st_ino
    assert publish(site(index=b"1"), output, "site") is False
    assert output.stat().st_ino == before


def test_a_new_site_replaces_the_old_one_and_links_what_has_not_changed(output: Path) -> None:
    publish(site(index=b"1", same=b"2", gone=b"3"), output, "site")
    same = (output / "same").stat().st_ino
    assert publish(site(index=b"new", same=b"2"), output, "site") is True
    assert tree(output)["index"] == b"new"
    assert "gone" not in tree(output)
    assert (output / "same").stat().st_ino == same


@pytest.mark.parametrize("name", ["mine.txt", ".hidden", "sub/mine.txt"])
def test_a_folder_with_a_file_that_no_manifest_lists_is_refused(output: Path, name: str) -> None:
    publish(site(index=b"1"), output, "site")
    (output / name).parent.mkdir(exist_ok=True)
    (output / name).write_text("mine")
    before = tree(output)
    found = publish(site(index=b"2"), output, "site")
    assert isinstance(found, Finding)
    assert found.code == "TG031"
    assert name in found.message
    assert tree(output) == before


@pytest.mark.parametrize("record", [b"", b"{", b"[]", b'{"files": []}', b"[" * 100_000])
def test_a_folder_without_a_readable_manifest_is_refused(output: Path, record: bytes) -> None:
    (output / "posture").mkdir(parents=True)
    (output / MANIFEST).write_bytes(record)
    (output / "work.txt").write_text("work")
    found = publish(site(index=b"2"), output, "site")
    assert isinstance(found, Finding)
    assert tree(output)["work.txt"] == b"work"


def test_an_output_that_is_a_file_or_a_link_is_refused(output: Path, tmp_path: Path) -> None:
    output.parent.mkdir()
    output.write_text("a file")
    assert isinstance(publish(site(index=b"1"), output, "site"), Finding)
    output.unlink()
    (tmp_path / "elsewhere").mkdir()
    output.symlink_to(tmp_path / "elsewhere")
    assert isinstance(publish(site(index=b"1"), output, "site"), Finding)
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("step", ["_write", "make_durable", "exchange", "sync_folder"])
def test_a_failing_disk_leaves_the_old_site_or_the_whole_new_one(
    output: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    publish(site(index=b"old"), output, "site")
    before = tree(output)

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(MODULES[step], step, fail)
    found = publish(site(index=b"new"), output, "site")
    assert isinstance(found, Finding)
    assert found.code == "TG033"
    assert "No space left" in found.message
    after = tree(output)
    assert after == before or (step == "sync_folder" and after["index"] == b"new")
    assert [p.name for p in output.parent.iterdir()] == ["site"]


@pytest.mark.parametrize("step", ["_write", "make_durable", "exchange"])
def test_a_killed_build_leaves_the_old_site_and_the_next_one_cleans_up(
    output: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    publish(site(index=b"old"), output, "site")
    before = tree(output)
    pid = os.fork()
    if pid == 0:  # the child dies in the middle, without a chance to clean up
        monkeypatch.setattr(MODULES[step], step, lambda *_: os._exit(9))
        publish(site(index=b"new"), output, "site")
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 9
    assert tree(output) == before
    assert publish(site(index=b"newer"), output, "site") is True
    assert [p.name for p in output.parent.iterdir()] == ["site"]


def test_without_an_exchange_two_renames_do_it(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "_exchange_at_once", lambda *_: False)
    publish(site(index=b"old"), output, "site")
    assert publish(site(index=b"new"), output, "site") is True
    assert tree(output)["index"] == b"new"
    assert [p.name for p in output.parent.iterdir()] == ["site"]


def test_a_run_that_died_between_two_renames_is_put_right(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(site(index=b"old"), output, "site")
    output.rename(output.with_name(".site.trustgen-old"))
    monkeypatch.setattr(swap, "_write", lambda *_: (_ for _ in ()).throw(OSError(errno.EIO, "I/O error")))
    assert isinstance(publish(site(index=b"new"), output, "site"), Finding)
    assert tree(output)["index"] == b"old"


def test_two_builds_do_not_publish_at_once(output: Path) -> None:
    publish(site(index=b"old"), output, "site")
    descriptor = os.open(output.parent, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        found = publish(site(index=b"new"), output, "site")
    finally:
        os.close(descriptor)
    assert isinstance(found, Finding)
    assert found.code == "TG034"
    assert tree(output)["index"] == b"old"


def test_folders_of_somebody_else_beside_the_output_stay(output: Path) -> None:
    publish(site(index=b"old"), output, "site")
    for name in (".site.old", ".site.new-mine", ".site.trustgen-old"):
        (output.with_name(name)).mkdir()
        (output.with_name(name) / "mine.txt").write_text("mine")
    assert publish(site(index=b"new"), output, "site") is True
    assert {p.name for p in output.parent.iterdir()} == {"site", ".site.old", ".site.new-mine", ".site.trustgen-old"}
    assert (output.with_name(".site.trustgen-old") / "mine.txt").read_text() == "mine"
