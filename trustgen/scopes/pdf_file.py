"""A PDF file opened by pypdf, which reads an object when somebody asks for it and keeps it.

Whoever asks about the same file next finds what was read for the last one: opening a whitepaper anew costs as much as
reading its text.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Iterator


@lru_cache(maxsize=1)
def opened(data: bytes) -> PdfReader:
    """The file in these bytes, repaired where pypdf can; raises pypdf's errors where it cannot."""
    return PdfReader(BytesIO(data), strict=False)


@contextmanager
def quiet() -> Iterator[None]:
    """Pypdf reports what it repairs to a logger, which would reach the terminal; what matters becomes a finding."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)
