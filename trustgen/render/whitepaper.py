"""The trust center to the whitepaper's HTML: chapters, and record blocks where a directive asks for one.

The PDF is set from this artifact and from nothing else, so the gate reads the same text twice: here, where it has
places, and in the finished PDF.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from msgspec import Struct

from trustgen import markup
from trustgen.finding import Finding, Findings, Rule
from trustgen.render.filters import WHITEPAPER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.artifact import Artifact
    from trustgen.model.center import TrustCenter
    from trustgen.model.pages import Chapter
    from trustgen.render.filters import Filters
    from trustgen.render.pages import Renderer
    from trustgen.render.trace import Marker, Trace
    from trustgen.source import Text

UNKNOWN_BLOCK = Rule(
    code="TG232",
    name="unknown-block",
    summary="A chapter asks for a record block that does not exist.",
    help="Use one of the blocks that exist.",
)

PATH = WHITEPAPER
TEMPLATE = "whitepaper.html.j2"
_IDS = ("contents", "document-control")
"""Anchors that the template gives to its own parts."""

BLOCKS = (
    "answers",
    "architecture",
    "assurances",
    "controls",
    "documents",
    "frameworks",
    "history",
    "measurements",
    "posture",
    "self-hosted",
    "subprocessors",
)


class SetChapter(Struct, frozen=True, kw_only=True):
    """A chapter as the template takes it."""

    number: int
    id: str
    title: Text
    parts: tuple[tuple[str, Any], ...]
    """`("html", markup)` and `("block", name)`, in order."""
    headings: tuple[markup.Heading, ...]


def whitepaper(center: TrustCenter, renderer: Renderer, filters: Filters) -> Artifact | tuple[Finding, ...]:
    """The whitepaper's HTML, or what is wrong with its chapters."""
    findings = Findings()
    for chapter in center.content.chapters:
        for part in markup.parts(chapter.body):
            if part.directive is not None:
                findings.add(*_unknown(part.directive))
    if len(findings):
        return findings.sorted()
    made = renderer.document(TEMPLATE, PATH, {"chapters": _chapters(center, filters, None)})
    return (made,) if isinstance(made, Finding) else made


def _unknown(directive: Text) -> Iterator[Finding]:
    if directive not in BLOCKS:
        guess = difflib.get_close_matches(directive, BLOCKS, n=1)
        hint = (
            f"Did you mean `::{guess[0]}`?" if guess else f"Use one of {', '.join(f'`::{name}`' for name in BLOCKS)}."
        )
        yield UNKNOWN_BLOCK.at(directive.span, f"There is no record block `{directive}`.", help=hint)


def whitepaper_trace(center: TrustCenter, renderer: Renderer) -> Trace | None:
    """Where the characters of the whitepaper's HTML came from."""
    filters, marker = renderer.marked()
    plain, marked = _chapters(center, filters, None), _chapters(center, filters, marker)
    return renderer.document_trace(TEMPLATE, PATH, {"chapters": plain}, {"chapters": marked})


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
    found: list[tuple[str, Any]] = []
    headings: list[markup.Heading] = []
    for part in markup.parts(chapter.body):
        if part.directive is not None:
            found.append(("block", str(part.directive)))
        elif part.text is not None:
            made = markup.render(
                part.text,
                filters.link,
                prefix=f"{name}-",
                marks=marker,
                picture=filters.picture,
                ids=ids,
            )
            found.append(("html", Markup(made.html)))  # noqa: S704 - made by the one Markdown parser
            headings.extend(made.headings)
    return SetChapter(
        number=number,
        id=name,
        title=chapter.front.title,
        parts=tuple(found),
        headings=tuple(headings),
    )
