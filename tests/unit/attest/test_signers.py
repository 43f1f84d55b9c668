"""Who has to have signed the newest snapshot."""

from __future__ import annotations

import pytest
from posture_simulator import ALICE, BOB, CAROL, MALLORY, SCAN_END, Key, Simulator, at, bundle, envelope

from trustgen.finding import Finding


def put(simulator: Simulator, *keys: Key) -> str:
    simulator.put(42, keys=keys)
    return simulator.rule()


def revoke(simulator: Simulator, key: Key) -> None:
    simulator.policy["revokedKeys"].append(
        {"keyid": key.keyid, "revokedAt": "2026-11-20T00:00:00Z", "reason": "key-compromise"},
    )


def window(simulator: Simulator, key: Key, begin: str, end: str) -> None:
    for entry in simulator.policy["keys"]:
        if entry["name"] == key.name:
            entry.update(notBefore=begin, notAfter=end)


@pytest.fixture
def three(simulator: Simulator) -> Simulator:
    """A project with three keys."""
    simulator.policy["keys"].append(CAROL.entry())
    return simulator


def test_each_algorithm_signs_alone(simulator: Simulator) -> None:
    assert put(simulator, ALICE) == "accept"
    assert put(simulator, BOB) == "accept"
    assert put(simulator, MALLORY) == "unknown-signer"


def test_the_threshold_counts_different_keys(three: Simulator) -> None:
    three.policy["threshold"] = 2
    assert put(three, ALICE, BOB) == "accept"
    assert put(three, ALICE) == "threshold-not-met"
    assert put(three, ALICE, ALICE) == "threshold-not-met"
    assert put(three, ALICE, MALLORY) == "threshold-not-met"
    three.policy["threshold"] = 3
    assert put(three, ALICE, BOB) == "threshold-not-met"
    assert put(three, CAROL, BOB, ALICE) == "accept"


def test_signatures_of_several_wrappings_add_up(three: Simulator) -> None:
    three.policy["threshold"] = 2
    three.put_json(bundle(three.payload(), ALICE), "a.sigstore.json")
    assert three.rule() == "threshold-not-met"
    three.put_json(bundle(three.payload(), ALICE), "again.sigstore.json")
    assert three.rule() == "threshold-not-met"
    three.put_json(bundle(three.payload(), BOB), "b.sigstore.json")
    outcome = three.verify()
    assert not isinstance(outcome, Finding)
    assert [signer.name for signer in outcome.signers] == ["alice", "bob"]
    assert [file.name for file in outcome.evidence] == ["a.sigstore.json", "again.sigstore.json", "b.sigstore.json"]
    assert outcome.history == ()


def test_every_wrapping_needs_a_listed_signer(three: Simulator) -> None:
    three.put(42)
    three.put_json(envelope(three.payload(), MALLORY), "b.dsse.json")
    assert three.rule() == "unknown-signer"


def test_the_same_statement_in_other_bytes_is_another_snapshot(three: Simulator) -> None:
    three.put(42)
    three.put_json(envelope(three.payload() + b"\n", BOB), "b.dsse.json")
    assert three.rule() == "fork-detected"


def test_a_revoked_key_never_counts_for_the_newest(three: Simulator) -> None:
    revoke(three, CAROL)
    assert put(three, CAROL) == "revoked-key"
    assert put(three, CAROL, ALICE) == "accept"
    three.policy["threshold"] = 2
    assert put(three, CAROL, ALICE) == "revoked-key"
    assert put(three, CAROL, ALICE, BOB) == "accept"


def test_the_signers_are_those_that_counted(three: Simulator) -> None:
    revoke(three, CAROL)
    put(three, CAROL, BOB)
    outcome = three.verify()
    assert not isinstance(outcome, Finding)
    assert [(signer.name, signer.keyid, signer.algorithm) for signer in outcome.signers] == [
        ("bob", BOB.keyid, "ed25519"),
    ]
    assert outcome.threshold == 1


def test_a_revoked_key_still_verifies_what_it_signed_before(three: Simulator) -> None:
    revoke(three, CAROL)
    three.put(40, keys=(CAROL,))
    three.put(41)
    three.put(42)
    assert three.rule() == "accept"


@pytest.mark.parametrize(
    ("begin", "end", "expected"),
    [
        ("2026-01-01T00:00:00Z", at(SCAN_END), "accept"),
        ("2026-01-01T00:00:00Z", "2026-11-23T11:19:59Z", "key-not-valid"),
        (at(SCAN_END), "2027-01-01T00:00:00Z", "accept"),
        ("2026-11-23T11:20:01Z", "2027-01-01T00:00:00Z", "key-not-valid"),
    ],
)
def test_a_keys_window_is_judged_at_the_end_of_the_scan(
    three: Simulator,
    begin: str,
    end: str,
    expected: str,
) -> None:
    window(three, CAROL, begin, end)
    assert put(three, CAROL) == expected


def test_a_key_outside_its_window_does_not_count(three: Simulator) -> None:
    window(three, CAROL, "2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z")
    three.policy["threshold"] = 2
    assert put(three, CAROL, ALICE) == "key-not-valid"
    assert put(three, CAROL, ALICE, BOB) == "accept"


def test_revocation_is_told_before_the_window(three: Simulator) -> None:
    window(three, CAROL, "2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z")
    revoke(three, CAROL)
    assert put(three, CAROL) == "revoked-key"


def test_an_old_key_verifies_what_it_signed_in_its_time(three: Simulator) -> None:
    window(three, CAROL, "2025-01-01T00:00:00Z", "2026-11-22T12:00:00Z")
    three.put(41, keys=(CAROL,))
    three.put(42)
    assert three.rule() == "accept"


def test_a_withdrawn_snapshot_is_never_the_newest(simulator: Simulator) -> None:
    simulator.put(41)
    simulator.put(42)
    simulator.policy["revokedSnapshots"] = [{"sha256": simulator.sha256(42), "reason": "scanner-fault"}]
    outcome = simulator.verify()
    assert isinstance(outcome, Finding)
    assert outcome.rule == "revoked-snapshot"
    assert "scanner-fault" in outcome.message
    simulator.policy["revokedSnapshots"] = [{"sha256": simulator.sha256(41), "reason": "scanner-fault"}]
    assert simulator.rule() == "accept"


def test_a_withdrawal_is_told_before_a_revoked_key(three: Simulator) -> None:
    revoke(three, CAROL)
    put(three, CAROL)
    three.policy["revokedSnapshots"] = [{"sha256": three.sha256(42), "reason": "scanner-fault"}]
    assert three.rule() == "revoked-snapshot"


def test_another_scanner_is_refused(simulator: Simulator) -> None:
    simulator.policy["scannerId"] = "https://kla.example/posture-scanne"
    assert put(simulator, ALICE) == "wrong-scanner"
    simulator.policy["scannerId"] = "https://kla.example/posture-scanner/"
    assert put(simulator, ALICE) == "wrong-scanner"
