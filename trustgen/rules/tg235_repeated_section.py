"""Two sections of the trust center show the same part of the record.

What it checks: that no two sections in site.yml have the same `kind`.
Why: the same rows would stand twice under two numbers, and a link to one of them leads to whichever comes first.
Example: two sections with `kind: documents`.
How to fix: keep one of the two, or give the other the kind that it should have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.finding import Finding, Related, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.model.center import TrustCenter
    from trustgen.model.site import Section

RULE = Rule(
    code="TG235",
    name="repeated-section",
    summary="Two sections of the trust center show the same part of the record.",
    help="Keep one of the two, or give the other the kind that it should have.",
)


def check_content(center: TrustCenter) -> Iterator[Finding]:
    """Yield a finding for every section whose kind an earlier one has; it names both."""
    first: dict[str, Section] = {}
    for section in center.site.sections:
        kind = section.kind.value
        earlier = first.setdefault(kind, section)
        if earlier is not section:
            message = f"The section `{section.id}` shows `{kind}`, as the section `{earlier.id}` does."
            yield RULE.at(section.id.span, message, related=[Related(label="first here", span=earlier.id.span)])
