"""`snapshot new`: from reports to an unsigned statement that the verifier would accept, and nothing sensitive in it."""

from __future__ import annotations

import json
import shutil
import stat
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from posture_project import PostureProject
from posture_simulator import ALICE, envelope

from trustgen.attest.select import Selected

if TYPE_CHECKING:
    from projects import Run

REPORTS = Path(__file__).parents[2] / "reports"

MAP = """\
scanner: {version: 2026.11.1, image: abababababababababababababababababababababababababababababababab}
sources:
  - {id: nodes, format: kube-bench, reports: 2}
  - {id: cloud, format: prowler-ocsf}
  - {id: policies, format: policy-report}
  - {id: assessor, format: oscal}
  - {id: own, format: csv}
controls:
  - control: ISOL-001
    checks:
      - {source: nodes, ids: [4.2.1, 4.2.2]}
      - {source: cloud, ids: [s3_bucket_default_encryption]}
      - {source: assessor, ids: [ac-2_obj]}
      - {source: own, ids: [tenant-read]}
  - control: MTLS-001
    metrics: [{id: coverage, count: {source: policies, ids: [require-mtls]}}]
  - control: KEYS-001
    metrics: [{id: oldest-key, read: {source: own, id: key-age}}]
  - control: K8S-001
    checks: [{source: nodes, ids: [4.2.6]}]
exceptions:
  - id: EXC-2026-014
    control: MTLS-001
    reason: vendor-limitation
    affected: 1
    granted: 2026-10-01T00:00:00Z
    expires: 2026-12-15T00:00:00Z
    approved_by: security-lead
    record: cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd
"""
HANDED_IN = (
    "nodes=kube-bench-node-a.json",
    "nodes=kube-bench-node-b.json",
    "cloud=prowler.ocsf.json",
    "policies=policy-reports.json",
    "assessor=oscal-assessment-results.json",
    "own=results.csv",
)
TIMES = ("--started-at", "2026-11-23T11:00:00Z", "--finished-at", "2026-11-23T11:20:00Z")


class Company(PostureProject):
    """A project with reports, a mapping file, and snapshot 41 of yesterday."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        for name in (*(item.partition("=")[2] for item in HANDED_IN), "results.json", "policy-reports.yaml"):
            shutil.copy(REPORTS / name, root / name)
        shutil.copy(REPORTS / "results.csv", root / "second.csv")
        self.map = MAP
        self.put(41)

    def new(self, *arguments: object, reports: tuple[str, ...] = HANDED_IN, times: tuple[str, ...] = TIMES) -> Run:
        (self.project / "scan-map.yml").write_text(self.map)
        return self.run("new", "--map", "scan-map.yml", *reports, *times, *arguments, "--format", "json")

    def fault(self, *arguments: object, **more: Any) -> tuple[int, str, str]:
        """Exit code, rule and message of the first finding."""
        run = self.new(*arguments, **more)
        assert run.err == "", run.err
        first = run.findings[0]
        assert list(self.project.glob("*.statement.json")) == []
        return run.code, first["rule"], first["message"]

    def drafted(self, number: int = 42) -> dict[str, Any]:
        made: dict[str, Any] = json.loads((self.project / f"{number:010d}.statement.json").read_bytes())
        return made

    def records(self, number: int = 42) -> list[bytes]:
        return (self.project / f"{number:010d}.records.jsonl").read_bytes().splitlines()


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return Company(tmp_path)


def test_every_tool_contributes_and_the_verifier_accepts_what_the_signer_signs(company: Company) -> None:
    run = company.new()
    assert (run.code, run.err) == (0, ""), run.out
    made = run.report["statement"]
    assert made["path"] == "0000000042.statement.json"
    assert made["outcomes"] == {"ISOL-001": "pass", "MTLS-001": "pass", "KEYS-001": "pass", "K8S-001": "fail"}
    payload = (company.project / made["path"]).read_bytes()
    assert sha256(payload).hexdigest() == made["sha256"]
    company.put_json(envelope(payload, ALICE))
    outcome = company.verify()
    assert isinstance(outcome, Selected), outcome
    assert outcome.head.sha256 == made["sha256"]
    (coverage,) = outcome.head.results["MTLS-001"].metrics
    assert (coverage.numerator, coverage.denominator) == (19, 20)


def test_number_link_times_and_identity_come_from_where_they_are_verified(company: Company) -> None:
    assert company.new("--git-commit", "a" * 40).code == 0
    predicate = company.drafted()["predicate"]
    assert predicate["sequence"] == 42
    assert predicate["previous"] == {"sequence": 41, "digest": {"sha256": company.sha256(41)}}
    assert predicate["environment"] == "prod-eu-1"
    assert predicate["scanner"] == {
        "id": "https://kla.example/posture-scanner",
        "version": "2026.11.1",
        "imageDigest": {"sha256": "ab" * 32},
    }
    assert predicate["scan"] == {"startedAt": "2026-11-23T11:00:00Z", "finishedAt": "2026-11-23T11:20:00Z"}
    assert predicate["expiresAt"] == "2026-11-24T13:20:00Z"
    assert predicate["deployment"] == {"gitCommit": "a" * 40}
    times = {item["id"]: item["checkedAt"] for item in predicate["controls"]}
    assert times["ISOL-001"] == "2026-11-23T11:10:00Z"
    assert times["K8S-001"] == "2026-11-23T11:20:00Z"


def test_the_reports_are_hashed_with_salt_and_the_records_are_for_the_ledger(company: Company) -> None:
    assert company.new().code == 0
    lines = company.records()
    records = [json.loads(line) for line in lines]
    assert [record["source"] for record in records] == ["nodes", "cloud", "policies", "assessor", "own"]
    salts = {record["salt"] for record in records}
    assert len(salts) == 5
    assert all(len(bytes.fromhex(salt)) >= 16 for salt in salts)
    nodes = records[0]["reports"]
    assert [item["sha256"] for item in nodes] == [
        sha256((company.project / f"kube-bench-node-{node}.json").read_bytes()).hexdigest() for node in "ab"
    ]
    assert records[0]["mapSha256"] == sha256(company.map.encode()).hexdigest()
    digests = {record["source"]: sha256(line).hexdigest() for record, line in zip(records, lines, strict=True)}
    evidence = {item["id"]: item["evidence"] for item in company.drafted()["predicate"]["controls"]}
    assert evidence["ISOL-001"] == [
        {"name": name, "digest": {"sha256": digests[name]}} for name in ("nodes", "cloud", "assessor", "own")
    ]
    assert [item["name"] for item in evidence["K8S-001"]] == ["nodes"]
    ledger = company.project / "0000000042.records.jsonl"
    assert stat.S_IMODE(ledger.stat().st_mode) == 0o600
    first = lines
    assert company.new("--force").code == 0
    assert not {json.loads(line)["salt"] for line in company.records()} & {json.loads(line)["salt"] for line in first}


def test_nothing_sensitive_is_carried_over(company: Company) -> None:
    run = company.new()
    assert run.code == 0
    written = (company.project / "0000000042.statement.json").read_text()
    everything = written + (company.project / "0000000042.records.jsonl").read_text()
    words: set[str] = set()

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            for key, item in value.items():
                words.add(key)
                walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)
        elif isinstance(value, str):
            words.add(value)

    for name in ("prowler.ocsf.json", "policy-reports.json", "kube-bench-node-a.json", "oscal-assessment-results.json"):
        walk(json.loads((REPORTS / name).read_bytes()))
    words |= {"tenant-a", "tenant-b, second"}
    # What the mapping and the format themselves write; everything else of the reports must not be seen.
    allowed = {"status", "reason", "version", "cloud", "source"}
    leaked = {word for word in words - allowed if len(word) > 4 and f'"{word}"' in everything}
    assert leaked == set()
    for word in ("payments", "ledger-eu", "123456789012", "Amy", "sidecar", "anonymous", "tenant-b", "s3_bucket"):
        assert word not in everything
        assert word not in run.out


def test_the_times_are_the_reports_where_every_result_has_one(company: Company) -> None:
    reports = ("own=results.csv",)
    company.map = "\n".join(
        [
            MAP.split("\n", maxsplit=1)[0],
            "sources: [{id: own, format: csv}]",
            "controls:",
            "  - {control: ISOL-001, checks: [{source: own, ids: [tenant-read]}]}",
            "  - {control: MTLS-001, metrics: [{id: coverage, read: {source: own, id: mesh}}]}",
            "  - {control: KEYS-001, metrics: [{id: oldest-key, read: {source: own, id: key-age}}]}",
        ]
    )
    run = company.new(reports=reports, times=())
    assert run.code == 0, run.out
    predicate = company.drafted()["predicate"]
    assert predicate["scan"] == {"startedAt": "2026-11-23T11:08:00Z", "finishedAt": "2026-11-23T11:09:30Z"}
    assert run.report["statement"]["outcomes"]["MTLS-001"] == "fail"
    assert run.report["statement"]["errors"] == {"K8S-001": "not-mapped"}


def test_reports_without_a_time_need_the_scan_s(company: Company) -> None:
    code, rule, message = company.fault(times=())
    assert (code, rule) == (1, "scan-times")
    assert message == "Not every result of `nodes` says when it was found."
    assert company.fault(times=TIMES[:2])[:2] == (1, "scan-times")


def test_a_result_of_another_time_is_no_result_of_this_scan(company: Company) -> None:
    run = company.new(times=("--started-at", "2026-11-23T11:09:15Z", "--finished-at", "2026-11-23T11:20:00Z"))
    assert run.code == 0
    assert run.report["statement"]["errors"] == {"ISOL-001": "outside-scan", "KEYS-001": "outside-scan"}


def test_what_no_result_backs_is_an_error_and_the_person_is_told(company: Company) -> None:
    company.map = MAP.replace("ids: [4.2.6]", "ids: [4.2.8]").replace("ids: [4.2.1, 4.2.2]", "ids: [4.2.1, 9.9.9]")
    (company.project / "scan-map.yml").write_text(company.map)
    run = company.run("new", "--map", "scan-map.yml", *HANDED_IN, *TIMES)
    assert run.code == 0
    assert "`0000000042.statement.json` is unsigned: 2 pass, 2 error." in run.out
    assert "Could not be evaluated: ISOL-001 (no-result), K8S-001 (no-result)." in run.out
    assert "The trust policy stops a build at error." in run.out
    errors = {item["id"]: item.get("errorCode") for item in company.drafted()["predicate"]["controls"]}
    assert errors == {"ISOL-001": "no-result", "MTLS-001": None, "KEYS-001": None, "K8S-001": "no-result"}


def test_an_exception_that_is_not_in_force_is_left_out(company: Company) -> None:
    company.map = MAP.replace("2026-12-15", "2026-11-23")
    run = company.new()
    assert run.code == 0
    assert company.drafted()["predicate"]["exceptions"] == []
    assert run.report["statement"]["outcomes"]["MTLS-001"] == "fail"
    company.map = MAP.replace("2026-12-15T00:00:00Z", "2026-11-24T06:00:00Z")
    assert company.new("--force").code == 0
    predicate = company.drafted()["predicate"]
    assert predicate["expiresAt"] == "2026-11-24T06:00:00Z"
    assert [item["id"] for item in predicate["exceptions"]] == ["EXC-2026-014"]


def test_an_older_head_does_not_keep_a_new_scan_from_being_made(company: Company) -> None:
    """Yesterday's snapshot is stale, its exception has run out: a new one is wanted just then."""
    for path in company.folder.iterdir():
        path.unlink()
    company.put(40)
    assert company.run("verify").code == 3
    assert company.new().code == 0
    assert company.drafted(41)["predicate"]["previous"]["sequence"] == 40


class TestOrder:
    """The number and the link."""

    def test_the_first_of_all_is_begun_by_saying_so(self, company: Company) -> None:
        (company.folder / "0000000041.dsse.json").unlink()
        code, rule, message = company.fault("--first")
        assert (code, rule) == (3, "missing-snapshot")
        assert "number 39 or a later one exists" in message
        company.policy["minSequence"] = 1
        code, rule, message = company.fault()
        assert (code, rule, message.endswith("none to continue from.")) == (3, "missing-snapshot", True)
        assert company.new("--first").code == 0
        predicate = company.drafted(1)["predicate"]
        assert (predicate["sequence"], predicate["previous"]) == (1, None)

    def test_it_is_not_begun_where_one_is_known(self, company: Company) -> None:
        company.policy["minSequence"] = 1
        company.locked(41)
        (company.folder / "0000000041.dsse.json").unlink()
        assert company.fault("--first")[:2] == (3, "missing-snapshot")

    def test_a_folder_that_is_behind_is_refused(self, company: Company) -> None:
        company.locked(42)
        assert company.fault()[:2] == (3, "rollback-detected")
        company.anchor("posture.lock.json", 41, "ab" * 32)
        assert company.fault()[:2] == (3, "fork-detected")

    def test_a_folder_with_a_bad_file_is_refused(self, company: Company) -> None:
        company.put(40, keys=())
        assert company.fault()[:2] == (3, "unsigned-snapshot")


class TestWrongInput:
    """Every fault is told, and nothing is written."""

    @pytest.mark.parametrize(
        ("reports", "rule", "message"),
        [
            (HANDED_IN[1:], "other-reports", "`nodes` has 1 report; the mapping file asks for 2."),
            ((*HANDED_IN, "own=second.csv"), "other-reports", "`own` has 2 reports; the mapping file asks for 1."),
            ((*HANDED_IN, "other=results.csv"), "other-reports", "for a source that the mapping file does not have"),
            (("nodes=kube-bench-node-b.json", *HANDED_IN[1:]), "other-reports", "is handed in twice for `nodes`"),
            ((*HANDED_IN[:-1], "own=missing.csv"), "report-unreadable", "`missing.csv` does not exist."),
            ((*HANDED_IN[:-1], "own=content"), "report-unreadable", "is not a regular file"),
            ((*HANDED_IN[:-1], "own=results.json"), "report-unreadable", "The first row has"),
            ((*HANDED_IN[:2], "cloud=kube-bench-node-a.json", *HANDED_IN[3:]), "report-unreadable", "a list is"),
        ],
        ids=lambda value: value if isinstance(value, str) else None,
    )
    def test_the_reports(self, company: Company, reports: tuple[str, ...], rule: str, message: str) -> None:
        found = company.fault(reports=reports)
        assert found[:2] == (1, rule)
        assert message in found[2]

    def test_all_bad_reports_are_told_at_once(self, company: Company) -> None:
        for name in ("prowler.ocsf.json", "policy-reports.json"):
            (company.project / name).write_text("[")
        run = company.new()
        assert run.code == 1
        assert [finding["place"]["path"] for finding in run.findings] == ["policy-reports.json", "prowler.ocsf.json"]

    def test_a_huge_report_is_refused_by_size(self, company: Company) -> None:
        with (company.project / "results.csv").open("wb") as stream:
            stream.truncate(300 * 1024 * 1024)
        assert company.fault()[1:] == (
            "report-unreadable",
            "`results.csv` has 314,572,800 bytes; at most 268,435,456 are read.",
        )

    @pytest.mark.parametrize(
        ("change", "rule"),
        [
            (lambda text: text.replace("sources:", "source:"), "unknown-key"),
            (lambda text: text.replace("format: csv", "format: xlsx"), "unknown-reference"),
            (lambda text: text + "  - {", "yaml-syntax"),
            (lambda _: "", "empty-document"),
            (lambda text: text.replace("reports: 2", "reports: &two 2"), "yaml-anchor"),
        ],
    )
    def test_the_mapping_file(self, company: Company, change: Any, rule: str) -> None:
        company.map = change(MAP)
        run = company.new()
        assert run.code == 1
        assert rule in {finding["rule"] for finding in run.findings}
        assert {finding["place"]["path"] for finding in run.findings} == {"scan-map.yml"}

    def test_a_mapping_file_that_is_missing(self, company: Company) -> None:
        run = company.run("new", "--map", "nowhere.yml", *HANDED_IN, "--format", "json")
        assert (run.code, run.findings[0]["rule"]) == (1, "unreadable-file")

    def test_a_scanner_that_nobody_names(self, company: Company) -> None:
        company.map = "\n".join(MAP.split("\n")[1:])
        assert company.fault()[:2] == (1, "scanner-unknown")
        assert company.fault("--scanner-version", "1.0")[:2] == (1, "scanner-unknown")
        assert company.new("--scanner-version", "1.0", "--scanner-image", "sha256:" + "cd" * 32).code == 0
        assert company.drafted()["predicate"]["scanner"]["imageDigest"] == {"sha256": "cd" * 32}

    @pytest.mark.parametrize(
        ("arguments", "rule"),
        [
            (("--scanner-version", "Version 1"), "schema-violation"),
            (("--scanner-image", "latest"), "schema-violation"),
            (("--scanner-image", "0" * 64), "schema-violation"),
            (("--git-commit", "main"), "schema-violation"),
            (("--expires-at", "2026-11-23T11:20:00Z"), "time-inconsistent"),
            (("--started-at", "2026-11-23T11:30:00Z"), "time-inconsistent"),
            (("--started-at", "2026-11-23T08:00:00Z"), "time-inconsistent"),
            (("--finished-at", "2026-11-23T13:00:00Z", "--started-at", "2026-11-23T12:30:00Z"), "future-dated"),
            (("--finished-at", "2026-11-20T13:00:00Z", "--started-at", "2026-11-20T12:30:00Z"), "stale-snapshot"),
        ],
    )
    def test_what_the_verifier_would_refuse_is_not_written(
        self, company: Company, arguments: tuple[str, ...], rule: str
    ) -> None:
        assert company.fault(*arguments)[:2] == (3, rule)
        assert list(company.project.glob("*.jsonl")) == []

    def test_a_checklist_that_the_policy_does_not_pin(self, company: Company) -> None:
        company.request()
        company.pinned = False
        company.checklist["version"] = "2026.12.1"
        assert company.fault()[:2] == (3, "wrong-checklist")

    @pytest.mark.parametrize("argument", ["results.csv", "=results.csv", "own="])
    def test_an_argument_that_is_no_report(self, company: Company, argument: str) -> None:
        run = company.new(reports=(argument,))
        assert run.code == 2
        assert "SOURCE=FILE" in run.err

    def test_a_statement_that_is_there_already(self, company: Company) -> None:
        assert company.new().code == 0
        before = (company.project / "0000000042.statement.json").read_bytes()
        run = company.new()
        assert (run.code, run.findings[0]["rule"]) == (1, "statement-not-written")
        assert (company.project / "0000000042.statement.json").read_bytes() == before
        assert company.new("--out", company.project / "other").code == 0


def test_policy_reports_in_yaml_do_as_well(company: Company) -> None:
    reports = tuple(item.replace("policy-reports.json", "policy-reports.yaml") for item in HANDED_IN)
    run = company.new(reports=reports)
    assert run.code == 0
    assert run.report["statement"]["outcomes"]["MTLS-001"] == "pass"


def test_json_results_do_as_well(company: Company) -> None:
    company.map = MAP.replace("format: csv", "format: json")
    run = company.new(reports=(*HANDED_IN[:-1], "own=results.json"))
    assert run.code == 0
    assert run.report["statement"]["outcomes"]["ISOL-001"] == "fail"
