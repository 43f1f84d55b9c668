"""What a whitepaper PDF is made from, as one value."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import datetime

    from trustgen.artifact import Artifact


class PrintJob(Struct, frozen=True, kw_only=True):
    """Everything that the whitepaper PDF is made from."""

    paper: Artifact
    path: str
    files: tuple[Artifact, ...]
    dated: datetime

    @property
    def digest(self) -> bytes:
        """Changes with every byte that the PDF depends on."""
        parts = b"".join(sha256(part.data).digest() for part in (self.paper, *self.files))
        return sha256(parts + str(self.dated).encode()).digest()
