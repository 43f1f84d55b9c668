"""The road, in order: the table of contents of the program.

`make` walks it from the content to finished artifacts and stops where an error forbids the next step; it publishes
nothing.  The whitepaper is set in a process of its own, beside the pages, and joined before the manifest.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct, field, structs

from trustgen import rules
from trustgen.attest.select import Selected, verify_folder
from trustgen.attest.times import moved
from trustgen.covered import said
from trustgen.files import Folder
from trustgen.finding import Finding, Findings, Rule, Severity, Span
from trustgen.gatekeeper import Gatekeeper, GateMemory
from trustgen.gatereport import gate_file, gate_record
from trustgen.load import load
from trustgen.manifest import manifest
from trustgen.model.content import Content
from trustgen.publish import MANIFEST, OUTPUT_UNUSABLE, examine
from trustgen.render.assets import Static, absent_assets, static_files
from trustgen.render.evidence import carried, evidence_digests, evidence_files
from trustgen.render.filters import Filters
from trustgen.render.pages import Renderer
from trustgen.render.pdfjob import PdfJob
from trustgen.render.printjob import Carried, PrintJob
from trustgen.render.status import status_file
from trustgen.render.whitepaper import whitepaper
from trustgen.render.words import Words, read_words
from trustgen.resolve import resolve
from trustgen.resources import shipped
from trustgen.rules.site import built_site
from trustgen.shown import check_shown, evidence_words
from trustgen.shownanswers import check_answers
from trustgen.showncommands import check_commands
from trustgen.showncounts import check_counts
from trustgen.showngroups import check_groups
from trustgen.shownhistory import check_history, history_words
from trustgen.shownstyles import altered, check_styles
from trustgen.snapshots import evidence_request
from trustgen.snapshots.noted import noted
from trustgen.strays import strays

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from trustgen.artifact import Artifact
    from trustgen.attest.select import Request as EvidenceRequest
    from trustgen.gate.exceptions import Accepted
    from trustgen.model.center import TrustCenter

NO_PROJECT = Rule(
    code="TG023",
    name="no-project",
    summary="The folder that was given is no project: it has no content.",
    help="Run the command in a project folder, or name one with `--project`.",
)

_T = TypeVar("_T")


class Request(Struct, frozen=True, kw_only=True):
    """What to build, and as of when."""

    root: Path
    as_of: datetime
    clock: datetime | None = None
    """What the machine's clock says, where the time was given by hand; where the two differ, the pages say so."""
    allow_as_of: bool = False
    """Whether they may differ by more than the trust policy's skew."""
    output: Path | None = None
    """Where it will be published, to refuse a folder that may not be replaced before any work is done."""
    output_shown: str = "site"
    with_pdf: bool = True
    state: Path | None = None
    """This machine's record of the snapshots that it accepted."""
    published: Path | None = None
    """The manifest of the published site."""

    @property
    def evidence(self) -> EvidenceRequest:
        """What is verified, and against what was known before."""
        found = evidence_request(self.root, self.as_of, state=self.state, published=self.published)
        return structs.replace(found, clock=None if self.allow_as_of else self.clock)


class Memory(Struct):
    """What a preview remembers between two builds; a single build starts with none.

    With a memory, `make` never sets a PDF: it takes the remembered one, which `set_pdf` puts there.
    """

    gate: GateMemory = field(default_factory=GateMemory)
    pdf_of: bytes = b""
    """The digest of what the remembered PDF was set from."""
    pdf: tuple[Artifact | None, tuple[Finding, ...]] = (None, ())


def set_pdf(job: PrintJob, memory: Memory) -> None:
    """Set a PDF and remember it, unless the one that is remembered is just that."""
    if memory.pdf_of != job.digest:
        with PdfJob() as process:
            process.submit(job)
            memory.pdf = process.result()
            memory.pdf_of = job.digest


class Made(Struct, frozen=True, kw_only=True):
    """A finished walk: artifacts if nothing forbids publishing them, and everything that was found."""

    findings: tuple[Finding, ...]
    artifacts: tuple[Artifact, ...] | None = None
    facts: tuple[str, ...] = ()
    print_job: PrintJob | None = None
    """What the PDF is set from."""
    selected: Selected | None = None
    """The evidence that the artifacts rest on."""
    accepted: tuple[Accepted, ...] = ()
    """What stands aside for a reviewed exception."""


def make(
    request: Request,
    say: Callable[[str], None] = lambda _: None,
    memory: Memory | None = None,
    job: PdfJob | None = None,
) -> Made:
    """Walk the road.  `say` hears the name of each long step.

    The PDF is set by `job`, which the caller may have started early and ends itself; without one, it is started here.
    """
    findings = Findings()
    with contextlib.ExitStack() as stack:
        if job is None and request.with_pdf and memory is None:
            job = stack.enter_context(PdfJob())
        try:
            return _Walk(request, findings, memory, job).to_the_end(say)
        except _StopError:
            return Made(findings=findings.sorted())


class _StopError(Exception):
    """An error that makes the next step meaningless; never leaves this module."""


class _Walk:
    def __init__(self, request: Request, findings: Findings, memory: Memory | None, job: PdfJob | None) -> None:
        self.request = request
        self.findings = findings
        self.memory = memory
        self.job = job
        self.content_folder = Folder(request.root / "content", "content", within=request.root)
        self.own_templates = Folder(request.root / "templates", "templates", within=request.root)

    def to_the_end(self, say: Callable[[str], None]) -> Made:
        say("read")
        if not self.content_folder.root.is_dir():
            self.findings.add(NO_PROJECT.at(Span(path="content"), "There is no folder `content` here."))
            raise _StopError
        self._examine_output()
        content = self._taken(load(self.content_folder), Content)
        static = self._taken(static_files(self.request.root), Static)
        folders = (self.own_templates, Folder(shipped("templates"), "templates"))
        language = str(content.site.language) if content else "en"
        words = self._taken(read_words(folders, language), Words)
        self.findings.add(*strays(self.request.root))
        say("verify")
        selected = self._taken(verify_folder(self.request.evidence), Selected)
        if content is None or static is None or words is None or selected is None:
            raise _StopError
        center = resolve(
            content,
            selected,
            as_of=self.request.as_of,
            fixed_clock=moved(self.request.as_of, self.request.clock, selected.policy),
            findings=self.findings,
        )
        if center is None:
            raise _StopError
        self.findings.add(*noted(selected), *rules.check_content(center))
        self.findings.add(*absent_assets(content, static))
        say("render")
        renderer = Renderer(center, words, folders, static.screen_css, static.saved_css)
        evidence = self._taken(evidence_files(selected), tuple) or ()
        job = self._print_job(center, renderer, static, carried(evidence, selected, words))
        artifacts = [*self._pages(renderer), *static.artifacts, *evidence, status_file(center)]
        say("gate")
        companions = {job.path: job.paper} if job else {}
        gatekeeper = Gatekeeper(center, static, renderer, companions, (self.memory or Memory()).gate)
        self.findings.add(*gatekeeper.check(artifacts), *(gatekeeper.check((job.paper,)) if job else ()))
        say("pdf")
        pdf, printed = self._pdf(job)
        if pdf is not None:
            artifacts.append(pdf)
            self.findings.add(*gatekeeper.check((pdf,)))
        reported = self._gate_report(gatekeeper, center, renderer, artifacts)
        self.findings.add(*gatekeeper.check(reported))
        artifacts = sorted((*artifacts, *reported), key=lambda artifact: artifact.path)
        papers = (job.paper, *(file for file in job.files if file.media == "text/css")) if job else ()
        self._compare((*artifacts, *papers), center, static, words)
        paper = str(center.site.whitepaper.file)
        # A preview will have a PDF later; what could not be made has a finding of its own. Links to them are no fault.
        lacking = {paper, *renderer.paths} - {artifact.path for artifact in artifacts}
        site = built_site(artifacts, center.site.base_url, [MANIFEST, *lacking], [job.paper] if job else [])
        self.findings.add(*gatekeeper.placed((*printed, *rules.check_output(site)), {**site.pages, **site.papers}))
        read = (self.content_folder.digests, self.own_templates.digests, static.digests, evidence_digests(selected))
        record = manifest(center, artifacts, {path: digest for each in read for path, digest in each.items()})
        self.findings.add(*gatekeeper.check((record,)))
        self.findings.add(*gatekeeper.exceptions.findings(() if pdf is not None else (paper,)))
        done = None if self.findings.worst is Severity.ERROR else (*artifacts, record)
        return Made(
            findings=self.findings.sorted(),
            artifacts=done,
            facts=said(center),
            print_job=job,
            selected=selected,
            accepted=tuple(gatekeeper.exceptions.accepted),
        )

    def _examine_output(self) -> None:
        if self.request.output is not None:
            output = self.request.output.resolve()
            sources = [(self.request.root / name).resolve() for name in ("content", "templates", "static")]
            if any(output.is_relative_to(source) or source.is_relative_to(output) for source in sources):
                message = f"`{self.request.output_shown}` is among the sources of the project."
                self.findings.add(OUTPUT_UNUSABLE.at(Span(path=self.request.output_shown), message))
                return
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

    def _compare(self, shown: tuple[Artifact, ...], center: TrustCenter, static: Static, words: Words) -> None:
        """Whatever templates, words and styles a project brings: what its pages show is what was signed."""
        self.findings.add(*check_shown(shown, center, evidence_words(words)), *check_answers(shown, center, words))
        self.findings.add(*check_commands(shown, center, words), *check_counts(shown, center, words))
        self.findings.add(*check_groups(shown, center, evidence_words(words)))
        self.findings.add(*check_history(shown, center, history_words(words)))
        self.findings.add(*check_styles(shown, center, static, words, altered=altered(self.own_templates)))

    def _gate_report(
        self, gatekeeper: Gatekeeper, center: TrustCenter, renderer: Renderer, artifacts: list[Artifact]
    ) -> tuple[Artifact, ...]:
        paths = {artifact.path for artifact in artifacts}
        record = gate_record(gatekeeper.reports, gatekeeper.exceptions.accepted, center, paths)
        page = renderer.gate_page(record)
        if isinstance(page, Finding):
            self.findings.add(page)
            return (gate_file(record),)
        return (page, gate_file(record))

    def _print_job(self, center: TrustCenter, renderer: Renderer, static: Static, attached: Carried) -> PrintJob | None:
        """The whitepaper's HTML, handed to the process that sets it as soon as it is there."""
        made = whitepaper(center, renderer, Filters(center.site.base_url))
        if isinstance(made, tuple):
            self.findings.add(*made)
            return None
        job = PrintJob(
            paper=made,
            path=str(center.site.whitepaper.file),
            files=(static.print_css(made.data.decode()), *static.artifacts),
            attached=attached,
            dated=center.evidence.scanned_at,
        )
        if self.job is not None:
            self.job.submit(job)
        return job

    def _pdf(self, job: PrintJob | None) -> tuple[Artifact | None, tuple[Finding, ...]]:
        if job is None:
            return None, ()
        if self.job is not None:
            return self.job.result()
        if self.memory is not None and self.memory.pdf_of == job.digest:
            return self.memory.pdf
        return (self.memory.pdf[0] if self.memory is not None else None), ()
