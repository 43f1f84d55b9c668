"""A stylesheet refers to something that the site does not have.

What it checks: every `url()` and `@import` of every published stylesheet: the file is part of the site.
Why: a style can load a picture from elsewhere, or carry one inside itself that nobody has looked at.
Example: `background: url("data:image/svg+xml,…")`.
How to fix: put the file into `static/`, declare it, and refer to it there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.finding import Finding, Rule
from trustgen.scopes.css_refs import style_references
from trustgen.scopes.html_refs import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.rules.site import BuiltSite

RULE = Rule(
    code="TG410",
    name="style-reference",
    summary="A stylesheet loads something from elsewhere, embeds something, or refers to nothing.",
    help="Put the file into `static/`, declare it, and refer to it there.",
)


def check_output(site: BuiltSite) -> Iterator[Finding]:
    """Yield a finding for every reference of a stylesheet that is not a file of the site."""
    for path, text in site.styles.items():
        for target in dict.fromkeys(style_references(text)):
            found = site.target(path, target)
            if target.startswith("#") or (found is not None and found[0] in site.paths):
                continue
            shown = target if len(target) <= _SHOWN else f"{target[:_SHOWN]}…"
            message = f"This stylesheet refers to `{shown}`, which is no file of the site."
            yield RULE.at(find(path, text, target), message)


_SHOWN = 60
"""Characters of a target that a message shows."""
