"""What the engine makes of its data files, made once and kept beside the bytecode.

A table is taken from there only while every file of the engine, code and data, is the one that it was made from, by
time and size as Python tells for its bytecode, and while no bit of it has changed.
"""

from __future__ import annotations

import contextlib
import marshal
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from trustgen.kept import beside, keep

if TYPE_CHECKING:
    from collections.abc import Callable

_PACKAGE: Final = Path(__file__).parents[1]
_FOLDER: Final = beside(__file__, "tables")
_DIGEST: Final = 32


def table(name: str, make: Callable[[], Any]) -> Any:
    """What `make` gives: plain values, down to the last of them."""
    path = _FOLDER / f"{name}.{sys.implementation.cache_tag}"
    sources = _sources()
    with contextlib.suppress(OSError):
        kept = path.read_bytes()
        if sha256(sources + kept[_DIGEST:]).digest() == kept[:_DIGEST]:
            return marshal.loads(kept[_DIGEST:])  # noqa: S302 - what this module wrote, to the bit
    made = make()
    written = marshal.dumps(made)
    keep(path, sha256(sources + written).digest() + written)
    return made


@cache
def _sources() -> bytes:
    """Name, time and size of every file that a table could depend on."""
    files = (path for folder in (_PACKAGE, *_PACKAGE.rglob("[!_]*/")) for path in folder.iterdir())
    known = ((path.relative_to(_PACKAGE).as_posix(), path.stat()) for path in files if path.suffix in {".py", ".yml"})
    return repr(sorted((name, stat.st_mtime_ns, stat.st_size) for name, stat in known)).encode()
