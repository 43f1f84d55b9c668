"""SARIF for code scanning, and the annotations of GitHub Actions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator
from msgspec.structs import replace

from trustgen.catalog import rules
from trustgen.cli.options import FORMATS
from trustgen.finding import WRITTEN_HERE, Finding, Related, Severity, Span
from trustgen.report import Report, format_names, write

SCHEMA = Path(__file__).parents[2] / "vectors" / "sarif" / "sarif-2.1.0-rtm.5.json"
KNOWN = {rule.code: rule for rule in rules()}
CLAIM = KNOWN["TG101"]


def page(line: int = 9, *, written: int | None = 3, message: str = "Not held.") -> Finding:
    span = Span(
        path="index.html",
        line=line,
        column=4,
        end_line=line,
        end_column=9,
        text="<p>SOC 2",
        scope="text.body",
        anchor="a",
    )
    source = Span(
        path="content/a b.yml", line=written or 1, column=12, end_line=written, end_column=17, text="x: SOC 2"
    )
    related = [] if written is None else [Related(label=WRITTEN_HERE, span=source)]
    return CLAIM.at(span, message, related=related, scheme="soc2", mention="SOC 2")


def log(*findings: Finding, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(write("sarif", Report(as_of="2026-11-24T12:00:00Z", findings=findings, **more)))
    Draft4Validator(json.loads(SCHEMA.read_bytes())).validate(found)
    return found


def test_the_command_line_names_every_format_there_is() -> None:
    assert sorted(FORMATS) == list(format_names())


def test_sarif_lists_every_rule_and_points_each_result_at_its_own() -> None:
    run = log(page(), KNOWN["TG231"].at(Span(path="content/site.yml"), "Reserved."))["runs"][0]
    listed = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in listed] == sorted(KNOWN)
    assert [listed[result["ruleIndex"]]["id"] for result in run["results"]] == ["TG101", "TG231"]
    assert [result["level"] for result in run["results"]] == ["error", "warning"]
    assert run["columnKind"] == "unicodeCodePoints"


def test_sarif_points_at_the_source_and_names_the_page() -> None:
    (result,) = log(page())["runs"][0]["results"]
    (place,) = result["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "content/a%20b.yml"
    region = {"startLine": 3, "startColumn": 12, "endLine": 3, "endColumn": 17, "snippet": {"text": "x: SOC 2"}}
    assert place["physicalLocation"]["region"] == region
    (seen,) = result["relatedLocations"]
    assert seen["physicalLocation"]["artifactLocation"]["uri"] == "index.html"
    assert seen["logicalLocations"] == [{"fullyQualifiedName": "index.html #a text.body"}]
    assert seen["message"]["text"] == "published here"
    assert result["properties"] == {"scheme": "soc2", "mention": "SOC 2"}
    assert result["message"]["text"].startswith("Not held. ")


def test_without_a_source_the_page_is_the_place() -> None:
    (result,) = log(page(written=None))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "index.html"
    assert "relatedLocations" not in result


def test_a_fingerprint_survives_moved_lines_and_tells_repetitions_apart() -> None:
    def prints(*findings: Finding) -> list[str]:
        return [each["partialFingerprints"]["trustgenFinding/v1"] for each in log(*findings)["runs"][0]["results"]]

    assert prints(page(9, written=3)) == prints(page(70, written=40))
    first, second = prints(page(9), page(12))
    assert first != second
    assert first.split(":")[0] == second.split(":")[0]
    other = replace(page(), mention="SOC 2 Type II")
    assert prints(page()) != prints(other)


def test_a_report_without_findings_still_says_what_was_asked() -> None:
    run = log(published=True, extra={"selected": {"sequence": 7}})["runs"][0]
    assert run["results"] == []
    assert run["properties"] == {
        "asOf": "2026-11-24T12:00:00Z",
        "published": True,
        "errors": 0,
        "warnings": 0,
        "selected": {"sequence": 7},
    }


def test_an_annotation_stands_at_the_source_and_says_where_it_is_published() -> None:
    text = write("github", Report(as_of="x", findings=(page(),), facts=("Nothing was published.",)))
    assert text == (
        "::error file=content/a b.yml,line=3,col=12,endColumn=17,title=TG101 unheld-claim::"
        f"Not held. (published in index.html:9:4)%0A{CLAIM.help}\nNothing was published.\n"
    )


@pytest.mark.parametrize(("severity", "word"), [(Severity.WARNING, "warning"), (Severity.NOTE, "notice")])
def test_an_annotation_has_the_weight_of_its_finding(severity: Severity, word: str) -> None:
    found = replace(page(written=None), severity=severity)
    assert write("github", Report(as_of="x", findings=(found,))).startswith(f"::{word} file=index.html,line=9,")


def test_no_text_of_an_input_ends_a_command_or_begins_another() -> None:
    span = Span(path="a,line=1::x:%0A.yml", line=2, column=1, end_line=4, end_column=2)
    found = CLAIM.at(span, "50 %\r\n::error::made up\x1b[2J")
    text = write("github", Report(as_of="x", findings=(found,)))
    assert text.count("\n") == 1
    assert text.startswith("::error file=a%2Cline=1%3A%3Ax%3A%250A.yml,line=2,endLine=4,title=")
    assert "50 %25%0D%0A::error::made up\\u001b[2J" in text
