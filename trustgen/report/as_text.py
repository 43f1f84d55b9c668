"""The report for a person: the finding, its place, the line with the span underlined, and what to do.

What is written once and stands on many pages, such as a label of the navigation, is a finding on each; a person is
shown the first, with the names of the others.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from trustgen import limits
from trustgen.finding import Finding, Severity, Span
from trustgen.report import Format, Report, safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trustgen.gate.exceptions import Accepted

_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_BOLD, _DIM = "1", "2"


class _Paint:
    def __init__(self, *, color: bool) -> None:
        self.color = color

    def __call__(self, text: str, *codes: str) -> str:
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if self.color else text


def _same(findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], ...]:
    """The findings, those together that say the same of one place in the sources; each group by its first."""
    groups: dict[object, list[Finding]] = {}
    for number, finding in enumerate(findings):
        alike = (finding.code, finding.severity, finding.message, finding.help, finding.written)
        groups.setdefault(alike if finding.written is not None else number, []).append(finding)
    return tuple(tuple(group) for group in groups.values())


def _group(group: tuple[Finding, ...], paint: _Paint) -> Iterator[str]:
    finding = group[0]
    color = _COLORS[finding.severity]
    head = paint(f"{finding.severity.word}[{finding.code}]", color, _BOLD)
    yield f"{head} {paint(safe(finding.message), _BOLD)}"
    span = finding.span
    width = len(str(span.line)) if span.text is not None else 1
    margin = " " * width
    yield f"{margin} {paint('-->', _DIM)} {_where(span)}"
    if span.text is not None:
        yield from _excerpt(span, width, color, paint)
    for other in finding.related:
        yield f"{margin} {paint('=', _DIM)} {safe(other.label)}: {_where(other.span)}"
        if other.span.text is not None:
            yield f"{margin}   {paint('|', _DIM)} {safe(other.span.text.strip())[: limits.LINE_SHOWN]}"
    if len(group) > 1:
        yield f"{margin} {paint('=', _DIM)} also on: {_others(group)}"
    yield f"{margin} {paint('=', _DIM)} {paint('help:', _BOLD)} {safe(finding.help)}"
    yield ""


def _accepted(accepted: Accepted) -> str:
    """A finding that stands aside is never silent."""
    found, one = accepted.finding, accepted.exception
    said = (
        f"{found.code} `{found.mention}`, by exception `{one.id}` of {one.reviewer} until {one.expires}: {one.reason}"
    )
    return f"accepted {_where(found.span)} {safe(said)}"


def _others(group: tuple[Finding, ...]) -> str:
    """The files of the other findings of a group; where they are fewer than the findings, their number too."""
    paths = tuple(dict.fromkeys(finding.span.path for finding in group[1:]))
    here = group[0].span.path
    named = ["this file" if path == here else safe(path) for path in paths[: limits.PLACES_SHOWN]]
    left = len(paths) - len(named)
    *first, last = [*named, f"{left} more"] if left else named
    listed = f"{', '.join(first)} and {last}" if first else last
    return listed if len(paths) == len(group) - 1 else f"{listed} ({_counted(len(group) - 1, 'place')})"


def _where(span: Span) -> str:
    place = f"{safe(span.path)}:{span.line}:{span.column}"
    details = [detail for detail in (span.scope, f"#{span.anchor}" if span.anchor else None, span.route) if detail]
    return f"{place} ({', '.join(safe(detail) for detail in details)})" if details else place


def _excerpt(span: Span, width: int, color: str, paint: _Paint) -> Iterator[str]:
    """The source line, cut around the span when it is long, with the span underlined."""
    text, start = span.text or "", span.column - 1
    end = span.end_column - 1 if span.end_column is not None and span.end_line in (None, span.line) else start + 1
    end = max(min(end, len(text)), start + 1)
    cut = max(0, start - limits.LINE_SHOWN // 3) if len(text) > limits.LINE_SHOWN else 0
    shown = text[cut : cut + limits.LINE_SHOWN].replace("\t", " ")
    before = safe(shown[: start - cut])
    marked = safe(shown[start - cut : end - cut])
    bar = paint("|", _DIM)
    yield f"{' ' * width} {bar}"
    yield f"{paint(str(span.line), _DIM)} {bar} {safe(shown)}"
    yield f"{' ' * width} {bar} {' ' * len(before)}{paint('^' * max(1, len(marked)), color, _BOLD)}"


def _write(report: Report, color: bool) -> str:
    paint = _Paint(color=color)
    groups = _same(report.findings)
    lines = [line for group in groups for line in _group(group, paint)]
    lines.extend(_accepted(one) for one in report.accepted)
    lines.extend(safe(fact) for fact in report.facts)
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    if errors or warnings:
        shown = Counter(group[0].severity for group in groups)
        counts = [
            _counted(errors, "error") + _unshown(errors, shown[Severity.ERROR]),
            _counted(warnings, "warning") + _unshown(warnings, shown[Severity.WARNING]),
        ]
        verdict = ", ".join(count for count in counts if count)
        lines.append(paint(verdict, _COLORS[Severity.ERROR if errors else Severity.WARNING], _BOLD))
    return "\n".join(lines) + "\n" if lines else ""


def _unshown(number: int, shown: int) -> str:
    """Says that some of a number of findings were not printed, because they repeat one that was."""
    return f" ({shown} shown; the rest repeat {'it' if shown == 1 else 'them'})" if shown < number else ""


def _counted(number: int, noun: str) -> str:
    return "" if not number else f"{number} {noun}{'' if number == 1 else 's'}"


FORMAT = Format(name="text", write=_write)
