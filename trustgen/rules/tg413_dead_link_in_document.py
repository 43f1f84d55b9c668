"""A link of the whitepaper leads nowhere.

What it checks: every link of the document that the PDF is set from: the page exists on the site, and so does the
anchor; a link inside the document leads to an anchor of it.
Why: a reader of the PDF follows it to the site, and finds that the reference was empty.
Example: `[the mapping](control-maping.html)` in a chapter.
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
    code="TG413",
    name="dead-link-in-document",
    summary="A link of the whitepaper leads to something that the site does not have.",
    help="Correct the link, or publish what it names.",
)


def check_output(site: BuiltSite) -> Iterator[Finding]:
    """Yield a finding for every link of a document that leads to no file or to no anchor."""
    for paper in site.papers.values():
        links = (reference.target for reference in paper.refers.references if reference.tag in ("a", "area"))
        for target in dict.fromkeys(links):
            found = site.target(paper.path, target)
            if found is None:
                continue
            if (told := site.dead(*found)) is not None:
                message, hint = told
                yield RULE.at(find_link(paper.path, paper.text, target), message, help=hint)
