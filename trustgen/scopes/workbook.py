"""Workbooks (XLSX): the cells of every sheet as tables, names of sheets, comments, links, properties and pictures."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Final

from trustgen import limits
from trustgen.finding import Span
from trustgen.scopes.address import address
from trustgen.scopes.embedded import DataAddress, embedded_of
from trustgen.scopes.gathered import Gathered
from trustgen.scopes.html import gather_tree
from trustgen.scopes.reader import Reader, Region
from trustgen.scopes.rules import EXCESSIVE, MALFORMED
from trustgen.scopes.tree import Element, Run
from trustgen.scopes.unit import Context, Problem, Reading, Surface, Unit
from trustgen.scopes.xml_tree import xml_tree

if TYPE_CHECKING:
    from trustgen.artifact import Artifact
    from trustgen.finding import Rule
    from trustgen.scopes.reader import Sieve

_LARGEST: Final = 2 * limits.TEXT_BYTES
"""Bytes of all parts when unpacked: a small file may unpack to any size, and its tables take forty times theirs."""
_COLUMNS: Final = 400
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})[0-9]+")


class _Excessive(Exception):  # noqa: N818
    pass


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if sum(info.file_size for info in archive.infolist()) > _LARGEST:
            raise _Excessive
        return {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}


def _tree(data: bytes) -> Element:
    document = xml_tree(data.decode("utf-8-sig"))
    if document.fault:
        raise ValueError(document.fault.message)
    return document.root


def _plain(element: Element) -> str:
    return "".join(node.text for node in element.walk() if isinstance(node, Run))


def _sheet(root: Element, shared: list[str], name: str) -> Element:
    found = Element("#root")
    found.add(Element("h2", children=[Run(name)]))
    table = found.add(Element("table"))
    for number, row in enumerate(root.descendants("row")):
        line = table.add(Element("thead") if number == 0 else Element("tbody")).add(Element("tr"))
        for cell in row.elements():
            reference = _REFERENCE.match(cell.get("r"))
            column = min(_column(reference[1]), _COLUMNS) if reference else len(line.children)
            while len(line.children) < column:
                line.add(Element("td"))
            line.add(Element("th" if number == 0 else "td", children=[Run(_value(cell, shared))]))
    return found


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: Element, shared: list[str]) -> str:
    value = next((_plain(one) for one in cell.elements() if one.tag in ("v", "is")), "")
    if cell.get("t") == "s" and value.isdigit() and int(value) < len(shared):
        return shared[int(value)]
    if cell.get("t") == "b":
        return "true" if value == "1" else "false"
    return value


def _gather(parts: dict[str, bytes], into: Gathered) -> None:
    strings = parts.get("xl/sharedStrings.xml")
    shared = [_plain(item) for item in _tree(strings).descendants("si")] if strings else []
    for path, data in sorted(parts.items()):
        if path.startswith("xl/worksheets/") and path.endswith(".xml"):
            gather_tree(_sheet(_tree(data), shared, path.rpartition("/")[2]), into)
        elif path.endswith(".rels"):
            for one in _tree(data).descendants("Relationship"):
                if one.get("TargetMode") == "External":
                    into.add(_unit("link.target", Surface.MARK, address(one.get("Target")), path))
        elif path.startswith("xl/media/"):
            media = f"image/{path.rpartition('.')[2]}"
            into.assets.append(embedded_of(DataAddress(media=media, data=data), path))
        elif path.endswith((".xml", ".vml")) and path not in ("xl/sharedStrings.xml", "xl/styles.xml"):
            _others(path, _tree(data), into)


def _others(path: str, root: Element, into: Gathered) -> None:
    """Names of sheets, properties, comments, drawings, headers and footers."""
    for node in root.walk():
        if isinstance(node, Run):
            if not node.text.isspace():
                into.add(_unit("xlsx.text", Surface.HEAD, node.text, path))
            continue
        for name in ("name", "descr", "title", "displayName"):
            if value := node.get(name):
                into.add(_unit("xlsx.name", Surface.MARK, value, path))


def _unit(scope: str, surface: Surface, text: str, path: str) -> Unit:
    return Unit(scope=scope, surface=surface, text=text.strip(), context=Context(), where=path)


def _read(artifact: Artifact, sieve: Sieve) -> Reading:
    into = Gathered(sieve)
    problems: tuple[Problem, ...] = ()
    try:
        parts = _parts(artifact.data)
        if "xl/workbook.xml" not in parts:
            raise ValueError("it holds no workbook")  # noqa: TRY301
        _gather(parts, into)
    except _Excessive:
        problems = (_problem(EXCESSIVE, artifact, f"The workbook unpacks to more than {_LARGEST} bytes."),)
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        problems = (_problem(MALFORMED, artifact, f"The workbook can't be read: {error}."),)
    return Reading(units=tuple(into.units), problems=problems, assets=tuple(into.assets), texts=into.texts)


def _problem(rule: Rule, artifact: Artifact, message: str) -> Problem:
    return Problem(rule=rule, span=Span(path=artifact.path), message=message)


def _nowhere(_artifact: Artifact, _unit: Unit, _start: int, _end: int) -> Region | None:
    return None


READER: Final = Reader(
    name="workbook",
    media=frozenset({"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}),
    suffixes=frozenset({".xlsx"}),
    read=_read,
    locate=_nowhere,
    route=lambda unit: unit.where if isinstance(unit.where, str) else None,
)
