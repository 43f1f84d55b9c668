"""The trust center to the whitepaper's HTML: chapters, and record blocks where a directive asks for one.

The PDF is set from this artifact and from nothing else, so the gate reads the same text twice: here, where it has
places, and in the finished PDF.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from trustgen import markup
from trustgen.finding import Finding, Findings
from trustgen.render.blocks import set_parts, unknown_blocks
from trustgen.render.filters import WHITEPAPER

if TYPE_CHECKING:
    from trustgen.artifact import Artifact
    from trustgen.model.center import TrustCenter
    from trustgen.model.pages import Chapter
    from trustgen.render.blocks import SetPart
    from trustgen.render.filters import Filters
    from trustgen.render.pages import Renderer
    from trustgen.render.trace import Marker, Trace
    from trustgen.source import Text

PATH = WHITEPAPER
TEMPLATE = "whitepaper.html.j2"
_EXCEPTIONS = ("posture", "measurements")
"""The blocks that list them."""
_IDS = ("contents", "document-control")
"""Anchors that the template gives to its own parts."""


class SetChapter(Struct, frozen=True, kw_only=True):
    """A chapter as the template takes it."""

    number: int
    id: str
    title: Text
    parts: tuple[SetPart, ...]
    headings: tuple[markup.Heading, ...]


def whitepaper(center: TrustCenter, renderer: Renderer, filters: Filters) -> Artifact | tuple[Finding, ...]:
    """The whitepaper's HTML, or what is wrong with its chapters."""
    findings = Findings()
    for chapter in center.content.chapters:
        findings.add(*unknown_blocks(chapter.body))
    if len(findings):
        return findings.sorted()
    made = renderer.document(TEMPLATE, PATH, _values(center, filters, None))
    return (made,) if isinstance(made, Finding) else made


def whitepaper_trace(center: TrustCenter, renderer: Renderer) -> Trace | None:
    """Where the characters of the whitepaper's HTML came from."""
    return renderer.document_trace(TEMPLATE, PATH, lambda filters, marker: _values(center, filters, marker))


def _values(center: TrustCenter, filters: Filters, marker: Marker | None) -> dict[str, Any]:
    """What the template is given: exceptions are listed at the beginning where no chapter has a place for them."""
    chapters = _chapters(center, filters, marker)
    placed = any(kind != "html" and value in _EXCEPTIONS for chapter in chapters for kind, value in chapter.parts)
    some = any(control.exceptions for control in center.controls.values())
    return {"chapters": chapters, "lists_exceptions": some and not placed}


def _chapters(center: TrustCenter, filters: Filters, marker: Marker | None) -> tuple[SetChapter, ...]:
    filters.path = PATH
    ids: set[str] = set(_IDS)
    made = []
    for number, chapter in enumerate(center.content.chapters, 1):
        stem = name = markup.slug(chapter.front.title)
        if name in ids:
            name = f"{stem}-{number}"
        ids.add(name)
        made.append(_chapter(number, name, chapter, filters, marker, ids))
    return tuple(made)


def _chapter(
    number: int,
    name: str,
    chapter: Chapter,
    filters: Filters,
    marker: Marker | None,
    ids: set[str],
) -> SetChapter:
    parts, headings = set_parts(chapter.body, filters, marker, prefix=f"{name}-", ids=ids)
    return SetChapter(
        number=number,
        id=name,
        title=chapter.front.title,
        parts=parts,
        headings=headings,
    )
