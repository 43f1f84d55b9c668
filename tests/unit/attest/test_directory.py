"""A folder of snapshots: plain files, all of them, quickly."""

from __future__ import annotations

import errno
import os
import socket
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from trustgen.attest import disk
from trustgen.attest.format import MAX_FILE_BYTES
from trustgen.finding import Finding

if TYPE_CHECKING:
    from posture_simulator import Simulator


def refused(simulator: Simulator) -> Finding:
    outcome = simulator.verify()
    assert isinstance(outcome, Finding)
    return outcome


def test_a_missing_folder_and_an_empty_one_hold_no_snapshot(simulator: Simulator) -> None:
    assert refused(simulator).rule == "missing-snapshot"
    simulator.folder.rmdir()
    assert refused(simulator).rule == "missing-snapshot"
    assert refused(simulator).span.path == "snapshots"
    assert refused(simulator).message == "The folder `snapshots` does not exist."


def test_other_names_are_ignored(simulator: Simulator) -> None:
    for name in ("README.md", "x.json", "x.dsse.json.tmp", "x.DSSE.JSON", "dsse.json", "x.dsse.jsonl"):
        simulator.put_bytes(b"nothing", name)
    (simulator.folder / "more").mkdir()
    assert refused(simulator).rule == "missing-snapshot"
    simulator.put()
    assert simulator.rule() == "accept"


def test_a_file_in_place_of_the_folder_is_unsafe(simulator: Simulator) -> None:
    simulator.folder.rmdir()
    simulator.folder.write_bytes(b"x")
    assert refused(simulator).rule == "unsafe-source"
    assert refused(simulator).message == "The folder `snapshots` cannot be read: Not a directory."


@pytest.mark.parametrize("suffix", [".dsse.json", ".sigstore.json"])
def test_a_link_is_unsafe_even_to_a_good_snapshot(simulator: Simulator, suffix: str) -> None:
    good = simulator.put()
    moved = good.rename(simulator.root / "elsewhere.dsse.json")
    (simulator.folder / f"x{suffix}").symlink_to(moved)
    assert refused(simulator).rule == "unsafe-source"
    assert "symbolic link" in refused(simulator).message


def test_a_dangling_link_is_unsafe(simulator: Simulator) -> None:
    (simulator.folder / "x.dsse.json").symlink_to("nowhere")
    assert refused(simulator).rule == "unsafe-source"


def test_a_pipe_is_unsafe_and_not_waited_for(simulator: Simulator) -> None:
    simulator.put()
    os.mkfifo(simulator.folder / "x.dsse.json")
    assert refused(simulator).rule == "unsafe-source"
    assert "not a regular file" in refused(simulator).message


def test_a_folder_with_a_snapshots_name_is_unsafe(simulator: Simulator) -> None:
    simulator.put()
    (simulator.folder / "x.dsse.json").mkdir()
    assert refused(simulator).rule == "unsafe-source"


def test_a_socket_is_unsafe(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    simulator.put()
    monkeypatch.chdir(simulator.folder)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("x.dsse.json")
        assert refused(simulator).rule == "unsafe-source"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes devices")
def test_a_device_is_unsafe(simulator: Simulator) -> None:
    try:
        os.mknod(simulator.folder / "x.dsse.json", 0o600 | 0o020000, os.makedev(1, 5))
    except PermissionError:
        pytest.skip("this machine makes no devices")
    assert refused(simulator).rule == "unsafe-source"


@pytest.mark.parametrize("error", [errno.EACCES, errno.EIO, errno.ENXIO, errno.ENOENT])
def test_a_file_that_cannot_be_opened_is_unsafe_and_not_skipped(
    simulator: Simulator,
    monkeypatch: pytest.MonkeyPatch,
    error: int,
) -> None:
    simulator.put(42)
    simulator.put(41)
    opened = os.open

    def failing(path: Path, flags: int) -> int:
        if "0000000042" in str(path):
            raise OSError(error, os.strerror(error), str(path))
        return opened(path, flags)

    monkeypatch.setattr(disk.os, "open", failing)
    assert refused(simulator).rule == "unsafe-source"
    assert refused(simulator).span.path == "snapshots/0000000042.dsse.json"


def test_a_disk_that_fails_while_reading_is_unsafe(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    simulator.put()
    request = simulator.request()
    read = os.read

    def failing(descriptor: int, length: int) -> bytes:
        if Path(f"/proc/self/fd/{descriptor}").readlink().name.endswith(".dsse.json"):
            raise OSError(errno.EIO, "the disk\x1b[31m fails")
        return read(descriptor, length)

    monkeypatch.setattr(disk.os, "read", failing)
    outcome = simulator.verify(policy=request.policy)
    assert isinstance(outcome, Finding)
    assert outcome.rule == "unsafe-source"
    assert "\x1b" not in outcome.message


def test_a_folder_that_cannot_be_listed_is_unsafe(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    simulator.put()

    def failing(_folder: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "scandir", failing)
    assert refused(simulator).rule == "unsafe-source"


def test_a_folder_with_an_impossible_name_is_unsafe(simulator: Simulator) -> None:
    assert simulator.rule(folder=Path("a\0b")) == "unsafe-source"
    assert simulator.rule(policy=Path("a\0b")) == "policy-error"
    assert simulator.rule(folder=Path("x" * 5000)) == "unsafe-source"


def test_a_thousand_files_are_read_and_not_one_more(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    good = simulator.put().read_bytes()
    for number in range(999):
        simulator.put_bytes(good, f"copy-{number}.dsse.json")
    assert simulator.rule() == "accept"
    simulator.put_bytes(good, "one-more.sigstore.json")
    monkeypatch.setattr("trustgen.attest.sources.directory.read_plain", lambda *_: pytest.fail("a file was read"))
    assert refused(simulator).rule == "unsafe-source"
    assert "more than 1000" in refused(simulator).message


def test_the_size_of_a_file_has_a_limit(simulator: Simulator) -> None:
    good = simulator.put().read_bytes()
    simulator.put_bytes(good + b" " * (MAX_FILE_BYTES - len(good)))
    assert simulator.rule() == "accept"
    simulator.put_bytes(good + b" " * (MAX_FILE_BYTES - len(good) + 1))
    assert refused(simulator).rule == "snapshot-too-large"


def test_a_file_that_is_too_large_is_not_read_at_all(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    path = simulator.put_bytes(b" " * (MAX_FILE_BYTES + 1))
    monkeypatch.setattr(disk.os, "read", lambda *_: pytest.fail("it was read"))
    with pytest.raises(disk.DiskError, match="1,048,577 bytes"):
        disk.read_plain(path, MAX_FILE_BYTES)


def test_a_file_that_grows_while_it_is_read_has_a_limit_too(
    simulator: Simulator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    simulator.put()
    request = simulator.request()
    assert request.policy.exists()
    monkeypatch.setattr(disk.os, "read", lambda _descriptor, length: b" " * length)
    with pytest.raises(disk.DiskError) as caught:
        disk.read_plain(simulator.folder / "0000000042.dsse.json", 1000_000)
    assert caught.value.fault is disk.Fault.TOO_LARGE


def test_a_file_that_shrinks_while_it_is_read_is_read_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"a" * 200_000)
    assert disk.read_plain(tmp_path / "x", 1_000_000) == b"a" * 200_000
    (tmp_path / "x").write_bytes(b"")
    assert disk.read_plain(tmp_path / "x", 0) == b""


@pytest.mark.parametrize(
    "name",
    [
        b"a\nb.dsse.json",
        b"a b.dsse.json",
        b"a.dsse.json b.dsse.json",
        b"\x1b[31m.dsse.json",
        b"\xff\xfe.dsse.json",
        "снимок.dsse.json".encode(),
        b".dsse.json",
        b"a" * (255 - len(".dsse.json")) + b".dsse.json",
    ],
)
def test_odd_names_are_unsafe_and_shown_escaped(simulator: Simulator, name: bytes) -> None:
    good = simulator.put().read_bytes()
    Path(os.fsdecode(os.fsencode(simulator.folder) + b"/" + name)).write_bytes(good)
    outcome = refused(simulator)
    assert outcome.rule == "unsafe-source"
    assert outcome.message.isprintable()
    assert outcome.message.isascii()
    assert outcome.span.path.isprintable()


def test_dots_in_a_name_lead_nowhere(simulator: Simulator) -> None:
    good = simulator.put().rename(simulator.folder / "...dsse.json")
    assert good.exists()
    assert simulator.rule() == "accept"


def test_a_file_is_read_once_and_what_was_read_is_what_is_published(
    simulator: Simulator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = simulator.put()
    before = path.read_bytes()
    request = simulator.request()
    read, opened = disk.read_plain, []

    def swapping(file: Path, limit: int) -> bytes:
        data = read(file, limit)
        opened.append(file)
        if file == path:
            path.write_bytes(b"swapped after it was read")
        return data

    monkeypatch.setattr("trustgen.attest.sources.directory.read_plain", swapping)
    monkeypatch.setattr("trustgen.attest.disk.read_plain", swapping)
    outcome = simulator.verify(folder=request.folder)
    assert not isinstance(outcome, Finding)
    assert [file.data for file in outcome.evidence] == [before]
    assert len(opened) == len(set(opened)) == 3


def test_paths_are_shown_relative_to_the_project(simulator: Simulator) -> None:
    simulator.put_bytes(b"")
    assert refused(simulator).span.path == "snapshots/0000000042.dsse.json"
    inside = Path(os.path.relpath(simulator.folder))
    outcome = simulator.verify(folder=inside, root=simulator.root)
    assert isinstance(outcome, Finding)
    assert outcome.span.path == "snapshots/0000000042.dsse.json" or outcome.span.path.endswith("0000000042.dsse.json")
    outside = simulator.verify(root=simulator.root / "other")
    assert isinstance(outside, Finding)
    assert outside.span.path == f"{simulator.folder.as_posix()}/0000000042.dsse.json"


def test_a_file_that_grows_beyond_the_limit_while_it_is_read_is_not_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, limit = tmp_path / "x", disk._CHUNK
    path.write_bytes(b"a" * (limit + 1))
    known = os.stat_result((stat.S_IFREG, 0, 0, 0, 0, 0, 10, 0, 0, 0))
    monkeypatch.setattr(disk.os, "fstat", lambda _: known)
    with pytest.raises(disk.DiskError, match=f"has more than the {limit:,} bytes that are read"):
        disk.read_plain(path, limit)
    path.write_bytes(b"a" * limit)
    assert disk.read_plain(path, limit) == b"a" * limit


def test_a_failing_disk_is_told_in_the_words_of_the_system_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> int:
        raise OSError(errno.EIO, "Input/output error", str(tmp_path))

    monkeypatch.setattr(disk.os, "open", fail)
    with pytest.raises(disk.DiskError) as caught:
        disk.read_plain(tmp_path / "x", 10)
    assert str(caught.value) == "cannot be read: Input/output error"
