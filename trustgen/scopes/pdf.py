"""PDF files: which they are.  How they are read is in `pdf_reading`, which is loaded with its libraries by the first.

Reading them takes two libraries that cost more to load than all pages of a small site cost to read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.scopes.reader import Reader

if TYPE_CHECKING:
    from trustgen.artifact import Artifact
    from trustgen.scopes.reader import Region, Sieve
    from trustgen.scopes.unit import Reading, Unit


def _read(artifact: Artifact, sieve: Sieve) -> Reading:
    from trustgen.scopes.pdf_reading import read_nested

    return read_nested(artifact, sieve)


def _route(unit: Unit) -> str | None:
    from trustgen.scopes.pdf_reading import route

    return route(unit)


def _no_region(_artifact: Artifact, _unit: Unit, _start: int, _end: int) -> Region | None:
    return None


READER: Final = Reader(
    name="pdf",
    media=frozenset({"application/pdf"}),
    suffixes=frozenset({".pdf"}),
    read=_read,
    locate=_no_region,
    route=_route,
)
