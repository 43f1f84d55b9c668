"""A page's source, parsed by an HTML5 parser: once for those who look at it one after the other.

The one importer of selectolax.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

_KEPT: Final = 2
"""Documents: each takes most of a megabyte, and making it anew costs less than that memory."""
_LARGEST: Final = 200_000
"""Characters of a page that is kept."""


def parsed(source: str) -> Any:
    """The document.  It may be shared: whoever changes it makes one with `parsed_anew`."""
    return _kept(source) if len(source) <= _LARGEST else parsed_anew(source)


@lru_cache(maxsize=_KEPT)
def _kept(source: str) -> Any:
    return parsed_anew(source)


def parsed_anew(source: str) -> Any:
    """The document, for one's own use."""
    return LexborHTMLParser(source, options=LexborDocumentOptions.WO_EVENTS)
