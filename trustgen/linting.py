"""`trustgen lint`: the claims gate alone, over files that trustgen may never have seen before."""

from __future__ import annotations

import os
import sys
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from trustgen import gate, limits, yamldoc
from trustgen.artifact import Artifact
from trustgen.claims.facts import Facts
from trustgen.crosscheck import check_assurances
from trustgen.decode import decode
from trustgen.files import FILE_TOO_LARGE, Folder, odd_name
from trustgen.finding import Finding, Findings, Rule, Severity, Span
from trustgen.gate.crew import at_hand
from trustgen.holdings import facts_of
from trustgen.model.assurances import Assurances
from trustgen.model.documents import Asset, Assets
from trustgen.model.schemes import OwnScheme, OwnSchemes
from trustgen.ownschemes import check_schemes, own_schemes
from trustgen.render.assets import MEDIA_TYPES, shipped_assets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from pydantic import BaseModel

    from trustgen.claims.mention import Mention

NOTHING_TO_READ = Rule(
    code="TG024",
    name="nothing-to-read",
    summary="A path that was given to `lint` holds no file.",
    help="Give a file, or a folder with files in it.",
)

EMPTY_FILE = Rule(
    code="TG027",
    name="empty-file",
    summary="A file that was given to `lint` is empty, so nothing was read in it.",
    help="Check that the file was written whole, or leave it out.",
    severity=Severity.WARNING,
)

STANDARD_INPUT = "-"
_LEFT_OUT = frozenset({".git", ".hg", ".svn"})


class Linted(Struct, frozen=True, kw_only=True):
    """What `lint` has to say."""

    findings: tuple[Finding, ...]
    facts: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


def lint_paths(
    paths: Sequence[Path],
    assurances: Path | None,
    as_of: datetime,
    say: Callable[[str], None],
    *,
    assets: Sequence[Path] = (),
    schemes: Sequence[Path] = (),
    explaining: bool = False,
) -> Linted:
    """Read every file below the paths and judge what it implies.  Without assurances, nothing is held.

    `schemes` are files that add to the shipped schemes, `assets` files that say what images and fonts depict.
    """
    findings = Findings()
    say("read")
    facts = _facts(assurances, as_of, _own(schemes, findings), findings)
    declared = _declared(assets, findings)
    if findings.worst is Severity.ERROR or facts is None:
        return Linted(findings=findings.sorted())
    say("gate")
    # A few files at a time: a site may be larger than the memory.
    artifacts = (one for path in paths for one in _artifacts(path, findings))
    result = gate.run(artifacts, facts, declared, workers=at_hand())
    report = result.report
    if not report.files and len(findings):
        return Linted(findings=findings.sorted())
    findings.add(*result.findings)
    files, mentions = len(report.files), len(report.mentions)
    said = [f"Read {_some(files, 'file')}, {_some(report.texts, 'text')}; {_some(mentions, 'mention')}."]
    if explaining:
        said[:0] = _explained(report)
    extra = {"mentions": [_mention(judged) for judged in report.mentions]} if explaining else {}
    return Linted(findings=findings.sorted(), facts=tuple(said), extra=extra)


def _some(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _own(paths: Sequence[Path], findings: Findings) -> tuple[OwnScheme, ...]:
    """The schemes of any number of files, checked as those of one."""
    decoded = [_decoded(path, OwnSchemes, findings) for path in paths]
    own = tuple(scheme for found in decoded if found is not None for scheme in found.schemes)
    check_schemes(own, (), findings)
    return own


def _facts(path: Path | None, as_of: datetime, own: tuple[OwnScheme, ...], findings: Findings) -> Facts | None:
    if path is None:
        return Facts(as_of=as_of.date(), own=own_schemes(own))
    found = _decoded(path, Assurances, findings)
    if found is None:
        return None
    check_assurances(found, findings, own_schemes(own))
    return facts_of(found, as_of.date(), own=own)


def _declared(paths: Sequence[Path], findings: Findings) -> dict[str, gate.Depiction]:
    """What the images and fonts depict: the shipped ones, by their digest alone, and those of any number of files."""
    declared: dict[str, gate.Depiction] = {}
    for asset in shipped_assets(findings):
        declared[f"shipped {asset.path}"] = _depiction(asset)
    for path in paths:
        found = _decoded(path, Assets, findings)
        for asset in found.assets if found is not None else ():
            declared[str(asset.path)] = _depiction(asset)
    return declared


def _depiction(asset: Asset) -> gate.Depiction:
    return gate.Depiction(sha256=str(asset.sha256), depicts=tuple(str(scheme) for scheme in asset.depicts))


def _decoded(path: Path, model: type[BaseModel], findings: Findings) -> Any:
    source = Folder(path.parent).text(path.name, limits.CONTENT_FILE_BYTES)
    if isinstance(source, Finding):
        findings.add(source)
        return None
    tree, faults = yamldoc.parse_source(source)
    found = faults or decode(model, tree, Span(path=source.path))
    if isinstance(found, tuple):
        findings.add(*found)
        return None
    return found


def _artifacts(path: Path, findings: Findings) -> Iterator[Artifact]:
    """Every file below a path that can be read; a finding for every other, and for one that says nothing."""
    if str(path) == STANDARD_INPUT:
        folder, names = Folder(path), ["standard-input.html"]
    elif path.is_dir():
        folder, names = Folder(path), _names(path, findings)
    else:
        folder, names = Folder(path.parent), [path.name]
    if not names:
        findings.add(NOTHING_TO_READ.at(Span(path=path.as_posix()), f"`{path.as_posix()}` holds no file."))
    for name in names:
        data = odd_name(name) or (
            _given() if str(path) == STANDARD_INPUT else folder.read(name, limits.LINT_FILE_BYTES)
        )
        if isinstance(data, Finding):
            findings.add(data)
            continue
        if not data.strip():
            findings.add(EMPTY_FILE.at(Span(path=name), f"`{name}` is empty, so there was nothing to read in it."))
        media = MEDIA_TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
        yield Artifact(path=name, media=media, data=data)


def _given() -> bytes | Finding:
    """What stands on the standard input, within the size of a file."""
    data = sys.stdin.buffer.read(limits.LINT_FILE_BYTES + 1)
    if len(data) > limits.LINT_FILE_BYTES:
        message = f"The standard input has more than {limits.LINT_FILE_BYTES:,} bytes."
        return FILE_TOO_LARGE.at(Span(path=STANDARD_INPUT), message)
    return data


def _names(root: Path, findings: Findings) -> list[str]:
    """Every file below a folder, hidden ones included: `.well-known` is published too."""
    names: list[str] = []

    def fail(error: OSError) -> None:
        findings.add(NOTHING_TO_READ.at(Span(path=root.as_posix()), f"A folder cannot be read: {error.strerror}."))

    for base, folders, files in os.walk(root, onerror=fail):
        folders[:] = sorted(name for name in folders if name not in _LEFT_OUT)
        stem = Path(base).relative_to(root)
        links = [name for name in folders if (Path(base) / name).is_symlink()]
        names += [(stem / name).as_posix() for name in (*files, *links)]
    return sorted(names)


def _mention(judged: gate.Judged) -> dict[str, Any]:
    mention = judged.mention
    return {
        "path": judged.path,
        "scope": mention.unit.scope,
        "anchor": mention.unit.anchor,
        "scheme": mention.scheme,
        "mention": mention.text,
        "passed": mention.passed,
        "frame": mention.frame,
        "fact": mention.fact,
        "near": mention.near,
        "text": mention.unit.text,
    }


def _unexcused(mention: Mention) -> str:
    """What a mention that fails lacks, and what came nearest."""
    return f"nothing; {mention.near} stands in the sentence, but not over this name" if mention.near else "nothing"


def _explained(report: gate.GateReport) -> list[str]:
    """A line for every mention: what let it pass, or that nothing did."""
    lines = []
    for judged in report.mentions:
        mention = judged.mention
        why = f"covered by {mention.fact}" if mention.fact else mention.frame or _unexcused(mention)
        state = "pass" if mention.passed else "FAIL"
        words = " ".join(mention.unit.text.split())[: limits.LINE_SHOWN]
        lines += [f"{state}  {judged.path} ({mention.unit.scope}) {mention.scheme}: {why}", f"      {words}"]
    return lines
