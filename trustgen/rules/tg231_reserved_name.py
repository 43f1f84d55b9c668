"""A reserved name is still in use.

What it checks: the site's address and the security contact, for names that the domain system reserves for examples
(RFC 2606, RFC 6761).
Why: mail to such an address goes nowhere, and a reporter of a vulnerability would not know.
Example: `security: security@company.example`.
How to fix: write the real address and the real mailbox in site.yml.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from trustgen.finding import Finding, Related, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.model.center import TrustCenter
    from trustgen.source import Text

RULE = Rule(
    code="TG231",
    name="reserved-name",
    summary="A name that is reserved for examples is still in use.",
    help="Write the real name before the site is published.",
    severity=Severity.WARNING,
)

_RESERVED = re.compile(r"(^|\.)(example|invalid|test|localhost|example\.(com|net|org))\.?$", re.IGNORECASE)


def check_content(center: TrustCenter) -> Iterator[Finding]:
    """Yield a warning for every reserved name, once, with the other places where it stands."""
    uses: dict[str, list[Text]] = {}
    site, disclosure = center.site, center.content.disclosure
    named: tuple[tuple[Text, str], ...] = (
        (site.base_url, urlsplit(site.base_url).hostname or ""),
        (site.contact.security, site.contact.security.rpartition("@")[2]),
        (disclosure.contact, disclosure.contact.rpartition("@")[2]),
    )
    for name, host in named:
        if _RESERVED.search(host):
            uses.setdefault(str(name), []).append(name)
    for value, places in uses.items():
        related = [Related(label="also here", span=place.span) for place in places[1:]]
        yield RULE.at(places[0].span, f"`{value}` is a name that is reserved for examples.", related=related)
