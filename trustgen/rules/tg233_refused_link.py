"""A text leads to where a trust page may not lead.

What it checks: the links and pictures of every Markdown text of the record: a link leads to `https:`, to `mailto:` or
to a path of this site; a picture is a file of this site.
Why: the link would not be made, and its marks would stand on the page as text.
Example: `[our policy](http://company.example/policy)`, or a path that begins with `/`.
How to fix: write `https:`, or the path as it stands below the site, such as `control-mapping.html`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen import markup
from trustgen.finding import Finding, Rule
from trustgen.model.record import prose_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.model.center import TrustCenter

RULE = Rule(
    code="TG233",
    name="refused-link",
    summary="A text leads to where a trust page may not lead.",
    help="Write `https:`, `mailto:`, or the path of a page as it stands below the site, without a slash before it.",
)


def check_content(center: TrustCenter) -> Iterator[Finding]:
    """Yield a finding for every target that is refused."""
    content = center.content
    for name in content.__struct_fields__:
        for text in prose_in(getattr(content, name)):
            for target, offset in markup.refused_links(text):
                span = text.place.inside(text, offset, offset + len(target))
                yield RULE.at(span, f"`{target}` is not a place that a text may lead to or show a picture from.")
