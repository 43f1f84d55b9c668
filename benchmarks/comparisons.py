"""What is compared with what.  A comparison writes what it needs below a folder and gives pairs that were measured."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import peers
import stress
from gate import write
from timing import Command, Paired, compare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "benchmarks"
PYTHON = sys.executable
FORBIDDEN = ("weasyprint", "pydantic", "jinja2", "watchdog", "cryptography")
"""What the start of the command line must not import."""
FIXED = 10
"""By how many pages two sites may differ: an index and the like, which each has in its own way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What all comparisons share."""

    folder: Path
    """For projects and sites; emptied before a comparison."""
    peers: peers.Peers
    rounds: int
    pages: tuple[int, ...]
    """How many pages the stress projects have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the report."""

    what: str
    paired: Paired
    target: float | None = None
    """The ratio of wall time that is aimed for."""
    pages: int | None = None
    notes: tuple[str, ...] = field(default=())


def _trustgen(*arguments: str) -> tuple[str, ...]:
    return (PYTHON, "-m", "trustgen", *arguments)


def _python(name: str, code: str) -> Command:
    return Command(name=name, line=(PYTHON, "-c", code), folder=ROOT)


def _walk(project: Path, sites: Path) -> Command:
    line = (PYTHON, str(HERE / "walk.py"), str(project), str(sites / "{round}"))
    return Command(name="trustgen without the PDF", line=line)


def _mkdocs(setting: Setting, project: Path, texts: list[peers.Text]) -> Command:
    peers.write_mkdocs(project, texts)
    line = (str(setting.peers.mkdocs), "build", "--quiet", "--site-dir", f"{project}-sites/{{round}}")
    return Command(name="mkdocs build", line=line, folder=project)


def _hugo(program: Path, project: Path, texts: list[peers.Text]) -> Command:
    peers.write_hugo(project, texts)
    line = (str(program), "--quiet", "--destination", f"{project}-sites/{{round}}")
    return Command(name="hugo", line=line, folder=project)


def _reference(folder: Path) -> Path:
    """A copy of the reference project with a fresh demonstration snapshot."""
    project = folder / "reference"
    for part in ("content", "static/img"):
        shutil.copytree(ROOT / part, project / part)
    _sign(project)
    return project


def _sign(project: Path) -> None:
    command = _trustgen("snapshot", "demo", "--force", "--project", str(project))
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def _written(ours: Path, theirs: Path) -> str:
    """How many pages each side wrote in its first run: as many, or the comparison says nothing."""
    counts = [len(list(folder.rglob("*.html"))) for folder in (ours / "0", theirs / "0")]
    if abs(counts[0] - counts[1]) > FIXED:
        raise SystemExit(f"{counts[0]} pages were compared with {counts[1]}.")
    return f"{counts[0]} pages of HTML were written, {counts[1]} by the other"


def pages(setting: Setting) -> Iterator[Row]:
    """Everything but the PDF of the reference site, against MkDocs with the same text on as many pages."""
    project = _reference(setting.folder)
    site = setting.folder / "first"
    subprocess.run([PYTHON, HERE / "walk.py", project, site], check=True)
    texts = peers.texts_of(site)
    theirs = _mkdocs(setting, setting.folder / "mkdocs", texts)
    paired = compare(_walk(project, setting.folder / "sites"), theirs, setting.rounds)
    note = _written(setting.folder / "sites", setting.folder / "mkdocs-sites")
    yield Row(what="reference site, no PDF, gate on", paired=paired, target=1.0, pages=len(texts), notes=(note,))


def whole(setting: Setting) -> Iterator[Row]:
    """The whole build, against a bare render of the same whitepaper with the same options."""
    project = _reference(setting.folder)
    paper = setting.folder / "paper"
    bare = str(HERE / "bare.py")
    subprocess.run([PYTHON, bare, "write", project, paper], check=True)
    build = _trustgen("build", "--project", str(project), "--output", str(setting.folder / "sites" / "{round}"))
    yield Row(
        what="whole build with the whitepaper",
        paired=compare(
            Command(name="trustgen build", line=build, folder=ROOT),
            Command(name="WeasyPrint alone", line=(PYTHON, bare, "render", str(paper), str(paper / "paper.pdf"))),
            setting.rounds,
        ),
        target=1.3,
    )


def start(setting: Setting) -> Iterator[Row]:
    """The start of the command line, against the import of click."""
    code = (
        "import sys, trustgen.cli\n"
        "try: trustgen.cli.cli.main(['--help'], prog_name='trustgen')\n"
        f"finally: sys.stderr.write(' '.join(sorted({set(FORBIDDEN)!r} & sys.modules.keys())))"
    )
    said = subprocess.run([PYTHON, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True).stderr
    note = f"imports {said}" if said else f"imports none of {', '.join(FORBIDDEN)}"
    ours = Command(name="trustgen --help", line=_trustgen("--help"), folder=ROOT)
    paired = compare(ours, _python("import click", "import click"), setting.rounds)
    yield Row(what="start", paired=paired, target=1.3, notes=(note,))


def many(setting: Setting) -> Iterator[Row]:
    """Projects of many pages, against MkDocs and Hugo with the same texts."""
    for count in setting.pages:
        project, base = setting.folder / f"stress-{count}", setting.folder / f"peers-{count}"
        stress.project(project, count, count)
        _sign(project)
        ours = _walk(project, setting.folder / f"sites-{count}")
        texts = list(stress.texts(count, count))
        theirs = [_mkdocs(setting, base / "mkdocs", texts)]
        if setting.peers.hugo is not None:
            theirs.append(_hugo(setting.peers.hugo, base / "hugo", texts))
        for peer in theirs:
            paired = compare(ours, peer, setting.rounds)
            note = _written(setting.folder / f"sites-{count}", Path(f"{peer.folder}-sites"))
            yield Row(what=f"{count} unique pages, no PDF, gate on", paired=paired, pages=count, notes=(note,))
            shutil.rmtree(setting.folder / f"sites-{count}")
        shutil.rmtree(base)
        shutil.rmtree(project)


def verify(setting: Setting) -> Iterator[Row]:
    """The verification of a snapshot, against one bare check of its signature."""
    project = _reference(setting.folder)
    posture = project / "content" / "posture"
    envelope = next(posture.glob("snapshots/*.json"))
    script = (PYTHON, str(HERE / "signature.py"), str(envelope), str(posture / "trust-policy.json"))
    verification = _trustgen("snapshot", "verify", "--project", str(project))
    ours = Command(name="trustgen snapshot verify", line=verification, folder=ROOT)
    paired = compare(ours, Command(name="cryptography alone", line=script), setting.rounds)
    yield Row(what="one snapshot verified", paired=paired, target=2.0)


def year(setting: Setting) -> Iterator[Row]:
    """The verification of a year of daily snapshots, against a loop over their signatures and links."""
    project = _reference(setting.folder)
    chain = str(HERE / "chain.py")
    subprocess.run([PYTHON, chain, "write", project, "365"], check=True)
    ours = Command(
        name="trustgen snapshot verify", line=_trustgen("snapshot", "verify", "--project", str(project)), folder=ROOT
    )
    loop = Command(name="cryptography and json in a loop", line=(PYTHON, chain, "check", str(project)))
    yield Row(what="365 snapshots verified", paired=compare(ours, loop, setting.rounds), target=1.3)


def again(setting: Setting) -> Iterator[Row]:
    """A build when nothing has changed, against the import of what a build needs."""
    project = _reference(setting.folder)
    ours = Command(name="trustgen build", line=_trustgen("build", "--project", str(project)), folder=ROOT)
    modules = "import click, yaml, jinja2, markdown_it, pydantic"
    yield Row(
        what="build, nothing changed",
        paired=compare(ours, _python(modules, modules), setting.rounds),
        target=1.5,
    )


def gate(setting: Setting) -> Iterator[Row]:
    """The claims gate alone over unique pages, against the bare parse of the same bytes by the same parser."""
    script = str(HERE / "gate.py")
    for kind, count, target in (("plain", 2_000, 6.0), ("trust", 1_000, 20.0)):
        folder = setting.folder / kind
        size = write(folder, count, trust=kind == "trust")
        ours, theirs = (
            Command(name=name, line=(PYTHON, script, what, str(folder)), folder=ROOT)
            for name, what in (("gate", "judge"), ("selectolax alone", "parse"))
        )
        paired = compare(ours, theirs, setting.rounds)
        speeds = [size / spent.cpu / 1e6 for spent in paired.medians()]
        note = f"{size / 1e6:.1f} MB, {speeds[0]:.1f} MB/s of CPU by the gate and {speeds[1]:.1f} by the other"
        said = "some schemes" if kind == "trust" else "no scheme"
        yield Row(what=f"{count} pages that mention {said}", paired=paired, target=target, notes=(note,))
        shutil.rmtree(folder)


COMPARISONS: dict[str, Callable[[Setting], Iterator[Row]]] = {
    "pages": pages,
    "whole": whole,
    "start": start,
    "verify": verify,
    "year": year,
    "again": again,
    "gate": gate,
    "many": many,
}
