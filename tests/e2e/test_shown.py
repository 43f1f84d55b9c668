"""Whatever a project overrides, its pages show what was signed."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from projects import copy_small, made, override

from trustgen.pipeline import Memory

if TYPE_CHECKING:
    from trustgen.finding import Finding

SHIPPED = Path(__file__).parents[2] / "templates"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_small(tmp_path / "project")


def findings(project: Path) -> tuple[Finding, ...]:
    return made(project, Memory()).findings


def codes(project: Path) -> set[str]:
    return {finding.code for finding in findings(project)}


def test_an_unchanged_copy_of_every_template_is_clean(project: Path) -> None:
    shutil.copytree(SHIPPED, project / "templates")
    assert not {code for code in codes(project) if code.startswith(("TG04", "TG40", "TG41"))}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  fail: Fail", "  fail: Pass"),
        ("  pass: Pass", "  pass: Certified"),
        ("  title: Demonstration", "  title: Live"),
        ("stated: Stated, not scanned", "stated: Scanned"),
        ("not_on_record: Not on record", "not_on_record: On record"),
        ("  missed: Off target", "  missed: On target"),
        ("  not_after: May sign until", "  not_after: Audited on"),
        ('  controls: "{passing} of {total} controls pass"', '  controls: "{total} of {total} controls pass"'),
        ("The check failed. Do not rely on these files.", "In order."),
        ("    sha256sum payload.json", "    echo payload.json"),
        ("  digest: SHA-256", "  digest: Certified as"),
    ],
)
def test_words_of_the_evidence_cannot_be_reworded(project: Path, old: str, new: str) -> None:
    override(project, "words/en.yml", old, new)
    (found,) = [finding for finding in findings(project) if finding.code == "TG045"]
    assert found.span.path == "templates/words/en.yml"
    assert new in (found.span.text or "")


def test_a_component_that_always_says_pass_is_refused(project: Path) -> None:
    override(project, "components/outcome.html.j2", "words.outcome[control.outcome.value]", 'words.outcome["pass"]')
    wrong = [finding for finding in findings(project) if finding.code == "TG406"]
    assert {finding.span.path for finding in wrong} >= {"index.html", "controls/index.html", "posture/index.html"}
    assert "is what was signed" in wrong[0].message


@pytest.mark.parametrize("more", ["(mended since)", '<b class="x">Pass</b>'])
def test_a_status_with_other_words_beside_its_word_is_refused(project: Path, more: str) -> None:
    override(
        project, "components/outcome.html.j2", '<span class="outcome__word">', f'{more} <span class="outcome__word">'
    )
    wrong = [finding for finding in findings(project) if finding.code == "TG406"]
    assert {finding.span.path for finding in wrong} >= {"index.html", "controls/index.html", "posture/index.html"}


def test_a_status_under_the_name_of_another_control_is_refused(project: Path) -> None:
    override(project, "components/citation.html.j2", "{{ control.control.id }}", "KEYS-001")
    wrong = [finding for finding in findings(project) if finding.code == "TG406"]
    linked = {finding.span.path for finding in wrong if "which is another control" in finding.message}
    assert linked >= {"index.html", "whitepaper.html"}
    # The strip of its family holds it too, under a name that is not its own.
    rest = [finding for finding in wrong if "which is another control" not in finding.message]
    assert all("stand together" in finding.message for finding in rest)


def test_a_page_that_gives_its_control_another_name_is_refused(project: Path) -> None:
    override(project, "pages/control.html.j2", '__id">{{ item.control.id }}', '__id">KEYS-001')
    wrong = {finding.span.path for finding in findings(project) if finding.code == "TG406"}
    assert wrong
    assert "controls/keys-001.html" not in wrong


def test_another_time_of_the_check_is_refused(project: Path) -> None:
    override(project, "pages/control.html.j2", "{{ moment(item.checked_at) }}", "1 January 2099")
    found = [finding for finding in findings(project) if "when the control was checked" in finding.message]
    assert "controls/keys-001.html" in {finding.span.path for finding in found if finding.code == "TG407"}


def test_a_component_that_always_is_a_pass_is_refused(project: Path) -> None:
    override(project, "components/outcome.html.j2", "control.outcome.value", '"pass"')
    assert "TG406" in codes(project)


def test_a_status_that_is_left_out_is_refused(project: Path) -> None:
    override(project, "components/line.html.j2", "{{ citations(graded.controls) }}", "")
    absent = [finding for finding in findings(project) if finding.code == "TG407"]
    assert absent
    assert all(finding.span.path == "index.html" for finding in absent)


@pytest.mark.parametrize("how", ["hidden", 'aria-hidden="true"', "inert", "popover"])
def test_a_status_that_is_hidden_is_refused(project: Path, how: str) -> None:
    override(project, "components/outcome.html.j2", '<span class="outcome ', f'<span {how} class="outcome ')
    found = [finding for finding in findings(project) if finding.code == "TG407"]
    assert {finding.span.path for finding in found} >= {"index.html", "posture/index.html", "whitepaper.html"}


def test_a_word_of_a_status_that_is_hidden_is_refused(project: Path) -> None:
    override(
        project, "components/outcome.html.j2", '<span class="outcome__word">', '<span hidden class="outcome__word">'
    )
    assert "TG407" in codes(project)


@pytest.mark.parametrize("around", ["details", "template", "noscript", "dialog", "object", "video", "select"])
def test_a_status_in_something_that_is_closed_is_refused(project: Path, around: str) -> None:
    cited = "{{ citations(graded.controls) }}"
    override(project, "components/line.html.j2", cited, f"<{around}>{cited}</{around}>")
    found = [finding for finding in findings(project) if finding.code == "TG407"]
    assert found
    assert {finding.span.path for finding in found} == {"index.html"}


def test_a_status_in_a_comment_is_none(project: Path) -> None:
    override(
        project,
        "components/line.html.j2",
        "{{ citations(graded.controls) }}",
        "<!--{{ citations(graded.controls) }}-->",
    )
    assert "TG407" in codes(project)


@pytest.mark.parametrize(
    ("old", "new"),
    [("<body ", "<body hidden "), ("{{ demonstration() }}", "<details>{{ demonstration() }}</details>")],
)
def test_a_notice_that_is_closed_or_hidden_is_no_notice(project: Path, old: str, new: str) -> None:
    override(project, "layouts/base.html.j2", old, new)
    assert {f.span.path for f in findings(project) if f.code == "TG409"} >= {"index.html", "404.html"}


def test_a_time_that_is_hidden_is_not_shown(project: Path) -> None:
    override(project, "components/moment.html.j2", "<time ", "<time hidden ")
    found = [finding for finding in findings(project) if finding.code == "TG407"]
    assert "`404.html` does not show when the snapshot was taken (2026-11-20T11:30:00Z)." in {f.message for f in found}


def test_a_control_page_without_its_status_is_refused(project: Path) -> None:
    override(project, "pages/control.html.j2", "{{ outcome(item) }}", "")
    assert "TG407" in codes(project)


def test_a_time_in_words_that_is_another_time_is_refused(project: Path) -> None:
    override(project, "components/moment.html.j2", "{{ time | minute }}", "1 January 2030")
    assert "TG408" in codes(project)


def test_a_page_without_the_time_of_the_scan_is_refused(project: Path) -> None:
    override(project, "components/moment.html.j2", 'datetime="{{ time | iso }}"', 'datetime="2030-01-01T00:00:00Z"')
    assert "TG407" in codes(project)


def test_a_demonstration_that_does_not_say_so_is_refused(project: Path) -> None:
    (project / "templates" / "components").mkdir(parents=True)
    empty = "{% macro demonstration() %}{% endmacro %}"
    (project / "templates" / "components" / "demonstration.html.j2").write_text(empty)
    pages = {finding.span.path for finding in findings(project) if finding.code == "TG409"}
    assert {"index.html", "404.html", "posture/index.html"} <= pages


@pytest.mark.parametrize("style", ["display: none", "visibility:hidden", "opacity: 0", "font-size:0"])
def test_a_style_that_hides_the_notice_is_refused(project: Path, style: str) -> None:
    sheet = project / "static" / "css" / "components" / "demonstration.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_text(f"@layer components {{ .demonstration {{ {style}; }} }}")
    (found,) = [finding for finding in findings(project) if finding.code == "TG415"]
    assert "the notice of a demonstration" in found.message


def test_a_hidden_notice_is_no_notice(project: Path) -> None:
    override(project, "components/demonstration.html.j2", '<aside class="demonstration"', '<aside hidden class="x"')
    assert "TG409" in codes(project)


@pytest.mark.parametrize(
    "tag",
    [
        *("meter", "progress", "rp", "option", "details open name=one", "s", "del", "strike"),
        *("bdo dir=rtl", "marquee", "font color=white", "span dir=RTL"),
    ],
)
def test_a_status_in_an_element_that_shows_it_as_something_else_is_refused(project: Path, tag: str) -> None:
    override(
        project,
        "components/outcome.html.j2",
        "{{ words.outcome[control.outcome.value] }}</span>",
        f"<{tag}>{{{{ words.outcome[control.outcome.value] }}}}</{tag.split(maxsplit=1)[0]}></span>",
    )
    found = [finding for finding in findings(project) if finding.code == "TG407"]
    assert {finding.span.path for finding in found} >= {"index.html", "controls/index.html", "whitepaper.html"}


@pytest.mark.parametrize(
    "said", ["All 2 controls pass.", "Every control <b>is met</b>.", "KEYS-002 and KEYS-001 were satisfied."]
)
def test_a_template_that_says_in_words_that_all_is_well_is_refused(project: Path, said: str) -> None:
    override(project, "pages/index.html.j2", "{% block main %}", "{% block main %}<p>" + said + "</p>")
    found = [finding for finding in findings(project) if finding.code == "TG239"]
    assert {finding.span.path for finding in found} == {"index.html"}
    assert "is said to pass" in found[0].message
