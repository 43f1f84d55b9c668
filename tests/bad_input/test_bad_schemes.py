"""One mistake in `schemes.yml`: located, explained, and nothing takes a shipped scheme's place."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import pytest
from ownscheme import SEAL, write_schemes
from projects import copy_small, made

from trustgen import limits
from trustgen.linting import lint_paths

if TYPE_CHECKING:
    from pathlib import Path

    from trustgen.finding import Finding

NOW = datetime(2026, 11, 24, tzinfo=timezone.utc)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_small(tmp_path / "project")


def found(project: Path, *schemes: dict[str, Any]) -> list[Finding]:
    write_schemes(project / "content", *schemes)
    walk = made(project)
    assert walk.artifacts is None or not walk.findings
    return [one for one in walk.findings if one.code != "TG019"]


def test_a_whole_scheme_is_taken(project: Path) -> None:
    assert found(project, SEAL) == []


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        ({"colour": "red"}, "TG201", "`colour` is not a key"),
        ({"law": True}, "TG201", "`law` is not a key"),
        ({"framework": True}, "TG201", "`framework` is not a key"),
        ({"common": ["en"]}, "TG201", "`common` is not a key"),
        ({"id": "Acme Seal"}, "TG204", "an id is lower-case letters"),
        ({"artefact": "diploma"}, "TG204", "is `diploma`"),
        ({"forms": "Acme Trust Seal"}, "TG203", "a list is expected"),
        ({"forms": []}, "TG204", "is empty"),
        ({"forms": ["(soc|acme) seal"]}, "TG204", "letters and digits"),
        ({"forms": ["acme trust.* seal"]}, "TG204", "letters and digits"),
        ({"forms": ["acme \\w seal"]}, "TG204", "letters and digits"),
        ({"forms": ["- -"]}, "TG204", "words are expected"),
        ({"forms": ["acme " * 40 + "seal"]}, "TG204", "at most 100 characters"),
        ({"forms": [f"acme seal {n}" for n in range(limits.SCHEME_WORDS + 1)]}, "TG204", "at most 50 items"),
        ({"home": ["la"]}, "TG204", "`la`"),
        ({"stale_after": -1}, "TG204", "at least 0 is"),
        ({"improper": ["bad"]}, "TG204", "`bad`"),
        ({"mark": {"shown": "sometimes", "source": "terms"}}, "TG204", "`sometimes`"),
        ({"sources": []}, "TG204", "is empty"),
        ({"sources": [{"id": "terms", "title": "T", "address": "http://acme.example"}]}, "TG204", "https://"),
        ({"editions": [{"id": "3", "words": ["3"], "source": "terms", "withdrawn": "soon"}]}, "TG204", "date"),
        ({"levels": [{"id": "silver", "words": ["silver"]}], "chains": []}, "TG202", "`source`"),
        ({"chains": [["silver", "platinum"]]}, "TG212", "level of `acme-seal` called `platinum`"),
        ({"independent": "platinum"}, "TG212", "level of `acme-seal` called `platinum`"),
        ({"mark": {"shown": "never", "source": "law"}}, "TG212", "source of `acme-seal` called `law`"),
        ({"id": "soc2"}, "TG125", "`soc2` is the shipped scheme SOC 2"),
        ({"id": "any"}, "TG125", "`any` stands for no scheme"),
        ({"forms": ["ISO Twentyseven Thousand One"]}, "TG125", "holds a name of the shipped scheme ISO/IEC 27001"),
        ({"forms": ["Swiss ISO Two Seven"]}, "TG125", "reads like one of ISO"),
        ({"weak": ["Socc Two"], "context": ["audit"]}, "TG125", "reads like one of SOC"),
        ({"forms": ["SOC 2"]}, "TG125", "holds a name of the shipped scheme SOC 2"),
        ({"forms": ["SOC 2 Type II"]}, "TG125", "holds a name of the shipped scheme SOC 2"),
        ({"forms": ["Acme SOC-2 Type II Seal"]}, "TG125", "holds a name of the shipped scheme SOC 2"),
        ({"forms": ["Acme Seal for ISO/IEC 27001:2022"]}, "TG125", "ISO/IEC 27001"),
        ({"forms": ["Acme HIPAA Seal"]}, "TG125", "HIPAA"),
        ({"weak": ["C5"]}, "TG125", "BSI C5"),
        ({"weak": ["ENS"]}, "TG125", "`ens`"),
        ({"forms": ["Acme Trust Seal", "acme-trust seal"]}, "TG125", "stands twice"),
        ({"forms": ["Acmeseal"]}, "TG126", "a single word"),
        ({"forms": ["we are"]}, "TG126", "everyday"),
        ({"forms": ["certified audit report"]}, "TG126", "everyday"),
        ({"weak": ["Quill"]}, "TG126", "the company itself"),
        ({"issuer": "Quill"}, "TG126", "issued by the company itself"),
        ({"context": []}, "TG127", "no word of `context`"),
    ],
)
def test_a_mistake_is_told_at_its_place(project: Path, change: dict[str, Any], code: str, said: str) -> None:
    findings = found(project, {**SEAL, **change})
    assert code in {one.code for one in findings}, findings
    (one, *_) = [one for one in findings if one.code == code]
    assert one.span.path == "content/schemes.yml"
    assert one.span.line > 0
    assert one.span.column > 0
    assert said in one.message
    assert one.help


def test_two_schemes_of_one_id_or_of_one_name(project: Path) -> None:
    other = {**SEAL, "forms": ["Beta Trust Seal"], "weak": []}
    assert [one.code for one in found(project, SEAL, other)] == ["TG211"]
    assert {one.code for one in found(project, SEAL, {**other, "id": "beta", "forms": SEAL["forms"]})} == {"TG125"}


def test_too_many_schemes(project: Path) -> None:
    many = [{**SEAL, "id": f"acme-{n}", "forms": [f"Acme Seal {n}x"], "weak": []} for n in range(51)]
    assert [one.code for one in found(project, *many)] == ["TG204"]


@pytest.mark.parametrize("text", ["", "schemes:\n", "schemes: seal\n", "- seal\n", "schemes: [1]\n"])
def test_a_file_of_another_kind(project: Path, text: str) -> None:
    (project / "content" / "schemes.yml").write_text(text, "utf-8")
    findings = made(project).findings
    assert {one.span.path for one in findings} == {"content/schemes.yml"}


def test_lint_tells_the_same(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text("<p>We hold the Acme Trust Seal.</p>", "utf-8")
    path = write_schemes(tmp_path, {**SEAL, "forms": ["SOC 2 Type II"]})
    linted = lint_paths([page], None, NOW, lambda _: None, schemes=[path])
    assert [one.code for one in linted.findings] == ["TG125"]
    assert linted.findings[0].span.path.endswith("schemes.yml")
