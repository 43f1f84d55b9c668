"""Content and evidence joined: no outcome is invented, and none is hidden."""

from __future__ import annotations

import pytest
from factory import FILES, NOW, OUTCOMES, make_center, make_content, make_selected

from trustgen.finding import Finding, Findings, Severity
from trustgen.model.posture import Outcome
from trustgen.resolve import resolve


def findings(changes: dict[str, tuple[str, str]], outcomes: dict[str, Outcome] | None = None) -> list[Finding]:
    """What is found when texts of the record are changed; nothing is made if one of them is an error."""
    files = {}
    for name, (old, new) in changes.items():
        assert old in FILES[name]
        files[name] = FILES[name].replace(old, new)
    found = Findings()
    made = resolve(
        make_content(files),
        make_selected(OUTCOMES if outcomes is None else outcomes, demonstration=True),
        as_of=NOW,
        fixed_clock=False,
        findings=found,
    )
    assert (made is None) == (found.worst is Severity.ERROR)
    return [finding for finding in found.sorted() if finding.severity is Severity.ERROR]


def test_every_control_has_the_outcome_that_was_signed_and_no_other() -> None:
    center = make_center()
    assert {name: graded.outcome for name, graded in center.controls.items() if name in OUTCOMES} == OUTCOMES


def test_a_control_without_a_result_is_not_scanned() -> None:
    center = make_center()
    assert {name for name, graded in center.controls.items() if graded.outcome is Outcome.NOT_SCANNED} == {"AUTH-003"}
    assert center.controls["AUTH-003"].checked_at is None


@pytest.mark.parametrize("name", OUTCOMES)
def test_taking_a_result_away_never_makes_a_control_look_better(name: str) -> None:
    fewer = {control: outcome for control, outcome in OUTCOMES.items() if control != name}
    found = Findings()
    made = resolve(
        make_content(), make_selected(fewer, demonstration=True), as_of=NOW, fixed_clock=False, findings=found
    )
    if made is None:
        assert "TG223" in {finding.code for finding in found}
    else:
        assert made.controls[name].outcome is Outcome.NOT_SCANNED
        assert made.coverage.outcomes[Outcome.PASS] <= make_center().coverage.outcomes[Outcome.PASS]


def test_a_result_that_the_record_does_not_list_would_be_hidden_and_stops_the_build() -> None:
    found = findings({}, {**OUTCOMES, "KEYS-099": Outcome.FAIL})
    assert [(finding.code, "KEYS-099" in finding.message) for finding in found] == [("TG222", True)]


def test_coverage_counts_every_control_once() -> None:
    coverage = make_center().coverage
    assert sum(coverage.outcomes.values()) == coverage.controls == len(make_center().controls)
    assert coverage.outcomes[Outcome.PASS] == 1
    assert 0 < coverage.lines_scanned < coverage.lines


def test_a_line_has_the_controls_that_its_ranges_name_in_order() -> None:
    for graded in make_center().lines:
        names = [control.control.id for control in graded.controls]
        assert len(names) == len(set(names))
    spans = [str(citation) for graded in make_center().lines for citation in graded.line.controls]
    assert any(".." in citation for citation in spans)


def test_a_control_knows_who_cites_it() -> None:
    center = make_center()
    for graded in center.lines:
        for control in graded.controls:
            assert graded.line in center.controls[control.control.id].lines
    for answer in center.answers:
        for control in answer.controls:
            assert answer.answer in center.controls[control.control.id].answers


def test_an_exception_stands_beside_its_control_with_its_end() -> None:
    control = make_center().controls["KEYS-002"]
    assert [record.control for record in control.exceptions] == ["KEYS-002"]
    assert control.exceptions[0].expires_at > NOW


def test_another_checklist_than_the_scanned_one_is_an_error_with_both_names() -> None:
    found = findings({"controls.yml": ("quill-controls", "other-controls")})
    assert [finding.code for finding in found] == ["TG221"]
    assert "`other-controls`" in found[0].message
    assert "`quill-controls`" in found[0].message
    assert found[0].span.path == "content/controls.yml"


def test_the_evidence_carries_the_snapshots_time_and_the_pages_the_one_clock() -> None:
    center = make_center()
    selected = make_selected(OUTCOMES, demonstration=True)
    assert center.evidence.scanned_at == selected.head.finished_at
    assert center.evidence.valid_until == selected.valid_until
    assert center.as_of == NOW
    assert center.evidence.snapshots == 1
    assert center.evidence.demonstration is True
    assert make_center(demonstration=False).evidence.demonstration is False
