"""The gate's walk: read each file, judge what it says, and turn what fails into findings with places."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from trustgen import limits
from trustgen.claims.catalogue.schemes import schemes
from trustgen.claims.engine import Engine, Mention, adds, note
from trustgen.finding import Findings, Span
from trustgen.gate.assets import Depiction, check_asset, check_embedded, is_asset, is_drawing
from trustgen.gate.crew import LostError, spread
from trustgen.gate.places import Places, Trace
from trustgen.gate.report import FileRead, GateReport, GateResult, Judged
from trustgen.scopes.reader import LimitedSieve, Reader, reader_of
from trustgen.scopes.rules import EXCESSIVE, NOTHING_READ, UNREAD
from trustgen.scopes.unit import PARTS, Surface, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from trustgen.artifact import Artifact
    from trustgen.claims.facts import Facts
    from trustgen.finding import Finding
    from trustgen.gate.exceptions import Exceptions

_NONE: Final[Mapping[str, Artifact]] = MappingProxyType({})


class Outcome(Struct, frozen=True, kw_only=True):
    """What there is to say about one file, as a value that can be handed from one process to another."""

    file: FileRead
    mentions: tuple[tuple[Mention, Finding | None], ...]
    """Every mention, with its finding if it failed."""
    findings: tuple[Finding, ...]
    """What else is wrong with the file."""


def run(
    artifacts: Iterable[Artifact],
    facts: Facts,
    declared: Mapping[str, Depiction],
    *,
    trace: Trace | None = None,
    companions: Mapping[str, Artifact] = _NONE,
    engine: Engine | None = None,
    exceptions: Exceptions | None = None,
    workers: int = 1,
) -> GateResult:
    """Read every file and judge every mention.

    `declared` says of each image and font, by its path, which bytes were looked at and what they depict.
    `companions` names for each PDF the page that it was made from, so that its findings can be traced.  An `engine`
    made for the same facts may be handed in, so that its memory lasts over several runs.  `exceptions` take findings
    that somebody has reviewed.  So many `workers` read many files side by side; the result is the same with any number.
    """
    gate = _Gate(facts, declared, trace, companions, engine or Engine(facts))
    findings, files, judged = Findings(), [], []
    try:
        for outcome in spread(gate.one, artifacts, workers):
            files.append(outcome.file)
            findings.add(*outcome.findings)
            for mention, found in outcome.mentions:
                judged.append(Judged(path=outcome.file.path, mention=mention))
                if found and (exceptions is None or not exceptions.takes(outcome.file.path, mention, found)):
                    findings.add(found)
    except LostError:
        last = files[-1].path if files else "."
        message = "A process that read files was killed, perhaps for want of memory: what follows here is unread."
        findings.add(UNREAD.at(Span(path=last), message, help="Run it again, or on fewer files at a time."))
    known = len(schemes(facts.own))
    if not files or not known or not any(file.texts for file in files):
        missing = "no scheme is known" if not known else "there was no text to read"
        span = Span(path=files[0].path if files else ".")
        findings.add(NOTHING_READ.at(span, f"The gate has nothing to say, because {missing}."))
    report = GateReport(files=tuple(files), mentions=tuple(judged), schemes=known)
    return GateResult(findings=findings.sorted(), report=report)


class _Gate:
    """The gate for one file at a time; it holds what all of them are judged by."""

    def __init__(
        self,
        facts: Facts,
        declared: Mapping[str, Depiction],
        trace: Trace | None,
        companions: Mapping[str, Artifact],
        engine: Engine,
    ) -> None:
        self.facts = facts
        self.declared = declared
        self.engine = engine
        self.sieve = engine.sieve
        self.places = Places(trace, companions, self.sieve)

    def one(self, artifact: Artifact) -> Outcome:
        """Read one file and judge every mention in it."""
        reader = None if is_asset(artifact) else reader_of(artifact)
        named = self.judged(artifact, None, (_path_unit(artifact),))
        findings = Findings()
        if reader is None:
            findings.add(*self.unread(artifact))
            name = "digest" if is_asset(artifact) else "nobody"
            return _outcome(artifact, name, 1, named, findings)
        # A mark can be drawn without a letter.  `lint` without declarations has the drawing's texts alone to go by.
        if is_drawing(artifact) and self.declared:
            findings.add(*check_asset(artifact, self.declared, self.facts))
        sieve = LimitedSieve(self.sieve, limits.MENTIONS)
        reading = reader.read(artifact, sieve)
        for problem in reading.problems:
            findings.add(problem.rule.at(problem.span, problem.message))
        for asset in reading.assets:
            unit = Unit(scope="asset", surface=Surface.MARK, text="", where=asset.where)
            span = self.places.embedded(artifact, reader, unit)
            findings.add(*check_embedded(asset.sha256, span, self.declared, self.facts))
        mentions = (*named, *self.judged(artifact, reader, reading.units))
        if sieve.exceeded or len(mentions) > limits.MENTIONS:
            message = (
                f"`{artifact.path}` mentions certifications more than {limits.MENTIONS:,} times; the rest is unread."
            )
            findings.add(EXCESSIVE.at(Span(path=artifact.path), message))
        return _outcome(artifact, reader.name, reading.texts + 1, mentions, findings)

    def unread(self, artifact: Artifact) -> Iterable[Finding]:
        """What there is to say about a file that has no reader."""
        if is_asset(artifact):
            return check_asset(artifact, self.declared, self.facts)
        span = Span(path=artifact.path)
        return (UNREAD.at(span, f"Nobody can read {artifact.path!r}, so what it claims is not known."),)

    def judged(
        self, artifact: Artifact, reader: Reader | None, units: tuple[Unit, ...]
    ) -> tuple[tuple[Mention, Finding | None], ...]:
        """Every mention of the units, with its finding if it failed."""
        return tuple(
            # The handle of the place has done its work: it would keep the whole tree of the file.
            (
                replace(mention, unit=replace(mention.unit, where=None)),
                None if mention.passed else self.places.finding(artifact, reader, mention),
            )
            for mention in once(self.engine.judge(units))
        )


def _outcome(
    artifact: Artifact,
    reader: str,
    texts: int,
    mentions: tuple[tuple[Mention, Finding | None], ...],
    findings: Findings,
) -> Outcome:
    file = FileRead(path=artifact.path, reader=reader, texts=texts, mentions=len(mentions))
    return Outcome(file=file, mentions=mentions, findings=findings.sorted())


def once(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions, without those that stand only in a second way to read a block whose first way has them too."""
    before: dict[int, dict[str, bool]] = {}
    for mention in mentions:
        handle = id(mention.unit.where)
        if mention.unit.scope == PARTS:
            known = before.get(handle, {})
            if not adds(mention, known) or (mention.scheme == "any" and known):
                continue
        elif mention.unit.where is not None:
            note((mention,), before.setdefault(handle, {}))
        yield mention


def _path_unit(artifact: Artifact) -> Unit:
    return Unit(scope="path", surface=Surface.MARK, text=artifact.path)
