"""The road: in order, and only as far as it makes sense."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from projects import AS_OF, copy_small, edit, made

from trustgen.finding import Severity
from trustgen.pipeline import Memory, Request, make, set_pdf
from trustgen.render import evidence

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_small(tmp_path / "project")


def test_the_steps_are_said_in_order(project: Path) -> None:
    said: list[str] = []
    make(Request(root=project, as_of=AS_OF, with_pdf=False), said.append)
    assert said == ["read", "verify", "render", "gate", "pdf"]


def test_mistakes_of_the_content_and_of_the_evidence_are_told_together(project: Path) -> None:
    edit(project / "content" / "answers.yml", "topic:", "topik:")
    edit(project / "content" / "documents.yml", "access: on-request", "access: perhaps")
    shutil.rmtree(project / "content" / "posture" / "snapshots")
    said: list[str] = []
    result = make(Request(root=project, as_of=AS_OF, with_pdf=False), said.append)
    assert {finding.code for finding in result.findings} == {"TG201", "TG204", "TG311"}
    assert result.artifacts is None
    assert said == ["read", "verify"]


def test_findings_come_sorted_by_place(project: Path) -> None:
    for name in ("site.yml", "answers.yml"):
        path = project / "content" / name
        path.write_text(path.read_text("utf-8") + "unheard_of: 1\n", encoding="utf-8")
    places = [(finding.span.path, finding.span.line) for finding in made(project).findings]
    assert places == sorted(places)
    assert len(places) == 2


def test_the_output_is_looked_at_before_any_work_is_done(project: Path) -> None:
    (project / "site").mkdir()
    (project / "site" / "mine.txt").write_text("mine")
    result = make(Request(root=project, as_of=AS_OF, output=project / "site", with_pdf=False))
    assert [finding.code for finding in result.findings] == ["TG031"]
    assert result.artifacts is None


def test_evidence_that_no_reader_could_verify_stops_the_road(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "MAX_FILE_BYTES", 1000)
    result = made(project)
    assert "TG313" in {finding.code for finding in result.findings}
    assert result.artifacts is None


def test_a_warning_does_not_stop_the_road_and_an_error_does(project: Path) -> None:
    site = project / "content" / "site.yml"
    edit(site, "security: security@quill.internal", "security: security@quill.example")
    warned = made(project)
    assert [finding.severity for finding in warned.findings] == [Severity.WARNING]
    assert warned.artifacts is not None
    edit(site, "two weeks", "ISO 27001 certified")
    stopped = made(project)
    assert Severity.ERROR in {finding.severity for finding in stopped.findings}
    assert stopped.artifacts is None
    assert stopped.facts


def test_every_path_is_there_once_and_the_manifest_is_among_them(project: Path) -> None:
    artifacts = made(project).artifacts
    assert artifacts is not None
    paths = [artifact.path for artifact in artifacts]
    assert len(paths) == len(set(paths))
    assert paths[-1] == "posture/manifest.json"


def test_a_memory_changes_what_a_build_costs_and_not_what_it_makes(project: Path) -> None:
    memory = Memory()
    first = made(project, memory)
    again = made(project, memory)
    alone = made(project)
    assert first.artifacts == again.artifacts == alone.artifacts
    edit(project / "content" / "site.yml", "two weeks", "ISO 27001 certified")
    assert made(project, memory).findings == made(project).findings


def test_a_memory_keeps_the_pdf_until_what_it_is_set_from_changes(project: Path) -> None:
    memory = Memory()
    job = made(project, memory).print_job
    assert job is not None
    set_pdf(job, memory)
    pdf, found = memory.pdf
    assert found == ()
    assert pdf is not None
    artifacts = made(project, memory).artifacts
    assert artifacts is not None
    assert pdf in artifacts
    edit(project / "content" / "whitepaper" / "01-summary.md", "shared notebooks", "common notebooks")
    other = made(project, memory).print_job
    assert other is not None
    assert other.digest != job.digest
