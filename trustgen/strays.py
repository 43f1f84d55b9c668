"""Files of a project that nothing reads, where somebody may believe that they are in force.

Evidence is verified elsewhere and templates are rendered elsewhere; here it is only said which files neither of them
looks at.  The content folder's own files are told apart where they are loaded.
"""

from __future__ import annotations

import contextlib
import difflib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from trustgen.attest.disk import DiskError, escaped_path, read_plain
from trustgen.attest.errors import SnapshotError
from trustgen.attest.format import BUNDLE_SUFFIX, DSSE_SUFFIX, MAX_FILE_BYTES
from trustgen.attest.policyfile import read_policy
from trustgen.files import Folder
from trustgen.finding import Finding, Rule, Severity, Span
from trustgen.render.includes import read_templates, used_templates
from trustgen.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UNREAD_EVIDENCE = Rule(
    code="TG025",
    name="unread-evidence",
    summary="A file among the evidence looks as if it counted, and nothing reads it.",
    help="Give it the name and the place of what it is, or move it out of `content/posture/`.",
)
STRAY_FILE = Rule(
    code="TG026",
    name="stray-file",
    summary="A file lies where nothing reads it.",
    help="Move the file elsewhere.",
    severity=Severity.WARNING,
)
UNUSED_TEMPLATE = Rule(
    code="TG046",
    name="unused-template",
    summary="A template of the project overrides no shipped one, and none that is used includes it.",
    help="Give the file the path of the template that it is to override, include it from one, or remove it.",
)

UNREAD_DECLARATION = Rule(
    code="TG053",
    name="unread-declaration",
    summary="A project declares its images beside them, where nothing reads the declaration.",
    help="Declare in `content/assets.yml` what the files below `static/` depict, and remove this file.",
)
HIDDEN_FILE = Rule(
    code="TG054",
    name="hidden-file",
    summary="A file below `static/` is hidden, so it is not published.",
    help="Give the file and its folders names that do not begin with a dot, or remove it.",
    severity=Severity.WARNING,
)

_POSTURE = "posture/"
_SNAPSHOTS = "posture/snapshots/"
_EVIDENCE = ("trust-policy.json", "checklist.json", "posture.lock.json")
_SUFFIXES = (DSSE_SUFFIX, BUNDLE_SUFFIX)
_IN_FORCE = (".j2", ".yml", ".yaml", ".html")
"""Endings of files that nobody puts among templates but to have them used."""

_DECLARED = "declared.yml"
_NOBODYS = frozenset({".DS_Store", ".git", ".gitattributes", ".gitignore", ".gitkeep"})
"""Hidden names that programs leave behind, and that nobody expects on a site."""


def strays(root: Path) -> Iterator[Finding]:
    """A finding for every file of the project at `root` that nothing reads."""
    # Folders of their own: what is only looked at is no input of the site.
    yield from _evidence(Folder(root / "content", "content", within=root))
    yield from _templates(Folder(root / "templates", "templates", within=root), Folder(shipped("templates")))
    yield from _static(Folder(root / "static", "static", within=root), shipped("static"))


def _evidence(content: Folder) -> Iterator[Finding]:
    """A finding for every file below `posture/` that no verification reads."""
    names = content.walk()
    if isinstance(names, Finding):
        return  # told where the content is loaded
    known = {*_EVIDENCE, *_named_roots(content)}
    for name in names:
        in_snapshots = name.startswith(_SNAPSHOTS) and "/" not in name.removeprefix(_SNAPSHOTS)
        read = name.removeprefix(_POSTURE) in known or (in_snapshots and name.endswith(_SUFFIXES))
        if not name.startswith(_POSTURE) or read or (content.root / name).is_dir():
            continue
        shown = content.name(name)
        if ".json" in PurePosixPath(name.lower()).suffixes:
            hint = _evidence_hint(name, in_snapshots=in_snapshots)
            yield UNREAD_EVIDENCE.at(Span(path=shown), f"`{shown}` is not read as evidence.", help=hint)
        else:
            yield STRAY_FILE.at(Span(path=shown), f"`{shown}` lies among the evidence, where nothing reads it.")


def _named_roots(content: Folder) -> Iterator[str]:
    """The trusted roots that the policy names; none where it cannot be read, which the verification tells."""
    with contextlib.suppress(DiskError, SnapshotError):
        data = read_plain(content.root / _POSTURE / _EVIDENCE[0], MAX_FILE_BYTES)
        yield from (identity.root_path for identity in read_policy(data, _EVIDENCE[0]).identities)


def _evidence_hint(name: str, *, in_snapshots: bool) -> str | None:
    if in_snapshots:
        return f"A snapshot's name ends in `{DSSE_SUFFIX}` or `{BUNDLE_SUFFIX}`, in lower-case letters."
    if name.endswith(_SUFFIXES):
        return f"Snapshots lie in `content/{_SNAPSHOTS}` itself."
    guess = difflib.get_close_matches(PurePosixPath(name).stem, _EVIDENCE, n=1)
    return f"Did you mean `content/{_POSTURE}{guess[0]}`?" if guess else None


def _templates(own: Folder, theirs: Folder) -> Iterator[Finding]:
    """A finding for every file of a project's templates that is neither an override nor included by a used one."""
    if not own.root.is_dir():
        return
    mine, others = own.walk(), theirs.walk()
    if isinstance(mine, Finding) or isinstance(others, Finding):
        yield from (found for found in (mine, others) if isinstance(found, Finding))
        return
    if set(mine) <= set(others):
        return
    sources = read_templates(own, mine)
    used = used_templates(sources, others)
    for name in mine:
        if name in used:
            continue
        shown = own.name(name)
        if isinstance(refused := sources.get(name), Finding):
            yield refused
        elif name.endswith(_IN_FORCE):
            guess = difflib.get_close_matches(name, others, n=1)
            hint = f"Did you mean `templates/{guess[0]}`?" if guess else None
            message = f"`{shown}` overrides no shipped template, and no template that is used includes it."
            yield UNUSED_TEMPLATE.at(Span(path=shown), message, help=hint)
        else:
            yield STRAY_FILE.at(Span(path=shown), f"`{shown}` lies among the templates, where nothing reads it.")


def _static(own: Folder, theirs: Path) -> Iterator[Finding]:
    """A finding for what lies below a project's `static/` and is neither published nor read."""
    if not own.root.is_dir() or own.root.resolve() == theirs.resolve():
        return
    if (own.root / _DECLARED).exists():
        shown = own.name(_DECLARED)
        yield UNREAD_DECLARATION.at(Span(path=shown), f"`{shown}` is not read; it is the shipped files' declaration.")
    for path in sorted(own.root.rglob(".*")):
        shown = own.name(escaped_path(path.relative_to(own.root).as_posix()))
        if path.name not in _NOBODYS:
            what = "is a hidden folder, so nothing of it is published" if path.is_dir() else "is not published"
            yield HIDDEN_FILE.at(Span(path=shown), f"`{shown}` {what}.")
