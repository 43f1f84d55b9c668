"""Writing one small file so that it is there whole or not at all, and durable when the call returns.

The bytes go into a file of another name beside it, to the disk, and then under their own name in one move of the file
system.  A crash before the move leaves what was there.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from typing import TYPE_CHECKING

from trustgen.attest.quoting import escaped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})
"""How a file system says that it has no hard links."""


class PlacingError(Exception):
    """A file that was not written; the message is the end of a sentence that begins with its name."""


def place_new(path: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Put a new file in place; raises `PlacingError`, also where a file is already there, which is left as it is."""
    _written(path, data, mode, _linked)


def place(path: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Put a file in place of the one that is there, or of none; raises `PlacingError`."""
    _written(path, data, mode, os.replace)


def _written(path: Path, data: bytes, mode: int, move: Callable[[Path, Path], object]) -> None:
    # The name has no snapshot's ending, so a half-written file is never taken for one.
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            move(beside, path)
        finally:
            with contextlib.suppress(FileNotFoundError):
                beside.unlink()
        _sync_folder(path.parent)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise PlacingError(f"cannot be written: {escaped(reason)}") from None


def _linked(beside: Path, path: Path) -> None:
    """Give a written file its name, unless the name is taken."""
    try:
        os.link(beside, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # A file system without links: the check and the move are two steps there.
        if path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        beside.replace(path)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
