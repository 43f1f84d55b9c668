"""A file is there whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, Any

import pytest

from trustgen.attest.placing import PlacingError, place, place_new

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("put", [place, place_new])
def test_a_file_is_written_with_the_folders_above_it_and_nothing_beside_it(tmp_path: Path, put: Any) -> None:
    path = tmp_path / "a" / "b" / "file"
    put(path, b"bytes", mode=0o600)
    assert path.read_bytes() == b"bytes"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [item.name for item in path.parent.iterdir()] == ["file"]


def test_only_one_of_the_two_replaces(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with pytest.raises(PlacingError, match="cannot be written: File exists"):
        place_new(path, b"new")
    assert path.read_bytes() == b"old"
    place(path, b"new")
    assert path.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["file"]  # noqa: PTH208 - hidden ones too


@pytest.mark.parametrize("put", [place, place_new])
@pytest.mark.parametrize("failing", ["fsync", "link", "replace"])
def test_a_failure_leaves_what_was_there(
    tmp_path: Path, put: Any, failing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    if put is place:
        path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, failing, fail)
    if (put, failing) in {(place, "link"), (place_new, "replace")}:
        put(path, b"new")
        assert path.read_bytes() == b"new"
        return
    with pytest.raises(PlacingError, match="No space left on device"):
        put(path, b"new")
    assert os.listdir(tmp_path) == (["file"] if put is place else [])  # noqa: PTH208 - hidden ones too
    assert put is place_new or path.read_bytes() == b"old"


@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_file_system_without_links_is_served_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "link", fail)
    place_new(tmp_path / "file", b"one")
    with pytest.raises(PlacingError, match="File exists"):
        place_new(tmp_path / "file", b"two")
    assert (tmp_path / "file").read_bytes() == b"one"


def test_a_name_that_no_file_can_have_is_told(tmp_path: Path) -> None:
    with pytest.raises(PlacingError, match="cannot be written"):
        place(tmp_path / "a\0b", b"")
    (tmp_path / "file").touch()
    with pytest.raises(PlacingError, match="cannot be written"):
        place(tmp_path / "file" / "below", b"")


@pytest.mark.parametrize("put", [place, place_new])
def test_the_bytes_and_then_the_name_are_on_the_disk(tmp_path: Path, put: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync
    kinds: list[str] = []

    def recording(descriptor: int) -> None:
        kinds.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", recording)
    put(tmp_path / "file", b"bytes")
    assert kinds == ["file", "folder"]
