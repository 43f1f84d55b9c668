"""The whitepaper carries a font that the site does not ship.

What it checks: the fonts inside every PDF against the families that the stylesheets declare.
Why: a glyph that the shipped fonts lack is taken from whatever font the machine has, so the same content would look,
and be, different on another machine.
Example: an arrow or a letter that none of the shipped fonts has.
How to fix: use a character that the fonts have, or ship a font that has it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trustgen.finding import Finding, Rule, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.rules.site import BuiltSite

RULE = Rule(
    code="TG504",
    name="foreign-font",
    summary="The whitepaper carries a font that the site does not ship.",
    help="Use a character that the shipped fonts have, or ship a font that has it.",
)

_LETTERS = re.compile(r"[^a-z0-9]+")


def check_output(site: BuiltSite) -> Iterator[Finding]:
    """Yield a finding for every font of a PDF that belongs to no declared family."""
    families = tuple(_plain(family) for family in site.font_families)
    for path, fonts in site.pdf_fonts.items():
        for font in fonts:
            if not _plain(font).startswith(families or ("\0",)):
                yield RULE.at(Span(path=path), f"`{path}` carries the font `{font}`, which the site does not ship.")


def _plain(name: str) -> str:
    return _LETTERS.sub("", name.lower())
