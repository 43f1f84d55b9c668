"""Whatever a project overrides, a status has its mark and its end, and stands under the title of its family."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from projects import copy_small_with_history, made, override

from trustgen.finding import Severity
from trustgen.pipeline import Memory
from trustgen.scopes.html_groups import shown_groups

if TYPE_CHECKING:
    from pathlib import Path

    from trustgen.finding import Finding

MEMORY = Memory()
MARK = '<span class="outcome__mark" aria-hidden="true"></span>'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small site with a history of two weeks."""
    return copy_small_with_history(tmp_path / "project")


def of(project: Path, code: str) -> list[Finding]:
    return [finding for finding in made(project, MEMORY).findings if finding.code == code]


def test_every_kind_of_group_is_read_and_right(project: Path) -> None:
    outcome = made(project, Memory())
    assert [finding.message for finding in outcome.findings if finding.severity is Severity.ERROR] == []
    pages = [artifact for artifact in outcome.artifacts or () if artifact.media == "text/html"]
    kinds = {shown.kind for page in pages for shown in shown_groups(page.data.decode())}
    assert kinds >= {"board", "strip", "list"}


OTHER = {
    "no mark": ("outcome", MARK, ""),
    "no mark in a tally": ("tally", MARK, ""),
    "no mark in the coverage": ("coverage", MARK, ""),
    "two marks": ("outcome", MARK, MARK * 2),
    "a mark of another kind": ("outcome", MARK, '<i class="outcome__mark" aria-hidden="true"></i>'),
    "a mark with another class": ("outcome", "outcome__mark", "outcome__mark outcome--pass"),
    "a mark with something inside": ("outcome", MARK, MARK.replace("></", "><b></b></")),
    "no end of an exception": (
        "outcome",
        '{% if control.until and control.outcome.value == "exception" %}',
        "{% if false %}",
    ),
    "another end": ("outcome", "control.until | iso", "control.checked_at | iso"),
    "another end in words": ("outcome", "day=control.until | day", "day=control.checked_at | day"),
    "another title of a board": ("board", "{{ graded.family.title }}", "Everything"),
    "another title of a strip": ("strip", "{{ graded.family.title }}", "Everything"),
    "another name of a control": ("board", "{{ item.control.title }}", "All is encrypted"),
    "another name in a list": ("family", "{{ item.control.title }}", "All is encrypted"),
    "a row without its status": ("board", "{{ outcome(item) }}", ""),
    "fewer rows": ("board", "in graded.controls", "in graded.controls[1:]"),
}


@pytest.mark.parametrize("name", OTHER)
def test_another_group_status_or_end_is_refused(project: Path, name: str) -> None:
    component, old, new = OTHER[name]
    override(project, f"components/{component}.html.j2", old, new)
    assert of(project, "TG406")


ABSENT = {
    "no boards": ("pages/posture.html.j2", "{{ board(graded, several) }}", "", "posture/index.html"),
    "one board less": (
        "pages/posture.html.j2",
        "{{ board(graded, several) }}",
        "{% if not loop.first %}{{ board(graded, several) }}{% endif %}",
        "posture/index.html",
    ),
    "a board out of sight": (
        "components/board.html.j2",
        '<ul class="board__list">',
        '<ul class="board__list" hidden>',
        "posture/index.html",
    ),
    "no list": ("pages/controls.html.j2", "{{ family(graded) }}", "", "controls/index.html"),
    "no strip on the cover": ("whitepaper.html.j2", "{{ strip(center.families) }}", "", "whitepaper.html"),
}


@pytest.mark.parametrize("name", ABSENT)
def test_a_group_that_is_left_out_is_refused(project: Path, name: str) -> None:
    template, old, new, path = ABSENT[name]
    override(project, template, old, new)
    assert path in {finding.span.path for finding in of(project, "TG407")}
