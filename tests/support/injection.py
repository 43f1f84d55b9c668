"""A claim in every text of a project: where texts stand, found without trustgen's own parsers, and what may be skipped.

A spot is an offset at which a claim can be written.  YAML is composed by PyYAML's own loader and walked beside the
classes of the record, so that a scalar whose type is not listed here fails the walk; Markdown is cut by its lines.
"""

from __future__ import annotations

import re
import types
import typing
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import yaml

from trustgen.load import FILES
from trustgen.model import record
from trustgen.model.controls import ChecklistName, Control, CriterionReference, Family, Framework
from trustgen.model.documents import Asset
from trustgen.model.pages import ChapterFront, PageFront

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

LINES = (record.Title, record.LinkLabel, record.Label)
"""One line of text."""
REFERENCES = (
    record.Slug,
    record.ControlId,
    record.Citation,
    record.Sha256,
    record.Address,
    record.BaseUrl,
    record.Mailbox,
    record.RelativePath,
    record.PdfPath,
)
"""Types whose pattern leaves no room for a sentence: a claim in one of them is refused before any page is made."""
JOINED = {
    (ChecklistName, "id"): "is compared with the signed checklist",
    (ChecklistName, "version"): "is compared with the signed checklist",
    (Family, "id"): "is the first half of every control's id",
    (Control, "family"): "names a family",
    (CriterionReference, "criteria"): "names a criterion",
    (Framework, "edition"): "names an edition of the scheme",
    (Asset, "depicts"): "is `none` or the ids of schemes",
}
"""Lines of text that are ids all the same."""
CLAIM = re.compile(r"(SOC 2 Type II) certified \(case (\d{4})\)")
_LIST = re.compile(r"\s*(?:>\s*)*(?:[-*+] |\d+\. |#{1,6} )*")
_INLINE = re.compile(
    r"(?<!!)\[(?P<link>[^\]]+)(?=\]\()|!\[(?P<alt>[^\]]*)(?=\]\()|`(?P<code>[^`]+)(?=`)|\*+(?P<em>[^*]+)(?=\*)"
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A text that a claim can follow or replace."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A scalar that no claim can be written into, and the type that says so."""

    line: int
    why: str


def sentence(number: int, subject: str = "We are") -> str:
    """The claim that stands in one spot and nowhere else."""
    return f"{subject} SOC 2 Type II certified (case {number:04})."


def spots(file: Path, content: Path) -> Iterator[Spot | Skipped]:
    """Every text of one content file."""
    text = file.read_text("utf-8")
    if file.suffix == ".md":
        front, body = (found.end() for found in list(re.finditer(r"^---\n", text, re.MULTILINE))[:2])
        kind = {"pages": PageFront, "whitepaper": ChapterFront}[file.parent.name]
        for spot in _walked(yaml.compose(text[front : body - 4]), kind, text[front : body - 4]):
            yield Spot(spot.start + front, spot.end + front, spot.kind) if isinstance(spot, Spot) else spot
        yield from markdown(text, body, len(text))
    else:
        kind = Framework if file.parent != content else FILES[file.stem]
        yield from _walked(yaml.compose(text), kind, text)


def markdown(text: str, begin: int, end: int) -> Iterator[Spot]:
    """The lines of a Markdown text, the cells of its tables, and what stands between marks."""
    fenced = False
    for line in re.finditer(r"[^\n]+", text[begin:end]):
        shown, at = line[0], begin + line.start()
        if shown.lstrip().startswith("```"):
            fenced = not fenced
        elif fenced:
            yield Spot(at, at + len(shown), "code block")
        elif shown.lstrip().startswith("|"):
            if set(shown.strip()) - set("|-: "):
                for cell in re.finditer(r"(?<=\|)\s*((?:[^|`]|`[^`]*`)*?)\s*(?=\|)", shown):
                    yield Spot(at + cell.start(1), at + cell.end(1), "table cell")
        elif not re.fullmatch(r"\s*(?:::[a-z-]*.*|:::)", shown):
            lead = _LIST.match(shown)
            start = lead.end() if lead else 0
            kind = "heading" if "#" in shown[:start] else "item" if shown[:start].strip() else "line"
            if not shown.endswith(")") or "](" not in shown:
                yield Spot(at + start, at + len(shown.rstrip()), kind)
            for inside in _INLINE.finditer(shown):
                name = str(inside.lastgroup)
                yield Spot(at + inside.start(name), at + inside.end(name), name)


def _walked(node: yaml.Node, hint: Any, text: str, owner: tuple[type, str] | None = None) -> Iterator[Spot | Skipped]:
    hint = _present(hint)
    if isinstance(node, yaml.MappingNode):
        hints = typing.get_type_hints(hint, include_extras=True)
        named = {field.alias or name: name for name, field in hint.model_fields.items()}
        for key, value in node.value:
            name = named[key.value]
            yield from _walked(value, hints[name], text, (hint, name))
    elif isinstance(node, yaml.SequenceNode):
        inner = typing.get_args(hint if typing.get_origin(hint) is tuple else typing.get_args(hint)[0])[0]
        for value in node.value:
            yield from _walked(value, inner, text, owner)
    else:
        yield from _scalar(node, hint, text, owner)


def _present(hint: Any) -> Any:
    """A hint without its `None`."""
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        (hint,) = (one for one in typing.get_args(hint) if one is not type(None))
    return hint


def _scalar(node: yaml.Node, hint: Any, text: str, owner: Any) -> Iterator[Spot | Skipped]:
    begin, end = node.start_mark.index, node.end_mark.index
    line = node.start_mark.line + 1
    if owner in JOINED:
        yield Skipped(line, JOINED[owner])
    elif hint in REFERENCES:
        yield Skipped(line, "reference")
    elif hint in LINES or hint == record.Body:
        if node.style in ("|", ">"):
            begin = text.index("\n", begin) + 1
        elif node.style:
            begin, end = begin + 1, end - 1
        end = begin + len(text[begin:end].rstrip())
        if hint == record.Body:
            # Where a quoted scalar is folded, a line of it is none of the value.
            yield from [Spot(begin, end, "quoted")] if node.style in ("'", '"') else markdown(text, begin, end)
        else:
            yield Spot(begin, end, "title" if hint == record.Title else "label")
    elif _closed(hint) or (node.value == "null" and not node.style):
        yield Skipped(line, "closed choice, day, number or nothing")
    else:
        raise AssertionError(f"nobody has said whether a claim can stand in {owner}: {hint}")


def _closed(hint: Any) -> bool:
    if typing.get_origin(hint) is typing.Annotated:
        hint = typing.get_args(hint)[0]
    return typing.get_origin(hint) is typing.Literal or (
        isinstance(hint, type) and (hint in (int, bool, date) or issubclass(hint, StrEnum))
    )


def written(text: str, at: Iterable[tuple[Spot, int]], *, whole: bool) -> str:
    """A text with a claim after each spot, or in its place."""
    pieces: list[str] = []
    cursor = 0
    for spot, number in sorted(at, key=lambda one: (one[0].end, one[0].start)):
        begin = spot.start if whole else spot.end
        if begin < cursor:
            continue
        mark = "" if text[begin - 1] in ".!?:;,)" else "."
        pieces.extend((text[cursor:begin], sentence(number, "Now") if whole else f"{mark} {sentence(number)}"))
        cursor = spot.end
    return "".join((*pieces, text[cursor:]))


def places(text: str) -> dict[int, tuple[int, int]]:
    """Line and column of the scheme's name in each claim that stands in a text, by the claim's number."""
    return {
        int(found[2]): (text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start()))
        for found in CLAIM.finditer(text)
    }
