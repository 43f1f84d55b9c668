"""The content folder to the record: which file decodes to which class.

This is the content's only door in.  Every file is read once; a file that nothing reads is a finding, as is one that
is missing.  References between the files are left as they are written: `resolve` joins them.
"""

from __future__ import annotations

import difflib
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from trustgen import limits, yamldoc
from trustgen.decode import decode, required_keys
from trustgen.files import UNSAFE_FILE
from trustgen.finding import Finding, Findings, Rule, Span
from trustgen.model.architecture import Architecture
from trustgen.model.assurances import Assurances
from trustgen.model.content import Content
from trustgen.model.controls import Controls, Framework
from trustgen.model.disclosure import Disclosure
from trustgen.model.documents import Answers, Assets, Documents
from trustgen.model.exceptions import ReviewedExceptions
from trustgen.model.pages import Chapter, ChapterFront, MarkdownFile, Page, PageFront
from trustgen.model.processors import Subprocessors
from trustgen.model.schemes import OwnSchemes
from trustgen.model.site import Site
from trustgen.source import Place, Source, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

    from trustgen.files import Folder

MISSING_FILE = Rule(
    code="TG020",
    name="missing-file",
    summary="The content folder lacks a file that every trust center needs.",
    help="Add the file.",
)
UNKNOWN_FILE = Rule(
    code="TG021",
    name="unknown-file",
    summary="The content folder holds a file that nothing reads.",
    help="Move the file out of the content folder, or give it the name of the file that it should be.",
)
FRONT_MATTER = Rule(
    code="TG022",
    name="front-matter",
    summary="A Markdown file lacks its front matter or its body.",
    help="Begin the file with a line `---`, the keys, another line `---`, and the text after it.",
)

FILES: dict[str, type[BaseModel]] = {
    "site": Site,
    "architecture": Architecture,
    "controls": Controls,
    "subprocessors": Subprocessors,
    "disclosure": Disclosure,
    "assurances": Assurances,
    "documents": Documents,
    "answers": Answers,
    "assets": Assets,
}
OPTIONAL: dict[str, type[BaseModel]] = {"exceptions": ReviewedExceptions, "schemes": OwnSchemes}
"""Files that a project has only where it needs them."""
FOLDERS: dict[str, tuple[type[MarkdownFile], type[BaseModel]]] = {
    "pages": (Page, PageFront),
    "whitepaper": (Chapter, ChapterFront),
}
_MAPPINGS, _POSTURE = "mappings", "posture"
_MARKDOWN_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.md")


class _Part(Struct, frozen=True):
    """One file's share of the content: where it belongs, and what it decoded to."""

    field: str
    value: Any


def load(folder: Folder) -> Content | tuple[Finding, ...]:
    """Load a content folder.  Either a whole `Content`, or every finding of every file."""
    names = folder.walk()
    if isinstance(names, Finding):
        return (names,)
    findings = Findings()
    parts: list[_Part] = []
    for name in names:
        if name.startswith(f"{_POSTURE}/"):
            continue  # evidence has a door of its own
        part = _load_file(folder, name, findings)
        if part is not None:
            parts.append(part)
    findings.add(*_folders(folder))
    present = set(names)
    for stem in FILES:
        if f"{stem}.yml" not in present and not (folder.root / f"{stem}.yml").is_dir():
            findings.add(_absent(folder, stem))
    if not any(name.startswith("whitepaper/") for name in names):
        path = folder.name("whitepaper")
        findings.add(MISSING_FILE.at(Span(path=path), f"`{path}/` has no chapter.", help="Add a file `01-….md` to it."))
    if len(findings):
        return findings.sorted()
    single: dict[str, Any] = {part.field: part.value for part in parts if part.field in FILES}
    several: dict[str, Any] = {
        key: tuple(part.value for part in parts if part.field == key) for key in ("frameworks", "pages", "chapters")
    }
    optional: dict[str, Any] = {part.field: getattr(part.value, part.field) for part in parts if part.field in OPTIONAL}
    return Content(**single, **several, **optional)


def _load_file(folder: Folder, name: str, findings: Findings) -> _Part | None:
    path = PurePosixPath(name)
    parent, stem = path.parent.as_posix(), path.stem
    single = FILES.get(stem) or OPTIONAL.get(stem)
    if parent == "." and path.suffix == ".yml" and single is not None:
        return _part(stem, _load_yaml(folder, name, single), findings)
    if parent == _MAPPINGS and path.suffix == ".yml":
        return _part("frameworks", _load_yaml(folder, name, Framework), findings)
    if parent in FOLDERS and _MARKDOWN_NAME.fullmatch(path.name) and len(stem) <= limits.ID_CHARACTERS:
        field = "pages" if parent == "pages" else "chapters"
        return _part(field, _load_markdown(folder, name, *FOLDERS[parent]), findings)
    findings.add(_unknown(folder, path))
    return None


def _part(field: str, value: Any, findings: Findings) -> _Part | None:
    if isinstance(value, tuple):
        findings.add(*value)
        return None
    return _Part(field, value)


def _load_yaml(folder: Folder, name: str, model: type[BaseModel]) -> BaseModel | tuple[Finding, ...]:
    source = folder.text(name, limits.CONTENT_FILE_BYTES)
    if isinstance(source, Finding):
        return (source,)
    tree, faults = yamldoc.parse_source(source, if_empty=f"Write its keys: {required_keys(model)}.")
    return faults or decode(model, tree, Span(path=source.path))


def _load_markdown(
    folder: Folder,
    name: str,
    model: type[MarkdownFile],
    front_model: type[BaseModel],
) -> MarkdownFile | tuple[Finding, ...]:
    source = folder.text(name, limits.CONTENT_FILE_BYTES)
    if isinstance(source, Finding):
        return (source,)
    start = Span(path=source.path, text=source.line(1))
    lines = source.text.split("\n")
    fences = [number for number, line in enumerate(lines) if line.rstrip() == "---"][:2]
    if not fences or fences[0] != 0:
        return (FRONT_MATTER.at(start, f"`{source.path}` does not begin with front matter."),)
    if len(fences) == 1:
        hint = "Put a line `---` between the keys and the text."
        return (FRONT_MATTER.at(start, "The front matter that begins here never ends.", help=hint),)
    part = "\n".join(lines[1 : fences[1]]) + "\n"
    tree, faults = yamldoc.parse_source(source, 2, part, if_empty=f"Write its keys: {required_keys(front_model)}.")
    front = faults or decode(front_model, tree, start)
    if isinstance(front, tuple):
        return front
    body = _body(source, lines, fences[1] + 1)
    if not body.strip():
        hint = "Write the text below the line `---` that ends the front matter."
        return (FRONT_MATTER.at(start, f"`{source.path}` has no text after its front matter.", help=hint),)
    return model.model_validate({"name": PurePosixPath(name).stem, "front": front, "body": body})


def _body(source: Source, lines: list[str], first: int) -> Text:
    """Everything after the front matter, as a text that stands verbatim in the source."""
    end = len(lines)
    place = Place(source, first + 1, 1, max(end, first + 1), len(lines[-1]) + 1, verbatim=True)
    return Text("\n".join(lines[first:]).replace("\r\n", "\n"), place)


def _absent(folder: Folder, stem: str) -> Finding:
    path = folder.name(f"{stem}.yml")
    hint = f"Add the file with its keys: {required_keys(FILES[stem])}."
    return MISSING_FILE.at(Span(path=path), f"`{path}` does not exist.", help=hint)


def _folders(folder: Folder) -> Iterator[Finding]:
    """A finding for every folder that has a file's name: an empty one would be taken for nothing."""
    for path in sorted((*folder.root.rglob("*.md"), *folder.root.rglob("*.yml"))):
        inside = path.relative_to(folder.root)
        if path.is_dir() and not path.is_symlink() and not any(part.startswith(".") for part in inside.parts):
            shown = folder.name(inside.as_posix())
            yield UNSAFE_FILE.at(
                Span(path=shown), f"`{shown}` is a folder, not a file.", help="Put a file in its place."
            )


def _unknown(folder: Folder, path: PurePosixPath) -> Finding:
    shown = folder.name(path.as_posix())
    return UNKNOWN_FILE.at(Span(path=shown), f"`{shown}` is not a file that is read.", help=_meant(path))


def _meant(path: PurePosixPath) -> str | None:
    """What the author of a file that is not read may have meant."""
    first, parent = path.parts[0], path.parent.as_posix()
    if parent in FOLDERS:
        if len(path.stem) > limits.ID_CHARACTERS:
            return f"Give the file a name of at most {limits.ID_CHARACTERS} characters."
        return "Name the file in lower-case letters, digits and hyphens, with the ending `.md`."
    if parent == _MAPPINGS:
        return "A mapping of a framework ends in `.yml`."
    if first in (*FOLDERS, _MAPPINGS):
        return f"Put the file into `{first}/` itself."
    if parent != ".":
        guess = difflib.get_close_matches(first, (*FOLDERS, _MAPPINGS, _POSTURE), n=1)
        return f"Did you mean the folder `{guess[0]}`?" if guess else None
    guess = difflib.get_close_matches(path.stem, (*FILES, *OPTIONAL), n=1)
    return f"Did you mean `{guess[0]}.yml`?" if guess else None
