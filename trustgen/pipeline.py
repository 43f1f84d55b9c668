"""The road, in order: the table of contents of the program.

`make` walks it from the content to finished artifacts and stops where an error forbids the next step; it publishes
nothing.  The whitepaper is set in a process of its own, beside the pages, and joined before the manifest.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from trustgen import gate, rules
from trustgen.attest.select import Selected, verify_folder
from trustgen.claims.engine import Engine
from trustgen.files import Folder
from trustgen.finding import Finding, Findings, Severity, Span
from trustgen.holdings import facts_of_content
from trustgen.load import load
from trustgen.manifest import manifest
from trustgen.model.content import Content
from trustgen.model.posture import Outcome
from trustgen.publish import MANIFEST, examine
from trustgen.render.assets import Static, static_files
from trustgen.render.evidence import evidence_files
from trustgen.render.filters import Filters
from trustgen.render.pages import Renderer
from trustgen.render.pdfjob import PdfJob
from trustgen.render.whitepaper import PATH, whitepaper, whitepaper_trace
from trustgen.render.words import Words, read_words
from trustgen.resolve import resolve
from trustgen.resources import shipped
from trustgen.rules.site import built_site
from trustgen.snapshots import evidence_request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from trustgen.artifact import Artifact
    from trustgen.claims.facts import Facts
    from trustgen.model.center import TrustCenter

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to build, and as of when."""

    root: Path
    as_of: datetime
    fixed_clock: bool = False
    """Whether the time was given by hand; the pages then say so."""
    output: Path | None = None
    """Where it will be published, to refuse a folder that may not be replaced before any work is done."""
    output_shown: str = "site"
    with_pdf: bool = True


@dataclass(slots=True)
class Memory:
    """What a preview remembers between two builds; a single build starts with none."""

    engine: Engine | None = None
    gated: dict[tuple[str, bytes], gate.GateResult] = field(default_factory=dict)
    pdfs: dict[bytes, tuple[Artifact | None, tuple[Finding, ...]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A finished walk: artifacts if nothing forbids publishing them, and everything that was found."""

    findings: tuple[Finding, ...]
    artifacts: tuple[Artifact, ...] | None = None
    facts: tuple[str, ...] = ()
    whitepaper: Artifact | None = None
    """The HTML that the PDF was set from."""


def make(request: Request, say: Callable[[str], None] = lambda _: None, memory: Memory | None = None) -> Made:
    """Walk the road.  `say` hears the name of each long step."""
    findings = Findings()
    with contextlib.ExitStack() as stack:
        job = stack.enter_context(PdfJob()) if request.with_pdf and memory is None else None
        try:
            walk = _Walk(request, findings, memory or Memory(), job, stack)
            return walk.to_the_end(say)
        except _StopError:
            return Made(findings=findings.sorted())


class _StopError(Exception):
    """An error that makes the next step meaningless; never leaves this module."""


class _Walk:
    def __init__(
        self,
        request: Request,
        findings: Findings,
        memory: Memory,
        job: PdfJob | None,
        stack: contextlib.ExitStack,
    ) -> None:
        self.request = request
        self.findings = findings
        self.memory = memory
        self.job = job
        self.stack = stack
        self.content_folder = Folder(request.root / "content", "content")
        self.own_templates = Folder(request.root / "templates", "templates")

    def to_the_end(self, say: Callable[[str], None]) -> Made:
        say("read")
        self._examine_output()
        content = self._taken(load(self.content_folder), Content)
        static = self._taken(static_files(self.request.root), Static)
        folders = (self.own_templates, Folder(shipped("templates"), "templates"))
        language = str(content.site.language) if content else "en"
        words = self._taken(read_words(folders, language), Words)
        say("verify")
        selected = self._taken(verify_folder(evidence_request(self.request.root, self.request.as_of)), Selected)
        if content is None or static is None or words is None or selected is None:
            raise _StopError
        center = resolve(
            content,
            selected,
            as_of=self.request.as_of,
            fixed_clock=self.request.fixed_clock,
            findings=self.findings,
        )
        if center is None:
            raise _StopError
        self.findings.add(*rules.check_content(center))
        say("render")
        renderer = Renderer(center, words, folders, static.screen_css)
        paper = self._paper(center, renderer, static)
        artifacts = [*self._pages(renderer), *static.artifacts, *evidence_files(selected)]
        say("gate")
        gatekeeper = _Gatekeeper(center, static, renderer, paper, self.memory)
        self.findings.add(*gatekeeper.check(artifacts), *(gatekeeper.check((paper,)) if paper else ()))
        say("pdf")
        pdf = self._pdf(center, static, paper)
        if pdf is not None:
            artifacts.append(pdf)
            self.findings.add(*gatekeeper.check((pdf,)))
        artifacts.sort(key=lambda artifact: artifact.path)
        also = [MANIFEST] if self.request.with_pdf else [MANIFEST, str(center.site.whitepaper.file)]
        self.findings.add(*rules.check_output(built_site(artifacts, center.site.base_url, also)))
        inputs = {**self.content_folder.digests, **self.own_templates.digests}
        record = manifest(center, artifacts, inputs)
        self.findings.add(*gatekeeper.check((record,)))
        done = None if self.findings.worst is Severity.ERROR else (*artifacts, record)
        return Made(findings=self.findings.sorted(), artifacts=done, facts=said(center), whitepaper=paper)

    def _examine_output(self) -> None:
        if self.request.output is not None:
            refused = examine(self.request.output, self.request.output_shown)
            if refused is not None:
                self.findings.add(refused)

    def _taken(self, found: Any, kind: type[_T]) -> _T | None:
        """The value, or nothing and its findings added."""
        if isinstance(found, kind):
            return found
        self.findings.add(*(found if isinstance(found, tuple) else (found,)))
        return None

    def _pages(self, renderer: Renderer) -> Iterator[Artifact]:
        for page in renderer.pages():
            if isinstance(page, Finding):
                self.findings.add(page)
            else:
                yield page

    def _paper(self, center: TrustCenter, renderer: Renderer, static: Static) -> Artifact | None:
        """The whitepaper's HTML, handed to the process that sets it as soon as it is there."""
        filters = Filters(center.site.base_url)
        made = whitepaper(center, renderer, filters)
        if isinstance(made, tuple):
            self.findings.add(*made)
            return None
        if self.job is not None:
            self._submit(self.job, center, static, made)
        return made

    def _submit(self, job: PdfJob, center: TrustCenter, static: Static, paper: Artifact) -> None:
        files = (static.print_css(paper.data.decode()), *static.artifacts)
        job.submit(paper, str(center.site.whitepaper.file), files, center.evidence.scanned_at)

    def _pdf(self, center: TrustCenter, static: Static, paper: Artifact | None) -> Artifact | None:
        if paper is None or not self.request.with_pdf:
            return None
        if self.job is not None:
            pdf, found = self.job.result()
        else:
            pdf, found = self._remembered_pdf(center, static, paper)
        self.findings.add(*found)
        return pdf

    def _remembered_pdf(
        self,
        center: TrustCenter,
        static: Static,
        paper: Artifact,
    ) -> tuple[Artifact | None, tuple[Finding, ...]]:
        """For a preview: set the PDF only when what it is made from has changed."""
        parts = (paper, static.print_css(paper.data.decode()), *static.artifacts)
        key = sha256(b"".join(sha256(part.data).digest() for part in parts)).digest()
        if key not in self.memory.pdfs:
            job = self.stack.enter_context(PdfJob())
            self._submit(job, center, static, paper)
            self.memory.pdfs.clear()
            self.memory.pdfs[key] = job.result()
        return self.memory.pdfs[key]


class _Gatekeeper:
    """The gate with this build's facts, declarations and traces."""

    def __init__(
        self,
        center: TrustCenter,
        static: Static,
        renderer: Renderer,
        paper: Artifact | None,
        memory: Memory,
    ) -> None:
        self._center = center
        self._renderer = renderer
        self._memory = memory
        self._facts: Facts = facts_of_content(center.content, center.today)
        assets = (*static.declared, *center.content.assets.assets)
        self._declared = {
            str(asset.path): gate.Depiction(
                sha256=str(asset.sha256),
                depicts=tuple(str(scheme) for scheme in asset.depicts),
            )
            for asset in assets
        }
        self._companions = {str(center.site.whitepaper.file): paper} if paper is not None else {}
        engine = Engine(self._facts)
        if memory.engine is None or memory.engine.facts != engine.facts:
            memory.engine = engine
            memory.gated.clear()
        self._engine = memory.engine

    def check(self, artifacts: Iterable[Artifact]) -> Iterator[Finding]:
        """Findings about what the artifacts imply; a file that has not changed is not read again."""
        for artifact in artifacts:
            key = (artifact.path, sha256(artifact.data).digest())
            result = self._memory.gated.get(key)
            if result is None:
                result = gate.run(
                    (artifact,),
                    self._facts,
                    self._declared,
                    trace=self._trace,
                    companions=self._companions,
                    engine=self._engine,
                )
                if not result.findings:
                    self._memory.gated[key] = result
            yield from result.findings

    def _trace(self, path: str, offset: int) -> Span | None:
        """The source of a character; for a copied file, the file itself."""
        if path == PATH:
            trace = whitepaper_trace(self._center, self._renderer)
        else:
            trace = self._renderer.trace(path)
        return trace.at(offset) if trace is not None else None


def said(center: TrustCenter) -> tuple[str, ...]:
    """What the build has to say about its evidence."""
    coverage, evidence = center.coverage, center.evidence
    counts = coverage.outcomes
    others = ", ".join(
        f"{counts[outcome]} {outcome.value.replace('-', ' ')}"
        for outcome in Outcome
        if outcome is not Outcome.PASS and counts[outcome]
    )
    note = " (demonstration)" if evidence.demonstration else ""
    return (
        f"Snapshot {evidence.sequence} of {evidence.environment}{note}, "
        f"scanned {evidence.scanned_at:%Y-%m-%dT%H:%M:%SZ}, valid until {evidence.valid_until:%Y-%m-%dT%H:%M:%SZ}.",
        f"{coverage.lines_scanned} of {coverage.lines} lines scanned; "
        f"{counts[Outcome.PASS]} of {coverage.controls} controls pass{'; ' + others if others else ''}.",
    )
