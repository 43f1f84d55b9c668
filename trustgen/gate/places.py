"""From a mention to its place in the published file, and from there to where it was written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from trustgen.finding import WRITTEN_HERE, Finding, Related, Severity, Span
from trustgen.scopes.line import nth_visible, visible_before
from trustgen.scopes.reader import Reader, Region, Sieve, reader_of
from trustgen.scopes.span import span_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trustgen.artifact import Artifact
    from trustgen.claims.engine import Mention
    from trustgen.scopes.unit import Unit

Trace = Callable[[str, int], Span | None]
"""Where the character at an offset of a published file's text was written; `None` when nobody knows."""


class Places:
    """Places in the files of one run."""

    def __init__(self, trace: Trace | None, companions: Mapping[str, Artifact], sieve: Sieve) -> None:
        """`companions` maps a file without lines, such as a PDF, to the page that it was made from."""
        self._trace = trace
        self._companions = companions
        self._sieve = sieve
        self._units: dict[str, dict[str, Unit]] = {}

    def finding(self, artifact: Artifact, reader: Reader | None, mention: Mention) -> Finding:
        """The finding of a mention that failed."""
        unit = mention.unit
        region = reader.locate(artifact, unit, mention.start, mention.end) if reader else None
        span = _span(artifact.path, unit, region, reader)
        related = self._written(artifact, unit, mention, region)
        rule = mention.rule
        if rule is None:
            raise RuntimeError("a mention that failed has no rule")
        found = rule.at(
            span,
            mention.message,
            help=mention.help,
            related=(Related(label=WRITTEN_HERE, span=related),) if related else (),
            scheme=mention.scheme,
            mention=mention.text,
            frame=mention.frame,
        )
        return _softened(found) if mention.warning and found.severity is Severity.ERROR else found

    def embedded(self, artifact: Artifact, reader: Reader, unit: Unit) -> Span:
        """The place of an embedded file, given by a unit with its handle."""
        return _span(artifact.path, unit, reader.locate(artifact, unit, 0, len(unit.text)), reader)

    def _written(self, artifact: Artifact, unit: Unit, mention: Mention, region: Region | None) -> Span | None:
        if self._trace is None:
            return None
        if region is not None:
            return self._trace(artifact.path, region.start)
        companion = self._companions.get(artifact.path)
        at = self._in_companion(companion, unit, mention) if companion else None
        return self._trace(companion.path, at) if companion and at is not None else None

    def _in_companion(self, companion: Artifact, unit: Unit, mention: Mention) -> int | None:
        reader = reader_of(companion)
        if reader is None:
            return None
        if companion.path not in self._units:
            read = reader.read(companion, self._sieve).units
            self._units[companion.path] = {_key(one.text): one for one in reversed(read)}
        units = self._units[companion.path]
        same = units.get(_key(unit.text))
        if same is not None:
            start = nth_visible(same.text, visible_before(unit.text, mention.start))
        else:
            # A line of what is one block of the page, such as code; failing that, the mention alone.  What stands in
            # several places has no place that could be told: none is better than a wrong one.
            for wanted, before in (
                (_key(unit.text), visible_before(unit.text, mention.start)),
                (_key(mention.text), 0),
            ):
                fitting = [one for key, one in units.items() if wanted and wanted in key]
                if len(fitting) == 1:
                    same = fitting[0]
                    start = nth_visible(same.text, _key(same.text).index(wanted) + before)
                    break
            else:
                return None
        found = reader.locate(companion, same, start, min(len(same.text), start + len(mention.text)))
        return found.start if found else None


def _key(text: str) -> str:
    return "".join(text.split())


def _span(path: str, unit: Unit, region: Region | None, reader: Reader | None) -> Span:
    if region is None:
        route = reader.route(unit) if reader else None
        return Span(path=path, scope=unit.scope, anchor=unit.anchor, route=route)
    return span_at(path, region.text, region.start, region.end, scope=unit.scope, anchor=unit.anchor)


def _softened(finding: Finding) -> Finding:
    from msgspec.structs import replace

    return replace(finding, severity=Severity.WARNING)
