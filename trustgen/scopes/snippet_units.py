"""Units from the snippets of a whole file: scripts, style sheets and data that stand alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.scopes.decoding import text_of
from trustgen.scopes.reader import Region
from trustgen.scopes.rules import EXCESSIVE, MALFORMED
from trustgen.scopes.span import span_at
from trustgen.scopes.unit import Problem, Reading, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trustgen.artifact import Artifact
    from trustgen.scopes.reader import Sieve
    from trustgen.scopes.snippet import Fault, Snippet, Snippets


def reading(
    artifact: Artifact,
    text: str,
    snippets: Snippets,
    problems: Iterable[Problem],
    sieve: Sieve,
) -> Reading:
    """The reading of a file whose text was taken apart into snippets."""
    faults = tuple(problem_of(artifact.path, text, fault) for fault in snippets.faults)
    units = (
        tuple(unit_of(snippet, (snippet.start, snippet.end)) for snippet in snippets.found if sieve(snippet.text))
        if sieve.any(snippet.text for snippet in snippets.found)
        else ()
    )
    return Reading(units=units, problems=(*problems, *faults), texts=len(snippets.found))


def unit_of(snippet: Snippet, where: object, *, anchor: str | None = None) -> Unit:
    """The unit of a snippet."""
    return Unit(
        scope=snippet.scope,
        surface=snippet.surface,
        text=snippet.text,
        anchor=anchor,
        context=snippet.context,
        where=where,
    )


def problem_of(path: str, text: str, fault: Fault, offset: int = 0) -> Problem:
    """The problem of a fault in a text that begins at an offset of a file's text."""
    at = offset + fault.at
    return Problem(
        rule=EXCESSIVE if fault.excessive else MALFORMED,
        span=span_at(path, text, at, at),
        message=fault.message,
    )


def locate(artifact: Artifact, unit: Unit, start: int, end: int) -> Region | None:
    """The region of a part of a unit whose handle is a pair of offsets into the file's text."""
    if not (isinstance(unit.where, tuple) and len(unit.where) == 2):  # noqa: PLR2004
        return None
    text = text_of(artifact)
    first, last = unit.where
    return narrowed(text, first, last, unit.text, start, end)


def narrowed(text: str, first: int, last: int, said: str, start: int, end: int) -> Region:
    """The region of `said[start:end]` within `text[first:last]`; all of it where the two are written differently."""
    needle = said[start:end]
    if text[first:last] == said:
        return Region(text=text, start=first + start, end=first + end)
    at = text.find(needle, first, last) if needle else -1
    if at >= 0:
        return Region(text=text, start=at, end=at + len(needle))
    return Region(text=text, start=first, end=max(first, last), exact=False)
