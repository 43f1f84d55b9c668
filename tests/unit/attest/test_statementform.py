"""The signed statement has exactly its form."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

import pytest
from posture_simulator import ALICE, Simulator, canonical, control, digest, envelope, excepted, exception, predicate

from trustgen.attest.errors import SnapshotError
from trustgen.attest.statementform import parse_unsigned
from trustgen.finding import Finding


def sign(simulator: Simulator, payload: bytes) -> Finding:
    simulator.put_json(envelope(payload, ALICE))
    outcome = simulator.verify()
    assert isinstance(outcome, Finding)
    return outcome


PREDICATE: dict[str, Any] = {
    "an unknown field": {"override": True},
    "an environment in capitals": {"environment": "Prod"},
    "a sequence as text": {"sequence": "42"},
    "a sequence as truth": {"sequence": True},
    "sequence zero": {"sequence": 0},
    "a sequence below zero": {"sequence": -1},
    "a sequence past exact doubles": {"sequence": 2**53},
    "no sequence": {"sequence": None},
    "a first one that is not": {"previous": None},
    "another number before": {"previous": {"sequence": 40, "digest": {"sha256": digest("x")}}},
    "a number before that is later": {"previous": {"sequence": 43, "digest": {"sha256": digest("x")}}},
    "a link without a digest": {"previous": {"sequence": 41}},
    "a link to nothing": {"previous": {"sequence": 41, "digest": {"sha256": "0" * 64}}},
    "a checklist without a digest": {"checklist": {"id": "controls", "version": "1"}},
    "a scanner over http": {
        "scanner": {"id": "http://kla.example", "version": "1", "imageDigest": {"sha256": digest("x")}},
    },
    "a scanner without an image": {"scanner": {"id": "https://kla.example", "version": "1"}},
    "a scan without an end": {"scan": {"startedAt": "2026-11-23T11:00:00Z"}},
    "a scan with a fraction": {"scan": {"startedAt": "2026-11-23T11:00:00.0Z", "finishedAt": "2026-11-23T11:20:00Z"}},
    "an end on no day": {"expiresAt": "2026-02-30T00:00:00Z"},
    "no end": {"expiresAt": None},
    "no controls": {"controls": []},
    "controls by name": {"controls": {}},
    "a branch in place of a commit": {"deployment": {"gitCommit": "main"}},
    "a short commit": {"deployment": {"gitCommit": "2b214ddf"}},
    "no deployment": {"deployment": None},
    "an empty deployment": {"deployment": {}},
    "exceptions by name": {"exceptions": {}},
}

CONTROL: dict[str, Any] = {
    "a lower-case id": {"id": "isol-001"},
    "an id with a newline": {"id": "ISOL-001\n"},
    "an unknown status": {"status": "warn"},
    "a status that is only ours": {"status": "not-scanned"},
    "a status in capitals": {"status": "PASS"},
    "no status": {"status": None},
    "an error without its code": {"status": "error"},
    "a pass with an error code": {"errorCode": "timeout"},
    "an error code that is none": {"status": "error", "errorCode": None},
    "an error code in prose": {"status": "error", "errorCode": "It timed out."},
    "a time in words": {"checkedAt": "now"},
    "evidence that is no list": {"evidence": {}},
    "evidence without a digest": {"evidence": [{"name": "x"}]},
    "evidence with a value": {"evidence": [{"name": "x", "digest": {"sha256": digest("x")}, "value": "secret"}]},
    "evidence named by a script": {"evidence": [{"name": "<script>", "digest": {"sha256": digest("x")}}]},
    "evidence of nothing": {"evidence": [{"name": "x", "digest": {"sha256": sha256(b"").hexdigest()}}]},
    "too much evidence": {"evidence": [{"name": "x", "digest": {"sha256": digest("x")}}] * 65},
    "too many metrics": {"metrics": [{"id": "x", "unit": "x", "value": 1}] * 17},
    "a ready percentage": {"metrics": [{"id": "x", "unit": "x", "percent": 95}]},
    "a ratio and a quantity": {"metrics": [{"id": "x", "unit": "x", "numerator": 1, "denominator": 1, "value": 1}]},
    "half a ratio": {"metrics": [{"id": "x", "unit": "x", "numerator": 1}]},
    "a count below zero": {"metrics": [{"id": "x", "unit": "x", "value": -1}]},
    "a count as text": {"metrics": [{"id": "x", "unit": "x", "value": "1"}]},
    "a title": {"title": "Row-level security"},
}

EXCEPTION: dict[str, Any] = {
    "another id": {"id": "EXC-26-1"},
    "an id with too many digits": {"id": "EXC-2026-0000001"},
    "no control": {"control": None},
    "a reason in prose": {"reason": "The vendor is slow."},
    "a person": {"approvedBy": "Jane Doe"},
    "affected as text": {"affected": "9"},
    "affected below zero": {"affected": -1},
    "no beginning": {"grantedAt": None},
    "no end": {"expiresAt": None},
    "no record": {"record": None},
    "a record of nothing": {"record": {"sha256": "f" * 64}},
    "a comment": {"comment": "x"},
}


@pytest.mark.parametrize("change", PREDICATE.values(), ids=PREDICATE)
def test_a_predicate_has_its_form(simulator: Simulator, change: dict[str, Any]) -> None:
    simulator.put(42, predicate(**change))
    assert simulator.rule() == "schema-violation"


@pytest.mark.parametrize("change", CONTROL.values(), ids=CONTROL)
def test_a_control_has_its_form(simulator: Simulator, change: dict[str, Any]) -> None:
    simulator.put(42, control("ISOL-001", **change))
    assert simulator.rule() == "schema-violation"


@pytest.mark.parametrize("change", EXCEPTION.values(), ids=EXCEPTION)
def test_an_exception_has_its_form(simulator: Simulator, change: dict[str, Any]) -> None:
    simulator.put(42, excepted(exception("EXC-2026-014", "MTLS-001", affected=9) | change))
    assert simulator.rule() == "schema-violation"


@pytest.mark.parametrize("part", ["predicate", "control", "exception", "statement", "subject"])
def test_every_field_is_needed(simulator: Simulator, part: str) -> None:
    def of(statement: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {
            "statement": statement,
            "subject": statement["subject"][0],
            "predicate": statement["predicate"],
            "control": statement["predicate"]["controls"][0],
            "exception": statement["predicate"]["exceptions"][0],
        }[part]
        return found

    for field in list(of(simulator.statement())):
        simulator.put(42, lambda statement, field=field: of(statement).pop(field))
        outcome = simulator.verify()
        assert isinstance(outcome, Finding)
        assert outcome.rule == "schema-violation", field
        assert f"`{field}` is missing" in outcome.message


@pytest.mark.parametrize(
    "subject",
    [[], {}, None, [{}], [{"name": "controls@2026.11.1", "digest": {"sha256": digest("x"), "sha512": "x"}}],
     [{"name": "Controls@1", "digest": {"sha256": digest("x")}}], [{"name": "", "digest": {"sha256": digest("x")}}]],
    ids=json.dumps,
)  # fmt: skip
def test_there_is_one_subject_of_its_form(simulator: Simulator, subject: object) -> None:
    simulator.put(42, lambda statement: statement.update(subject=subject))
    assert simulator.rule() == "schema-violation"


def test_a_second_subject_is_one_too_many(simulator: Simulator) -> None:
    simulator.put(42, lambda statement: statement["subject"].append(statement["subject"][0]))
    assert simulator.rule() == "schema-violation"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"_type": "https://in-toto.io/Statement/v0.1"}, "unsupported-statement-type"),
        ({"_type": "https://in-toto.io/Statement/v1/"}, "unsupported-statement-type"),
        ({"_type": ""}, "unsupported-statement-type"),
        ({"_type": 1}, "schema-violation"),
        ({"predicateType": "https://trustgen.example/attestation/posture-snapshot/v2"}, "unsupported-predicate-type"),
        ({"predicateType": "https://trustgen.example/attestation/posture-snapshot/V1"}, "unsupported-predicate-type"),
        ({"predicateType": None}, "schema-violation"),
        ({"more": 1}, "schema-violation"),
    ],
)
def test_another_kind_of_statement_is_told_by_its_name(simulator: Simulator, change: dict[str, Any], rule: str) -> None:
    simulator.put(42, lambda statement: statement.update(change))
    assert simulator.rule() == rule


def test_another_kind_is_told_before_another_form(simulator: Simulator) -> None:
    kind = "https://slsa.dev/provenance/v1"
    payload = {"_type": "https://in-toto.io/Statement/v1", "predicateType": kind, "predicate": {"builder": {}}}
    assert sign(simulator, json.dumps(payload).encode()).rule == "unsupported-predicate-type"


@pytest.mark.parametrize(
    "payload",
    [b"", b"no json", b"[]", b"{", b'{"a": 1, "a": 1}', b'{"a": 1.0}', b'{"a": NaN}', b"\xef\xbb\xbf{}", b"{}\n{}",
     b'{"a": "\\ud800"}', b'{"a":' + b"[" * 5000, "{}".encode("utf-16"), b'{"a": -0}'],
)  # fmt: skip
def test_a_payload_that_is_no_strict_json_is_malformed(simulator: Simulator, payload: bytes) -> None:
    assert sign(simulator, payload).rule == "malformed-statement"


def test_whitespace_and_the_order_of_keys_say_nothing(simulator: Simulator) -> None:
    turned = dict(reversed(simulator.statement().items()))
    simulator.put_json(envelope(json.dumps(turned, indent=3).encode() + b"\n", ALICE))
    assert simulator.rule() == "accept"


def test_a_commit_may_be_given_in_either_length(simulator: Simulator) -> None:
    for length in (40, 64):
        simulator.put(42, predicate(deployment={"gitCommit": digest("commit")[:length]}))
        outcome = simulator.verify()
        assert not isinstance(outcome, Finding)
        assert outcome.head.git_commit == digest("commit")[:length]


@pytest.mark.parametrize("order", [dict, lambda statement: dict(reversed(statement.items()))], ids=["quick", "careful"])
def test_a_statement_has_at_most_512_exceptions_in_whatever_writing(simulator: Simulator, order: Any) -> None:
    def payload(number: int) -> bytes:
        records = [exception(f"EXC-2026-{index:03}", "MTLS-001") for index in range(number)]
        return canonical(order(simulator.statement(42, excepted(*records))))

    assert len(parse_unsigned(payload(512), "x").exceptions) == 512
    with pytest.raises(SnapshotError, match="the list of exceptions has 513 entries, not 0 to 512"):
        parse_unsigned(payload(513), "x")


def test_a_fault_names_its_route_and_describes_what_was_found(simulator: Simulator) -> None:
    simulator.put(42, control("MTLS-001", id="MTLS-001\x1b[31m"))
    outcome = simulator.verify()
    assert isinstance(outcome, Finding)
    assert outcome.span.route == "predicate.controls[1].id"
    assert outcome.span.path == "snapshots/0000000042.dsse.json"
    assert outcome.message.endswith("is expected, not a text of 13 characters.")
    assert "MTLS" not in outcome.message + outcome.help + str(outcome.span)


def test_a_long_text_is_cut_in_a_message(simulator: Simulator) -> None:
    simulator.put(42, control("MTLS-001", id="A" * 100_000))
    outcome = simulator.verify()
    assert isinstance(outcome, Finding)
    assert len(outcome.message) < 400


def test_every_statement_is_read_and_not_only_the_newest(simulator: Simulator) -> None:
    simulator.put(42)
    simulator.put(40, control("ISOL-001", status="warn"))
    outcome = simulator.verify()
    assert isinstance(outcome, Finding)
    assert outcome.rule == "schema-violation"
    assert outcome.span.path == "snapshots/0000000040.dsse.json"


def test_what_the_verifier_accepts_is_what_it_was_given(simulator: Simulator) -> None:
    simulator.put(42)
    outcome = simulator.verify()
    assert not isinstance(outcome, Finding)
    said = json.loads(outcome.snapshots[-1].verified.payload)["predicate"]
    head = outcome.head
    assert (head.environment, head.sequence) == (said["environment"], said["sequence"])
    assert head.previous_sha256 == said["previous"]["digest"]["sha256"]
    assert {name: result.outcome.value for name, result in head.results.items()} == {
        item["id"]: item["status"] for item in said["controls"]
    }
    assert head.exceptions[0].record.sha256 == said["exceptions"][0]["record"]["sha256"]
