"""Snapshots in a folder: every file with a snapshot's ending, plain files only, all of them or none.

Order, names and times of the files say nothing.  A file that cannot be read is a refusal, not a file less: otherwise
whoever damages the newest snapshot could choose an older one.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from msgspec import Struct

from trustgen.attest.disk import DiskError, Fault, check_inside, display, read_plain
from trustgen.attest.errors import MISSING_SNAPSHOT, SNAPSHOT_TOO_LARGE, UNSAFE_SOURCE, SnapshotError, refusal
from trustgen.attest.format import BUNDLE_SUFFIX, DSSE_SUFFIX, MAX_FILE_BYTES, MAX_FILES
from trustgen.attest.quoting import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = re.compile(r"[A-Za-z0-9._-]{1,128}\.(?:dsse|sigstore)\.json")
"""The names that snapshot files may have, wherever they come from."""

_RULES = {
    Fault.MISSING: UNSAFE_SOURCE,
    Fault.UNSAFE: UNSAFE_SOURCE,
    Fault.TOO_LARGE: SNAPSHOT_TOO_LARGE,
}


class EvidenceFile(Struct, frozen=True, kw_only=True):
    """A snapshot file as it was received."""

    name: str
    """Its name in the folder."""
    path: str
    """Its path as findings show it."""
    data: bytes

    @property
    def bundle(self) -> bool:
        """Whether it is a Sigstore bundle; otherwise it is a raw envelope."""
        return self.name.endswith(BUNDLE_SUFFIX)


def read_folder(folder: Path, root: Path) -> Iterator[EvidenceFile]:
    """Every snapshot file of the folder, by name; raises `MissingSnapshot`, `UnsafeSource` or `SnapshotTooLarge`."""
    shown = display(folder, root)
    try:
        check_inside(folder, root)
    except DiskError as error:
        raise refusal(UNSAFE_SOURCE, shown, f"`{shown}` {error}.") from None
    for name in _names(folder, shown):
        path = f"{shown}/{escaped(name)}"
        if NAME.fullmatch(name) is None:
            message = f"`{path}` is not named by at most 128 letters, digits, dots, hyphens and underscores."
            raise refusal(UNSAFE_SOURCE, path, message)
        try:
            data = read_plain(folder / name, MAX_FILE_BYTES)
        except DiskError as error:
            raise refusal(_RULES[error.fault], path, f"`{path}` {error}.") from None
        yield EvidenceFile(name=name, path=path, data=data)


def _names(folder: Path, shown: str) -> list[str]:
    names: list[str] = []
    try:
        if folder.is_symlink():
            raise refusal(UNSAFE_SOURCE, shown, f"`{shown}` is a link; the folder itself has to be there.")
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith((DSSE_SUFFIX, BUNDLE_SUFFIX)):
                    names.append(entry.name)
                    if len(names) > MAX_FILES:
                        message = f"`{shown}` holds more than {MAX_FILES} snapshot files."
                        raise refusal(UNSAFE_SOURCE, shown, message)
    except FileNotFoundError:
        raise refusal(MISSING_SNAPSHOT, shown, f"The folder `{shown}` does not exist.") from None
    except (OSError, ValueError) as error:
        raise _unreadable(shown, error) from None
    if not names:
        message = f"`{shown}` holds no file whose name ends in `{DSSE_SUFFIX}` or `{BUNDLE_SUFFIX}`."
        raise refusal(MISSING_SNAPSHOT, shown, message)
    return sorted(names)


def _unreadable(shown: str, error: OSError | ValueError) -> SnapshotError:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return refusal(UNSAFE_SOURCE, shown, f"The folder `{shown}` cannot be read: {escaped(reason)}.")
