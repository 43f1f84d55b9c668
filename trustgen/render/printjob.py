"""What a whitepaper PDF is made from, as one value."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import datetime

    from trustgen.artifact import Artifact


class Attached(Struct, frozen=True, kw_only=True):
    """A file of the site that the PDF carries, byte for byte."""

    file: Artifact
    about: str
    """What a reader's list of attachments says of it."""

    @property
    def name(self) -> str:
        """Its name in the PDF: that of the published file."""
        return self.file.path.rpartition("/")[2]


Carried = tuple[Attached, ...]
"""All that the PDF carries."""


class PrintJob(Struct, frozen=True, kw_only=True):
    """Everything that the whitepaper PDF is made from."""

    paper: Artifact
    path: str
    files: tuple[Artifact, ...]
    """What the document may refer to."""
    attached: Carried
    dated: datetime

    @property
    def digest(self) -> bytes:
        """Changes with every byte that the PDF depends on."""
        carried = (part.file for part in self.attached)
        parts = b"".join(sha256(part.data).digest() for part in (self.paper, *self.files, *carried))
        return sha256(parts + str(self.dated).encode()).digest()
