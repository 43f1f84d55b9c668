"""Whatever a project overrides, its pages show the history that was signed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from projects import copy_small, copy_small_with_history, made

from trustgen.finding import Severity
from trustgen.pipeline import Memory

if TYPE_CHECKING:
    from trustgen.finding import Finding

SHIPPED = Path(__file__).parents[2] / "templates"
DAYS = 14


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small site with a history of two weeks: failures that were mended, and one that was not."""
    return copy_small_with_history(tmp_path / "project", DAYS)


def override(project: Path, name: str, old: str, new: str) -> None:
    """Put a changed copy of a shipped template into the project."""
    target = project / "templates" / name
    target.parent.mkdir(parents=True, exist_ok=True)
    text = (target if target.exists() else SHIPPED / name).read_text("utf-8")
    assert old in text
    target.write_text(text.replace(old, new), "utf-8")


def history_findings(project: Path) -> list[Finding]:
    return [finding for finding in made(project, Memory()).findings if finding.code in ("TG420", "TG421")]


def test_the_shipped_pages_show_the_whole_history(project: Path) -> None:
    outcome = made(project, Memory())
    assert [finding.message for finding in outcome.findings if finding.severity is Severity.ERROR] == []
    assert outcome.artifacts is not None
    pages = {artifact.path: artifact.data.decode() for artifact in outcome.artifacts if artifact.media == "text/html"}
    assert pages["posture/index.html"].count('<tr class="counted"') == DAYS
    assert pages["posture/index.html"].count('<svg class="timeline"') == 3
    assert pages["posture/index.html"].count('<tr class="span"') == 3
    assert 'class="past--fail"' in pages["controls/auth-001.html"]


OTHER = {
    "a word that is always a pass": ("components/past.html.j2", "words.outcome[seen] if", "words.outcome.pass if"),
    "a class that is always a pass": ("components/past.html.j2", "past past--{{ seen }}", "past past--pass"),
    "a mark beside the word that is always a pass": ("components/past.html.j2", "mark(seen)", 'mark("pass")'),
    "a mark that is drawn as a pass": ("components/mark.html.j2", 'd="{{ stroke.path }}"', 'd="M0 0z"'),
    "a timeline whose failures have another colour": (
        "components/timeline.html.j2",
        '<path class="past--{{ stroke.seen }}"',
        '<path class="past--pass"',
    ),
    "a timeline that is drawn otherwise": ("components/timeline.html.j2", 'd="{{ stroke.path }}"', 'd="M3 3h9"'),
    "a timeline without its failures": (
        "components/timeline.html.j2",
        "in past.window | timeline",
        'in past.window | timeline if stroke.seen != "fail"',
    ),
    "a timeline that is painted over": ("components/timeline.html.j2", "</svg>", '<rect width="99" height="9"/></svg>'),
    "a timeline of another control": (
        "components/timeline.html.j2",
        '{{ past.id }}" viewBox',
        'KEYS-002" viewBox',
    ),
    "a timeline of nobody": ("components/timeline.html.j2", '{{ past.id }}" viewBox', 'NONE-001" viewBox'),
    "a timeline that is moved out of its window": (
        "components/timeline.html.j2",
        "<path ",
        '<path transform="scale(0)" ',
    ),
    "a timeline in another window": ("components/timeline.html.j2", 'viewBox="0 0 {{', 'viewBox="24 0 {{'),
    "a timeline that tells something else": ("components/timeline.html.j2", "<desc>", "<desc>Pass throughout. "),
    "a timeline with another title": (
        "components/timeline.html.j2",
        "control=past.id",
        'control="KEYS-001 and all others"',
    ),
    "a mark in another colour": ("components/mark.html.j2", "{{ ink[stroke.seen] }}", "{{ ink.pass }}"),
    "a timeline in another colour": ("components/timeline.html.j2", "{{ ink[stroke.seen] }}", "{{ ink.pass }}"),
    "a mark that is not filled": ("components/mark.html.j2", 'fill="{{ ink[stroke.seen] }}"', 'fill="none"'),
    "an end that is another day": ("components/span.html.j2", "date(record.until)", "date(record.since)"),
    "a beginning that is another day": ("components/span.html.j2", "date(record.since)", "date(center.as_of)"),
    "a day in other words": ("components/date.html.j2", "{{ day | day }}", "yesterday"),
    "a beginning that is not known": ("components/span.html.j2", "{{ words.span.or_earlier }}", ""),
    "a failure that is still there": ("components/span.html.j2", "{{ words.span.still }}", ""),
    "a length that is not known": ("components/span.html.j2", "{{ words.span.at_least }}", ""),
    "another length": ("components/span.html.j2", "duration(record.lasted | lasted)", 'duration(("hour", 1))'),
    "other numbers": ("components/span.html.j2", 'data-last="{{ record.last }}"', 'data-last="{{ record.first }}"'),
    "other counts": ("components/snapshots.html.j2", "{{ count }}", "0"),
    "a scan at another time": (
        "components/snapshots.html.j2",
        "moment(column.snapshot.scanned_at)",
        "moment(center.evidence.scanned_at)",
    ),
    "counts of another snapshot": ("components/snapshots.html.j2", 'number="{{ column.first }}"', 'number="1"'),
}


@pytest.mark.parametrize("name", OTHER)
def test_another_history_is_refused(project: Path, name: str) -> None:
    override(project, *OTHER[name])
    assert "TG420" in {finding.code for finding in history_findings(project)}


ABSENT = {
    "no timeline on the posture page": ("components/board.html.j2", "{{ timeline(item.history) }}", ""),
    "no timeline on a control's page": ("pages/control.html.j2", "{{ timeline(item.history) }}", ""),
    "a timeline that is hidden": (
        "components/timeline.html.j2",
        '<svg class="timeline"',
        '<svg hidden class="timeline"',
    ),
    "no list of what did not pass": ("pages/posture.html.j2", "{{ lapses(center.history) }}", ""),
    "no list of a control's statuses": ("pages/control.html.j2", "{{ spans(item.history) }}", ""),
    "a failure that is left out": (
        "components/lapses.html.j2",
        "for lapse in history.lapses",
        'for lapse in history.lapses if lapse.span.seen != "fail"',
    ),
    "a row that is hidden": ("components/span.html.j2", '<tr class="span"', '<tr hidden class="span"'),
    "no list of snapshots": ("pages/posture.html.j2", "{{ snapshots(center.history) }}", ""),
    "a snapshot that is left out": (
        "components/snapshots.html.j2",
        "in history.window | reverse",
        "in history.window[1:] | reverse",
    ),
    "a row of counts in a hidden part": (
        "components/snapshots.html.j2",
        '<div class="table" role="region"',
        '<div hidden class="table" role="region"',
    ),
}


@pytest.mark.parametrize("name", ABSENT)
def test_a_history_that_is_left_out_is_refused(project: Path, name: str) -> None:
    override(project, *ABSENT[name])
    assert "TG421" in {finding.code for finding in history_findings(project)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  not-on-file: Not on file", "  not-on-file: Pass"),
        ("  at_least: at least", "  at_least: at most"),
        ('  days: "{count} days"', '  days: "{count} minutes"'),
    ],
)
def test_words_of_the_history_cannot_be_reworded(project: Path, old: str, new: str) -> None:
    override(project, "words/en.yml", old, new)
    assert [finding.span.text for finding in made(project, Memory()).findings if finding.code == "TG045"] == [new]


def test_a_gap_is_shown_as_a_gap(project: Path) -> None:
    (project / "content" / "posture" / "snapshots" / "0000000005.dsse.json").unlink()
    outcome = made(project, Memory())
    assert [finding.message for finding in outcome.findings if finding.severity is Severity.ERROR] == []
    assert outcome.artifacts is not None
    (page,) = (artifact.data.decode() for artifact in outcome.artifacts if artifact.path == "posture/index.html")
    assert "No. 5 is not on file." in page
    assert 'class="past--not-on-file"' in page
    assert page.count('<tr class="counted"') == DAYS - 1


def test_one_snapshot_is_called_one(tmp_path: Path) -> None:
    outcome = made(copy_small(tmp_path / "project"), Memory())
    assert outcome.artifacts is not None
    pages = {artifact.path: artifact.data.decode() for artifact in outcome.artifacts if artifact.media == "text/html"}
    for path in ("posture/index.html", "controls/keys-001.html"):
        assert "One snapshot is on file. A history begins with the second." in pages[path]
        assert 'class="timeline"' not in pages[path]


def test_every_snapshot_of_the_list_is_published(project: Path) -> None:
    outcome = made(project, Memory())
    assert outcome.artifacts is not None
    envelopes = {a.path: json.loads(a.data) for a in outcome.artifacts if a.path.startswith("posture/history/")}
    assert sorted(envelopes) == [f"posture/history/{number:010d}.dsse.json" for number in range(1, DAYS)]
