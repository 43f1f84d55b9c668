"""A text found inside another one, such as a string in a script: what a unit needs, with its offsets there.

Readers of scripts, style sheets and data give snippets; whoever reads the file around them makes units of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from trustgen.scopes.unit import Context, Surface

if TYPE_CHECKING:
    from collections.abc import Iterable


class Snippet(Struct, frozen=True, kw_only=True):
    """One text, decoded, and the offsets of what it was decoded from."""

    scope: str
    surface: Surface
    text: str
    start: int
    end: int
    context: Context = Context()


class Fault(Struct, frozen=True, kw_only=True):
    """Why a text could not be read as what it says it is, and where."""

    message: str
    at: int = 0
    excessive: bool = False


class Snippets(Struct, frozen=True, kw_only=True):
    """All snippets of a text."""

    found: tuple[Snippet, ...] = ()
    faults: tuple[Fault, ...] = ()


def texts(snippets: Iterable[Snippet]) -> list[str]:
    """The texts alone."""
    return [snippet.text for snippet in snippets]
