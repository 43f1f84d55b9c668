"""A page runs a script that is not pinned by its digest.

What it checks: a script that is loaded has an `integrity` that fits its file, one inside of the page has its digest in
the policy, none is in an attribute such as `onclick`, and the policy allows digests and nothing else.
Why: a script that somebody alters on the server must not run, and no other may run in its place.
Example: `<script src="js/mine.js"></script>`.
How to fix: leave the page's scripts to the layout, which pins them.
"""

from __future__ import annotations

import base64
import re
from hashlib import sha256
from typing import TYPE_CHECKING

from trustgen.finding import Finding, Rule, Span
from trustgen.scopes.html_refs import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.rules.site import BuiltPage, BuiltSite
    from trustgen.scopes.html_refs import PageScript

RULE = Rule(
    code="TG414",
    name="unpinned-script",
    summary="A page runs a script that is not pinned by its digest, or its policy would allow one.",
    help="Leave the page's scripts to the layout: it pins each by `integrity` and in the policy.",
)

_DIRECTIVE = re.compile(r"(?:^|;)\s*(script-src(?:-elem|-attr)?)\s+([^;]*)", re.IGNORECASE)
_DIGEST = re.compile(r"'(sha256-[A-Za-z0-9+/]{43}=)'")


def check_output(site: BuiltSite) -> Iterator[Finding]:
    """Yield a finding for every script, and for every policy, that pins nothing."""
    for page in site.pages.values():
        allowed: set[str] = set()
        for name, sources in _DIRECTIVE.findall(" ; ".join(page.refers.policies)):
            words = sources.split()
            allowed.update(found[1] for word in words if (found := _DIGEST.fullmatch(word)))
            loose = [word for word in words if word != "'none'" and not _DIGEST.fullmatch(word)]
            if loose:
                message = (
                    f"The policy of `{page.path}` allows scripts by `{name} {loose[0][:60]}`, not by their digests."
                )
                yield RULE.at(Span(path=page.path), message)
        for name, text in page.refers.handlers:
            message = f"`{name}` of `{page.path}` is a script in an attribute, which nothing can pin."
            yield RULE.at(find(page.path, page.text, text or name), message)
        for script in page.refers.scripts:
            fault = _fault(site, page, script, allowed)
            if fault:
                yield RULE.at(find(page.path, page.text, script.source or script.text[:40]), fault)


def _fault(site: BuiltSite, page: BuiltPage, script: PageScript, allowed: set[str]) -> str | None:
    if script.source is None:
        digest = _pinned(script.text.encode())
        return None if digest in allowed else "This page holds a script that its policy does not name by its digest."
    target = site.target(page.path, script.source)
    data = site.scripts.get(target[0]) if target is not None else None
    if data is None:
        return f"`{script.source}` is not a script of this site."
    if script.integrity != _pinned(data):
        return f"`{script.source}` is loaded without the `integrity` that fits it."
    return None if script.integrity in allowed else f"The policy does not name `{script.source}` by its digest."


def _pinned(data: bytes) -> str:
    return f"sha256-{base64.b64encode(sha256(data).digest()).decode('ascii')}"
