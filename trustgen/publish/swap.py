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
import os
import shutil
from typing import TYPE_CHECKING

from trustgen import exchange
from trustgen.finding import Finding, Rule, Span
from trustgen.publish.folder import examine, files_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

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


def publish(artifacts: Iterable[Artifact], output: Path, shown: str, *, durable: bool = True) -> Finding | bool:
    """Replace `output` by the artifacts; whether anything changed, or a finding when it could not be done.

    Without `durable`, the bytes may still be in memory only when this returns: enough for a preview.
    """
    output = output.absolute()
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with exchange.alone(output.parent) as alone:
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
    with exchange.beside(output) as beside:
        _write(artifacts, beside, output)
        if durable:
            exchange.make_durable(beside)
        if output.exists():
            exchange.exchange(beside, output)
        else:
            beside.rename(output)
        if durable:
            exchange.sync_folder(output.parent)
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


def _recover(output: Path) -> None:
    """Complete what a killed run left: put back the old site, drop half-written ones.

    Only what a build made: folders of names that nobody else gives, and an old site whose manifest lists all of it.
    """
    old = exchange.old_place(output)
    if old.is_dir() and examine(old, old.name) is None:
        if not output.exists():
            old.rename(output)
        else:
            shutil.rmtree(old, ignore_errors=True)
    exchange.drop_half_written(output)
