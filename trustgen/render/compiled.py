"""Compiled templates: kept in this process; those that trustgen ships also beside its own bytecode, as Python does.

Compiling them is a third of what rendering a small site costs.  A project's own templates are compiled in every
process: code is taken from nowhere but the installation.
"""

from __future__ import annotations

import contextlib
import sys
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from trustgen.kept import beside, keep

if TYPE_CHECKING:
    from pathlib import Path
    from types import CodeType

_TEMPLATES: Final = 512
"""Compiled templates that a process keeps; the shipped ones are some fifty."""
_SHIPPED: Final = "shipped-"


class Compiled(BytecodeCache):
    """The templates that were compiled already, by name, source and the way in which they are compiled."""

    def __init__(self, syntax: str, folder: Path | None = None) -> None:
        """`syntax` says how templates are compiled; `folder` stands for the one beside the bytecode of this module."""
        self._kept: dict[tuple[str, str], CodeType] = {}
        self._syntax = f"{syntax} {jinja2.__version__}"
        self._folder = folder or beside(__file__, "templates")

    def get_bucket(self, environment: jinja2.Environment, name: str, filename: str | None, source: str) -> Bucket:
        """What is known of a template; the loader knows whether it is one that trustgen ships."""
        key = sha256(f"{self._syntax} {name} {filename}".encode()).hexdigest()
        shipped: set[str] = getattr(environment.loader, "shipped", set())
        bucket = Bucket(environment, f"{_SHIPPED if name in shipped else ''}{key}", self.get_source_checksum(source))
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code from this process, or else from the disk; code of another source or Python is not taken."""
        bucket.code = self._kept.get((bucket.key, bucket.checksum))
        if bucket.code is None and bucket.key.startswith(_SHIPPED):
            with contextlib.suppress(OSError), (self._folder / self._name(bucket)).open("rb") as file:
                bucket.load_bytecode(file)
            self._keep(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code here, and that of a shipped template on disk, if that can be written."""
        self._keep(bucket)
        if bucket.key.startswith(_SHIPPED):
            keep(self._folder / self._name(bucket), bucket.bytecode_to_string())

    def _keep(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            if len(self._kept) >= _TEMPLATES:
                self._kept.clear()
            self._kept[bucket.key, bucket.checksum] = bucket.code

    def _name(self, bucket: Bucket) -> str:
        return f"{bucket.key.removeprefix(_SHIPPED)}.{sys.implementation.cache_tag}.jinja"
