"""What a reader of one format is, and which reader reads which file.

A module of this package that reads a format has a constant `READER`; it is found by walking the package.  A reader
is pure: bytes in, units and problems out; and, only when a finding needs it, the region of the decoded text that a
part of a unit stands in.
"""

from __future__ import annotations

import posixpath
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

import trustgen.scopes as package

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from trustgen.artifact import Artifact
    from trustgen.scopes.unit import Reading, Unit

_REMEMBERED = 50_000
_SHORT = 600


class Sieve:
    """Lets through the texts that may mention a certification; the others certainly do not, in any disguise.

    Texts that it has let go together with others are not asked about again, if they are short.
    """

    __slots__ = ("clean", "may_mention")

    def __init__(self, may_mention: Callable[[str], bool]) -> None:
        """Take the question to ask of a text."""
        self.may_mention = may_mention
        self.clean: set[str] = set()
        """Short texts that mention nothing."""

    def __call__(self, text: str) -> bool:
        """Whether the text may mention something."""
        return text not in self.clean and self.may_mention(text)

    def any(self, texts: Iterable[str]) -> bool:
        """Whether one of the texts, or several together, may mention something."""
        clean = self.clean
        unknown = [text for text in texts if text not in clean]
        if not unknown:
            return False
        if self.may_mention("\n".join(unknown)):
            return True
        if len(clean) > _REMEMBERED:
            clean.clear()
        clean.update(text for text in unknown if len(text) <= _SHORT)
        return False


class LimitedSieve(Sieve):
    """A sieve for one file, which lets a number of texts through and remembers whether there were more."""

    __slots__ = ("_left",)

    def __init__(self, sieve: Sieve, most: int) -> None:
        """Ask what another sieve asks, and share what that one has learned."""
        self.may_mention = sieve.may_mention
        self.clean = sieve.clean
        self._left = most

    def __call__(self, text: str) -> bool:
        """Whether the text may mention something, and is not one too many."""
        if not super().__call__(text):
            return False
        self._left -= 1
        return self._left >= 0

    @property
    def exceeded(self) -> bool:
        """Whether a text was held back."""
        return self._left < 0


class Region(Struct, frozen=True, kw_only=True):
    """Where a part of a unit stands: offsets into the file's decoded text, which is given along."""

    text: str
    start: int
    end: int
    exact: bool = True


class Reader(Struct, frozen=True, kw_only=True):
    """How one format is read."""

    name: str
    media: frozenset[str]
    suffixes: frozenset[str]
    """Lower case, with the dot; a whole file name also counts, such as `_headers`."""
    read: Callable[[Artifact, Sieve], Reading]
    locate: Callable[[Artifact, Unit, int, int], Region | None]
    """The region of `unit.text[start:end]`; `None` where the format has no lines."""
    route: Callable[[Unit], str | None] = lambda _unit: None
    """Where a unit stands in a format without lines, such as `page.3`."""


def everything() -> Sieve:
    """A sieve that lets everything through."""
    return Sieve(lambda _text: True)


def reader_of(artifact: Artifact) -> Reader | None:
    """The reader for a file: by its suffix, else by its media type; `None` when nobody reads it."""
    names, media = _tables()
    base = posixpath.basename(artifact.path).lower()
    suffix = posixpath.splitext(base)[1]
    return names.get(base) or names.get(suffix) or media.get(artifact.media)


def readers() -> Iterator[Reader]:
    """All readers, in the order of their module names."""
    names = sorted(module.name for module in iter_modules(package.__path__))
    for name in names:
        if name.partition("_")[0] in names and "_" in name:
            # `pdf_text` is a part of `pdf`, which loads it, with its libraries, when there is something to read.
            continue
        found = getattr(import_module(f"{package.__name__}.{name}"), "READER", None)
        if isinstance(found, Reader):
            yield found


@cache
def _tables() -> tuple[Mapping[str, Reader], Mapping[str, Reader]]:
    names: dict[str, Reader] = {}
    media: dict[str, Reader] = {}
    for reader in readers():
        for table, keys in ((names, reader.suffixes), (media, reader.media)):
            for key in keys:
                if key in table:
                    raise RuntimeError(f"both {table[key].name} and {reader.name} read {key}")
                table[key] = reader
    return MappingProxyType(names), MappingProxyType(media)
