"""The reference content holds every fact of the record, in the numbers that the record has, and nothing is held."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from trustgen.files import Folder
from trustgen.load import load
from trustgen.model.assurances import Standing
from trustgen.model.content import Content
from trustgen.model.documents import Access

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
FACTS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "facts.yml").read_text(encoding="utf-8"))

CITATIONS = {
    "tenant-isolation": (["ISOL-001", "ISOL-002", "ISOL-003"], []),
    "identity": (["AUTH-001", "AUTH-002", "AUTH-003"], []),
    "credentials-and-keys": (["KEYS-001..KEYS-005"], []),
    "service-traffic": (["MTLS-001..MTLS-005", "K8S-006"], []),
    "policy-evaluation": ([], []),
    "audit-and-telemetry": ([], ["OTEL", "PGAUDIT"]),
    "change-management": ([], ["ARGO CD", "CI"]),
    "supply-chain": (["K8S-005"], ["COSIGN"]),
    "workload-hardening": (["K8S-001..K8S-004", "MTLS-004"], []),
    "continuous-posture": ([], []),
}
FAMILIES = {"ISOL": 3, "AUTH": 3, "KEYS": 5, "MTLS": 5, "K8S": 6}
RECORD_BLOCKS = {
    "architecture",
    "controls",
    "subprocessors",
    "self-hosted",
    "assurances",
    "documents",
    "measurements",
    "history",
}


@pytest.fixture(scope="module")
def content() -> Content:
    loaded = load(Folder(CONTENT, "content"))
    assert isinstance(loaded, Content), [f"{f.span.path}:{f.span.line} {f.message}" for f in loaded]
    return loaded


def read(name: str) -> Any:
    return yaml.safe_load((CONTENT / f"{name}.yml").read_text(encoding="utf-8"))


def texts(value: Any) -> Iterator[str]:
    """Every text in a decoded tree, in order."""
    if isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)
    elif value is not None:
        yield str(value)


def find(value: Any, name: str) -> Any:
    """The mapping whose id is `name`, or what stands under the key `name`."""
    if isinstance(value, dict):
        if value.get("id") == name:
            return value
        if name in value:
            return value[name]
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        if (found := find(part, name)) is not None:
            return found
    return None


def spread(citation: str) -> Iterator[str]:
    """The controls that a citation names: one, or a range within a family."""
    first, _, last = citation.partition("..")
    family = first.rsplit("-", 1)[0]
    for number in range(int(first[-3:]), int((last or first)[-3:]) + 1):
        yield f"{family}-{number:03}"


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[*`]|^- ", "", text, flags=re.MULTILINE)).casefold()


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact['file']}-{fact['at']}")
def test_no_fact_is_lost(fact: dict[str, Any]) -> None:
    if fact["file"] == "whitepaper":
        said = plain((CONTENT / "whitepaper" / f"{fact['at']}.md").read_text(encoding="utf-8"))
    else:
        record = find(read(fact["file"]), fact["at"])
        assert record is not None, f"{fact['file']}.yml has no `{fact['at']}`"
        said = plain("\n".join(texts(record)))
    lost = [words for words in fact["words"] if plain(words) not in said]
    assert not lost


def test_every_record_has_its_facts_listed() -> None:
    listed = {(fact["file"], fact["at"]) for fact in FACTS}
    for name, key in (
        ("architecture", "lines"),
        ("subprocessors", "subprocessors"),
        ("documents", "documents"),
        ("answers", "answers"),
    ):
        assert {(name, record["id"]) for record in read(name)[key]} <= listed


def test_the_architecture_has_ten_lines_with_their_citations(content: Content) -> None:
    lines = content.architecture.lines
    assert {line.id: (list(line.controls), list(line.evidence)) for line in lines} == CITATIONS
    assert [line.id for line in lines] == list(CITATIONS)


def test_there_are_22_controls_in_five_families(content: Content) -> None:
    ids = [control.id for control in content.controls.controls]
    assert ids == [f"{family}-{number:03}" for family, count in FAMILIES.items() for number in range(1, count + 1)]
    assert len(ids) == 22
    assert [family.id for family in content.controls.families] == list(FAMILIES)
    assert all(control.family == control.id.split("-")[0] for control in content.controls.controls)


def test_every_control_says_what_makes_it_fail(content: Content) -> None:
    for control in content.controls.controls:
        assert re.search(r"control (also )?fails? ", control.checks), control.id


def test_controls_and_checklist_agree_word_for_word(content: Content) -> None:
    checklist = json.loads((CONTENT / "posture" / "checklist.json").read_bytes())
    named = content.controls.checklist
    assert (named.id, named.version) == (checklist["id"], checklist["version"])
    assert {c.id: c.title for c in content.controls.controls} == {c["id"]: c["title"] for c in checklist["controls"]}


def test_five_third_parties_run_in_the_browser_and_six_parts_are_self_hosted(content: Content) -> None:
    assert [entry.name for entry in content.subprocessors.subprocessors] == [
        "Google Analytics 4",
        "Plausible Analytics",
        "Microsoft Clarity",
        "Apollo.io",
        "Calendly",
    ]
    assert {part.name: part.role.casefold() for part in content.subprocessors.self_hosted} == {
        "Keycloak": "identity",
        "Vault": "secrets",
        "PostgreSQL": "relational store",
        "immudb": "evidence ledger",
        "MinIO": "object storage",
        "Linkerd": "service mesh",
    }


def test_what_is_not_known_of_a_third_party_is_left_blank(content: Content) -> None:
    for entry in content.subprocessors.subprocessors:
        unknown = (entry.data, entry.location, entry.entity, entry.effective_from, entry.effective_until)
        assert unknown == (None,) * 5
        assert entry.notice_days is None


def test_nothing_is_held(content: Content) -> None:
    assurances = content.assurances
    assert {entry.scheme: entry.standing for entry in assurances.assurances} == {
        "soc2": Standing.NOT_HELD,
        "iso27001": Standing.NOT_HELD,
    }
    assert [(entry.standing, entry.scheduled) for entry in assurances.assessments] == [(Standing.PLANNED, None)]
    assert [entry.body for entry in assurances.participation] == ["AFNOR CN IA"]


def test_there_are_four_documents_two_of_them_on_request(content: Content) -> None:
    assert [(entry.id, entry.access, entry.file) for entry in content.documents.documents] == [
        ("security-whitepaper", Access.DOWNLOAD, "security-whitepaper.pdf"),
        ("control-mapping", Access.PAGE, "control-mapping.html"),
        ("data-processing-agreement", Access.ON_REQUEST, None),
        ("execution-lineage-sample", Access.ON_REQUEST, None),
    ]


def test_fourteen_rows_are_answered_each_with_questions(content: Content) -> None:
    answers = content.answers.answers
    assert len(answers) == 14
    assert all(answer.questions for answer in answers)
    asked = [question for answer in answers for question in answer.questions]
    assert len(set(asked)) == len(asked)
    assert all(question.endswith("?") for question in asked)


def test_six_sections_stand_in_the_order_of_the_record(content: Content) -> None:
    kinds = ["architecture", "subprocessors", "disclosure", "assurances", "documents", "answers"]
    assert [section.kind for section in content.site.sections] == kinds


def test_names_that_are_not_known_yet_are_reserved_names(content: Content) -> None:
    assert content.site.base_url.startswith("https://trust.kla.example/")
    assert content.site.contact.security == content.disclosure.contact == "security@kla.example"
    assert content.disclosure.contact_confirmed is None


def test_three_mappings_say_that_they_are_no_assurance(content: Content) -> None:
    frameworks = {framework.id: framework for framework in content.frameworks}
    assert {name: framework.scheme for name, framework in frameworks.items()} == {
        "internal-control": None,
        "trust-services-criteria": "soc2",
        "annex-a": "iso27001",
    }
    for framework in frameworks.values():
        assert "not an assurance" in framework.lead
        assert 8 <= len(framework.criteria) <= 14
        assert all(criterion.controls or criterion.evidence for criterion in framework.criteria)


def test_every_control_is_mapped_to_internal_control(content: Content) -> None:
    internal = next(framework for framework in content.frameworks if framework.id == "internal-control")
    mapped = {control for criterion in internal.criteria for cited in criterion.controls for control in spread(cited)}
    assert mapped == {control.id for control in content.controls.controls}


def test_the_whitepaper_places_its_record_blocks_once(content: Content) -> None:
    placed = [name for chapter in content.chapters for name in re.findall(r"^::([a-z-]+)$", chapter.body, re.MULTILINE)]
    assert sorted(placed) == sorted(RECORD_BLOCKS)


def test_chapters_that_the_whitepaper_refers_to_exist(content: Content) -> None:
    numbers = {int(chapter.name.split("-")[0]) for chapter in content.chapters}
    assert numbers == set(range(1, len(content.chapters) + 1))
    for chapter in content.chapters:
        assert {int(number) for number in re.findall(r"[Cc]hapters? (\d+)", chapter.body)} <= numbers


def test_diagrams_exist_and_are_declared_with_their_digests(content: Content) -> None:
    used = set()
    for file in (*content.chapters, *content.pages):
        used |= set(re.findall(r"!\[[^\]]+\]\(([^)]+)\)", file.body))
    declared = {asset.path: (asset.sha256, asset.depicts) for asset in content.assets.assets}
    on_disk = {f"img/{path.name}" for path in (ROOT / "static" / "img").iterdir()}
    assert used == on_disk == set(declared)
    for path, (digest, depicts) in declared.items():
        assert hashlib.sha256((ROOT / "static" / path).read_bytes()).hexdigest() == digest
        assert depicts == ()
