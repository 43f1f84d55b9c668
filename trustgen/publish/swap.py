"""Write beside, make durable, swap.

1. Write every artifact into a new folder beside the output; a file that has not changed is linked, not copied.
2. Make the new folder durable.
3. Exchange it with the output in one move of the file system; where the system has no such move, with two renames
   that the next run completes if the first was the last thing that happened.
4. Remove what the output was.

A failure or a kill before step 3 leaves the output as it was, byte for byte.
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

from trustgen.finding import Finding, Rule, Span
from trustgen.publish.folder import examine, files_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trustgen.artifact import Artifact

NOT_WRITTEN = Rule(
    code="TG033",
    name="not-written",
    summary="The site could not be written; what was published before is untouched.",
    help="Free some space, or check who may write to the folder.",
)
BUSY = Rule(
    code="TG034",
    name="output-busy",
    summary="Another build is publishing to the same place.",
    help="Wait until it has ended.",
)

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def publish(artifacts: Iterable[Artifact], output: Path, shown: str, *, durable: bool = True) -> Finding | bool:
    """Replace `output` by the artifacts; whether anything changed, or a finding when it could not be done.

    Without `durable`, the bytes may still be in memory only when this returns: enough for a preview.
    """
    output = output.absolute()
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with _alone(output.parent) as alone:
            if not alone:
                return BUSY.at(Span(path=shown), f"Another build is publishing beside `{shown}`.")
            _recover(output)
            refused = examine(output, shown)
            return refused if refused is not None else _replace(tuple(artifacts), output, durable=durable)
    except OSError as error:
        return NOT_WRITTEN.at(Span(path=shown), f"`{shown}` could not be written: {error.strerror or error}.")


def _replace(artifacts: tuple[Artifact, ...], output: Path, *, durable: bool) -> bool:
    if output.exists() and _unchanged(artifacts, output):
        return False
    beside = Path(tempfile.mkdtemp(prefix=_beside(output), dir=output.parent))
    try:
        beside.chmod(0o777 & ~_umask())
        _write(artifacts, beside, output)
        if durable:
            _make_durable(beside)
        if output.exists():
            _exchange(beside, output)
        else:
            beside.rename(output)
        if durable:
            _sync_folder(output.parent)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return True


def _unchanged(artifacts: tuple[Artifact, ...], output: Path) -> bool:
    wanted = {artifact.path for artifact in artifacts}
    return files_in(output) == wanted and all(_same(output / item.path, item.data) for item in artifacts)


def _same(path: Path, data: bytes) -> bool:
    with contextlib.suppress(OSError):
        return not path.is_symlink() and path.stat().st_size == len(data) and path.read_bytes() == data
    return False


def _write(artifacts: tuple[Artifact, ...], beside: Path, output: Path) -> None:
    for folder in sorted({(beside / artifact.path).parent for artifact in artifacts}):
        folder.mkdir(parents=True, exist_ok=True)
    for artifact in artifacts:
        old, new = output / artifact.path, beside / artifact.path
        if _same(old, artifact.data):
            with contextlib.suppress(OSError):
                os.link(old, new)
                continue
        new.write_bytes(artifact.data)


def _make_durable(folder: Path) -> None:
    """All of a folder's bytes and names on disk: one call for the file system, or else file by file."""
    if sys.platform == "linux":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            if ctypes.CDLL(None, use_errno=True).syncfs(descriptor) == 0:
                return
        finally:
            os.close(descriptor)
    for name in sorted(files_in(folder)):
        with (folder / name).open("rb") as stream:
            os.fsync(stream.fileno())
    for base, _, _ in os.walk(folder):
        _sync_folder(Path(base))


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _exchange(beside: Path, output: Path) -> None:
    if _exchange_at_once(beside, output):
        return
    old = _old(output)
    output.rename(old)
    beside.rename(output)
    shutil.rmtree(old, ignore_errors=True)


def _exchange_at_once(beside: Path, output: Path) -> bool:
    """Linux' `renameat2(RENAME_EXCHANGE)`; false where the system or the file system does not have it."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    first, second = os.fsencode(beside), os.fsencode(output)
    return int(rename(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE)) == 0


def _recover(output: Path) -> None:
    """Complete what a killed run left: put back the old site, drop half-written ones.

    Only what a build made: folders of names that nobody else gives, and an old site whose manifest lists all of it.
    """
    old = _old(output)
    if old.is_dir() and examine(old, old.name) is None:
        if not output.exists():
            old.rename(output)
        else:
            shutil.rmtree(old, ignore_errors=True)
    for left in sorted(output.parent.iterdir()):
        if left.name.startswith(_beside(output)) and left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)


def _beside(output: Path) -> str:
    """How the names of half-written sites begin."""
    return f".{output.name}.trustgen-new-"


def _old(output: Path) -> Path:
    """Where the old site is for the moment between two renames."""
    return output.with_name(f".{output.name}.trustgen-old")


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """A lock on the folder that holds the output, for as long as the block runs; false if somebody has it."""
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


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
