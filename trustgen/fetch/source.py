"""What a kind of source is: the schemes of its addresses, and one function that lists what it offers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec import Struct

from trustgen.attest.errors import refusal
from trustgen.attest.quoting import escaped
from trustgen.fetch.errors import SOURCE_UNUSABLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from trustgen.attest.errors import SnapshotError
    from trustgen.fetch.client import Client


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to fetch from where."""

    address: str = field(repr=False)
    """As it was given: it may hold credentials."""
    allowed: frozenset[str] = frozenset()
    """Other hosts that the source may send to."""
    endpoint: str | None = field(default=None, repr=False)
    """For a bucket: the service that is not the usual one."""
    region: str | None = None
    token: str | None = field(default=None, repr=False)
    """For a web server: a bearer token."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One file that a source says it has: nothing of it is checked yet, and nothing was asked for."""

    name: str = field(repr=False)
    size: int
    read: Callable[[str], bytes] = field(repr=False)
    """Gets the file; takes the path that findings name."""


class Offer(Struct, frozen=True, kw_only=True):
    """What a source says it has."""

    shown: str
    """Where the list stands, as a person reads it, without anything secret."""
    within: str
    """Where the files are, in the same way, with the mark that stands before a name."""
    files: tuple[Listed, ...]


class Source(Struct, frozen=True, kw_only=True):
    """A kind of source, found by walking the package `sources`."""

    schemes: tuple[str, ...]
    offer: Callable[[Order, Client], Offer]
    """Lists what is there, in whatever order; names and sizes are judged by who called it.

    Raises one of the refusals of `errors`; the names of files that are no snapshots are left out where the source
    holds other things too.
    """


def unusable(message: str, path: str = "SOURCE", help: str | None = None) -> SnapshotError:
    """The refusal of an order that cannot be carried out."""
    return refusal(SOURCE_UNUSABLE, path, message, help=help)


def scheme_of(address: str) -> str:
    """The scheme of an address in small letters; empty where it has none that may be shown."""
    scheme, mark, _ = address.partition("://")
    plain = mark and scheme.isascii() and scheme.isalnum() and len(scheme) <= 16  # noqa: PLR2004 - longer ones are none
    return escaped(scheme.lower()) if plain else ""
