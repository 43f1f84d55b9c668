"""The gate, as a build uses it: with this record's facts, this site's declarations, and a trace back to the sources."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from trustgen import gate
from trustgen.claims.engine import Engine
from trustgen.finding import WRITTEN_HERE, Related
from trustgen.gate.exceptions import Exceptions
from trustgen.holdings import facts_of_content
from trustgen.render.whitepaper import PATH, whitepaper_trace
from trustgen.scopes.rules import CHANGED, DEPICTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from trustgen.artifact import Artifact
    from trustgen.claims.facts import Facts
    from trustgen.finding import Finding, Span
    from trustgen.model.center import TrustCenter
    from trustgen.render.assets import Static
    from trustgen.render.pages import Renderer
    from trustgen.rules.site import BuiltPage


class GateMemory(Struct):
    """What a preview remembers: an engine, and the files in which nothing was found."""

    engine: Engine | None = None
    declared: Mapping[str, gate.Depiction] = field(default_factory=dict)
    gated: dict[tuple[str, bytes], gate.GateResult] = field(default_factory=dict)


class Gatekeeper:
    """The gate with this build's facts, declarations and traces."""

    def __init__(
        self,
        center: TrustCenter,
        static: Static,
        renderer: Renderer,
        companions: Mapping[str, Artifact],
        memory: GateMemory,
    ) -> None:
        self._center = center
        self._static = static
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
        self._companions = companions
        engine = Engine(self._facts)
        if memory.engine is None or memory.engine.facts != engine.facts or memory.declared != self._declared:
            memory.engine, memory.declared = engine, self._declared
            memory.gated.clear()
        self._engine = memory.engine
        self.reports: list[gate.GateReport] = []
        """What was read, in the order in which it was."""
        self.exceptions = Exceptions(center.content.exceptions, center.site.claims.exceptions, center.today)

    def check(self, artifacts: Iterable[Artifact]) -> Iterator[Finding]:
        """Findings about what the artifacts imply; a file that has not changed is not read again."""
        for artifact in artifacts:
            key = (artifact.path, sha256(artifact.data).digest())
            result = self._memory.gated.get(key)
            if result is None:
                accepted = len(self.exceptions.accepted)
                result = gate.run(
                    (artifact,),
                    self._facts,
                    self._declared,
                    trace=self._trace,
                    companions=self._companions,
                    engine=self._engine,
                    exceptions=self.exceptions,
                )
                if not result.findings and accepted == len(self.exceptions.accepted):
                    self._memory.gated[key] = result
            self.reports.append(result.report)
            yield from map(self._with_declaration, result.findings)

    def _with_declaration(self, finding: Finding) -> Finding:
        """A finding about what a file of the project depicts, with the place where that is declared."""
        assets = self._center.content.assets.assets
        asset = next((one for one in assets if str(one.path) == finding.span.path), None)
        if asset is None or finding.code not in (CHANGED.code, DEPICTED.code):
            return finding
        return replace(finding, related=(Related(label="declared here", span=asset.path.span),))

    def placed(self, found: Iterable[Finding], pages: Mapping[str, BuiltPage]) -> Iterator[Finding]:
        """Findings of other rules about finished pages, with the place in the sources where that is known."""
        lines: dict[str, list[int]] = {}
        for finding in found:
            span = finding.span
            page = pages.get(span.path)
            if page is None or finding.related:
                yield finding
                continue
            if span.path not in lines:
                lines[span.path] = [0, *(at + 1 for at, character in enumerate(page.text) if character == "\n")]
            written = self._trace(span.path, lines[span.path][span.line - 1] + span.column - 1)
            related = (Related(label=WRITTEN_HERE, span=written),) if written is not None else ()
            yield replace(finding, related=related)

    def _trace(self, path: str, offset: int) -> Span | None:
        """The source of a character; for a copied file, the file itself."""
        if path == self._static.screen_css:
            return self._static.source_at(offset)
        paper = path == PATH
        trace = whitepaper_trace(self._center, self._renderer) if paper else self._renderer.trace(path)
        return trace.at(offset) if trace is not None else None
