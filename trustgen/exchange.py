"""One folder in place of another, in one move of the file system.

What publishes the site and what fills the folder of snapshots do it in the same way: write a new folder beside the
old one, make it durable, exchange the two.  Nothing here knows what the files are, or whether they may be replaced.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """A lock on the folder that holds the target, for as long as the block runs; false if somebody has it."""
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def beside(target: Path) -> Iterator[Path]:
    """A new, empty folder beside the target; whatever lies there when the block ends is removed."""
    folder = Path(tempfile.mkdtemp(prefix=new_prefix(target), dir=target.parent))
    try:
        folder.chmod(0o777 & ~_umask())
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def exchange(new: Path, target: Path) -> None:
    """Put the new folder in the target's place; the old one is then where the new one was, or gone.

    Where the system has no such move there are two renames, and a run that dies between them leaves the old folder at
    `old_place`.
    """
    if _exchange_at_once(new, target):
        return
    old = old_place(target)
    target.rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _exchange_at_once(new: Path, target: Path) -> bool:
    """Linux' `renameat2(RENAME_EXCHANGE)`; false where the system or the file system does not have it."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    first, second = os.fsencode(new), os.fsencode(target)
    return int(rename(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE)) == 0


def drop_half_written(target: Path) -> None:
    """Remove the new folders of runs that were killed: names that nobody else gives."""
    for left in sorted(target.parent.iterdir()):
        if left.name.startswith(new_prefix(target)) and left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)


def new_prefix(target: Path) -> str:
    """How the names of half-written folders begin."""
    return f".{target.name}.trustgen-new-"


def old_place(target: Path) -> Path:
    """Where the old folder is for the moment between two renames."""
    return target.with_name(f".{target.name}.trustgen-old")


def make_durable(folder: Path) -> None:
    """All of a folder's bytes and names on disk: one call for the file system, or else file by file."""
    if sys.platform == "linux":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            if ctypes.CDLL(None, use_errno=True).syncfs(descriptor) == 0:
                return
        finally:
            os.close(descriptor)
    for base, _, names in os.walk(folder):
        for name in sorted(names):
            with (Path(base) / name).open("rb") as stream:
                os.fsync(stream.fileno())
        sync_folder(Path(base))


def sync_folder(folder: Path) -> None:
    """A folder's own entries on disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
