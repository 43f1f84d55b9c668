"""A link leads nowhere.

What it checks: every link and every fetched file of every page: the path exists on the site, and so does the anchor.
Why: a reviewer who follows a reference and finds nothing stops believing the rest.
Example: `[the mapping](control-maping.html)`.
How to fix: correct the path, or publish what it names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.finding import Finding, Rule
from trustgen.scopes.html_refs import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.rules.site import BuiltPage, BuiltSite

RULE = Rule(
    code="TG401",
    name="dead-link",
    summary="A page links to something that the site does not have.",
    help="Correct the link, or publish what it names.",
)


def check_output(site: BuiltSite) -> Iterator[Finding]:
    """Yield a finding for every link that leads to no file or to no anchor."""
    anchors = {path: frozenset(page.refers.ids) for path, page in site.pages.items()}
    for page in site.pages.values():
        for target in dict.fromkeys(reference.target for reference in page.refers.references):
            found = site.target(page.path, target)
            if found is None:
                continue
            path, fragment = found
            if path not in site.paths:
                yield _at(page, target, f"The link `{target}` leads to `{path}`, which the site does not have.")
            elif fragment and path in anchors and fragment not in anchors[path]:
                yield _at(page, target, f"The link `{target}` leads to an anchor that `{path}` does not have.")


def _at(page: BuiltPage, target: str, message: str) -> Finding:
    return RULE.at(find(page.path, page.text, target), message)
