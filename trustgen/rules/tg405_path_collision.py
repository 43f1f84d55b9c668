"""Two files of the site want the same path.

What it checks: the paths of all files, also as file systems see them that do not tell upper from lower case.
Why: one of the two would silently replace the other, and nobody could say which was checked.
Example: a page `pages/index.md`, or `static/index.html`.
How to fix: give one of them another name.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from trustgen.finding import Finding, Rule, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.rules.site import BuiltSite

RULE = Rule(
    code="TG405",
    name="path-collision",
    summary="Two files of the site want the same path.",
    help="Give one of them another name, or leave yours out where the build makes the other.",
)


def check_output(site: BuiltSite) -> Iterator[Finding]:
    """Yield a finding for every path that more than one file wants, and for a file that stands where a folder is."""
    wanted: defaultdict[str, list[str]] = defaultdict(list)
    folders: set[str] = set()
    for path in site.files:
        wanted[path.lower()].append(path)
        parts = path.lower().split("/")
        folders.update("/".join(parts[:end]) for end in range(1, len(parts)))
    for key, paths in sorted(wanted.items()):
        if len(paths) > 1:
            names = " and ".join(f"`{name}`" for name in sorted(set(paths)))
            yield RULE.at(Span(path=paths[0]), f"{len(paths)} files want the path {names}.")
        elif key in folders:
            yield RULE.at(Span(path=paths[0]), f"`{paths[0]}` is a file, and other files want it as a folder.")
