"""A page does not forbid what it does not need.

What it checks: every page declares one content security policy, which allows nothing by default and no inline code.
Why: whatever slips into a page, the reader's browser then refuses to load or to run it.
Example: a layout that was overridden without its `meta http-equiv="Content-Security-Policy"`.
How to fix: restore the element in the layout.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.finding import Finding, Rule, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.rules.site import BuiltSite

RULE = Rule(
    code="TG411",
    name="missing-policy",
    summary="A page has no strict content security policy.",
    help="Restore the policy in the layout: nothing by default, styles and fonts from the site itself.",
)


def check_output(site: BuiltSite) -> Iterator[Finding]:
    """Yield a finding for every page whose policy is absent, doubled or lax."""
    for page in site.pages.values():
        policies = page.refers.policies
        strict = len(policies) == 1 and "default-src 'none'" in policies[0] and "unsafe" not in policies[0]
        if not strict:
            yield RULE.at(Span(path=page.path), f"`{page.path}` declares no policy that allows nothing by default.")
