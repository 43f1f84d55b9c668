"""The output folder as it stands: whether it may be replaced.

Only a folder that an earlier build made is ever replaced: one in which every file is listed by the manifest that lies
in it.  Anything else could be somebody's work.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from trustgen.finding import Finding, Rule, Span

MANIFEST = "posture/manifest.json"
"""The record of a published site, below its root; its `files` maps every other path to its SHA-256."""

FOREIGN_OUTPUT = Rule(
    code="TG031",
    name="foreign-output",
    summary="The output folder holds files that no build of trustgen put there.",
    help="Choose another folder with `--output`, or move the files away.",
)
OUTPUT_UNUSABLE = Rule(
    code="TG032",
    name="output-unusable",
    summary="The output folder cannot be used.",
    help="Choose a folder that can be written with `--output`.",
)

_LISTED = 5
"""How many foreign files a message names."""


def examine(output: Path, shown: str) -> Finding | None:
    """Whether `output` may be replaced; a finding if not.  A folder that is absent or empty may."""
    span = Span(path=shown)
    try:
        if output.is_symlink() or (output.exists() and not output.is_dir()):
            return OUTPUT_UNUSABLE.at(span, f"`{shown}` is not a plain folder.")
        if not output.exists():
            return None
        present = files_in(output)
        listed = _listed(output)
    except OSError as error:
        return OUTPUT_UNUSABLE.at(span, f"`{shown}` cannot be read: {error.strerror}.")
    foreign = sorted(present - listed - {MANIFEST}) if listed else sorted(present)
    if not foreign:
        return None
    names = ", ".join(f"`{ascii(name)[1:-1]}`" for name in foreign[:_LISTED])
    more = f" and {len(foreign) - _LISTED} more" if len(foreign) > _LISTED else ""
    return FOREIGN_OUTPUT.at(span, f"`{shown}` holds files that no manifest lists: {names}{more}.")


def files_in(folder: Path) -> set[str]:
    """Every file and link below a folder, as POSIX paths; empty folders say nothing."""
    found: set[str] = set()

    def fail(error: OSError) -> None:
        raise error

    for base, names, files in os.walk(folder, onerror=fail):
        stem = Path(base).relative_to(folder)
        links = [name for name in names if (Path(base) / name).is_symlink()]
        found.update((stem / name).as_posix() for name in [*files, *links])
    return found


def _listed(output: Path) -> set[str]:
    """The paths that the folder's own manifest lists; none when it has no readable one."""
    try:
        record = json.loads((output / MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError):
        return set()
    files = record.get("files") if isinstance(record, dict) else None
    return {path for path in files if isinstance(path, str)} if isinstance(files, dict) else set()
