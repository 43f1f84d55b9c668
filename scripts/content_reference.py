"""Write docs/content.md from the classes that decode the content; `--check` only says whether it is fresh."""

from __future__ import annotations

import ast
import enum
import inspect
import itertools
import sys
import textwrap
import types
import typing
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from trustgen import limits
from trustgen.load import FILES, FOLDERS, OPTIONAL
from trustgen.model import record, schemes
from trustgen.model.controls import Framework
from trustgen.render.blocks import BLOCKS
from trustgen.source import Text

TARGET = Path(__file__).resolve().parents[1] / "docs" / "content.md"

INTRODUCTION = """# The content folder

<!-- Written by scripts/content_reference.py from the classes in trustgen/model/; edit those. -->

Everything that a trust center says lies in `content/`, as YAML and Markdown.
A key that is not listed here is an error, and the message names the nearest one that is.
Anchors, aliases, tags and duplicate keys are refused: what a reviewer reads in one place is what is published from it.

- *Text* is one line of plain text, of at most {label} characters; a *title* has at most {title}, a *short text* {link}.
- *Prose* is Markdown: paragraphs, lists, tables, links, emphasis, code; no raw HTML.
- A citation is a control id such as `ISOL-001`, or a range in one family such as `KEYS-001..KEYS-005`.
- A key whose fact is not on record is left out or null, and the page says "not on record".
- Dates are written as `2026-11-24`.
- In a chapter of the whitepaper or on a free page, a line of its own such as `::controls` stands for that part of the
  record, with its current status: {blocks}.

The evidence lies in `content/posture/`: `trust-policy.json`, `checklist.json`, optionally `posture.lock.json`, the
trusted roots that the policy pins for [keyless signatures](evidence-keyless.md), and the received snapshots in
`snapshots/`.
"""

NAMES: dict[Any, str] = {
    record.Label: "text",
    record.Title: "title",
    record.LinkLabel: "short text",
    record.Body: "prose",
    record.Slug: "id (lower-case letters, digits, hyphens)",
    record.ControlId: "control id",
    record.Citation: "citation",
    record.Sha256: "SHA-256 (64 hexadecimal digits)",
    record.Address: "address (`https://` or `mailto:`)",
    record.BaseUrl: "address that ends in `/`",
    record.PdfPath: "path that ends in `.pdf`",
    record.Mailbox: "e-mail address",
    record.RelativePath: "path on the site",
    record.Days: "whole number of days",
    schemes.Words: "plain words",
}


def kind(annotation: Any) -> str:
    """An annotation in an author's words."""
    for known, name in NAMES.items():
        if annotation == known:
            return name
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return kind(arguments[0])
    if origin in (typing.Union, types.UnionType):
        return kind(next(part for part in arguments if part is not type(None)))
    if origin is tuple:
        return f"list of {kind(arguments[0])}"
    if origin is typing.Literal:
        return " or ".join(f"`{value}`" for value in arguments)
    if isinstance(annotation, type):
        if issubclass(annotation, BaseModel):
            return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
        if issubclass(annotation, enum.Enum):
            return " or ".join(f"`{member.value}`" for member in annotation)
        if issubclass(annotation, Text):
            return "text"
    return {bool: "`true` or `false`", date: "date", int: "whole number"}.get(annotation, str(annotation))


def said_of(model: type[BaseModel]) -> dict[str, str]:
    """The docstring below each field of a class.

    Pydantic would read them too, but whenever a class is made: half of what importing the model costs.
    """
    found: dict[str, str] = {}
    for base in reversed([one for one in model.__mro__ if one.__module__.startswith("trustgen.")]):
        [tree] = ast.parse(textwrap.dedent(inspect.getsource(base))).body
        statements = tree.body if isinstance(tree, ast.ClassDef) else []
        for field, text in itertools.pairwise(statements):
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(text, ast.Expr):
                found[field.target.id] = inspect.cleandoc(ast.literal_eval(text.value))
    return found


def described(model: type[BaseModel]) -> str:
    """A class as a table of its keys."""
    said = said_of(model)
    rows = ["| key | takes | |", "|---|---|---|"]
    hints = typing.get_type_hints(model, include_extras=True)
    for name, field in model.model_fields.items():
        need = "required. " if field.is_required() else ""
        text = " ".join(said.get(name, "").split())
        rows.append(f"| `{field.alias or name}` | {kind(hints[name])} | {need}{text} |")
    return "\n".join(rows)


def parts(model: type[BaseModel]) -> list[type[BaseModel]]:
    """The classes that a class refers to, in the order in which a reader meets them."""
    found: list[type[BaseModel]] = []

    def walk(annotation: Any) -> None:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            if annotation not in found:
                found.append(annotation)
                for hint in typing.get_type_hints(annotation, include_extras=True).values():
                    walk(hint)
            return
        for part in typing.get_args(annotation):
            walk(part)

    for hint in typing.get_type_hints(model, include_extras=True).values():
        walk(hint)
    return found


def page() -> str:
    """The whole document."""
    told: set[type[BaseModel]] = set()
    out = [
        INTRODUCTION.format(
            label=limits.LABEL_CHARACTERS,
            title=limits.TITLE_CHARACTERS,
            link=limits.LINK_CHARACTERS,
            blocks=", ".join(f"`::{name}`" for name in BLOCKS),
        )
    ]
    files: list[tuple[str, type[BaseModel]]] = [(f"{name}.yml", model) for name, model in FILES.items()]
    files.insert(3, ("mappings/*.yml", Framework))
    files += [(f"{name}.yml", model) for name, model in OPTIONAL.items()]
    files += [(f"{name}/*.md", front) for name, (_, front) in FOLDERS.items()]
    for name, model in files:
        first = (model.__doc__ or "").strip().split("\n")[0]
        out.append(f"## `{name}`\n\n{first}\n\n{described(model)}\n")
        for part in parts(model):
            if part not in told:
                told.add(part)
                text = " ".join((part.__doc__ or "").split())
                out.append(f"### {part.__name__}\n\n{text}\n\n{described(part)}\n")
    return "\n".join(out)


def main() -> int:
    """Write the document, or with `--check` compare it; 1 when it is stale."""
    text = page()
    if "--check" in sys.argv[1:]:
        fresh = TARGET.is_file() and TARGET.read_text("utf-8") == text
        print("docs/content.md is fresh" if fresh else "docs/content.md is stale: run scripts/content_reference.py")
        return 0 if fresh else 1
    TARGET.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
