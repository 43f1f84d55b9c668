"""New snapshots into the folder that the build reads, in one move; nothing that lies there is lost.

The folder only grows.  Files that the source does not list stay; a file whose bytes are there already is not written
again; one that comes under a name that other bytes have gets a name with its digest in it, because names say nothing
and signatures of several files add up.
"""

from __future__ import annotations

import os
import shutil
import stat
from hashlib import sha256
from typing import TYPE_CHECKING

from trustgen import exchange
from trustgen.attest.disk import display
from trustgen.attest.errors import refusal
from trustgen.attest.format import BUNDLE_SUFFIX, DSSE_SUFFIX, MAX_FILES
from trustgen.attest.quoting import escaped
from trustgen.attest.sources.directory import EvidenceFile
from trustgen.fetch.errors import FOLDER_NOT_FILLED, SOURCE_TOO_LARGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from trustgen.attest.errors import SnapshotError

_STEM = 100
"""Characters of a name that stay when a digest is added to it: a name may have 128 and its ending."""


def additions(present: Sequence[EvidenceFile], received: Iterable[EvidenceFile], shown: str) -> list[EvidenceFile]:
    """What was received and is not in the folder yet, under names that are free there."""
    bytes_there = {file.data for file in present}
    # Names that differ in case alone are one file on some systems.
    names_there = {file.name.lower() for file in present}
    added: list[EvidenceFile] = []
    for file in received:
        if file.data in bytes_there:
            continue
        taken = file.name.lower() in names_there
        named = EvidenceFile(name=_other_name(file), path=file.path, data=file.data) if taken else file
        added.append(named)
        bytes_there.add(named.data)
        names_there.add(named.name.lower())
    if len(present) + len(added) > MAX_FILES:
        message = f"`{shown}` would hold {len(present) + len(added):,} snapshot files; at most {MAX_FILES} are read."
        hint = "Move the oldest into an archive, after locking a newer one with the policy's `minSequence`."
        raise refusal(SOURCE_TOO_LARGE, shown, message, help=hint)
    return added


def _other_name(file: EvidenceFile) -> str:
    ending = BUNDLE_SUFFIX if file.bundle else DSSE_SUFFIX
    return f"{file.name.removesuffix(ending)[:_STEM]}-{sha256(file.data).hexdigest()[:16]}{ending}"


def recover(folder: Path, root: Path) -> None:
    """Complete what a killed run left, unless another run is at work; without such a run there is nothing to do."""
    folder = folder.absolute()
    try:
        if folder.parent.is_dir():
            with exchange.alone(folder.parent) as alone:
                if alone:
                    _recover(folder)
    except OSError as error:
        raise _not_filled(display(folder, root), escaped(error.strerror or str(error))) from None


def _recover(folder: Path) -> None:
    old = exchange.old_place(folder)
    if old.is_dir() and not folder.exists():
        old.rename(folder)
    exchange.drop_half_written(folder)


def fill(folder: Path, added: Sequence[EvidenceFile], root: Path) -> None:
    """Add the files to the folder, all at once; raises `folder-not-filled`, and then the folder is as it was.

    A folder that does not exist is made; the one that it lies in has to be there.
    """
    shown = display(folder, root)
    folder = folder.absolute()
    try:
        with exchange.alone(folder.parent) as alone:
            if not alone:
                raise _not_filled(shown, "another run writes beside it", "Wait until it has ended.")
            _recover(folder)
            with exchange.beside(folder) as new:
                if folder.exists():
                    _carry_over(folder, new, shown)
                for file in added:
                    with (new / file.name).open("xb") as stream:
                        stream.write(file.data)
                exchange.make_durable(new)
                if folder.exists():
                    exchange.exchange(new, folder)
                else:
                    new.rename(folder)
                exchange.sync_folder(folder.parent)
    except OSError as error:
        raise _not_filled(shown, escaped(error.strerror or str(error))) from None


def _carry_over(folder: Path, new: Path, shown: str) -> None:
    """Every file of the old folder into the new one, as a second name of the same file where that is possible."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if not stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
                fault = f"it holds `{escaped(entry.name)}`, which is not a plain file"
                raise _not_filled(shown, fault, "Move it out of the folder: nothing that lies there is dropped.")
            try:
                os.link(entry.path, new / entry.name)
            except OSError:
                shutil.copy2(entry.path, new / entry.name)


def _not_filled(shown: str, fault: str, help: str | None = None) -> SnapshotError:
    return refusal(FOLDER_NOT_FILLED, shown, f"`{shown}` was not filled: {fault}.", help=help)
