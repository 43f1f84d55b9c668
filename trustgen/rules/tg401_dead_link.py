"""A link leads nowhere.

What it checks: every link and every fetched file of every page: the path exists on the site, and so does the anchor.
Why: a reviewer who follows a reference and finds nothing stops believing the rest.
Example: `[the mapping](control-maping.html)`.
How to fix: correct the path, or publish what it names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.finding import Finding, Rule
from trustgen.scopes.html_refs import find_link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.rules.site import BuiltSite

RULE = Rule(
    code="TG401",
    name="dead-link",
    summary="A page links to something that the site does not have.",
    help="Correct the link, or publish what it names.",
)


def check_output(site: BuiltSite) -> Iterator[Finding]:
    """Yield a finding for every link that leads to no file or to no anchor."""
    for page in site.pages.values():
        for target in dict.fromkeys(reference.target for reference in page.refers.references):
            found = site.target(page.path, target)
            if found is None:
                continue
            if (told := site.dead(*found)) is not None:
                message, hint = told
                yield RULE.at(find_link(page.path, page.text, target), message, help=hint)
