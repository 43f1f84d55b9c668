"""Whatever a project overrides, its pages count and measure what was signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from projects import copy_small, copy_small_with_history, made, override

from trustgen.finding import Severity
from trustgen.pipeline import Memory
from trustgen.scopes.html_counts import shown_counts

if TYPE_CHECKING:
    from pathlib import Path

    from trustgen.finding import Finding

MEMORY = Memory()
TALLIED = {"index.html", "controls/index.html", "posture/index.html", "whitepaper.html"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small site with a history of two weeks."""
    return copy_small_with_history(tmp_path / "project")


@pytest.fixture
def single(tmp_path: Path) -> Path:
    """The small site with one snapshot."""
    return copy_small(tmp_path / "single")


def of(project: Path, code: str) -> list[Finding]:
    return [finding for finding in made(project, MEMORY).findings if finding.code == code]


def test_every_kind_of_count_is_read_and_right(project: Path, single: Path) -> None:
    kinds = set()
    for one in (project, single):
        outcome = made(one, Memory())
        assert [finding.message for finding in outcome.findings if finding.severity is Severity.ERROR] == []
        pages = [artifact for artifact in outcome.artifacts or () if artifact.media == "text/html"]
        kinds |= {shown.kind for page in pages for shown in shown_counts(page.data.decode())}
    assert kinds >= {"tally", "coverage", "metric", "row", "measured", "gauge", "course"}


OTHER = {
    "a count": ("tally", '"tally__count">{{ count }}', '"tally__count">{{ count + 1 }}'),
    "a count's word": ("tally", "words.outcome[outcome.value]", "words.outcome.pass"),
    "a count's class": ("tally", "outcome outcome--{{ outcome.value }}", "outcome outcome--pass"),
    "a count less": ("tally", 'if count or outcome.value in ("pass", "fail")', 'if outcome.value == "pass"'),
    "lines that are scanned": ("coverage", "part=record.lines_scanned", "part=record.lines"),
    "controls that pass": ("coverage", "{{ record.passing }}", "{{ record.controls }}"),
    "controls in all": ("coverage", "fill(whole=record.controls)", "fill(whole=record.passing)"),
    "a share that is drawn": ("gauge", 'width="{{ drawn.part }}"', 'width="240"'),
    "something over a share": ("gauge", "</svg>", '<rect class="x" width="240" height="9"/></svg>'),
    "a share that is stretched": ("gauge", 'class="gauge__part"', 'class="gauge__part" transform="scale(2 1)"'),
    "a share in another colour": ("gauge", "{{ ink.line }}", "{{ ink.rest }}"),
    "a target that nobody sees": ("gauge", 'stroke-width="2"', 'stroke-width="0"'),
    "a course in another colour": ("course", 'fill="{{ ink.line }}"', 'fill="{{ ink.rest }}"'),
    "a share in another window": ("gauge", 'viewBox="0 0 240 12"', 'viewBox="0 0 120 12"'),
    "a line that is moved": ("course", 'class="course__line"', 'class="course__line" style="translate: 0 9px"'),
    "a measurement": ("metric", "{{ record | percent }}</p>", "12 %</p>"),
    "what was counted": ("metric", "numerator=record.numerator", "numerator=record.numerator + 1"),
    "a measurement in the table": ("metrics", "<strong>{{ record | percent }}", "<strong>12 %"),
    "a target": ("target", "fill(target=record.target | percent)", 'fill(target="1 %")'),
    "whether a target is met": (
        "target",
        "if record.on_target %}{{ words.metric.met",
        "if not record.on_target %}{{ words.metric.met",
    ),
    "an earlier value": ("measured", "{{ value | percent }}", "12 %"),
    "an earlier value's number": ("measured", "{{ column.first }}{%", "{{ column.first + 1 }}{%"),
    "earlier values in another order": ("measured", "paired(values) | reverse", "paired(values)"),
    "the line of a measurement": ("course", 'd="{{ drawn.line }}"', 'd="M0 0h168"'),
    "the target's line": ("course", "M0 {{ drawn.target }}h", "M0 39h"),
}


@pytest.mark.parametrize("name", OTHER)
def test_another_number_is_refused(project: Path, single: Path, name: str) -> None:
    component, old, new = OTHER[name]
    one = single if component == "gauge" else project
    override(one, f"components/{component}.html.j2", old, new)
    found = of(one, "TG416")
    assert found
    assert all("what was not signed" in finding.message for finding in found)


def test_another_count_is_refused_wherever_it_stands(project: Path) -> None:
    override(project, "components/tally.html.j2", '"tally__count">{{ count }}', '"tally__count">9')
    found = of(project, "TG416")
    assert {finding.span.path for finding in found} == TALLIED
    assert found[0].message.startswith("This page says of how many controls have each status what was not signed: “")


ABSENT = {
    "the tally of a page": ("pages/controls.html.j2", "{{ tally(center.coverage) }}", "", "controls/index.html"),
    "the coverage": ("pages/posture.html.j2", "{{ coverage(center.coverage) }}", "", "posture/index.html"),
    "the measurements": ("pages/posture.html.j2", "{{ metrics(center.controls) }}", "", "posture/index.html"),
    "a measurement": ("pages/control.html.j2", "{{ metric(record) }}", "", "controls/keys-001.html"),
    "the earlier values": (
        "pages/control.html.j2",
        "{{ measured(record, item.history.metrics[record.id]) }}",
        "",
        "controls/keys-001.html",
    ),
    "a tally that is hidden": (
        "components/tally.html.j2",
        '<ul class="tally"',
        '<ul hidden class="tally"',
        "index.html",
    ),
    "a tally in another form": ("components/tally.html.j2", '<ul class="tally"', '<ul class="counts"', "index.html"),
}


@pytest.mark.parametrize("name", ABSENT)
def test_a_number_that_is_left_out_is_refused(project: Path, name: str) -> None:
    template, old, new, path = ABSENT[name]
    override(project, template, old, new)
    found = [finding for finding in of(project, "TG407") if "does not show" in finding.message]
    assert path in {finding.span.path for finding in found}
