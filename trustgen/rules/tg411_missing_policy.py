"""A page does not forbid what it does not need.

What it checks: every page declares one content security policy, which allows nothing by default, styles, fonts,
pictures and connections of the site alone, and no directive that is not needed.
Why: whatever slips into a page, the reader's browser then refuses to load or to run it.
Example: a layout that was overridden without its `meta http-equiv="Content-Security-Policy"`.
How to fix: restore the element in the layout.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trustgen.finding import Finding, Rule, Span
from trustgen.scopes.html_refs import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.rules.site import BuiltSite

RULE = Rule(
    code="TG411",
    name="missing-policy",
    summary="A page has no strict content security policy.",
    help="Restore the policy in the layout: nothing by default, styles and fonts from the site itself.",
)

_ALLOWED = {
    "default-src": (),
    "script-src": (),
    "style-src": ("'self'",),
    "img-src": ("'self'", "data:"),
    "font-src": ("'self'",),
    "connect-src": ("'self'",),
    "base-uri": (),
    "form-action": (),
}
"""What each directive may allow beside nothing."""
_BY_DIGEST = ("script-src", "style-src")
_DIGEST = re.compile(r"'sha256-[A-Za-z0-9+/]{43}='\Z")


def check_output(site: BuiltSite) -> Iterator[Finding]:
    """Yield a finding for every page whose policy is absent, doubled or lax."""
    for page in site.pages.values():
        policies = page.refers.policies
        directives = [part.split() for part in policies[0].split(";") if part.strip()] if len(policies) == 1 else []
        if ["default-src", "'none'"] not in directives:
            yield RULE.at(Span(path=page.path), f"`{page.path}` declares no policy that allows nothing by default.")
            continue
        for name, *sources in directives:
            lax = [source for source in sources if not _allows(name, source)]
            if lax or name not in _ALLOWED:
                what = " ".join([name, *lax])[:80]
                place = find(page.path, page.text, name)
                yield RULE.at(place, f"The policy of `{page.path}` allows more than a page needs: `{what}`.")


def _allows(name: str, source: str) -> bool:
    return (
        source == "'none'" or source in _ALLOWED.get(name, ()) or (name in _BY_DIGEST and bool(_DIGEST.match(source)))
    )
