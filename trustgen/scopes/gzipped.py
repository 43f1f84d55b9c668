"""Files that a server sends compressed, such as `sitemap.xml.gz`: read as what they hold (RFC 1952)."""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from trustgen import limits
from trustgen.artifact import Artifact
from trustgen.finding import Span
from trustgen.scopes.reader import Reader, Region, Sieve, reader_of
from trustgen.scopes.rules import EXCESSIVE, MALFORMED, UNREAD
from trustgen.scopes.unit import Problem, Reading

if TYPE_CHECKING:
    from trustgen.finding import Rule
    from trustgen.scopes.unit import Unit

_GZIP: Final = 16 + zlib.MAX_WBITS
_SUFFIX: Final = ".gz"


@lru_cache(maxsize=1)
def _inside(artifact: Artifact) -> tuple[Artifact, Reader] | Problem:
    """What the file holds, and who reads that; or why nobody can say."""
    path = artifact.path.removesuffix(_SUFFIX)
    stream = zlib.decompressobj(_GZIP)
    try:
        data = stream.decompress(artifact.data, limits.LINT_FILE_BYTES + 1)
    except zlib.error:
        return _problem(artifact, MALFORMED, f"`{artifact.path}` is not compressed with gzip, or is damaged.")
    if len(data) > limits.LINT_FILE_BYTES:
        return _problem(artifact, EXCESSIVE, f"`{artifact.path}` holds more than {limits.LINT_FILE_BYTES:,} bytes.")
    if not stream.eof or stream.unused_data:
        return _problem(artifact, MALFORMED, f"`{artifact.path}` ends too early, or holds more than one stream.")
    inner = Artifact(path=path, media="application/octet-stream", data=data)
    reader = None if path.lower().endswith(_SUFFIX) else reader_of(inner)
    return (inner, reader) if reader else _problem(artifact, UNREAD, f"Nobody can read what `{artifact.path}` holds.")


def _problem(artifact: Artifact, rule: Rule, message: str) -> Problem:
    return Problem(rule=rule, span=Span(path=artifact.path), message=message)


def _read(artifact: Artifact, sieve: Sieve) -> Reading:
    inside = _inside(artifact)
    if isinstance(inside, Problem):
        return Reading(units=(), problems=(inside,))
    inner, reader = inside
    found = reader.read(inner, sieve)
    here = tuple(replace(one, span=replace(one.span, path=artifact.path)) for one in found.problems)
    return replace(found, problems=here) if here else found


def _locate(artifact: Artifact, unit: Unit, start: int, end: int) -> Region | None:
    """The region in the text that the file holds: its lines are those of the unpacked file."""
    inside = _inside(artifact)
    return None if isinstance(inside, Problem) else inside[1].locate(inside[0], unit, start, end)


READER: Final = Reader(
    name="gzip",
    media=frozenset({"application/gzip"}),
    suffixes=frozenset({_SUFFIX}),
    read=_read,
    locate=_locate,
)
