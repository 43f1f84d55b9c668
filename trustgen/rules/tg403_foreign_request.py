"""A page would load something from elsewhere.

What it checks: everything that a browser fetches by itself: images, styles, scripts, frames, fonts by `link`.
Why: a trust page that tells third parties who reads it is not one.
Example: `<img src="https://badges.vendor.test/a.svg">`.
How to fix: put the file into `static/` and refer to it there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.finding import Finding, Rule
from trustgen.scopes.html_refs import find_link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.rules.site import BuiltSite

RULE = Rule(
    code="TG403",
    name="foreign-request",
    summary="A page would load something from another origin.",
    help="Put the file into `static/` and refer to it there.",
)

_RUN = ("javascript:", "vbscript:", "data:", "file:", "blob:")


def check_output(site: BuiltSite) -> Iterator[Finding]:
    """Yield a finding for every fetched reference that leaves the site."""
    for page in site.pages.values():
        for reference in page.refers.references:
            if not reference.fetched and reference.target.lower().lstrip().startswith(_RUN):
                message = f"This page links to `{reference.target[:60]}`, which a browser would run or open by itself."
                yield RULE.at(find_link(page.path, page.text, reference.target), message)
            if not reference.fetched or reference.target.startswith("data:"):
                continue
            if site.target(page.path, reference.target) is None:
                message = f"This page would load `{reference.target}` from elsewhere."
                yield RULE.at(find_link(page.path, page.text, reference.target), message)
