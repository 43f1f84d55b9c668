"""Tables as text: comma, semicolon or tab between the cells, the first row their header."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from trustgen.scopes.decoding import decoded
from trustgen.scopes.gathered import Gathered
from trustgen.scopes.html import gather_tree
from trustgen.scopes.offset_place import locate
from trustgen.scopes.reader import Reader
from trustgen.scopes.tree import Element, Run
from trustgen.scopes.unit import Reading

if TYPE_CHECKING:
    from trustgen.artifact import Artifact
    from trustgen.scopes.reader import Sieve


def table_of(source: str, mark: str) -> Element:
    """The table that a text holds."""
    root = Element("#root")
    table = root.add(Element("table"))
    row = table.add(Element("thead")).add(Element("tr"))
    tag = "th"
    cell = re.compile(rf'(?:"((?:[^"]|"")*+)"|([^{mark}\n]*))({mark}|\r?\n|\Z)')
    at = 0
    while at < len(source):
        found = cell.match(source, at)
        if found is None:
            at = source.find("\n", at) + 1 or len(source)
            continue
        group = 1 if found[1] is not None else 2
        text = found[group].replace('""', '"') if group == 1 else found[group].rstrip("\r")
        row.add(Element(tag, children=[Run(text, found.start(group))]))
        if found[3] != mark.replace("\\t", "\t"):
            row, tag = table.add(Element("tr")), "td"
        at = max(found.end(), at + 1)
    return root


def _read(artifact: Artifact, sieve: Sieve) -> Reading:
    source, problems = decoded(artifact)
    head = source.split("\n", 1)[0]
    mark = max((",", ";", "\t"), key=head.count)
    into = Gathered(sieve)
    gather_tree(table_of(source, "\\t" if mark == "\t" else mark), into)
    return Reading(units=tuple(into.units), problems=problems, texts=into.texts)


READER: Final = Reader(
    name="csv",
    media=frozenset({"text/csv", "text/tab-separated-values"}),
    suffixes=frozenset({".csv", ".tsv"}),
    read=_read,
    locate=locate,
)
