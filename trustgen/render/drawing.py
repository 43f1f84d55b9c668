"""What the small drawings of the pages consist of: marks, timelines, gauges and courses, as path data and numbers.

Templates only place what is computed here, and the check of the finished pages computes it anew, so that a drawing
says what was signed.  Every state has a shape of its own, the one that it has everywhere else on the site; each is
one outline that is filled by the even-odd rule, so it needs a single colour.
"""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from trustgen.model.history import WINDOW, Seen
from trustgen.model.posture import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trustgen.model.posture import Metric

CELL: Final = 12
"""The side of the square that one mark stands in."""
WIDTH: Final = 240
"""How wide a gauge or a course is drawn."""
HEIGHT: Final = 40
"""How high a course is drawn."""
EDGE: Final = 4
"""What a course leaves free on every side: its last point is a dot."""

INK: Final = {
    "pass": "#1f5d50",
    "fail": "#a3221b",
    "exception": "#8a5a00",
    "error": "#6d3a78",
    "not-applicable": "#596270",
    "not-listed": "#596270",
    "withdrawn": "#596270",
    "not-on-file": "#596270",
    "line": "#1b2430",
    "target": "#8a5a00",
    "rest": "#d8d5cc",
}
"""The colours of drawings on paper, where no style sheet reaches into them: those of the light tokens."""


class Stroke(Struct, frozen=True, kw_only=True):
    """All marks of one state in one timeline."""

    seen: str
    path: str


class Gauge(Struct, frozen=True, kw_only=True):
    """A share of a whole beside the share that is asked for, as positions from 0 to `WIDTH`."""

    part: float
    target: float | None


class Course(Struct, frozen=True, kw_only=True):
    """A measurement through the record: a line that is broken where there is none."""

    line: str
    dots: str
    """Every measurement as a dot, so that one alone can be seen."""
    last: str
    """The newest, as a larger dot."""
    target: float
    """Height of the target."""
    width: int


def timeline(cells: Sequence[Seen]) -> tuple[Stroke, ...]:
    """The marks of a timeline, one path for each state that it has, in the order of `Seen`."""
    return tuple(
        Stroke(
            seen=seen.value,
            path="".join(_mark(seen, CELL * (at + 0.5), CELL / 2) for at, cell in enumerate(cells) if cell is seen),
        )
        for seen in Seen
        if seen in cells
    )


def gauge(part: int, whole: int, target: int | None = None) -> Gauge:
    """So many of a whole; the target is in basis points."""
    share = min(max(part, 0), whole) / whole if whole > 0 else 0.0
    return Gauge(
        part=_rounded(share * WIDTH),
        target=_rounded(min(max(target, 0), WHOLE) / WHOLE * WIDTH) if target is not None else None,
    )


def course(metrics: Sequence[Metric | None]) -> Course:
    """The line of a measurement, one step for each column that a timeline draws, from its least to its greatest.

    The target is within.  At least the newest measurement is there.
    """
    metrics = metrics[-WINDOW:]
    values = [_value(metric) if metric is not None else None for metric in metrics]
    target = next(_target(metric) for metric in reversed(metrics) if metric is not None)
    known = [value for value in values if value is not None]
    low, high = min(*known, target), max(*known, target)
    width = CELL * len(metrics)

    def y(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return _rounded(HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE))

    points = [(_rounded(CELL * (at + 0.5)), y(value)) if value is not None else None for at, value in enumerate(values)]
    there = [point for point in points if point is not None]
    return Course(
        line="".join(_line(points)),
        dots="".join(_disc(*point, 1.5) for point in there),
        last=_disc(*there[-1], 3),
        target=y(target),
        width=width,
    )


def _value(metric: Metric) -> float:
    if metric.value is not None:
        return float(metric.value)
    return (metric.numerator or 0) / (metric.denominator or 1)


def _target(metric: Metric) -> float:
    return float(metric.target) if metric.value is not None else metric.target / WHOLE


def _line(points: Iterable[tuple[float, float] | None]) -> Iterable[str]:
    """Line segments from point to point; a gap lifts the pen."""
    down = False
    for point in points:
        if point is not None:
            yield f"{'L' if down else 'M'}{point[0]:g} {point[1]:g}"
        down = point is not None


def _mark(seen: Seen, x: float, y: float) -> str:
    """The outline of one mark around a point."""
    match seen:
        case Seen.PASS:
            return _disc(x, y, 2.5)
        case Seen.FAIL:
            return _polygon((x - 4.5, y - 4.5), (x + 4.5, y - 4.5), (x + 4.5, y + 4.5), (x - 4.5, y + 4.5)) + _cross(
                x, y, 2.8, 1
            )
        case Seen.EXCEPTION:
            return _disc(x, y, 4.5) + f"M{x:g} {_rounded(y - 3.4):g}a3.4 3.4 0 0 1 0 6.8z"
        case Seen.ERROR:
            return _diamond(x, y, 5.5) + _diamond(x, y, 3.9) + _diamond(x, y, 1.7)
        case Seen.NOT_APPLICABLE:
            return _disc(x, y, 4) + _disc(x, y, 3) + _box(x, y, 1.8, 0.55)
        case Seen.NOT_LISTED:
            return "".join(_disc(x + 3.4 * cos(n * pi / 3), y + 3.4 * sin(n * pi / 3), 0.7) for n in range(6))
        case Seen.WITHDRAWN:
            return _cross(x, y, 3.4, 0.9)
        case Seen.NOT_ON_FILE:
            return "".join(_disc(x + step, y, 0.7) for step in (-3, 0, 3))


def _disc(x: float, y: float, r: float) -> str:
    return f"M{_rounded(x - r):g} {_rounded(y):g}a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0 {-2 * r:g} 0z"


def _diamond(x: float, y: float, r: float) -> str:
    return _polygon((x - r, y), (x, y - r), (x + r, y), (x, y + r))


def _box(x: float, y: float, dx: float, dy: float) -> str:
    return _polygon((x - dx, y - dy), (x + dx, y - dy), (x + dx, y + dy), (x - dx, y + dy))


def _cross(x: float, y: float, r: float, w: float) -> str:
    """Two crossing bars, as one outline of twelve corners."""
    upper = ((w - r, -r), (0, -w), (r - w, -r), (r, w - r), (w, 0), (r, r - w))
    corners = (*upper, *((-dx, -dy) for dx, dy in upper))
    return _polygon(*((x + dx, y + dy) for dx, dy in corners))


def _polygon(*corners: tuple[float, float]) -> str:
    return "M" + "L".join(f"{_rounded(x):g} {_rounded(y):g}" for x, y in corners) + "z"


def _rounded(number: float) -> float:
    return round(number, 2)
