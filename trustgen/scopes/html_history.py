"""What a page shows of earlier snapshots: timelines, marks, spans, and the counts of each snapshot.

Each is read from the one component that prints it.  A status of an earlier snapshot never stands in an element of the
class `outcome`, and a status of the newest one never in an element of the class `past`.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from trustgen.scopes.html_parsed import parsed
from trustgen.scopes.html_sight import Sight
from trustgen.scopes.html_strokes import changed

_STATE = "past--"
Drawn = tuple[str, str, str]
"""State, path data and colour of a stroke; the state is empty where the class does not say one."""


class ShownTimeline(Struct, frozen=True, kw_only=True):
    """The drawing of one control's record."""

    control: str
    paths: tuple[Drawn, ...]
    """Everything that it draws."""
    said: str
    """What it says to those who do not see it: its title and description."""
    hidden: bool


class ShownSpan(Struct, frozen=True, kw_only=True):
    """A row that says what a control was, and for how long."""

    control: str
    numbers: tuple[str, str]
    """First and last, as the row's attributes say."""
    state: str
    text: str
    times: tuple[tuple[str, str], ...]
    """Each time for machines, and in words."""
    hidden: bool


class ShownCounts(Struct, frozen=True, kw_only=True):
    """A row that says how many controls had each status in one snapshot."""

    number: str
    cells: tuple[str, ...]
    times: tuple[tuple[str, str], ...]
    hidden: bool


class ShownHistory(Struct, frozen=True, kw_only=True):
    """Everything that a page shows of earlier snapshots."""

    timelines: tuple[ShownTimeline, ...]
    marks: tuple[tuple[Drawn, ...], ...]
    """Everything that each mark outside of a timeline draws."""
    words: tuple[tuple[str, str, tuple[str, ...]], ...]
    """State, word and the states of the marks of every status of the past."""
    spans: tuple[ShownSpan, ...]
    counts: tuple[ShownCounts, ...]


def shown_history(source: str) -> ShownHistory:
    """Read a page."""
    root = parsed(source)
    sight = Sight(root)
    return ShownHistory(
        timelines=tuple(_timeline(node, sight) for node in root.css("svg.timeline")),
        marks=tuple(_drawn(node) for node in root.css("svg.mark")),
        words=tuple(_word(node) for node in root.css(".past")),
        spans=tuple(_span(node, sight) for node in root.css("tr.span")),
        counts=tuple(_counts(node, sight) for node in root.css("tr.counted")),
    )


def _word(node: Any) -> tuple[str, str, tuple[str, ...]]:
    marks = tuple(state for mark in node.css("svg.mark") for state, *_ in _drawn(mark))
    return _state(node), _text(node.css_first(".past__word")), marks


def _timeline(node: Any, sight: Sight) -> ShownTimeline:
    return ShownTimeline(
        control=node.attributes.get("data-control") or "",
        paths=_drawn(node),
        said=" ".join(_text(part) for part in node.css("title, desc")),
        hidden=sight.covers(node),
    )


def _drawn(node: Any) -> tuple[Drawn, ...]:
    """Everything in a drawing but its title and description: whatever else stands in it was not computed."""
    children = (child for child in node.iter() if child.tag not in ("title", "desc"))
    strokes = tuple(_stroke(child) for child in children)
    return (*strokes, ("", "", "")) if changed(node) else strokes


def _stroke(node: Any) -> Drawn:
    said = node.attributes
    return "" if changed(node) else _state(node), said.get("d") or "", said.get("fill") or ""


def _span(node: Any, sight: Sight) -> ShownSpan:
    past = node.css(".past")
    return ShownSpan(
        control=node.attributes.get("data-control") or "",
        numbers=(node.attributes.get("data-first") or "", node.attributes.get("data-last") or ""),
        state=_state(past[0]) if len(past) == 1 else "",
        text=_text(node),
        times=_times(node),
        hidden=sight.covers(node),
    )


def _counts(node: Any, sight: Sight) -> ShownCounts:
    return ShownCounts(
        number=node.attributes.get("data-number") or "",
        cells=tuple(_text(cell) for cell in node.css(".counted__cell")),
        times=_times(node),
        hidden=sight.covers(node),
    )


def _state(node: Any) -> str:
    """The one state that a class says; empty where it says none, or several."""
    classes = (node.attributes.get("class") or "").split()
    states = [name.removeprefix(_STATE) for name in classes if name.startswith(_STATE)]
    return states[0] if len(states) == 1 else ""


def _times(node: Any) -> tuple[tuple[str, str], ...]:
    return tuple((time.attributes.get("datetime") or "", _text(time)) for time in node.css("time"))


def _text(node: Any) -> str:
    return " ".join(node.text(separator=" ").split()) if node is not None else ""
