"""PDF files: the text of their pages with the structure that their tags give it, and everything else they carry.

The finished file is read, by readers that have nothing in common with the program that wrote it.  A file without tags
is read line by line.  A file that cannot be read to its end is a problem, never a pass.
"""

from __future__ import annotations

import posixpath
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace
from pypdf.errors import PyPdfError

from trustgen.artifact import Artifact
from trustgen.finding import Rule, Span
from trustgen.scopes.embedded import DataAddress, embedded_of
from trustgen.scopes.gathered import Gathered
from trustgen.scopes.html import gather_tree
from trustgen.scopes.html_place import LinePlace
from trustgen.scopes.pdf_file import opened, quiet
from trustgen.scopes.pdf_lines import lines_tree
from trustgen.scopes.pdf_objects import PdfPlace, attachments, object_units
from trustgen.scopes.pdf_structure import structure_in
from trustgen.scopes.pdf_text import Scrap, UnreadablePdf, joined, scraps_of
from trustgen.scopes.reader import Sieve, reader_of
from trustgen.scopes.rules import LOCKED, MALFORMED, UNREAD
from trustgen.scopes.shown import flat
from trustgen.scopes.unit import Problem, Reading, Surface, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader


BROKEN: Final = (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OSError)
"""What pypdf lets through on damaged files; each becomes a finding."""
_NESTED: Final = 3
_IMAGES: Final = (".png", ".jpg", ".jpeg", ".gif", ".webp")


def read_nested(artifact: Artifact, sieve: Sieve, depth: int = 0) -> Reading:
    """Everything in one file; `depth` is how many files it is attached to, one inside the other."""
    into = Gathered(sieve)
    problems: list[Problem] = []
    try:
        with quiet():
            reader = opened(artifact.data)
            if reader.is_encrypted:
                message = f"The PDF {artifact.path!r} is encrypted."
                return Reading(units=(), problems=(_problem(LOCKED, artifact, message),))
            _gather(reader, scraps_of(artifact.data), into)
            headings = {unit.text: unit for unit in into.units if unit.scope == "text.heading"}
            for unit in object_units(reader):
                into.add(_as_heading(unit, headings.get(unit.text)) if unit.scope == "pdf.outline" else unit)
            for found in attachments(reader):
                route = f"attachment.{found.name}"
                for text in (found.name, found.description):
                    into.add(Unit(scope="pdf.attachment", surface=Surface.MARK, text=text, where=PdfPlace(route)))
                inner = Artifact(path=found.name, media="application/octet-stream", data=found.data)
                problems.extend(_attached(artifact, inner, route, into, depth))
    except UnreadablePdf as error:
        problems.append(_problem(MALFORMED, artifact, str(error)))
    except BROKEN as error:
        message = f"The PDF {artifact.path!r} is damaged: {type(error).__name__}: {error}."
        problems.append(_problem(MALFORMED, artifact, message))
    return Reading(
        units=tuple(into.units),
        problems=tuple(problems),
        assets=tuple(into.assets),
        texts=into.texts,
    )


def _gather(reader: PdfReader, scraps: tuple[Scrap, ...], into: Gathered) -> None:
    """Gather the pages: what is tagged with its structure, the rest line by line."""
    title = str(reader.metadata.title or "") if reader.metadata else ""
    structure = structure_in(reader, scraps)
    gather_tree(structure.root, into, None, title)
    for element, drawn in structure.figures:
        page = element.place if isinstance(element.place, int) else 0
        text = flat("".join(scrap.text for scrap in joined(drawn)))
        into.add(Unit(scope="svg.text", surface=Surface.MARK, text=text, where=PdfPlace(f"page.{page + 1}")))
    for text, page in structure.spoken:
        into.add(Unit(scope="pdf.alt", surface=Surface.MARK, text=flat(text), where=PdfPlace(f"page.{page + 1}")))
    loose = [scrap for scrap in scraps if (scrap.page, scrap.mark) not in structure.taken]
    for part in _apart(loose) if len(loose) < len(scraps) else (loose,):
        rest = lines_tree(part)
        rest.attributes["lang"] = structure.root.get("lang")
        gather_tree(rest, into, None, title)


def _apart(scraps: list[Scrap]) -> Iterator[list[Scrap]]:
    """The scraps page by page: what is left over on a tagged page has nothing to do with the next page's."""
    for _, page in groupby(scraps, key=attrgetter("page")):
        yield list(page)


def _as_heading(unit: Unit, heading: Unit | None) -> Unit:
    """An entry of the outline that repeats a heading means what the heading means."""
    if heading is None:
        return unit
    return replace(unit, surface=heading.surface, tag=heading.tag, context=heading.context)


def _attached(
    artifact: Artifact, inner: Artifact, route: str, into: Gathered, depth: int,
) -> Iterator[Problem]:  # fmt: skip
    """Read a file inside the PDF like any other; its units have the attachment for their place."""
    suffix = posixpath.splitext(inner.path.lower())[1]
    if suffix in _IMAGES:
        found = DataAddress(media=f"image/{suffix[1:]}", data=inner.data)
        into.assets.append(embedded_of(found, PdfPlace(route)))
        return
    reader = reader_of(inner)
    if reader is None or depth >= _NESTED:
        yield _problem(UNREAD, artifact, f"Nobody can read {inner.path!r}, which is attached to {artifact.path!r}.")
        return
    nested = reader.name == "pdf"
    reading = read_nested(inner, into.sieve, depth + 1) if nested else reader.read(inner, into.sieve)
    into.texts += reading.texts
    for unit in reading.units:
        into.units.append(
            Unit(
                scope=unit.scope,
                surface=unit.surface,
                text=unit.text,
                tag=unit.tag,
                anchor=unit.anchor,
                context=unit.context,
                where=PdfPlace(route),
            ),
        )
    for problem in reading.problems:
        yield _problem(problem.rule, artifact, f"In the attachment {inner.path!r}: {problem.message}")


def _problem(rule: Rule, artifact: Artifact, message: str) -> Problem:
    return Problem(rule=rule, span=Span(path=artifact.path), message=message)


def route(unit: Unit) -> str | None:
    """The page that a unit stands on, or what else it belongs to."""
    where: Any = unit.where
    if isinstance(where, PdfPlace):
        return where.route
    if isinstance(where, LinePlace):
        for piece in where.line.pieces:
            if isinstance(piece.place, Scrap):
                return f"page.{piece.place.page + 1}"
    return None
