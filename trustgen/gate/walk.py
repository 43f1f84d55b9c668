"""The gate's walk: read each file, judge what it says, and turn what fails into findings with places."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from trustgen import limits
from trustgen.claims.engine import Engine, Mention, adds, note
from trustgen.claims.schemes import schemes
from trustgen.finding import Findings, Span
from trustgen.gate.assets import Depiction, check_asset, check_embedded, is_asset, is_drawing
from trustgen.gate.places import Places, Trace
from trustgen.gate.report import FileRead, GateReport, GateResult, Judged
from trustgen.scopes.reader import LimitedSieve, Reader, reader_of
from trustgen.scopes.rules import EXCESSIVE, NOTHING_READ, UNREAD
from trustgen.scopes.unit import Surface, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from trustgen.artifact import Artifact
    from trustgen.claims.facts import Facts
    from trustgen.gate.exceptions import Exceptions

_NONE: Final[Mapping[str, Artifact]] = MappingProxyType({})


def run(
    artifacts: Iterable[Artifact],
    facts: Facts,
    declared: Mapping[str, Depiction],
    *,
    trace: Trace | None = None,
    companions: Mapping[str, Artifact] = _NONE,
    engine: Engine | None = None,
    exceptions: Exceptions | None = None,
) -> GateResult:
    """Read every file and judge every mention.

    `declared` says of each image and font, by its path, which bytes were looked at and what they depict.
    `companions` names for each PDF the page that it was made from, so that its findings can be traced.  An `engine`
    made for the same facts may be handed in, so that its memory lasts over several runs.  `exceptions` take findings
    that somebody has reviewed.
    """
    return _Gate(facts, declared, trace, companions, engine or Engine(facts), exceptions).over(artifacts)


class _Gate:
    def __init__(
        self,
        facts: Facts,
        declared: Mapping[str, Depiction],
        trace: Trace | None,
        companions: Mapping[str, Artifact],
        engine: Engine,
        exceptions: Exceptions | None,
    ) -> None:
        self.facts = facts
        self.declared = declared
        self.engine = engine
        self.exceptions = exceptions
        self.sieve = engine.sieve
        self.places = Places(trace, companions, self.sieve)
        self.findings = Findings()
        self.files: list[FileRead] = []
        self.judged: list[Judged] = []

    def over(self, artifacts: Iterable[Artifact]) -> GateResult:
        for artifact in artifacts:
            self.one(artifact)
        known = len(schemes(self.facts.own))
        if not self.files or not known or not any(file.texts for file in self.files):
            missing = "no scheme is known" if not known else "there was no text to read"
            span = Span(path=self.files[0].path if self.files else ".")
            self.findings.add(NOTHING_READ.at(span, f"The gate has nothing to say, because {missing}."))
        report = GateReport(files=tuple(self.files), mentions=tuple(self.judged), schemes=known)
        return GateResult(findings=self.findings.sorted(), report=report)

    def one(self, artifact: Artifact) -> None:
        reader = None if is_asset(artifact) else reader_of(artifact)
        named = self.judge(artifact, None, (_path_unit(artifact),))
        if reader is None:
            self.unread(artifact)
            name = "digest" if is_asset(artifact) else "nobody"
            self.files.append(FileRead(path=artifact.path, reader=name, texts=1, mentions=named))
            return
        # A mark can be drawn without a letter.  `lint` without declarations has the drawing's texts alone to go by.
        if is_drawing(artifact) and self.declared:
            self.findings.add(*check_asset(artifact, self.declared, self.facts))
        sieve = LimitedSieve(self.sieve, limits.MENTIONS)
        reading = reader.read(artifact, sieve)
        for problem in reading.problems:
            self.findings.add(problem.rule.at(problem.span, problem.message))
        for asset in reading.assets:
            unit = Unit(scope="asset", surface=Surface.MARK, text="", where=asset.where)
            span = self.places.embedded(artifact, reader, unit)
            self.findings.add(*check_embedded(asset.sha256, span, self.declared, self.facts))
        mentions = self.judge(artifact, reader, reading.units) + named
        if sieve.exceeded or mentions > limits.MENTIONS:
            message = (
                f"`{artifact.path}` mentions certifications more than {limits.MENTIONS:,} times; the rest is unread."
            )
            self.findings.add(EXCESSIVE.at(Span(path=artifact.path), message))
        self.files.append(
            FileRead(path=artifact.path, reader=reader.name, texts=reading.texts + 1, mentions=mentions),
        )

    def unread(self, artifact: Artifact) -> None:
        if is_asset(artifact):
            self.findings.add(*check_asset(artifact, self.declared, self.facts))
            return
        span = Span(path=artifact.path)
        self.findings.add(UNREAD.at(span, f"Nobody can read {artifact.path!r}, so what it claims is not known."))

    def judge(self, artifact: Artifact, reader: Reader | None, units: tuple[Unit, ...]) -> int:
        count = 0
        for mention in once(self.engine.judge(units)):
            count += 1
            self.judged.append(Judged(path=artifact.path, mention=mention))
            if not mention.passed:
                found = self.places.finding(artifact, reader, mention)
                if self.exceptions is None or not self.exceptions.takes(artifact.path, mention, found):
                    self.findings.add(found)
        return count


def once(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions, without those that stand only in a second way to read a block whose first way has them too."""
    before: dict[int, dict[str, bool]] = {}
    for mention in mentions:
        handle = id(mention.unit.where)
        if mention.unit.scope == "text.parts":
            known = before.get(handle, {})
            if not adds(mention, known) or (mention.scheme == "any" and known):
                continue
        elif mention.unit.where is not None:
            note((mention,), before.setdefault(handle, {}))
        yield mention


def _path_unit(artifact: Artifact) -> Unit:
    return Unit(scope="path", surface=Surface.MARK, text=artifact.path)
