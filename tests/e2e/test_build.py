"""`build` and `check` from the command line, on the two sites that are clean."""

from __future__ import annotations

import base64
import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from projects import AT, THEN, Built, copy_small, edit, made, tree, trustgen

if TYPE_CHECKING:
    from pathlib import Path

FINDING_KEYS = ["code", "rule", "severity", "message", "help", "place", "related", "scheme", "mention", "frame"]
PLACE_KEYS = ["path", "line", "column", "end_line", "end_column", "scope", "anchor"]
PAGES = {"404.html", "control-mapping.html", "controls/index.html", "documents.html", "index.html"} | {
    "posture/index.html",
    "subprocessors.html",
}
EVIDENCE = {
    f"posture/{name}"
    for name in (
        "latest.dsse.json",
        "latest.sigstore.json",
        "checklist.json",
        "trust-policy.json",
        "keys/demonstration-anyone-can-sign.pub",
        "verify-yourself.html",
        "verify.html",
        "verify.js",
        "status.json",
    )
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_small(tmp_path / "project")


def test_the_small_site_builds_without_a_word_to_mend(small: Built) -> None:
    assert small.run.code == 0
    assert small.run.err == ""
    assert small.run.out.splitlines() == [
        "Snapshot 1 of demonstration (demonstration), scanned 2026-11-20T11:30:00Z, valid until 2026-11-21T13:30:00Z.",
        "2 of 3 lines scanned; 1 of 3 controls pass; 1 fail, 1 exception.",
        f"Published {len(tree(small.site))} files to `site`.",
    ]


def test_the_reference_builds_with_its_two_reserved_names_and_prints_its_coverage(reference: Built) -> None:
    assert reference.run.code == 0, reference.run.out
    assert reference.run.err == ""
    assert re.findall(r"^(?:warning|error)\[(\w+)\] `([^`]+)`", reference.run.out, re.MULTILINE) == [
        ("TG231", "https://trust.kla.example/"),
        ("TG231", "security@kla.example"),
    ]
    assert (
        "6 of 10 lines scanned; 19 of 22 controls pass; 1 fail, 1 exception, 1 not applicable.\n" in reference.run.out
    )
    assert reference.run.out.endswith("2 warnings\n")


def test_everything_that_is_promised_is_published(small: Built, reference: Built) -> None:
    controls = {"controls/keys-001.html", "controls/keys-002.html", "controls/auth-001.html"}
    present = set(tree(small.site))
    expected = PAGES | EVIDENCE | controls
    expected |= {"reading.html", "whitepaper.pdf", "robots.txt", "sitemap.xml", "_headers", "gate.html", "gate.json"}
    expected |= {"posture/manifest.json"}
    assert expected <= present
    assert {path.split("/")[0] for path in present - expected} == {"css", "fonts", "js"}
    reference_files = set(tree(reference.site))
    assert PAGES | EVIDENCE | {"security-whitepaper.pdf", "posture/manifest.json"} <= reference_files
    assert sum(bool(re.fullmatch(r"controls/[a-z0-9]+-\d{3}\.html", path)) for path in reference_files) == 22


@pytest.mark.parametrize("name", ["small", "reference"])
def test_the_manifest_lists_every_file_with_its_digest(name: str, request: pytest.FixtureRequest) -> None:
    built: Built = request.getfixturevalue(name)
    files = tree(built.site)
    record = json.loads(files.pop("posture/manifest.json"))
    assert record["files"] == {path: sha256(data).hexdigest() for path, data in files.items()}
    inputs = {path: sha256((built.project / path).read_bytes()).hexdigest() for path in record["inputs"]}
    assert record["inputs"] == inputs
    content = {path.relative_to(built.project).as_posix() for path in (built.project / "content").rglob("*.*")}
    assert {path for path in content if "/posture/" not in path} <= set(inputs)
    envelope = json.loads(files["posture/latest.dsse.json"])
    assert record["sequence"] == len(list((built.project / "content" / "posture" / "snapshots").iterdir()))
    assert record["demonstration"] is True
    assert record["sha256"] == sha256(_payload(envelope)).hexdigest()
    assert record["verifiedAsOf"] == "2026-11-20T12:00:00Z"


def _payload(envelope: dict[str, str]) -> bytes:
    return base64.b64decode(envelope["payload"])


def test_the_evidence_is_published_as_it_was_received(reference: Built) -> None:
    posture = reference.project / "content" / "posture"
    *earlier, newest = sorted((posture / "snapshots").iterdir())
    assert (reference.site / "posture" / "latest.dsse.json").read_bytes() == newest.read_bytes()
    assert len(earlier) == 13
    for snapshot in earlier:
        assert (reference.site / "posture" / "history" / snapshot.name).read_bytes() == snapshot.read_bytes()
    for name in ("checklist.json", "trust-policy.json"):
        assert (reference.site / "posture" / name).read_bytes() == (posture / name).read_bytes()


def test_a_second_build_says_that_the_site_is_up_to_date_and_touches_nothing(small: Built, tmp_path: Path) -> None:
    import shutil

    project = tmp_path / "again"
    shutil.copytree(small.project, project)
    before = {path: path.stat().st_mtime_ns for path in (project / "site").rglob("*")}
    run = trustgen(project, "build", *THEN)
    assert run.code == 0
    assert f"`site` is up to date: {len(tree(small.site))} files." in run.out
    assert {path: path.stat().st_mtime_ns for path in (project / "site").rglob("*")} == before


def test_check_reads_everything_and_writes_nothing(project: Path) -> None:
    before = tree(project)
    run = trustgen(project, "check", AT)
    assert (run.code, run.err) == (0, "")
    assert "2 of 3 lines scanned" in run.out
    assert "ublished" not in run.out
    assert tree(project) == before


def test_another_output_folder_and_another_project_folder(project: Path, tmp_path: Path) -> None:
    run = trustgen(tmp_path, "build", "--project", project, "--output", "elsewhere/site", *THEN)
    assert run.code == 0
    assert "to `elsewhere/site`." in run.out
    assert (tmp_path / "elsewhere" / "site" / "index.html").is_file()
    assert not (project / "site").exists()


def test_the_json_form_of_a_clean_build(project: Path) -> None:
    run = trustgen(project, "build", "--format", "json", *THEN)
    assert run.code == 0
    assert run.report == {
        "version": 1,
        "as_of": "2026-11-20T12:00:00Z",
        "findings": [],
        "summary": {"errors": 0, "warnings": 0, "published": True},
    }


def test_the_json_form_of_a_build_that_fails(project: Path) -> None:
    edit(
        project / "content" / "answers.yml",
        "at rest, with a key",
        "at rest. We are SOC 2 Type II certified, with a key",
    )
    run = trustgen(project, "build", "--format", "json", *THEN)
    assert run.code == 1
    report = run.report
    assert list(report) == ["version", "as_of", "findings", "summary"]
    errors = [finding for finding in report["findings"] if finding["severity"] == "error"]
    assert report["summary"] == {"errors": len(errors), "warnings": 0, "published": False}
    assert errors
    for finding in report["findings"]:
        assert list(finding) == FINDING_KEYS
        assert list(finding["place"]) == PLACE_KEYS
        for related in finding["related"]:
            assert list(related) == ["label", "path", "line", "column"]
    page = next(finding for finding in errors if finding["place"]["path"] == "index.html")
    assert page["code"].startswith("TG1")
    assert page["scheme"] == "soc2"
    assert page["mention"].startswith("SOC 2")
    assert page["place"]["scope"] == "text.body"
    assert page["related"][0]["path"] == "content/answers.yml"


@pytest.mark.parametrize("arguments", [("check", AT), ("lint", "content/pages"), ("snapshot", "verify", AT)])
def test_every_command_has_the_same_json_form(project: Path, arguments: tuple[str, ...]) -> None:
    run = trustgen(project, *arguments, "--format", "json")
    assert run.code == 0, run.out
    assert list(run.report)[:4] == ["version", "as_of", "findings", "summary"]
    assert run.report["version"] == 1
    assert run.report["summary"]["published"] is False
    extra = set(run.report) - {"version", "as_of", "findings", "summary"}
    assert extra == ({"selected", "verification"} if arguments[0] == "snapshot" else set())


def test_a_build_for_another_time_says_so_on_every_page(small: Built) -> None:
    for path in small.site.rglob("*.html"):
        assert "Built as of 20 November 2026, 12:00 UTC" in path.read_text("utf-8"), path.name


def test_a_build_for_now_does_not_speak_of_another_time(project: Path) -> None:
    assert trustgen(project, "snapshot", "demo", "--force").code == 0
    run = trustgen(project, "build")
    assert run.code == 0, run.out
    assert "Built as of" not in (project / "site" / "index.html").read_text("utf-8")


def test_in_this_process_the_same_pages_are_made(small: Built) -> None:
    artifacts = made(small.project).artifacts
    assert artifacts is not None
    published = tree(small.site)
    pages = {artifact.path: artifact.data for artifact in artifacts if artifact.media != "application/pdf"}
    for path in ("posture/manifest.json", "gate.html", "gate.json"):
        pages.pop(path)  # these speak of the PDF too
    assert {path: published[path] for path in pages} == pages
