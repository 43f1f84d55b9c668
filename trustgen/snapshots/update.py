"""Changing a small file that other processes may be changing too: one after the other, each from what it finds.

The file is locked, looked at again (the one that was locked may have been replaced meanwhile), read, and replaced in
one move.  A reader needs no lock: it sees the old file or the new one.
"""

from __future__ import annotations

import contextlib
import os
import time
from typing import TYPE_CHECKING

from trustgen.attest.disk import read_plain
from trustgen.attest.placing import PlacingError, place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

WAIT_SECONDS = 10.0
"""How long another process may hold the file: it does so for as long as a small file takes to write."""

_PAUSE_SECONDS = 0.02


def update(path: Path, limit: int, change: Callable[[bytes], bytes | None]) -> bool:
    """Replace a file by what `change` makes from its bytes; `None` leaves it as it is.  Whether it was replaced.

    Raises `DiskError` for a file that cannot be read, `PlacingError` for one that cannot be written or that another
    process does not let go of, and whatever `change` raises; the file is then as it was.
    """
    # Whether it is a plain file is said before anything waits for it.
    read_plain(path, limit)
    with _locked(path):
        made = change(read_plain(path, limit))
        if made is not None:
            place(path, made)
    return made is not None


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Nobody else's turn for as long as the block runs."""
    end = time.monotonic() + WAIT_SECONDS
    while (descriptor := _lock(path)) is None:
        if time.monotonic() > end:
            raise PlacingError("cannot be written: another process has held it too long")
        time.sleep(_PAUSE_SECONDS)
    try:
        yield
    finally:
        os.close(descriptor)


def _lock(path: Path) -> int | None:
    """An open file with the lock, or nothing while another process has it or has just replaced the file."""
    import fcntl

    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise PlacingError(f"cannot be locked: {error.strerror}") from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(path.stat(), os.fstat(descriptor)):
            return descriptor
    except (BlockingIOError, FileNotFoundError):
        # It is held, or was removed a moment ago: the next round finds out.
        pass
    except OSError as error:
        os.close(descriptor)
        raise PlacingError(f"cannot be locked: {error.strerror}") from None
    os.close(descriptor)
    return None
