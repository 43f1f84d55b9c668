"""An image says nothing to those who do not see it.

What it checks: every `img` has an `alt` attribute; an empty one is right for a decoration.
Why: a reader with a screen reader hears a file name in its place.
Example: `<img src="img/flow.svg">`.
How to fix: describe in `alt` what the image shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.finding import Finding, Rule
from trustgen.scopes.html_refs import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.rules.site import BuiltSite

RULE = Rule(
    code="TG402",
    name="missing-alt",
    summary="An image has no alternative text.",
    help="Describe what the image shows, as in `![what it shows](img/name.svg)`.",
)


def check_output(site: BuiltSite) -> Iterator[Finding]:
    """Yield a finding for every image without `alt`."""
    for page in site.pages.values():
        for source in page.refers.images_without_text:
            yield RULE.at(find(page.path, page.text, source), f"The image `{source}` has no alternative text.")
