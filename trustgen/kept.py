"""Files that trustgen keeps beside its own bytecode, as Python keeps that: what is always made anew from its sources.

Whoever can write there can rewrite the program as well, so what is found there is as trusted as the program.
Nothing is kept where Python keeps no bytecode either.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from importlib.util import cache_from_source
from pathlib import Path


def beside(module: str, name: str) -> Path:
    """The folder of this name beside the bytecode of the module in a file."""
    return Path(cache_from_source(module)).with_name(name)


def keep(path: Path, data: bytes) -> None:
    """Write a file in one move, if it can be written."""
    if sys.dont_write_bytecode:
        return
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(data)
        Path(file.name).replace(path)
