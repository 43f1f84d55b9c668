"""A page shows another document inside of itself.

What it checks: no page has a frame, an object, an embedded resource, a tree that is shown instead of what an element
holds, or a `meta` that replaces the page by another one.
Why: what a page shows is compared with what was signed, and read by the gate, as its own content; inside of these a
reader sees what nothing was compared with.
Example: `<iframe srcdoc="..."></iframe>`, `<template shadowrootmode="open">`.
How to fix: print it in the page, or link to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.finding import Finding, Rule
from trustgen.scopes.html_refs import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.rules.site import BuiltSite

RULE = Rule(
    code="TG419",
    name="embedded-page",
    summary="A page shows another document, or another tree, inside of itself.",
    help="Print it in the page itself, or link to it.",
)


def check_output(site: BuiltSite) -> Iterator[Finding]:
    """Yield a finding for every kind of element of a page that shows something else than its own content."""
    for page in site.pages.values():
        for tag in dict.fromkeys(page.refers.embeds):
            place = find(page.path, page.text, 'http-equiv="refresh"' if tag == "meta" else f"<{tag}")
            shows = "sends its reader to another page" if tag == "meta" else "shows what nothing was compared with"
            yield RULE.at(place, f"The element `{tag}` of `{page.path}` {shows}.")
