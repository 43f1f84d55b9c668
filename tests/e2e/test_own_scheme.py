"""A scheme that a project adds: unheld it stops the build, held it passes, and it takes no shipped scheme's place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from ownscheme import SEAL, write_schemes
from projects import AT, THEN, copy_small, edit, made, trustgen
from selectolax.lexbor import LexborHTMLParser

from trustgen.pipeline import Memory

if TYPE_CHECKING:
    from pathlib import Path

HELD = """  - scheme: acme-seal
    standing: held
    level: silver
    issuer: Acme Assurance
    issued: 2026-05-01
    expires: 2027-04-30
    evidence: {sha256: "%s"}
    statement: Quill holds the Acme Trust Seal in silver, given by Acme Assurance on 1 May 2026.
assessments:
""" % ("0" * 64)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = copy_small(tmp_path / "project")
    write_schemes(project / "content", SEAL)
    return project


def say(project: Path, sentence: str) -> None:
    page = project / "content" / "pages" / "reading.md"
    page.write_text(page.read_text("utf-8") + f"\n{sentence}\n", "utf-8")


def hold(project: Path) -> None:
    edit(project / "content" / "assurances.yml", "assessments:\n", HELD)


def report(project: Path) -> dict[str, Any]:
    written: dict[str, Any] = json.loads((project / "site" / "gate.json").read_text("utf-8"))
    return written


def table(project: Path) -> list[list[str]]:
    tree = LexborHTMLParser((project / "site" / "gate.html").read_text("utf-8"))
    return [[cell.text(strip=True) for cell in row.css("th, td")] for row in tree.css("#own-schemes tbody tr")]


def test_an_unheld_seal_stops_the_build_where_it_is_written(project: Path) -> None:
    say(project, "We were given the Acme Trust Seal.")
    for command in (("build", *THEN), ("check", AT)):
        run = trustgen(project, *command, "--format=json")
        assert run.code == 1
        assert {one["code"] for one in run.findings} == {"TG101"}
        assert {one["scheme"] for one in run.findings} == {"acme-seal"}
        places = [place for one in run.findings for place in one["related"]]
        assert {(place["path"], place["line"]) for place in places} >= {("content/pages/reading.md", 10)}
    assert not (project / "site").exists()


def test_without_the_file_nobody_knows_the_seal(project: Path) -> None:
    say(project, "We were given the Acme Trust Seal.")
    (project / "content" / "schemes.yml").unlink()
    assert trustgen(project, "build", *THEN).code == 0
    assert report(project)["ownSchemes"] == []
    assert table(project) == []


def test_a_held_seal_passes_and_the_report_names_the_scheme(project: Path) -> None:
    say(project, "We hold the Acme Trust Seal.")
    hold(project)
    run = trustgen(project, "build", "--format=json", *THEN)
    assert run.code == 0, run.out
    said = report(project)
    (own,) = said["ownSchemes"]
    assert (own["scheme"], own["held"], own["issuer"]) == ("acme-seal", True, "Acme Assurance")
    assert [one["name"] for one in own["names"]] == ["Acme Trust Seal", "Sceau de Confiance Acmé", "ATS"]
    (row,) = [one for one in said["schemes"] if one["scheme"] == "acme-seal"]
    assert row["held"] is True
    assert row["standsBy"] == {"record": row["mentions"]}
    assert "Acme Trust Seal" in (project / "site" / "index.html").read_text("utf-8")
    assert table(project) == [
        ["Acme Trust Seal", "Held", "Acme Assurance", ", ".join(one["name"] for one in own["names"])]
    ]


def test_a_scheme_that_is_on_file_and_never_held_is_reported_too(project: Path) -> None:
    assert trustgen(project, "build", *THEN).code == 0
    first = report(project)
    assert [(one["held"], one["standing"]) for one in first["ownSchemes"]] == [(False, "nothing")]
    assert [row[:2] for row in table(project)] == [["Acme Trust Seal", "Not held"]]
    write_schemes(project / "content", {**SEAL, "forms": ["Acme Trust Mark"]})
    assert trustgen(project, "build", *THEN).code == 0
    assert report(project)["rulesSha256"] != first["rulesSha256"]
    assert report(project)["schemesKnown"] == first["schemesKnown"]


def test_more_than_the_level_on_record_stops_the_build(project: Path) -> None:
    say(project, "We hold the Acme Trust Seal in gold.")
    hold(project)
    run = trustgen(project, "build", "--format=json", *THEN)
    assert {one["code"] for one in run.findings} == {"TG102"}


@pytest.mark.parametrize("form", ["SOC 2", "Acme SOC 2 Type II seal"])
def test_a_shipped_scheme_is_not_shadowed(project: Path, form: str) -> None:
    say(project, "We hold a SOC 2 Type II report.")
    hold(project)
    write_schemes(project / "content", {**SEAL, "forms": [form]})
    run = trustgen(project, "build", "--format=json", *THEN)
    assert run.code == 1
    assert [one["code"] for one in run.findings] == ["TG125"]
    assert run.findings[0]["place"]["path"] == "content/schemes.yml"


def test_a_held_own_scheme_supports_no_certification_without_a_name(project: Path) -> None:
    say(project, "We are certified.")
    hold(project)
    run = trustgen(project, "build", "--format=json", *THEN)
    assert {one["code"] for one in run.findings} == {"TG107"}


def test_lint_takes_any_number_of_files(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("<p>We hold the Acme Trust Seal and the Beta Trust Seal.</p>", "utf-8")
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one = write_schemes(tmp_path / "a", SEAL)
    two = write_schemes(tmp_path / "b", {**SEAL, "id": "beta-seal", "forms": ["Beta Trust Seal"], "weak": []})
    assert trustgen(tmp_path, "lint", "site").code == 0
    run = trustgen(tmp_path, "lint", "site", "--schemes", one, "--schemes", two, "--format=json")
    assert sorted(found["scheme"] for found in run.findings) == ["acme-seal", "beta-seal"]
    record = tmp_path / "assurances.yml"
    record.write_text("assurances:\n" + HELD.removesuffix("assessments:\n"), "utf-8")
    run = trustgen(
        tmp_path, "lint", "site", "--schemes", one, "--schemes", two, "--assurances", record, "--format=json"
    )
    assert [found["scheme"] for found in run.findings] == ["beta-seal"]


def test_a_preview_notices_a_scheme_that_is_added_changed_or_taken_away(project: Path) -> None:
    memory = Memory()
    listed = project / "content" / "schemes.yml"
    say(project, "We were given the Acme Trust Seal.")
    text = listed.read_text("utf-8")
    listed.unlink()
    assert not [one for one in made(project, memory).findings if one.scheme]
    listed.write_text(text, "utf-8")
    assert {one.scheme for one in made(project, memory).findings} == {"acme-seal"}
    listed.write_text(text.replace("Acme Trust Seal", "Acme Trust Mark"), "utf-8")
    assert not [one for one in made(project, memory).findings if one.scheme]
