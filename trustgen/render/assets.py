"""Static files to artifacts: a project's own over the shipped ones, file by file.

The stylesheets are joined in the order of the layers: one file for the screen, whose name carries its digest, and one
for print with only the components that the whitepaper uses, which is never published.
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from trustgen import limits, yamldoc
from trustgen.artifact import Artifact
from trustgen.attest.format import BUNDLE_SUFFIX, DSSE_SUFFIX
from trustgen.decode import decode
from trustgen.files import Folder, decoded
from trustgen.finding import Finding, Findings, Rule, Span
from trustgen.model.documents import Assets
from trustgen.references import known
from trustgen.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from trustgen.model.content import Content
    from trustgen.model.documents import Asset

UNKNOWN_TYPE = Rule(
    code="TG051",
    name="unknown-file-type",
    summary="A static file has an ending that no reader knows.",
    help="Give it one of the endings that can be read and checked, or leave it out.",
)

RESERVED_PATH = Rule(
    code="TG052",
    name="reserved-path",
    summary="A static file lies where the build writes itself, is named like evidence, or would steer the site's host.",
    help="Give the file another folder and name: what lies there is read as evidence, or checks it.",
)

MEDIA_TYPES = {
    ".avif": "image/avif",
    ".css": "text/css",
    ".csv": "text/csv",
    ".gif": "image/gif",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}

_ORDER = ("layers", "tokens", "reset", "base", "layout")
_PAGED = "paged"
_DECLARED = "declared.yml"
_RESERVED = ("posture/", "controls/", "data/", "js/", ".well-known/")
_EVIDENCE = ("status.json", "gate.json", "checklist.json", "trust-policy.json", "posture.lock.json", "state.jsonl")
_STEERING = ("staticwebapp.config.json", "web.config", "vercel.json")
"""Files at the top of a site by which hosts send other headers or other pages; others begin with an underscore."""
_TEXTS = frozenset({".css", ".csv", ".html", ".js", ".json", ".md", ".svg", ".txt", ".xml"})
_SHIPPED_FOLDERS = ("css/", "fonts/")
"""What of the shipped folder belongs to every site; the rest of a checkout's is that project's own."""
_SCRIPTS = "js/"
"""The sources of the pages' scripts, which are published in another form."""
_SAVED = frozenset(
    """
    layers tokens reset base button check command demonstration digest facts outcome picker sheet
    """.split(),  # noqa: SIM905
)
"""The stylesheets that the page which is saved and opened from disk carries inside."""


class Static(Struct, frozen=True, kw_only=True):
    """Everything static, ready for pages and for the gate."""

    artifacts: tuple[Artifact, ...]
    """What is published."""
    screen_css: str
    """The path of the screen's stylesheet."""
    sheets: tuple[tuple[str, str], ...]
    """Name and text of every stylesheet, in order."""
    declared: tuple[Asset, ...]
    """What the shipped binaries depict."""
    own_sheets: frozenset[str]
    """The names of the stylesheets that are not, byte for byte, the shipped ones."""
    digests: Mapping[str, str]
    """SHA-256 of every file of the project's own that was read, by its path in the project."""

    def print_css(self, html: str) -> Artifact:
        """The stylesheet for a document: base rules, and the components whose class the document uses."""
        used = set(re.findall(r"[a-z0-9-]+", " ".join(re.findall(r'class="([^"]*)"', html))))
        wanted = [
            text
            for name, text in self.sheets
            if not name.startswith("components/") or _uses(PurePosixPath(name).stem, used)
        ]
        return Artifact(path="css/print.css", media="text/css", data="\n".join(wanted).encode())

    @property
    def saved_css(self) -> str:
        """The styles inside of the page that is saved: they refer to no file, and cannot end their element."""
        return "\n".join(text for name, text in self.sheets if PurePosixPath(name).stem in _SAVED).replace("</", "<\\/")

    def source_at(self, offset: int) -> Span | None:
        """Where the character at an offset of the screen's stylesheet was written."""
        for name, text in self.sheets:
            if offset <= len(text):
                line = text.count("\n", 0, offset) + 1
                column = offset - text.rfind("\n", 0, offset)
                return Span(path=f"static/css/{name}.css", line=line, column=column, text=text.split("\n")[line - 1])
            offset -= len(text) + 1
        return None


def _uses(block: str, used: set[str]) -> bool:
    return any(name == block or name.startswith((f"{block}__", f"{block}--")) for name in used) or block in used


def static_files(root: Path) -> Static | tuple[Finding, ...]:
    """Read the static files of a project and the shipped ones."""
    findings = Findings()
    folders = _folders(root)
    if isinstance(folders, Finding):
        return (folders,)
    declared = shipped_assets(findings)
    sheets: dict[str, str] = {}
    artifacts: list[Artifact] = []
    for name, folder in sorted(folders.items()):
        data = folder.read(name, limits.STATIC_FILE_BYTES) if name != _DECLARED else b""
        if isinstance(data, Finding):
            findings.add(data)
        elif name.startswith("css/") and name.endswith(".css"):
            sheets[name.removeprefix("css/").removesuffix(".css")] = _sheet(data, folder.name(name), findings)
        elif name != _DECLARED:
            artifacts.append(_artifact(name, data, findings))
    if len(findings):
        return findings.sorted()
    own = {id(folder): folder for folder in folders.values() if folder.within is not None}.values()
    theirs = shipped_sheets() if sheets and any(_is_elsewhere(folder) for folder in own) else sheets
    ordered = [(name, sheets[name]) for name in _ORDER if name in sheets]
    ordered += sorted((name, text) for name, text in sheets.items() if name not in (*_ORDER, _PAGED))
    screen = "\n".join(text for _, text in ordered).encode()
    path = f"css/site-{sha256(screen).hexdigest()[:8]}.css"
    if _PAGED in sheets:
        ordered.append((_PAGED, sheets[_PAGED]))
    return Static(
        artifacts=(Artifact(path=path, media="text/css", data=screen), *artifacts),
        screen_css=path,
        sheets=tuple(ordered),
        declared=declared,
        own_sheets=frozenset(name for name, text in sheets.items() if theirs.get(name) != text),
        digests={name: value for folder in own for name, value in folder.digests.items()},
    )


def shipped_sheets() -> dict[str, str]:
    """Name and text of every shipped stylesheet."""
    folder = shipped("static") / "css"
    paths = ((path.relative_to(folder).with_suffix("").as_posix(), path) for path in folder.rglob("*.css"))
    return {name: path.read_text("utf-8") for name, path in sorted(paths)}


def _is_elsewhere(folder: Folder) -> bool:
    return folder.root.resolve() != shipped("static").resolve()


def _folders(root: Path) -> dict[str, Folder] | Finding:
    """For every static file, the folder that it is taken from."""
    own, theirs = Folder(root / "static", "static", within=root), Folder(shipped("static"), "static")
    same = own.root.is_dir() and own.root.resolve() == theirs.root.resolve()
    found: dict[str, Folder] = {}
    for folder in (theirs, own):
        if folder.root.is_dir():
            names = folder.walk()
            if isinstance(names, Finding):
                return names
            for name in names:
                if name.startswith(_SCRIPTS) and (folder is theirs or same):
                    continue
                if folder is own or same or name.startswith(_SHIPPED_FOLDERS) or name == _DECLARED:
                    found[name] = folder
    return found


def absent_assets(content: Content, static: Static) -> Iterator[Finding]:
    """A finding for every declaration of a file that is not there."""
    present = {artifact.path for artifact in static.artifacts}
    for asset in content.assets.assets:
        hint = f"Put the file at `static/{asset.path}`, or take the declaration out."
        known(asset.path, present, "static file", findings := Findings(), hint)
        yield from findings


def _sheet(data: bytes, name: str, findings: Findings) -> str:
    source = decoded(data, name)
    if isinstance(source, Finding):
        findings.add(source)
        return ""
    return source.text


def _artifact(name: str, data: bytes, findings: Findings) -> Artifact:
    reserved = _reserved(name.lower())
    if reserved is not None:
        # Whoever begins with a copy of the shipped folder has its scripts in it.
        hint = "Leave it out: trustgen brings this file itself." if (shipped("static") / name).is_file() else None
        findings.add(RESERVED_PATH.at(Span(path=f"static/{name}"), f"`static/{name}` {reserved}.", help=hint))
    if PurePosixPath(name).suffix.lower() in _TEXTS:
        text = decoded(data, f"static/{name}")
        if isinstance(text, Finding):
            findings.add(text)
    media = MEDIA_TYPES.get(PurePosixPath(name).suffix.lower())
    if media is None:
        message = f"`static/{name}` has an ending that no reader knows, so it cannot be checked."
        findings.add(UNKNOWN_TYPE.at(Span(path=f"static/{name}"), message))
    return Artifact(path=name, media=media or "application/octet-stream", data=data, made_from=(f"static/{name}",))


def _reserved(name: str) -> str | None:
    """Why a static file may not have its name in small letters, as the end of a sentence."""
    last = PurePosixPath(name).name
    if name.startswith(_RESERVED):
        return "would stand among files that the build makes from verified evidence"
    if last in _EVIDENCE or last.endswith((DSSE_SUFFIX, BUNDLE_SUFFIX)):
        return "would be taken for evidence, which is in `posture/` alone"
    if name.startswith("_") or name in _STEERING:
        return "would tell the site's host to send other headers or pages than were checked"
    return None


def shipped_assets(findings: Findings) -> tuple[Asset, ...]:
    """What the shipped images and fonts depict."""
    folder = Folder(shipped("static"), "static")
    source = folder.text(_DECLARED, limits.CONTENT_FILE_BYTES)
    if isinstance(source, Finding):
        findings.add(source)
        return ()
    tree, faults = yamldoc.parse_source(source)
    found = faults or decode(Assets, tree, Span(path=source.path))
    if isinstance(found, tuple):
        findings.add(*found)
        return ()
    return found.assets
