"""A text found inside another one, such as a string in a script: what a unit needs, with its offsets there.

Readers of scripts, style sheets and data give snippets; whoever reads the file around them makes units of these.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trustgen.scopes.unit import Context, Surface

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """One text, decoded, and the offsets of what it was decoded from."""

    scope: str
    surface: Surface
    text: str
    start: int
    end: int
    context: Context = Context()  # noqa: RUF009


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a text could not be read as what it says it is, and where."""

    message: str
    at: int = 0
    excessive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippets:
    """All snippets of a text."""

    found: tuple[Snippet, ...] = ()
    faults: tuple[Fault, ...] = ()


def texts(snippets: Iterable[Snippet]) -> list[str]:
    """The texts alone."""
    return [snippet.text for snippet in snippets]
