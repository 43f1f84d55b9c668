"""Record blocks: where a chapter or a free page has `::controls` on a line of its own, that part of the record stands.

Which template sets a block is the caller's to decide; here a Markdown text is taken apart, and its Markdown rendered.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from trustgen import markup
from trustgen.finding import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.render.filters import Filters
    from trustgen.render.trace import Marker
    from trustgen.source import Text

UNKNOWN_BLOCK = Rule(
    code="TG232",
    name="unknown-block",
    summary="A chapter or a page asks for a record block that does not exist.",
    help="Use one of the blocks that exist.",
)

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

SetPart = tuple[str, Any]
"""`("html", markup)` or `("block", name)`."""


def unknown_blocks(body: Text) -> Iterator[Finding]:
    """A finding for every block that a text asks for and that does not exist."""
    for part in markup.parts(body):
        name = part.directive
        if name is not None and name not in BLOCKS:
            guess = difflib.get_close_matches(name, BLOCKS, n=1)
            listed = ", ".join(f"`::{block}`" for block in BLOCKS)
            hint = f"Did you mean `::{guess[0]}`?" if guess else f"Use one of {listed}."
            yield UNKNOWN_BLOCK.at(name.span, f"There is no record block `{name}`.", help=hint)


def set_parts(
    body: Text,
    filters: Filters,
    marker: Marker | None = None,
    *,
    prefix: str = "",
    ids: set[str] | None = None,
) -> tuple[tuple[SetPart, ...], tuple[markup.Heading, ...]]:
    """The parts of a text in order, and its headings; `ids` are taken already, those of the headings are added."""
    found: list[SetPart] = []
    headings: list[markup.Heading] = []
    taken = set() if ids is None else ids
    for part in markup.parts(body):
        if part.directive is not None:
            found.append(("block", str(part.directive)))
        elif part.text is not None:
            made = markup.render(
                part.text, filters.link, prefix=prefix, marks=marker, picture=filters.picture, ids=taken
            )
            found.append(("html", Markup(made.html)))  # noqa: S704 - made by the one Markdown parser
            headings.extend(made.headings)
    return tuple(found), tuple(headings)
