"""A trust policy is read as strictly as a snapshot; one fault and nothing is trusted."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from posture_simulator import ALICE, BOB, CAROL, NOW, Key, Simulator, digest

from trustgen.attest import demokey
from trustgen.attest.errors import SnapshotError
from trustgen.attest.policyfile import check_time, read_policy
from trustgen.model.posture import Outcome

if TYPE_CHECKING:
    from trustgen.attest.policy import Policy
    from trustgen.finding import Finding


@pytest.fixture
def policy(simulator: Simulator) -> dict[str, Any]:
    """A correct policy, decoded."""
    simulator.request()
    return simulator.policy


def read(value: object) -> Policy:
    return read_policy(json.dumps(value).encode(), "trust-policy.json")


def refused(value: object) -> Finding:
    with pytest.raises(SnapshotError) as caught:
        read(value)
    assert caught.value.finding.rule == "policy-error"
    return caught.value.finding


def test_a_correct_policy_is_read(policy: dict[str, Any]) -> None:
    found = read(policy)
    assert found.environment == "prod-eu-1"
    assert [key.name for key in found.keys] == ["alice", "bob"]
    assert [key.algorithm for key in found.keys] == ["ecdsa-p256-sha256", "ed25519"]
    assert found.keys[0].keyid == ALICE.keyid
    assert found.keys[0].pem.startswith("-----BEGIN PUBLIC KEY-----\n")
    assert found.max_age == timedelta(hours=26)
    assert found.max_exception == timedelta(days=90)
    assert not found.demonstration


@pytest.mark.parametrize(
    "change",
    [
        {"policyVersion": 2},
        {"policyVersion": "1"},
        {"policyVersion": True},
        {"issuedAt": "2026-11-01"},
        {"environment": "Prod"},
        {"environment": ""},
        {"scannerId": "http://kla.example"},
        {"predicateType": "https://slsa.dev/provenance/v1"},
        {"predicateType": "https://trustgen.example/attestation/posture-snapshot/v1/"},
        {"checklists": []},
        {"checklists": None},
        {"threshold": 0},
        {"threshold": 17},
        {"threshold": "1"},
        {"threshold": True},
        {"keys": []},
        {"keys": {}},
        {"revokedKeys": None},
        {"revokedSnapshots": {}},
        {"revokedSnapshots": ["x"]},
        {"maxAgeSeconds": 59},
        {"maxAgeSeconds": 31 * 24 * 3600 + 1},
        {"maxAgeSeconds": None},
        {"clockSkewSeconds": -1},
        {"clockSkewSeconds": 3601},
        {"maxScanSeconds": 0},
        {"maxScanSeconds": 86401},
        {"minSequence": -1},
        {"minSequence": 2**53},
        {"maxSequenceStep": 0},
        {"maxExceptionDays": 0},
        {"maxExceptionDays": 367},
        {"requireChain": 1},
        {"requireChain": None},
        {"gates": None},
        {"gates": {"fail": "ignore"}},
        {"gates": {"pass": "stop"}},
        {"gates": {"fail": None}},
        {"treshold": 2},
        {"identities": [{}]},
    ],
    ids=json.dumps,
)
def test_a_setting_out_of_its_bounds_is_refused(policy: dict[str, Any], change: dict[str, Any]) -> None:
    refused(policy | change)


@pytest.mark.parametrize(
    "change",
    [
        {"maxAgeSeconds": 60},
        {"maxAgeSeconds": 31 * 24 * 3600},
        {"clockSkewSeconds": 0},
        {"clockSkewSeconds": 3600},
        {"maxScanSeconds": 1},
        {"maxScanSeconds": 86400},
        {"minSequence": 0},
        {"maxExceptionDays": 366},
        {"maxSequenceStep": 1},
        {"requireChain": False},
        {"threshold": 16},
    ],
    ids=json.dumps,
)
def test_the_bounds_themselves_are_inside(policy: dict[str, Any], change: dict[str, Any]) -> None:
    read(policy | change)


def test_every_setting_but_the_gates_is_needed(policy: dict[str, Any]) -> None:
    for name in policy:
        short = {key: value for key, value in policy.items() if key != name}
        if name == "gates":
            read(short)
        else:
            assert f"`{name}` is missing" in refused(short).message


def test_gates_stop_at_errors_where_the_policy_does_not_say(policy: dict[str, Any]) -> None:
    policy.pop("gates")
    assert read(policy).stops == {Outcome.ERROR}
    assert read(policy | {"gates": {}}).stops == {Outcome.ERROR}
    assert read(policy | {"gates": {"fail": "stop"}}).stops == {Outcome.ERROR, Outcome.FAIL}
    assert read(policy | {"gates": {"error": "show", "not-applicable": "stop"}}).stops == {Outcome.NOT_APPLICABLE}


@pytest.mark.parametrize(
    "change",
    [
        {"algorithm": "ed25519"},
        {"algorithm": "rsa-sha256"},
        {"algorithm": "ECDSA-P256-SHA256"},
        {"keyid": BOB.keyid},
        {"keyid": ALICE.keyid.upper()},
        {"spki": "bm90IGEga2V5"},
        {"spki": "!"},
        {"spki": None},
        {"spki": CAROL.entry()["spki"]},
        {"name": "Alice"},
        {"name": "../alice"},
        {"name": "bob"},
        {"notBefore": "2027-02-01T00:00:00Z"},
        {"notAfter": None},
        {"notAftr": "2027-02-01T00:00:00Z"},
    ],
    ids=json.dumps,
)
def test_a_key_that_does_not_hold_together_is_refused(policy: dict[str, Any], change: dict[str, Any]) -> None:
    policy["keys"][0] |= change
    refused(policy)


def test_a_key_may_hold_for_one_moment(policy: dict[str, Any]) -> None:
    policy["keys"][0] |= {"notBefore": "2027-01-01T00:00:00Z", "notAfter": "2027-01-01T00:00:00Z"}
    key = read(policy).keys[0]
    assert key.not_before == key.not_after


def test_a_key_text_has_to_be_in_the_alphabet_that_browsers_read(policy: dict[str, Any]) -> None:
    for number in range(200):
        key = Key(f"number {number}")
        text = key.entry()["spki"]
        if "+" in text or "/" in text:
            policy["keys"].append(key.entry(name="other", spki=text.replace("+", "-").replace("/", "_")))
            assert "standard Base64 alphabet" in refused(policy).message
            return
    pytest.fail("no key has such a text")


def test_one_key_under_two_names_is_refused(policy: dict[str, Any]) -> None:
    policy["keys"].append(ALICE.entry(name="alice-again"))
    assert "more than once" in refused(policy).message


def test_one_checklist_twice_is_refused(policy: dict[str, Any]) -> None:
    pin = policy["checklists"][0]
    policy["checklists"] = [pin, pin | {"sha256": digest("another")}]
    assert "more than once" in refused(policy).message
    policy["checklists"] = [pin, pin | {"version": "2026.12.1"}, pin | {"version": "2027.1.1"}]
    read(policy)
    policy["checklists"].append(pin | {"version": "2027.2.1"})
    refused(policy)


def test_a_revoked_key_has_to_be_listed(policy: dict[str, Any]) -> None:
    revoked = {"keyid": CAROL.keyid, "revokedAt": "2026-11-20T00:00:00Z", "reason": "key-compromise"}
    policy["revokedKeys"] = [revoked]
    assert CAROL.keyid in refused(policy).message
    policy["keys"].append(CAROL.entry())
    assert [key.revoked for key in read(policy).keys] == [False, False, True]


def test_the_demonstration_key_is_listed_for_a_demonstration_alone(policy: dict[str, Any]) -> None:
    policy["keys"] = [
        ALICE.entry(name=demokey.NAME, keyid=demokey.KEYID, spki=demokey.SPKI),
    ]
    assert "anybody can sign with it" in refused(policy).message
    for almost in ("demonstration-1", "demo", "a.demonstration"):
        refused(policy | {"environment": almost})
    assert read(policy | {"environment": "demonstration"}).demonstration


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{", b"\xff", b'{"threshold": 1, "threshold": 2}', b"\xef\xbb\xbf{}", b"threshold: 1"]
)
def test_anything_but_strict_json_is_refused(data: bytes) -> None:
    with pytest.raises(SnapshotError) as caught:
        read_policy(data, "trust-policy.json")
    assert caught.value.finding.rule == "policy-error"


def test_a_fault_names_its_place(policy: dict[str, Any]) -> None:
    policy["keys"][1]["notAfter"] = "never"
    found = refused(policy)
    assert found.span.path == "trust-policy.json"
    assert found.span.route == "keys[1].notAfter"
    assert "keys[1].notAfter" in found.message


def time_fault(policy: dict[str, Any], now: datetime) -> str:
    with pytest.raises(SnapshotError) as caught:
        check_time(read(policy), now)
    return caught.value.finding.rule


def test_a_clock_before_the_policy_is_wrong(policy: dict[str, Any]) -> None:
    issued = datetime(2026, 11, 1, tzinfo=timezone.utc)
    check_time(read(policy), issued)
    assert time_fault(policy, issued - timedelta(seconds=1)) == "clock-error"
    assert time_fault(policy, datetime(1970, 1, 1, tzinfo=timezone.utc)) == "clock-error"


def test_the_threshold_has_to_be_reachable_today(policy: dict[str, Any]) -> None:
    policy["threshold"] = 2
    check_time(read(policy), NOW)
    policy["threshold"] = 3
    assert time_fault(policy, NOW) == "policy-error"
    policy["threshold"] = 2
    assert time_fault(policy, datetime(2027, 2, 1, tzinfo=timezone.utc)) == "policy-error"
    policy["keys"][0]["notBefore"] = "2026-12-01T00:00:00Z"
    assert time_fault(policy, NOW) == "policy-error"


def test_a_revoked_key_does_not_make_the_threshold_reachable(policy: dict[str, Any]) -> None:
    policy["threshold"] = 2
    policy["revokedKeys"] = [{"keyid": BOB.keyid, "revokedAt": "2026-11-20T00:00:00Z", "reason": "lost"}]
    assert time_fault(policy, NOW) == "policy-error"


def test_a_policy_that_is_missing_or_a_link_or_huge_is_refused(simulator: Simulator) -> None:
    simulator.put()
    request = simulator.request()
    assert simulator.rule(policy=simulator.root / "no-policy.json") == "policy-error"
    link = simulator.root / "link.json"
    link.symlink_to(request.policy)
    assert simulator.rule(policy=link) == "policy-error"
    assert simulator.rule(policy=simulator.folder) == "policy-error"
    huge = simulator.root / "huge.json"
    huge.write_bytes(request.policy.read_bytes() + b" " * 2**20)
    assert simulator.rule(policy=huge) == "policy-error"
    assert simulator.rule(policy=Path(request.policy)) == "accept"


def test_the_policy_is_read_before_any_snapshot(simulator: Simulator) -> None:
    simulator.put_bytes(b"damaged")
    simulator.policy["threshold"] = 0
    assert simulator.rule() == "policy-error"


ENTRY = {
    "issuer": "https://token.actions.githubusercontent.com",
    "subject": "https://github.com/kla-example/scanner/.github/workflows/posture.yml@refs/heads/main",
    "trustedRoot": "roots/public-good.json",
    "trustedRootSha256": digest("root"),
}


def test_identities_are_read(policy: dict[str, Any]) -> None:
    assert read(policy).identities == ()
    assert read(policy | {"identities": []}).identities == ()
    (found,) = read(policy | {"identities": [ENTRY]}).identities
    assert (found.issuer, found.subject) == (ENTRY["issuer"], ENTRY["subject"])
    assert (found.root_path, found.root_sha256) == (ENTRY["trustedRoot"], ENTRY["trustedRootSha256"])
    assert found.root == b"", "bytes come from the file, later"
    for subject in ("scanner@kla.example", "spiffe://kla.example/scanner", "urn:x:y", "https://a.example/b?c=d%20(e)"):
        assert read(policy | {"identities": [ENTRY | {"subject": subject}]}).identities[0].subject == subject


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": None},
        {"issuer": ""},
        {"issuer": "http://token.actions.githubusercontent.com"},
        {"issuer": "https://"},
        {"issuer": "https://*.githubusercontent.com"},
        {"issuer": "https://a.example\n"},
        {"subject": ""},
        {"subject": None},
        {"subject": ["a"]},
        {"subject": "https://github.com/kla-example/*"},
        {"subject": "^https://github.com/.+$"},
        {"subject": "a b"},
        {"subject": "it's"},
        {"subject": 'a"b'},
        {"subject": "a`b"},
        {"subject": "a\\b"},
        {"subject": "scanner@kla.example\n"},
        {"subject": "sc\u0430nner@kla.example"},
        {"subject": "a" * 401},
        {"trustedRoot": ""},
        {"trustedRoot": None},
        {"trustedRoot": "/etc/root.json"},
        {"trustedRoot": "../root.json"},
        {"trustedRoot": "roots/../../root.json"},
        {"trustedRoot": "./root.json"},
        {"trustedRoot": ".root.json"},
        {"trustedRoot": "roots//root.json"},
        {"trustedRoot": "roots/"},
        {"trustedRoot": "roots\\root.json"},
        {"trustedRoot": "C:root.json"},
        {"trustedRoot": "https://a.example/root.json"},
        {"trustedRoot": "root.json\n"},
        {"trustedRoot": "a" * 201},
        {"trustedRootSha256": digest("root").upper()},
        {"trustedRootSha256": ""},
        {"trustedRootSha256": "0" * 64},
        {"trustedRootSha256": None},
        {"trustRoot": "root.json"},
        {"notAfter": "2027-01-01T00:00:00Z"},
    ],
    ids=json.dumps,
)
def test_an_identity_is_exact_and_whole(policy: dict[str, Any], change: dict[str, Any]) -> None:
    finding = refused(policy | {"identities": [ENTRY | change]})
    assert "identities[0]" in (finding.span.route or "")


def test_there_are_at_most_sixteen_identities(policy: dict[str, Any]) -> None:
    many = [ENTRY | {"subject": f"scanner{number}@kla.example"} for number in range(17)]
    assert len(read(policy | {"identities": many[:16]}).identities) == 16
    assert "identities" in refused(policy | {"identities": many}).message


@pytest.mark.parametrize("field", ENTRY)
def test_no_field_of_an_identity_is_optional(policy: dict[str, Any], field: str) -> None:
    entry = {key: value for key, value in ENTRY.items() if key != field}
    assert f"`{field}` is missing" in refused(policy | {"identities": [entry]}).message


@pytest.mark.parametrize(
    "value", [None, {}, ENTRY, "x", [None], [[ENTRY]], [ENTRY, ENTRY], [ENTRY] * 17], ids=json.dumps
)
def test_identities_are_a_list_of_different_ones(policy: dict[str, Any], value: object) -> None:
    refused(policy | {"identities": value})
    refused(policy | {"identity": [ENTRY]})


def test_one_identity_under_two_roots_is_one_identity_twice(policy: dict[str, Any]) -> None:
    other = ENTRY | {"trustedRoot": "other.json", "trustedRootSha256": digest("other")}
    assert "listed more than once" in refused(policy | {"identities": [ENTRY, other]}).message
    assert len(read(policy | {"identities": [ENTRY, other | {"issuer": "https://a.example"}]}).identities) == 2


def test_somebody_has_to_be_listed(policy: dict[str, Any]) -> None:
    refused(policy | {"keys": []})
    refused(policy | {"keys": [], "identities": []})
    found = read(policy | {"keys": [], "identities": [ENTRY]})
    check_time(found, NOW)
    with pytest.raises(SnapshotError) as caught:
        check_time(read(policy | {"keys": [], "identities": [ENTRY], "threshold": 2}), NOW)
    assert caught.value.finding.rule == "policy-error"
