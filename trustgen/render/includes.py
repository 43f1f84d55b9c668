"""Which templates other templates name: by `include`, `extends`, `import` and `from`.

A name that is only known when a page is rendered is taken as a pattern, so that nothing that may be used counts as
unused.  Nothing here renders.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import jinja2
from jinja2 import nodes

from trustgen import limits
from trustgen.source import Source

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from trustgen.files import Folder
    from trustgen.finding import Finding

_SUFFIX: Final = ".j2"


def read_templates(own: Folder, names: Collection[str]) -> dict[str, Source | Finding]:
    """A project's own templates by their names; a finding where one may not be read."""
    return {name: own.text(name, limits.CONTENT_FILE_BYTES) for name in names if name.endswith(_SUFFIX)}


def used_templates(sources: Mapping[str, Source | Finding], begin: Collection[str]) -> set[str]:
    """The names in `begin`, and all of `sources` that these name, directly or through one another.

    A shipped template that was not overridden names shipped templates alone, so only a project's own are looked into.
    """
    used, waiting = set(begin), list(begin)
    while waiting:
        source = sources.get(waiting.pop())
        if not isinstance(source, Source):
            continue
        for pattern in _named(source.text):
            new = [name for name in sources if name not in used and re.fullmatch(pattern, name)]
            used.update(new)
            waiting.extend(new)
    return used


def _named(text: str) -> Iterator[str]:
    """A pattern for every name that a template gives; a template that cannot be parsed names nothing."""
    try:
        tree = jinja2.Environment(autoescape=True).parse(text)
    except jinja2.TemplateSyntaxError:
        return
    for node in tree.find_all(nodes.Stmt):
        if isinstance(node, (nodes.Extends, nodes.FromImport, nodes.Import, nodes.Include)):
            named = node.template
            listed = named.items if isinstance(named, (nodes.List, nodes.Tuple)) else [named]
            yield from (_pattern(one) for one in listed)


def _pattern(name: nodes.Expr) -> str:
    if isinstance(name, nodes.Const):
        return re.escape(str(name.value))
    if isinstance(name, nodes.Concat):
        return "".join(_pattern(part) for part in name.nodes)
    if isinstance(name, nodes.Add):
        return _pattern(name.left) + _pattern(name.right)
    return ".*"
