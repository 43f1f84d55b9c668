"""What the pages count and measure is what was signed: tallies, coverage, measurements and their drawings.

Templates may be overridden by a project.  Whatever they do, each component that shows a number shows those of the
snapshot, or of the history, and the pages where it belongs have it.  Drawings are compared by their geometry, which is
computed here anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.finding import Finding, Rule, Span
from trustgen.render.drawing import INK, WIDTH, course, gauge
from trustgen.render.filters import fill, minute, percent
from trustgen.scopes.html_counts import shown_counts
from trustgen.scopes.html_refs import find
from trustgen.shown import STATUS_ABSENT
from trustgen.shownfacts import EVIDENCE_ABSENT, KINDS, OTHER_EVIDENCE, facts, wanted_facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from trustgen.artifact import Artifact
    from trustgen.model.center import GradedControl, TrustCenter
    from trustgen.model.history import Column
    from trustgen.model.posture import Metric
    from trustgen.render.words import Words

OTHER_COUNT = Rule(
    code="TG416",
    name="other-count",
    summary="A page shows another count or measurement than the one that was signed.",
    help="Print them with the components `tally`, `coverage`, `metric`, `metrics` and `measured` alone, as they are.",
)

Parts = tuple[str, ...]
_POSTURE: Final = "posture/index.html"
_TALLIED: Final = ("index.html", "controls/index.html", _POSTURE, "whitepaper.html")
_NAMES: Final = {
    "tally": "how many controls have each status",
    "coverage": "how much is covered",
    "metric": "a measurement",
    "row": "a measurement",
    "measured": "the earlier values of a measurement",
    "gauge": "a share",
    "course": "a measurement through the record",
    "snapshot": "the snapshot",
    "key": "a key that signed",
    "identity": "an identity that signed",
    "signing": "who signed earlier snapshots",
    "foot": "the snapshot at its foot",
    "exception": "an exception",
    "exceptions": "the exceptions",
    "cover": "the snapshot on its cover",
    "paper": "the snapshot at the foot of its pages",
    "stale": "when it has run out",
    "script": "when it has run out, by its script",
}


def check_counts(artifacts: Iterable[Artifact], center: TrustCenter, words: Words) -> Iterator[Finding]:
    """Compare every page, the whitepaper's HTML among them, with the trust center."""
    expected = set(_expected(center, words))
    owners = {control.page: control for control in center.controls.values()}
    for artifact in artifacts:
        if artifact.media != "text/html":
            continue
        source = artifact.data.decode("utf-8", "replace")
        shown = shown_counts(source)
        for one in shown:
            if one.kind != "script" and (one.kind, one.parts) not in expected:
                said = ", ".join(part for part in one.parts if part)[:120]
                message = f"This page says of {_NAMES[one.kind]} what was not signed: “{said}”."
                rule = OTHER_EVIDENCE if one.kind in KINDS else OTHER_COUNT
                yield rule.at(find(artifact.path, source, one.parts[0] if one.parts else ""), message)
        seen = {(one.kind, one.parts) for one in shown if not one.hidden}
        for kind, parts in _wanted(artifact.path, center, words, owners.get(artifact.path)):
            if (kind, parts) not in seen:
                message = f"`{artifact.path}` does not show {_NAMES[kind]}: “{', '.join(parts)[:120]}”."
                rule = EVIDENCE_ABSENT if kind in KINDS else STATUS_ABSENT
                yield rule.at(Span(path=artifact.path), message)


def _wanted(path: str, center: TrustCenter, words: Words, owner: GradedControl | None) -> Iterator[tuple[str, Parts]]:
    yield from wanted_facts(path, center, words, owner)
    if path in _TALLIED:
        yield _tally(center, words)
    if path == _POSTURE:
        yield _coverage(center, words)
        for control in center.controls.values():
            yield from (_row(control, metric, words) for metric in control.metrics)
    if owner is not None:
        for metric in owner.metrics:
            yield _metric(metric, words)
            if len(center.history.snapshots) > 1:
                yield _measured(center, owner, metric, words)


def _expected(center: TrustCenter, words: Words) -> Iterator[tuple[str, Parts]]:
    """Everything that any page may count or measure."""
    covered = center.coverage
    yield from facts(center, words)
    yield _tally(center, words)
    yield _coverage(center, words)
    lines = fill(words.text("coverage.lines"), scanned=covered.lines_scanned, total=covered.lines)
    yield _gauge(lines, covered.lines_scanned, covered.lines, None)
    passing = fill(words.text("coverage.controls"), passing=covered.passing, total=covered.controls)
    yield _gauge(passing, covered.passing, covered.controls, None)
    for control in center.controls.values():
        for metric in control.metrics:
            values = control.history.metrics[metric.id]
            yield _metric(metric, words)
            yield _row(control, metric, words)
            yield _measured(center, control, metric, words)
            yield _course(metric, values, words)
            if metric.kind == "ratio":
                about = {"measured": percent(metric), "target": percent(metric.target)}
                title = fill(words.text("metric.gauge"), metric=metric.id, **about)
                yield _gauge(title, metric.numerator or 0, metric.denominator or 0, metric.target)


def _tally(center: TrustCenter, words: Words) -> tuple[str, Parts]:
    counts = {outcome.value: count for outcome, count in center.coverage.outcomes.items()}
    there = ((name, count) for name, count in counts.items() if count or name in ("pass", "fail"))
    return _said("tally", *(f"outcome--{name} {count} {words.text(f'outcome.{name}')}" for name, count in there))


def _coverage(center: TrustCenter, words: Words) -> tuple[str, Parts]:
    covered, of = center.coverage, words.text("coverage.of")
    lines = fill(of, part=covered.lines_scanned, whole=covered.lines)
    passing = f"{covered.passing} {words.text('outcome.pass')}"
    return _said("coverage", lines, f"{passing} {fill(words.text('coverage.whole'), whole=covered.controls)}")


def _metric(metric: Metric, words: Words) -> tuple[str, Parts]:
    target = f"{words.text('metric.target')} {_target(metric, words)}"
    if metric.kind == "ratio":
        return _said("metric", metric.id, percent(metric), _counted(metric, words), target)
    quantity = fill(words.text("metric.quantity"), value=metric.value, unit=metric.unit)
    return _said("metric", metric.id, quantity, target)


def _row(control: GradedControl, metric: Metric, words: Words) -> tuple[str, Parts]:
    counted = _counted(metric, words) if metric.kind == "ratio" else metric.unit
    return _said("row", control.control.id, metric.id, _value(metric), counted, _target(metric, words))


def _measured(center: TrustCenter, control: GradedControl, metric: Metric, words: Words) -> tuple[str, Parts]:
    parts = [fill(words.text("metric.course"), metric=metric.id)]
    for column, value in reversed(center.history.paired(control.history.metrics[metric.id])):
        one = column.first == column.last
        number = str(column.first) if one else _range(column, words)
        parts += [number, minute(column.snapshot.scanned_at) if column.snapshot else words.text("seen.not-on-file")]
        if value is None:
            parts += [words.text("metric.none"), ""]
        else:
            parts += [_value(value), _counted(value, words) if value.kind == "ratio" else value.unit]
    return _said("measured", *parts)


def _range(column: Column, words: Words) -> str:
    return fill(words.text("history.range"), first=column.first, last=column.last)


def _value(metric: Metric) -> str:
    return percent(metric) if metric.kind == "ratio" else str(metric.value)


def _counted(metric: Metric, words: Words) -> str:
    counts = {"numerator": metric.numerator, "denominator": metric.denominator}
    return fill(words.text("metric.counted"), unit=metric.unit, **counts)


def _target(metric: Metric, words: Words) -> str:
    target = percent(metric.target) if metric.kind == "ratio" else metric.target
    reached = words.text("metric.met" if metric.on_target else "metric.missed")
    return f"{fill(words.text(f'metric.{metric.op}'), target=target)} {reached}"


def _gauge(title: str, part: int, whole: int, target: int | None) -> tuple[str, Parts]:
    drawn = gauge(part, whole, target)
    parts = [title, f"gauge__whole 0 5.5 {WIDTH} 1 {INK['rest']}", f"gauge__part 0 4 {drawn.part} 4 {INK['line']}"]
    if drawn.target is not None:
        parts.append(f"gauge__target M{min(drawn.target, WIDTH - 1)} 0v12 {INK['target']} 2 none")
    return _said("gauge", *parts)


def _course(metric: Metric, values: Sequence[Metric | None], words: Words) -> tuple[str, Parts]:
    drawn = course(values)
    return _said(
        "course",
        fill(words.text("metric.course"), metric=metric.id),
        f"course__target M0 {drawn.target}h{drawn.width} {INK['target']} 1 none",
        f"course__line {drawn.line} {INK['line']} 1.25 none",
        f"course__dots {drawn.dots} {INK['line']}",
        f"course__last {drawn.last} {INK['line']}",
    )


def _said(kind: str, *parts: str) -> tuple[str, Parts]:
    return kind, tuple(" ".join(part.split()) for part in parts)
