"""Two elements of a page have the same id.

What it checks: the ids of every page.
Why: a link to the second one leads to the first; a finding could name the wrong row.
Example: two architecture lines that render the same anchor.
How to fix: give each record its own id.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from trustgen.finding import Finding, Rule
from trustgen.scopes.html_refs import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.rules.site import BuiltSite

RULE = Rule(
    code="TG404",
    name="repeated-anchor",
    summary="A page has the same id twice.",
    help="Give each record its own id; a heading's id comes from its words.",
)


def check_output(site: BuiltSite) -> Iterator[Finding]:
    """Yield a finding for every id that stands twice on a page."""
    for page in site.pages.values():
        for name, times in Counter(page.refers.ids).items():
            if times > 1:
                yield RULE.at(find(page.path, page.text, f'id="{name}"'), f"The id `{name}` stands {times} times.")
