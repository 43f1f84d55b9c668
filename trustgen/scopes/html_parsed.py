"""A page's source, parsed by an HTML5 parser: once for all who only look at it.  The one importer of selectolax."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

_KEPT: Final = 64
_LARGEST: Final = 200_000
"""Characters of a page that is kept: a parsed page takes some ten times the memory of its source."""


def parsed(source: str) -> Any:
    """The document.  It may be shared: whoever changes it makes one with `parsed_anew`."""
    return _kept(source) if len(source) <= _LARGEST else parsed_anew(source)


@lru_cache(maxsize=_KEPT)
def _kept(source: str) -> Any:
    return parsed_anew(source)


def parsed_anew(source: str) -> Any:
    """The document, for one's own use."""
    return LexborHTMLParser(source, options=LexborDocumentOptions.WO_EVENTS)
