"""Small drawings: every state has a shape of its own, and a line is broken where nothing was measured."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest
from factory import AGE, METRIC
from msgspec import structs

from trustgen.model.history import WINDOW, Seen
from trustgen.render.drawing import CELL, HEIGHT, INK, WIDTH, course, gauge, timeline
from trustgen.resources import shipped

if TYPE_CHECKING:
    from trustgen.model.posture import Metric

NUMBER = r"-?\d+(?:\.\d+)?"


def points(path: str) -> list[tuple[float, float]]:
    """Where the pen is set down or drawn to, in absolute coordinates."""
    return [(float(x), float(y)) for x, y in re.findall(rf"[ML]({NUMBER}) ({NUMBER})", path)]


def ratio(numerator: int) -> Metric:
    return structs.replace(METRIC, numerator=numerator)


def test_every_state_has_a_shape_of_its_own() -> None:
    shapes = [timeline((seen,))[0].path for seen in Seen]
    assert len(set(shapes)) == len(Seen)


def test_a_shape_stays_in_its_cell_and_is_moved_whole() -> None:
    for seen in Seen:
        (alone,), (third,) = timeline((seen,)), timeline((seen,) * 3)
        assert points(alone.path)
        assert all(0 <= x <= CELL and 0 <= y <= CELL for x, y in points(alone.path))
        count = len(points(alone.path))
        moved = [(round(x - 2 * CELL, 2), y) for x, y in points(third.path)[-count:]]
        assert moved == points(alone.path)


def test_a_timeline_has_one_path_for_each_state_that_it_has() -> None:
    drawn = timeline((Seen.PASS, Seen.FAIL, Seen.PASS))
    assert [stroke.seen for stroke in drawn] == ["pass", "fail"]
    assert drawn[0].path.count("M") == 2
    assert timeline(()) == ()


def test_the_colours_on_paper_are_those_of_the_tokens() -> None:
    tokens = (shipped("static/css") / "tokens.css").read_text("utf-8").split("@media")[0]
    raw = dict(re.findall(r"--([a-z]+-\d+): (#[0-9a-f]{6});", tokens))
    meanings = {name: raw[value] for name, value in re.findall(r"--([a-z-]+): var\(--([a-z]+-\d+)\);", tokens)}
    named = {"line": "ink", "target": "exception", "rest": "rule"}
    unassessed = {"not-applicable", "not-listed", "withdrawn", "not-on-file"}
    assert set(INK) == {seen.value for seen in Seen} | set(named)
    for name, colour in INK.items():
        assert colour == meanings["unassessed" if name in unassessed else named.get(name, name)], name


@pytest.mark.parametrize(
    ("part", "whole", "drawn"),
    [(0, 10, 0.0), (5, 10, WIDTH / 2), (10, 10, WIDTH), (11, 10, WIDTH), (0, 0, 0.0)],
)
def test_a_gauge_draws_the_share(part: int, whole: int, drawn: float) -> None:
    assert gauge(part, whole).part == drawn
    assert gauge(part, whole).target is None
    assert gauge(part, whole, 9500).target == WIDTH * 0.95


def test_a_course_goes_up_where_the_measurement_does() -> None:
    heights = [y for _, y in points(course([ratio(180), ratio(190), ratio(200)]).line)]
    assert heights == sorted(heights, reverse=True)
    assert len(set(heights)) == 3
    assert all(0 < height < HEIGHT for height in heights)


def test_a_target_stands_on_the_same_scale() -> None:
    drawn = course([ratio(190), ratio(180)])
    assert points(drawn.line)[0][1] == drawn.target
    assert points(drawn.line)[1][1] > drawn.target
    quantity = course([AGE, structs.replace(AGE, value=90)])
    assert points(quantity.line)[1][1] == quantity.target
    assert points(quantity.line)[0][1] < quantity.target


def test_a_line_is_broken_where_nothing_was_measured() -> None:
    drawn = course([ratio(190), ratio(191), None, ratio(192)])
    assert re.sub(NUMBER, "", drawn.line).replace(" ", "") == "MLM"
    assert drawn.dots.count("M") == 3
    xs = [x for x, _ in points(drawn.line)]
    assert [b - a for a, b in itertools.pairwise(xs)] == [CELL, 2 * CELL]


def test_a_measurement_that_never_changes_is_a_flat_line() -> None:
    drawn = course([structs.replace(METRIC, target=10_000, numerator=200)] * 3)
    assert {y for _, y in points(drawn.line)} == {drawn.target}


def test_a_course_is_as_long_as_a_timeline() -> None:
    assert course([METRIC] * (WINDOW + 9)).width == WINDOW * CELL
