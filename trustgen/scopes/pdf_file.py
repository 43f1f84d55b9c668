"""A PDF file opened by pypdf, which reads an object when somebody asks for it and keeps it.

Whoever asks about the same file next finds what was read for the last one: opening a whitepaper anew costs as much as
reading its text.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from pypdf import PdfReader


@lru_cache(maxsize=1)
def opened(data: bytes) -> PdfReader:
    """The file in these bytes, repaired where pypdf can; raises pypdf's errors where it cannot."""
    return PdfReader(BytesIO(data), strict=False)
