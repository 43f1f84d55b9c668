"""What each tool's report means here: samples in the tools' own form, status by status, and what is refused."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from trustgen import limits
from trustgen.scans.formats import formats
from trustgen.scans.node import ReportError

if TYPE_CHECKING:
    from conftest import Reader

    from trustgen.scans.results import Result

REPORTS = Path(__file__).parents[2] / "reports"


def said(results: list[Result], check: str) -> list[str]:
    """Outcome and error code of each result of a check."""
    found = [result for result in results if check in result.checks]
    return [result.outcome.value if result.code is None else f"error {result.code}" for result in found]


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=timezone.utc)  # type: ignore[arg-type,misc]


def loaded(name: str) -> Any:
    return json.loads((REPORTS / name).read_bytes())


def dumped(value: object) -> bytes:
    return json.dumps(value).encode()


class TestKubeBench:
    """`kube-bench run --json`."""

    def test_pass_is_pass_fail_and_warn_are_fail_and_info_is_nothing(self, read: Reader) -> None:
        results = read("kube-bench", "kube-bench-node-a.json")
        assert said(results, "4.1.1") == ["pass"]
        assert said(results, "4.1.3") == ["fail"]
        assert said(results, "4.2.6") == ["fail"]
        assert said(results, "4.2.8") == []
        assert len(results) == 5
        assert {result.at for result in results} == {None}
        assert {result.unit for result in results} == {"report"}

    def test_the_list_of_another_tool_is_refused(self, read: Reader) -> None:
        with pytest.raises(ReportError, match="`tests` is expected"):
            read("kube-bench", "prowler.ocsf.json")

    def test_older_shapes_are_read(self, read: Reader) -> None:
        parts = loaded("kube-bench-node-a.json")["Controls"]
        assert len(read("kube-bench", dumped(parts))) == 5
        assert len(read("kube-bench", dumped(parts[0]))) == 5
        assert read("kube-bench", dumped({"Controls": [], "Totals": {}})) == []
        assert read("kube-bench", dumped([parts[0] | {"tests": None}])) == []

    def test_another_status_is_no_status(self, read: Reader) -> None:
        for status in ("PASSED", "pass", "", None, 1, ["PASS"]):
            value = loaded("kube-bench-node-a.json")
            value["Controls"][0]["tests"][1]["results"][0]["status"] = status
            with pytest.raises(ReportError) as found:
                read("kube-bench", dumped(value))
            assert "Controls[0].tests[1].results[0]" in str(found.value.finding.span.route)


class TestProwler:
    """`prowler … --output-formats json-ocsf`."""

    def test_manual_is_an_error_and_what_is_muted_is_never_a_pass(self, read: Reader) -> None:
        results = read("prowler-ocsf", "prowler.ocsf.json")
        assert said(results, "s3_bucket_default_encryption") == ["pass", "pass"]
        assert said(results, "kms_cmk_rotation_enabled") == ["fail", "pass"]
        assert said(results, "iam_root_mfa_enabled") == ["error muted"]
        assert said(results, "ec2_instance_imdsv2_enabled") == ["fail"]
        assert said(results, "account_security_contact_information_is_registered") == ["error manual"]

    def test_the_time_is_the_number_because_the_text_has_no_zone(self, read: Reader) -> None:
        first = read("prowler-ocsf", "prowler.ocsf.json")[0]
        assert first.at == utc(2026, 11, 23, 11, 10)
        event = loaded("prowler.ocsf.json")[0]
        assert read("prowler-ocsf", dumped([event | {"time": event["time"] * 1000}]))[0].at == first.at
        assert read("prowler-ocsf", dumped([event | {"time": "2026-11-23T12:10:00+01:00"}]))[0].at == first.at
        with pytest.raises(ReportError, match="a time such as"):
            read("prowler-ocsf", dumped([event | {"time": "2026-11-23T11:10:00"}]))
        assert (
            read("prowler-ocsf", dumped([{key: value for key, value in event.items() if key != "time"}]))[0].at is None
        )

    @pytest.mark.parametrize("muted", [{"status_id": 3, "status": "New"}, {"status_id": 1, "status": "Suppressed"}])
    def test_either_mark_mutes(self, read: Reader, muted: dict[str, Any]) -> None:
        event = loaded("prowler.ocsf.json")[0] | muted
        assert said(read("prowler-ocsf", dumped([event])), "s3_bucket_default_encryption") == ["error muted"]

    def test_a_resource_is_a_unit_in_its_account(self, read: Reader) -> None:
        results = read("prowler-ocsf", "prowler.ocsf.json")
        assert len({result.unit for result in results if "s3_bucket_default_encryption" in result.checks}) == 2
        event = loaded("prowler.ocsf.json")[0]
        other = json.loads(json.dumps(event))
        other["cloud"]["account"]["uid"] = "210987654321"
        assert len({result.unit for result in read("prowler-ocsf", dumped([event, event, other]))}) == 2
        assert read("prowler-ocsf", dumped([event | {"resources": []}]))[0].unit is None

    @pytest.mark.parametrize(
        "change", [{"status_code": "OK"}, {"status_code": None}, {"metadata": {}}, {"metadata": []}]
    )
    def test_an_event_without_its_form_is_refused(self, read: Reader, change: dict[str, Any]) -> None:
        event = loaded("prowler.ocsf.json")[0] | change
        with pytest.raises(ReportError):
            read("prowler-ocsf", dumped([event]))


class TestPolicyReport:
    """wgpolicyk8s.io/v1alpha2, as kubectl writes it."""

    def test_warn_is_fail_and_error_and_skip_are_errors(self, read: Reader) -> None:
        results = read("policy-report", "policy-reports.json")
        assert said(results, "require-mtls/check-mode").count("fail") == 1
        assert said(results, "require-mtls").count("pass") == 39
        assert said(results, "disallow-privileged").count("error skipped") == 1
        assert said(results, "require-probes").count("fail") == 1
        assert said(results, "verify-images").count("error check-error") == 1
        assert set(said(results, "require-limits")) == {"pass"}

    def test_the_scope_is_the_unit_unless_the_result_names_resources(self, read: Reader) -> None:
        results = read("policy-report", "policy-reports.json")
        assert len({result.unit for result in results if "require-mtls" in result.checks}) == 20
        quota = [result for result in results if "require-quota" in result.checks]
        assert len({result.unit for result in quota}) == 2
        assert {result.at for result in quota} == {utc(2026, 11, 23, 11, 11)}

    def test_yaml_says_the_same_as_json(self, read: Reader) -> None:
        value = loaded("policy-reports.json")
        value["items"] = [*value["items"][:2], value["items"][-1]]
        assert read("policy-report", "policy-reports.yaml") == read("policy-report", dumped(value))

    def test_one_report_and_the_lists_of_the_api_are_read(self, read: Reader) -> None:
        value = loaded("policy-reports.json")
        one = read("policy-report", dumped(value["items"][0]))
        assert len(one) == 6
        assert read("policy-report", dumped(value | {"kind": "PolicyReportList", "items": value["items"][:1]})) == one
        assert read("policy-report", dumped(value | {"items": None})) == []

    @pytest.mark.parametrize(
        "change",
        [
            {"kind": "ConfigMap"},
            {"apiVersion": "wgpolicyk8s.io/v1alpha1"},
            {"apiVersion": None},
            {"results": {}},
            {"results": [{"policy": "a", "result": "passed"}]},
            {"results": [{"policy": "a", "status": "pass"}]},
            {"results": [{"result": "pass"}]},
            {"results": [{"policy": "a", "result": "pass", "timestamp": {"seconds": "soon"}}]},
            {"results": [{"policy": "a", "result": "pass", "timestamp": {"seconds": 10**15}}]},
        ],
        ids=str,
    )
    def test_what_is_no_such_report_is_refused(self, read: Reader, change: dict[str, Any]) -> None:
        value = loaded("policy-reports.json")["items"][0] | change
        with pytest.raises(ReportError):
            read("policy-report", dumped(value))

    def test_a_fault_in_yaml_has_its_line(self, read: Reader) -> None:
        data = (REPORTS / "policy-reports.yaml").read_bytes().replace(b"result: pass", b"result: passed", 1)
        with pytest.raises(ReportError) as found:
            read("policy-report", data)
        span = found.value.finding.span
        assert data.split(b"\n")[span.line - 1].strip() == b"result: passed"
        assert span.column == data.split(b"\n")[span.line - 1].index(b"passed") + 1

    def test_a_key_that_stands_twice_in_yaml_is_refused(self, read: Reader) -> None:
        data = (
            (REPORTS / "policy-reports.yaml")
            .read_bytes()
            .replace(b"result: pass", b"result: pass\n    result: fail", 1)
        )
        with pytest.raises(ReportError, match="duplicate-key"):
            read("policy-report", data)


class TestOscal:
    """OSCAL assessment results."""

    def test_only_the_result_set_that_started_last_counts(self, read: Reader) -> None:
        results = read("oscal", "oscal-assessment-results.json")
        assert said(results, "ac-2_obj") == ["pass"]
        assert said(results, "ac-6.1_obj") == ["pass"]
        assert said(results, "ac-12_obj") == ["fail"]
        assert said(results, "ac-9_obj") == []

    def test_a_finding_is_as_old_as_its_oldest_observation_and_expires_with_the_first(self, read: Reader) -> None:
        results = {result.checks[0]: result for result in read("oscal", "oscal-assessment-results.json")}
        assert results["ac-2_obj"].at == utc(2026, 11, 23, 11, 6)
        assert results["ac-2_obj"].expires == utc(2026, 12, 22, 23)
        assert results["at-2_obj"].expires == utc(2026, 11, 23, 11, 10)
        assert results["ac-3_obj"].at == utc(2026, 11, 23, 11, 15)
        assert results["ac-3_obj"].expires is None

    def test_an_observation_that_was_taken_out_does_not_make_a_finding_good(self, read: Reader) -> None:
        """The finding on training is an error because what it rests on has ended: removing that must not help it."""
        value = loaded("oscal-assessment-results.json")
        latest = value["assessment-results"]["results"][1]
        number, finding = next(
            (number, row) for number, row in enumerate(latest["findings"]) if row["target"]["target-id"] == "at-2_obj"
        )
        uuid = finding["related-observations"][0]["observation-uuid"]
        gone = next(row for row in latest["observations"] if row["uuid"] == uuid)
        latest["observations"].remove(gone)
        with pytest.raises(ReportError, match="an observation in this report is expected") as found:
            read("oscal", dumped(value))
        route = f"assessment-results.results[1].findings[{number}].related-observations[0]."
        assert str(found.value.finding.span.route).startswith(route)
        assert uuid not in str(found.value)
        # In an earlier set it is as old as it says, and two of one id both count.
        value["assessment-results"]["results"][0]["observations"].append(gone)
        latest["observations"].append({key: item for key, item in gone.items() if key != "expires"})
        results = {result.checks[0]: result for result in read("oscal", dumped(value))}
        assert results["at-2_obj"].expires == utc(2026, 11, 23, 11, 10)

    def test_partial_is_no_state(self, read: Reader) -> None:
        value = loaded("oscal-assessment-results.json")
        value["assessment-results"]["results"][1]["findings"][0]["target"]["status"]["state"] = "partial"
        with pytest.raises(ReportError) as found:
            read("oscal", dumped(value))
        route = "assessment-results.results[1].findings[0].target.status.state"
        assert found.value.finding.span.route == route
        assert "`satisfied`, `not-satisfied`" in str(found.value)

    @pytest.mark.parametrize("path", [["results"], ["results", 1, "start"], ["results", 1, "findings", 0, "target"]])
    def test_what_is_missing_is_refused(self, read: Reader, path: list[Any]) -> None:
        value = loaded("oscal-assessment-results.json")
        holder = value["assessment-results"]
        for step in path[:-1]:
            holder = holder[step]
        del holder[path[-1]]
        with pytest.raises(ReportError, match="lacks something"):
            read("oscal", dumped(value))


class TestTable:
    """Results of one's own checks."""

    @pytest.mark.parametrize(
        ("check", "meaning"),
        [
            ("key-age", ["pass"]),
            ("tenant-read", ["pass", "pass"]),
            ("restore", ["fail"]),
            ("noisy", ["fail"]),
            ("wrong", ["fail"]),
            ("quiet", ["fail"]),
            ("phishing", ["error manual"]),
            ("later", ["error skipped"]),
            ("broken", ["error check-error"]),
            ("cloud-kms", ["not-applicable"]),
        ],
    )
    def test_only_pass_is_pass(self, read: Reader, check: str, meaning: list[str]) -> None:
        assert said(read("csv", "results.csv"), check) == meaning

    def test_numbers_units_and_times_are_read(self, read: Reader) -> None:
        results = {result.checks[0]: result for result in read("csv", "results.csv")}
        assert results["key-age"].value == 34
        assert (results["mesh"].numerator, results["mesh"].denominator) == (241, 250)
        assert results["tenant-read"].unit == "tenant-b, second"
        assert results["tenant-read"].at == utc(2026, 11, 23, 11, 9, 30)

    def test_json_says_the_same(self, read: Reader) -> None:
        results = read("json", "results.json")
        assert [said(results, check) for check in ("key-age", "mesh", "tenant-read")] == [["pass"], ["pass"], ["fail"]]
        assert results[0].value == 34

    @pytest.mark.parametrize(
        ("text", "line", "message"),
        [
            ("", 1, "holds nothing"),
            ("check,value\na,1\n", 1, "no column `status`"),
            ("check,status,status\na,pass,fail\n", 1, "a column twice"),
            ("check,status,resource\na,pass,x\n", 1, "a column that is none of"),
            ("check,status\na,pass\nb\n", 3, "has 1 cells; the first has 2"),
            ("check,status\na,pass\n\nb,okay\n", 4, "one of `pass`"),
            ("check,status\n,pass\n", 2, "lacks something; `check` is expected"),
            ("check,status,value\na,pass,-1\n", 2, "a whole number"),
            ("check,status,value\na,pass,1.5\n", 2, "a whole number"),
            ("check,status,value\na,pass,\u0661\n", 2, "a whole number"),
            ("check,status,checked_at\na,pass,yesterday\n", 2, "a time such as"),
            ('check,status\n"a,pass\n', 2, "is not CSV"),
            ("check,status\n" + "a" * 200_000 + ",pass\n", 2, "is not CSV"),
        ],
    )
    def test_a_wrong_row_is_refused_with_its_line(self, read: Reader, text: str, line: int, message: str) -> None:
        with pytest.raises(ReportError) as found:
            read("csv", text.encode())
        assert message in str(found.value)
        assert found.value.finding.span.line == line

    def test_bytes_that_are_no_text_are_refused(self, read: Reader) -> None:
        for data in (b"check,status\n\xff,pass\n", "check,status\n".encode("utf-16"), b"check,status\na\0,pass\n"):
            with pytest.raises(ReportError):
                read("csv", data)

    def test_an_object_with_another_member_is_refused(self, read: Reader) -> None:
        with pytest.raises(ReportError, match="no other members"):
            read("json", b'[{"check": "a", "status": "pass", "resource": "x"}]')


HOSTILE = {
    "nothing": b"",
    "no JSON": b"PASS",
    "cut off": b'{"Controls": [',
    "two values": b"{} {}",
    "another encoding": '{"Controls": []}'.encode("utf-16"),
    "no UTF-8": b'{"Controls": "\xff"}',
    "a key twice": b'{"Controls": [], "Controls": []}',
    "a key twice by escape": b'{"status": "FAIL", "st\\u0061tus": "PASS"}',
    "not a number": b'{"Controls": NaN}',
    "infinity": b'{"Controls": -Infinity}',
    "many digits": b'{"Controls": ' + b"9" * 10_000 + b"}",
    "deep lists": b"[" * 100_000 + b"]" * 100_000,
    "deep objects": b'{"a":' * 500 + b"1" + b"}" * 500,
    "deep enough to read": b"[" * 100 + b"]" * 100,
    "a text": b'"PASS"',
    "a number": b"1",
    "null": b"null",
    "true": b"true",
    "a list of lists": b"[[]]",
    "a list of texts": b'["PASS"]',
    "an empty object": b"{}",
}


@pytest.mark.parametrize("form", sorted(formats()))
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_bytes_are_refused_in_words(read: Reader, form: str, name: str) -> None:
    with pytest.raises(ReportError) as found:
        read(form, HOSTILE[name])
    finding = found.value.finding
    assert finding.message.endswith(".")
    assert finding.span.path == "report"


@pytest.mark.parametrize("form", ["kube-bench", "prowler-ocsf", "policy-report", "oscal", "json"])
def test_no_value_of_a_report_is_echoed(read: Reader, form: str) -> None:
    """Whatever place of a report holds another kind of value, the message names the place and not the value."""
    names = {
        "kube-bench": "kube-bench-node-a.json",
        "prowler-ocsf": "prowler.ocsf.json",
        "policy-report": "policy-reports.json",
        "oscal": "oscal-assessment-results.json",
        "json": "results.json",
    }
    secret = "hunter2-secret"
    places = 0

    def refusal() -> str:
        try:
            read(form, dumped(whole))
        except ReportError as error:
            return f"{error.finding.message} {error.finding.help} {error.finding.span}"
        return ""

    def walk(value: Any) -> None:
        nonlocal places
        pairs = list(value.items()) if isinstance(value, dict) else list(enumerate(value))
        for key, item in pairs[:8]:
            for wrong in (secret, {secret: 1}, [secret], 1.5, True):
                value[key] = wrong
                said = refusal()
                places += bool(said)
                assert secret not in said, (key, wrong)
                value[key] = item
            if isinstance(item, (dict, list)):
                walk(item)

    whole = loaded(names[form])
    if form == "policy-report":
        whole["items"] = whole["items"][:2]
    if form == "prowler-ocsf":
        whole = whole[:2]
    walk(whole)
    assert places > 10


def test_the_limit_of_nesting_is_the_limit(read: Reader) -> None:
    inner = b"[" * (limits.SCAN_DEPTH - 3) + b"]" * (limits.SCAN_DEPTH - 3)
    event = b'[{"metadata": {"event_code": "a"}, "status_code": "PASS", "extra": %b}]'
    assert len(read("prowler-ocsf", event % inner)) == 1
    with pytest.raises(ReportError, match="nested more than 64"):
        read("prowler-ocsf", event % (b"[[[" + inner + b"]]]"))


def test_every_format_says_what_it_is() -> None:
    assert set(formats()) == {"csv", "json", "kube-bench", "oscal", "policy-report", "prowler-ocsf"}
    for form in formats().values():
        assert form.summary
        assert form.ids
        assert form.statuses


@pytest.mark.parametrize("number", [b"NaN", b"Infinity", b"-Infinity", b"9" * 33])
def test_a_number_that_parsers_disagree_on_is_refused_wherever_it_stands(read: Reader, number: bytes) -> None:
    event = b'[{"metadata": {"event_code": "a"}, "status_code": "PASS", "extra": %b}]'
    assert len(read("prowler-ocsf", event % b"1.5e3")) == 1
    with pytest.raises(ReportError, match="number"):
        read("prowler-ocsf", event % number)


def test_a_report_of_very_many_values_is_refused_before_it_is_parsed(read: Reader) -> None:
    with pytest.raises(ReportError, match="has more than 8,000,000 values"):
        read("json", b"[" + b"[]," * 4_000_001 + b"[]]")
