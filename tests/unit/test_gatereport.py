"""The published report of the gate: complete, the same for people and programs, and read by the gate itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from projects import ROOT, copy_small, made
from selectolax.lexbor import LexborHTMLParser

from trustgen import gatereport
from trustgen.claims.excuses import FRAMES

if TYPE_CHECKING:
    from pathlib import Path

    from trustgen.pipeline import Made

LAST = {"gate.html", "gate.json", "posture/manifest.json"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_small(tmp_path / "project")


def files(walk: Made) -> dict[str, bytes]:
    assert walk.artifacts is not None, [finding.message for finding in walk.findings]
    return {artifact.path: artifact.data for artifact in walk.artifacts}


def said(walk: Made) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(files(walk)["gate.json"])
    return report


def test_every_published_file_is_listed_but_those_that_are_read_last(project: Path) -> None:
    walk = made(project)
    listed = {file["path"] for file in said(walk)["files"]}
    assert listed == set(files(walk)) - LAST
    assert all(file["reader"] != "nobody" and file["texts"] for file in said(walk)["files"])


def test_the_page_says_what_the_file_says(project: Path) -> None:
    walk = made(project)
    report, tree = said(walk), LexborHTMLParser(files(walk)["gate.html"].decode())
    tables = [[cell.text(strip=True) for cell in row.css("th, td")] for row in tree.css("tbody tr")]
    rows = [[one["path"], one["reader"], str(one["texts"]), str(one["mentions"])] for one in report["files"]]
    assert tables[-len(rows) :] == rows
    assert [int(row[2]) for row in tables[: -len(rows)]] == [one["mentions"] for one in report["schemes"]]
    assert sum(one["mentions"] for one in report["schemes"]) == report["mentions"]
    assert sum(one["texts"] for one in report["files"]) == report["textsRead"]
    assert all(sum(one["standsBy"].values()) == one["mentions"] for one in report["schemes"])


def test_a_mention_more_is_counted_where_it_stands(project: Path) -> None:
    before = said(made(project))
    page = project / "content" / "pages" / "reading.md"
    page.write_text(page.read_text("utf-8") + "\nWe hold no TISAX label.\n", "utf-8")
    after = said(made(project))
    (row,) = [one for one in after["schemes"] if one["scheme"] == "tisax"]
    assert row == {"scheme": "tisax", "held": False, "standing": "nothing", "mentions": 1, "standsBy": {"denial": 1}}
    assert after["mentions"] == before["mentions"] + 1


def test_an_exception_is_published_with_its_reason(project: Path) -> None:
    page = project / "content" / "pages" / "reading.md"
    page.write_text(page.read_text("utf-8") + "\nWe are SOC 2 certified.\n", "utf-8")
    entry = (
        "exceptions:\n  - {id: quoted, page: reading.html, scope: text.body, code: TG101, scheme: soc2, "
        "text_sha256: %s, reason: Quoted as it was written, reviewer: counsel, reviewed: 2026-11-02, "
        "expires: 2027-02-01}\n"
    )
    listed = project / "content" / "exceptions.yml"
    listed.write_text(entry % ("0" * 64), "utf-8")
    (found,) = [one for one in made(project).findings if one.code == "TG120"]
    listed.write_text(entry % found.message.split("digest `")[1][:64], "utf-8")
    walk = made(project)
    (one,) = said(walk)["exceptions"]
    assert one["reason"] == "Quoted as it was written"
    assert one["held"] is False
    text = LexborHTMLParser(files(walk)["gate.html"].decode()).body.text()  # type: ignore[union-attr]
    assert "Quoted as it was written" in text
    assert "counsel, 2 November 2026" in text


def test_a_template_cannot_make_the_report_say_that_something_is_held(project: Path) -> None:
    component = ROOT / "templates" / "components" / "gate_schemes.html.j2"
    own = project / "templates" / "components" / component.name
    own.parent.mkdir(parents=True)
    text = component.read_text("utf-8").replace("words.standing[row.standing]", "words.standing.held")
    own.write_text(text.replace("words.gate.standing[row.standing]", "words.standing.held"), "utf-8")
    walk = made(project)
    assert walk.artifacts is None
    assert {finding.span.path for finding in walk.findings if finding.code == "TG101"} == {"gate.html"}


def test_every_frame_is_explained() -> None:
    words = yaml.safe_load((ROOT / "templates" / "words" / "en.yml").read_bytes())["gate"]["reasons"]
    others = {"knob", gatereport.BY_RECORD, gatereport.EXCEPTED, gatereport.WARNED}
    assert set(words) == {frame.name for frame in FRAMES} | others


def test_the_digest_of_the_rules_changes_with_them(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = said(made(project))["rulesSha256"]
    assert said(made(project))["rulesSha256"] == before
    monkeypatch.setattr(gatereport, "_data", lambda: [("a.yml", b"x")])
    assert said(made(project))["rulesSha256"] != before
