"""What the pages show of earlier snapshots is what was signed: the finished pages against the history.

Templates may be overridden by a project.  Whatever they do, a mark of the past is the mark of what was signed then, a
span begins and ends where it did and says where an end is not known, and nothing that did not pass is left out.
Drawings are compared by their geometry, which is computed here anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from trustgen.finding import Finding, Rule, Span
from trustgen.model.history import Seen
from trustgen.model.posture import Outcome
from trustgen.render.drawing import INK, timeline
from trustgen.render.filters import day, fill, iso, lasted, minute
from trustgen.render.words import DURATIONS
from trustgen.scopes.html_history import ShownCounts, ShownHistory, ShownSpan, shown_history
from trustgen.scopes.html_refs import find

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from trustgen.artifact import Artifact
    from trustgen.model.center import TrustCenter
    from trustgen.model.history import ControlHistory, History, PastSnapshot
    from trustgen.model.history import Span as Stretch
    from trustgen.render.words import Words

OTHER_HISTORY = Rule(
    code="TG420",
    name="other-history",
    summary="A page shows another history of a control or of a snapshot than the one that was signed.",
    help="Print the past with the components `timeline`, `past`, `span` and `snapshots` alone, as they are.",
)
HISTORY_ABSENT = Rule(
    code="TG421",
    name="history-absent",
    summary="A page leaves out a part of the history where it belongs.",
    help="Print it in the template: what failed earlier is shown like what passed.",
)

_STATUSES = frozenset(outcome.value for outcome in Outcome)
_POSTURE = "posture/index.html"


class HistoryWords(Struct, frozen=True, kw_only=True):
    """The words that the pages have to use."""

    seen: Mapping[str, str]
    """The word for everything that a snapshot says, or why it says nothing."""
    or_earlier: str
    still: str
    last_seen: str
    at_least: str
    timeline: str
    run: str
    """What a timeline says to those who do not see it."""
    duration: Mapping[str, str]
    """A stretch of time, by its unit."""


def history_words(words: Words) -> HistoryWords:
    """The words of a catalogue; that they are there was checked when it was read."""
    return HistoryWords(
        seen={seen.value: words.text(f"{'outcome' if seen in _STATUSES else 'seen'}.{seen.value}") for seen in Seen},
        or_earlier=words.text("span.or_earlier"),
        still=words.text("span.still"),
        last_seen=words.text("span.last_seen"),
        at_least=words.text("span.at_least"),
        timeline=words.text("history.timeline"),
        run=words.text("history.run"),
        duration={unit: words.text(f"duration.{unit}") for unit in DURATIONS},
    )


def check_history(artifacts: Iterable[Artifact], center: TrustCenter, words: HistoryWords) -> Iterator[Finding]:
    """Compare every page, the whitepaper's HTML among them, with the history."""
    history = center.history
    owners = {control.page: control.control.id for control in center.controls.values()}
    for artifact in artifacts:
        if artifact.media != "text/html":
            continue
        source = artifact.data.decode("utf-8", "replace")
        page = shown_history(source)
        for message, at in (*_drawings(page, history, words), *_rows(page, history, words)):
            yield OTHER_HISTORY.at(find(artifact.path, source, at), message)
        if len(history.snapshots) > 1:
            for message in _absent(artifact.path, page, history, owners.get(artifact.path)):
                yield HISTORY_ABSENT.at(Span(path=artifact.path), message)


def _drawings(page: ShownHistory, history: History, words: HistoryWords) -> Iterator[tuple[str, str]]:
    for shown in page.timelines:
        control = history.controls.get(shown.control)
        expected = _drawn(control.window) if control else ()
        if sorted(shown.paths) != sorted(expected) or (control and shown.said != _told(control, history, words)):
            yield f"The timeline of `{shown.control}` does not draw what was signed.", f'data-control="{shown.control}"'
    marks = {_drawn((seen,)) for seen in Seen}
    for mark in page.marks:
        if mark not in marks:
            yield "A mark of the past is drawn as something else than what it is called.", mark[0][1] if mark else ""
    for state, word, drawn in page.words:
        if words.seen.get(state) != word or drawn != (state,):
            yield f"“{word}” stands here for what was `{state}`.", word


def _drawn(window: Sequence[Seen]) -> tuple[tuple[str, str, str], ...]:
    """State, path and colour of every stroke; on paper the colour is the attribute's, whatever the styles say."""
    return tuple((stroke.seen, stroke.path, INK[stroke.seen]) for stroke in timeline(window))


def _told(control: ControlHistory, history: History, words: HistoryWords) -> str:
    first, last = history.window[0].first, history.window[-1].last
    runs = (
        fill(words.run, status=words.seen[span.seen], first=max(span.first, first), last=span.last)
        for span in control.spans
        if span.last >= first
    )
    return " ".join((fill(words.timeline, control=control.id, first=first, last=last), *runs))


def _rows(page: ShownHistory, history: History, words: HistoryWords) -> Iterator[tuple[str, str]]:
    for row in page.spans:
        control = history.controls.get(row.control)
        spans = {(str(span.first), str(span.last)): span for span in control.spans} if control else {}
        span = spans.get(row.numbers)
        if span is None or not _same(row, span, words):
            numbers = " to ".join(dict.fromkeys(row.numbers))
            yield f"This row says of `{row.control}`, No. {numbers}, what was not signed.", row.text
    snapshots = {str(snapshot.sequence): snapshot for snapshot in history.snapshots}
    for counts in page.counts:
        snapshot = snapshots.get(counts.number)
        if snapshot is None or not _counted(counts, snapshot, words):
            yield f"This row says of snapshot {counts.number} what was not signed.", f'data-number="{counts.number}"'


def _same(row: ShownSpan, span: Stretch, words: HistoryWords) -> bool:
    """Whether a row says of a span what it was, since when, until when, and what of this is not known."""
    last_seen = span.until is None and not span.newest
    ends = [span.since, span.until or (span.last_at if last_seen else None)]
    times = [time for time in ends if time is not None]
    said = {
        words.or_earlier: span.seen.known and not span.begun,
        words.still: span.newest and span.until is None,
        words.last_seen: last_seen and span.last_at is not None,
        words.at_least: span.seen.known and span.lasted is not None and not span.whole,
    }
    if span.seen.known and span.lasted is not None:
        unit, count = lasted(span.lasted)
        said[fill(words.duration[unit], count=count)] = True
    return (
        row.state == span.seen.value
        and _timed(row.times, times)
        and all((f" {text} " in f" {row.text} ") is wanted for text, wanted in said.items())
    )


def _counted(row: ShownCounts, snapshot: PastSnapshot, words: HistoryWords) -> bool:
    cells = tuple(str(count) for count in snapshot.outcomes.values())
    if snapshot.withdrawn:
        cells = (words.seen[Seen.WITHDRAWN],) * len(cells)
    return row.cells == cells and _timed(row.times, [snapshot.scanned_at])


def _timed(shown: tuple[tuple[str, str], ...], times: list[datetime]) -> bool:
    """Whether just these times are shown, for machines and in words."""
    return len(shown) == len(times) and all(
        machine == iso(time) and words in (day(time), minute(time))
        for (machine, words), time in zip(shown, times, strict=True)
    )


def _absent(path: str, page: ShownHistory, history: History, owner: str | None) -> Iterator[str]:
    timelines = {shown.control for shown in page.timelines if not shown.hidden}
    spans = {(shown.control, *shown.numbers) for shown in page.spans if not shown.hidden}
    wanted: list[tuple[str, Stretch]] = []
    if path == _POSTURE:
        wanted = [(lapse.control, lapse.span) for lapse in history.lapses]
        counts = {shown.number for shown in page.counts if not shown.hidden}
        for column in history.window:
            if column.snapshot is not None and str(column.first) not in counts:
                yield f"`{path}` does not list snapshot {column.first}."
        drawn = [*history.controls]
    elif owner is not None:
        wanted = [(owner, span) for span in history.controls[owner].spans]
        drawn = [owner]
    else:
        return
    yield from (f"`{path}` does not draw the record of `{name}`." for name in drawn if name not in timelines)
    for name, span in wanted:
        if (name, str(span.first), str(span.last)) not in spans:
            yield f"`{path}` does not say what `{name}` was in No. {span.first} to {span.last}."
