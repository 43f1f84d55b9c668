"""Reading one file that somebody else put there: once, from an opened descriptor, plain files only, within a size.

What is read here is what is verified and what is published; no file is opened twice.
"""

from __future__ import annotations

import errno
import os
import stat
from enum import Enum, auto
from pathlib import Path

from trustgen.attest.quoting import escaped

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)
_CHUNK = 64 * 1024


class Fault(Enum):
    """Why a file was not read."""

    MISSING = auto()
    UNSAFE = auto()
    TOO_LARGE = auto()


class DiskError(Exception):
    """A file that was not read; the message is the end of a sentence that begins with its name."""

    def __init__(self, fault: Fault, message: str) -> None:
        super().__init__(message)
        self.fault = fault


def read_plain(path: Path, limit: int) -> bytes:
    """The bytes of a regular file, at most `limit` of them; links, pipes and devices are not followed or waited for."""
    try:
        descriptor = os.open(path, _FLAGS)
    except (OSError, ValueError) as error:
        raise _fault(error) from None
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise DiskError(Fault.UNSAFE, "is not a regular file, and nothing else is read")
        if found.st_size > limit:
            raise DiskError(Fault.TOO_LARGE, f"has {found.st_size:,} bytes; at most {limit:,} are read")
        data = _read(descriptor, found.st_size, limit)
    except OSError as error:
        raise _fault(error) from None
    finally:
        os.close(descriptor)
    if len(data) > limit:
        raise DiskError(Fault.TOO_LARGE, f"has more than the {limit:,} bytes that are read")
    return data


def check_inside(path: Path, root: Path) -> None:
    """Check that what is named as inside of the project lies there, wherever links lead; raises `DiskError`.

    What is named as outside was given on purpose.  A link in the place of the file itself is for whoever opens it.
    """
    try:
        named, whole = Path(os.path.abspath(path)), Path(os.path.abspath(root))  # noqa: PTH100 - follows no link
        if whole in named.parents and not Path(os.path.realpath(named.parent)).is_relative_to(os.path.realpath(root)):
            raise DiskError(Fault.UNSAFE, "lies behind a link that leads out of the project")
    except (OSError, ValueError) as error:
        raise _fault(error) from None


def read_inside(path: Path, root: Path, limit: int) -> bytes:
    """The bytes of a regular file as `read_plain` gives them; links of folders do not lead out of the project."""
    check_inside(path, root)
    return read_plain(path, limit)


def _read(descriptor: int, size: int, limit: int) -> bytes:
    """Everything up to one byte beyond the limit or a little more; a file may still grow while it is read."""
    chunks: list[bytes] = []
    length = 0
    while length <= limit:
        chunk = os.read(descriptor, max(size + 1 - length, _CHUNK))
        if not chunk:
            break
        chunks.append(chunk)
        length += len(chunk)
    return b"".join(chunks)


def _fault(error: OSError | ValueError) -> DiskError:
    if isinstance(error, ValueError):
        return DiskError(Fault.UNSAFE, "has a name that no file can have")
    if error.errno == errno.ENOENT:
        return DiskError(Fault.MISSING, "does not exist")
    if error.errno in (errno.ELOOP, errno.EMLINK):
        return DiskError(Fault.UNSAFE, "is a symbolic link, where the file itself is wanted")
    return DiskError(Fault.UNSAFE, f"cannot be read: {escaped(str(error.strerror))}")


def display(path: Path, root: Path) -> str:
    """A path as findings show it: relative to the project where it lies inside, and without odd characters."""
    whole = path.absolute()
    shown = whole.relative_to(root.absolute()) if whole.is_relative_to(root.absolute()) else path
    return escaped_path(shown.as_posix())


def escaped_path(path: str) -> str:
    """A path without control characters or undecodable bytes; unlike other texts it is not cut."""
    return path if path.isprintable() else path.encode("unicode_escape", "surrogatepass").decode("ascii")
