"""A drawing or a file in XML is more than that: it would run something, hold a page, or load something.

What it checks: every published SVG file for scripts, event handlers, pieces of pages, animated links, and targets of
`href`, `url()` and `@import` that are neither in the drawing nor a file of the site; every other file in XML for style
sheets of its own, scripts, and pieces of pages.
Why: a drawing that is opened by its own address is a document of the site, and nobody reviews a picture as a program; a
feed that a style sheet turns into a page may show statuses that nobody signed, where no check of pages looks.
Example: `<svg onload="…">`, or `<image href="https://badges.vendor.test/a.png"/>`.
How to fix: export the drawing as plain shapes, paths and text, and put what it shows into the file itself.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from trustgen import limits
from trustgen.finding import Finding, Rule
from trustgen.scopes.drawing_parts import Part, active_parts, active_xml
from trustgen.scopes.span import span_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.rules.site import BuiltSite

RULE = Rule(
    code="TG412",
    name="active-drawing",
    summary="A drawing or a file in XML runs something, holds a page, or refers to what is no file of the site.",
    help="Write drawings as plain shapes, paths and text, and other XML as plain data: nothing that runs or is loaded.",
)

_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif)[;,]", re.IGNORECASE)
_SHOWN = 60
"""Characters of a target that a message shows."""


def check_output(site: BuiltSite) -> Iterator[Finding]:
    """Yield a finding for every active part of every drawing, up to a limit for each."""
    for path, text in site.drawings.items():
        active = (part for part in active_parts(text) if part.what or not _is_harmless(site, path, part.target))
        for part in islice(active, limits.DRAWING_FAULTS):
            yield RULE.at(span_at(path, text, part.at, part.at + 1), _said(part))

    for path, text in site.feeds.items():
        for part in islice(active_xml(text), limits.DRAWING_FAULTS):
            yield RULE.at(span_at(path, text, part.at, part.at + 1), f"This file {part.what}.")


def _is_harmless(site: BuiltSite, path: str, target: str) -> bool:
    if target.strip().startswith("#") or not target.strip():
        return True
    if _PICTURE.match(target.strip()):
        return True  # the gate asks for its declaration
    found = site.target(path, target)
    return found is not None and found[0] in site.paths


def _said(part: Part) -> str:
    if part.what:
        return f"This drawing {part.what}."
    shown = part.target if len(part.target) <= _SHOWN else f"{part.target[:_SHOWN]}…"
    return f"This drawing refers to `{shown}`, which is no file of the site."
