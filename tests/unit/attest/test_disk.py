"""Reading from the disk: what lies where it is named, and what no disk can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trustgen.attest.disk import DiskError, check_inside, read_inside

if TYPE_CHECKING:
    from pathlib import Path


def test_a_folder_that_no_disk_can_hold_is_a_fault_and_not_a_crash(tmp_path: Path) -> None:
    for check in (check_inside, lambda path, root: read_inside(path, root, 9)):
        with pytest.raises(DiskError):
            check(tmp_path / "a\0b" / "file", tmp_path)


def test_what_lies_inside_is_taken(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"bytes")
    check_inside(tmp_path / "file", tmp_path)
    assert read_inside(tmp_path / "file", tmp_path, 5) == b"bytes"
    with pytest.raises(DiskError, match="at most 4 are read"):
        read_inside(tmp_path / "file", tmp_path, 4)


def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "project"
    outside.mkdir()
    inside.mkdir()
    (outside / "file").write_bytes(b"bytes")
    (inside / "link").symlink_to(outside)
    with pytest.raises(DiskError, match="leads out"):
        check_inside(inside / "link" / "file", inside)
    check_inside(outside / "file", inside)
