"""Reviewed exceptions: what they excuse, what they never excuse, and what is said about one that does not fit."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from projects import copy_small, made

from trustgen.gate.exceptions import LONGEST
from trustgen.report import Report, write

if TYPE_CHECKING:
    from pathlib import Path

    from trustgen.pipeline import Made

CLAIM = "Our standard text says: we are SOC 2 Type II certified."
PAGE = "reading.html"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    copied = copy_small(tmp_path / "project")
    page = copied / "content" / "pages" / "reading.md"
    page.write_text(page.read_text("utf-8") + f"\n{CLAIM}\n", "utf-8")
    return copied


def entry(**changes: Any) -> dict[str, Any]:
    base = {
        "id": "quoted-text",
        "page": PAGE,
        "scope": "text.body",
        "code": "TG101",
        "scheme": "soc2",
        "text_sha256": "0" * 64,
        "reason": "Quoted for a test",
        "reviewer": "counsel",
        "reviewed": "2026-11-02",
        "expires": "2027-02-01",
    }
    return base | changes


def walked(project: Path, *entries: dict[str, Any]) -> Made:
    (project / "content" / "exceptions.yml").write_text(
        "exceptions:\n" + "".join(f"  - {{{', '.join(f'{k}: {v}' for k, v in one.items())}}}\n" for one in entries),
        "utf-8",
    )
    return made(project)


def digest(project: Path) -> str:
    """The digest that the build offers for a wrong one."""
    (found,) = [one for one in walked(project, entry()).findings if one.code == "TG120"]
    return re.findall("`([0-9a-f]{64})`", found.message)[0]


def codes(walk: Made) -> list[str]:
    return sorted(finding.code for finding in walk.findings if finding.severity.word == "error")


def test_without_an_exception_the_text_is_refused(project: Path) -> None:
    assert codes(made(project)) == ["TG101"]


def test_a_wrong_digest_excuses_nothing_and_is_told_the_right_one(project: Path) -> None:
    walk = walked(project, entry())
    assert codes(walk) == ["TG101", "TG120"]
    (found,) = [one for one in walk.findings if one.code == "TG120"]
    assert found.span.path == "content/exceptions.yml"
    assert (found.span.text or "")[found.span.column - 1 :].startswith("0" * 64)
    assert CLAIM in found.message


def test_a_reviewed_text_may_stand_and_every_format_says_so(project: Path) -> None:
    right = digest(project)
    walk = walked(project, entry(text_sha256=right))
    assert codes(walk) == []
    assert walk.artifacts is not None
    (one,) = walk.accepted
    assert (one.finding.code, one.finding.span.path, one.exception.reviewer) == ("TG101", PAGE, "counsel")
    report = Report(as_of="x", findings=walk.findings, accepted=walk.accepted)
    text = write("text", report)
    assert f"accepted {PAGE}:" in text
    assert "by exception `quoted-text` of counsel until 2027-02-01: Quoted for a test" in text
    (listed,) = json.loads(write("json", report))["accepted"]
    assert listed["exception"]["expires"] == "2027-02-01"
    assert listed["scheme"] == "soc2"
    (result,) = [r for r in json.loads(write("sarif", report))["runs"][0]["results"] if "suppressions" in r]
    assert result["suppressions"][0]["kind"] == "external"
    assert result["suppressions"][0]["status"] == "accepted"
    assert "Quoted for a test" in result["suppressions"][0]["justification"]
    assert "::notice file=content/pages/reading.md" in write("github", report)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (CLAIM, CLAIM.replace("certified", "attested")),
        ("title: How to read this site", "title: How we were certified"),
    ],
)
def test_an_edit_of_the_text_or_of_its_heading_ends_the_exception(project: Path, old: str, new: str) -> None:
    right = digest(project)
    page = project / "content" / "pages" / "reading.md"
    page.write_text(page.read_text("utf-8").replace(old, new), "utf-8")
    found = codes(walked(project, entry(text_sha256=right)))
    assert "TG120" in found
    assert {"TG101", "TG107"} & set(found)


def test_an_edit_of_another_cell_of_the_row_ends_the_exception(project: Path) -> None:
    page = project / "content" / "pages" / "reading.md"
    table = "| scheme | kept by | note |\n|---|---|---|\n| SOC 2 | us | see the file |\n"
    page.write_text(page.read_text("utf-8").replace(CLAIM, table), "utf-8")
    about = {"scope": "text.cell"}
    (offered,) = [one for one in walked(project, entry(**about)).findings if one.code == "TG120"]
    right = re.findall("`([0-9a-f]{64})`", offered.message)[0]
    assert codes(walked(project, entry(text_sha256=right, **about))) == []
    page.write_text(page.read_text("utf-8").replace("see the file", "since May"), "utf-8")
    assert codes(walked(project, entry(text_sha256=right, **about))) == ["TG101", "TG120"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"page": "index.html"}, "in `index.html` (text.body)"),
        ({"scope": "text.cell"}, "(text.cell)"),
        ({"scheme": "soc1"}, "about `soc1`"),
        ({"code": "TG102"}, "no TG102"),
    ],
)
def test_an_exception_for_something_else_excuses_nothing(project: Path, changes: dict[str, str], said: str) -> None:
    right = digest(project)
    walk = walked(project, entry(text_sha256=right, **changes))
    assert codes(walk) == ["TG101", "TG120"]
    assert any(said in finding.message for finding in walk.findings)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"expires": "2026-11-19"}, "ended on 2026-11-19, its last day"),
        ({"reviewed": "2026-11-21"}, "was reviewed on 2026-11-21, which is not yet"),
        ({"expires": "2027-05-02"}, f"would last 181 days, and {LONGEST.days} are the most"),
    ],
)
def test_an_exception_outside_of_its_time_excuses_nothing(project: Path, changes: dict[str, str], said: str) -> None:
    right = digest(project)
    walk = walked(project, entry(text_sha256=right, **changes))
    assert codes(walk) == ["TG101", "TG121"]
    assert any(said in finding.message for finding in walk.findings)


@pytest.mark.parametrize("changes", [{"expires": "2026-11-20"}, {"expires": "2027-05-01"}, {"reviewed": "2026-11-20"}])
def test_the_first_and_the_last_day_count(project: Path, changes: dict[str, str]) -> None:
    right = digest(project)
    assert codes(walked(project, entry(text_sha256=right, **changes))) == []


def test_one_that_stands_twice_is_told(project: Path) -> None:
    right = digest(project)
    walk = walked(project, entry(text_sha256=right), entry(text_sha256=right))
    assert codes(walk) == ["TG121"]


def test_there_is_a_budget(project: Path) -> None:
    right = digest(project)
    more = [entry(id=f"more-{number}", page="index.html") for number in range(3)]
    found = codes(walked(project, entry(text_sha256=right), *more))
    assert found == ["TG120", "TG120", "TG120", "TG123"]
    site = project / "content" / "site.yml"
    site.write_text(site.read_text("utf-8") + "\nclaims: {exceptions: 0}\n", "utf-8")
    assert codes(walked(project, entry(text_sha256=right))) == ["TG123"]


def test_no_exception_excuses_a_badge(project: Path) -> None:
    page = project / "content" / "pages" / "reading.md"
    page.write_text(page.read_text("utf-8").replace(CLAIM, '[Plain words](documents.html "SOC 2 Type II certified")'))
    (claim,) = [one for one in made(project).findings if one.severity.word == "error"]
    assert (claim.code, claim.span.scope) == ("TG109", "attr.title")
    walk = walked(project, entry(scope="attr.title", code="TG109"))
    assert codes(walk) == ["TG109", "TG122"]


def test_no_exception_excuses_a_disguise(project: Path) -> None:
    page = project / "content" / "pages" / "reading.md"
    page.write_text(page.read_text("utf-8").replace(CLAIM, "We have S O C 2 T y p e I I."))
    walk = walked(project, entry(code="TG108"))
    assert codes(walk) == ["TG108", "TG122"]
