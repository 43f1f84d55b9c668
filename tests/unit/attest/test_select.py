"""The door: what it gives, in which order it looks, and that it never raises."""

from __future__ import annotations

import json
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from posture_simulator import ALICE, BOB, MALLORY, NOW, SCAN_END, Simulator, control, envelope, predicate

from trustgen.attest.select import Selected
from trustgen.finding import Finding
from trustgen.model.posture import Outcome

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def selected(simulator: Simulator) -> Selected:
    """The outcome for snapshots 40 to 42, the last one with a failing control."""
    simulator.put(40)
    simulator.put(41)
    simulator.put(42, control("ISOL-001", status="fail"), keys=(ALICE, BOB))
    outcome = simulator.verify()
    assert isinstance(outcome, Selected)
    return outcome


def test_a_page_gets_everything_from_verified_bytes(selected: Selected, simulator: Simulator) -> None:
    head = selected.head
    payload = simulator.payload(42, control("ISOL-001", status="fail"))
    assert (head.environment, head.sequence, head.sha256) == ("prod-eu-1", 42, sha256(payload).hexdigest())
    assert head.finished_at == SCAN_END
    assert head.results["ISOL-001"].outcome is Outcome.FAIL
    assert head.results["MTLS-001"].outcome is Outcome.PASS
    assert head.exceptions[0].control == "MTLS-001"
    assert selected.as_of == NOW
    assert selected.valid_until == SCAN_END + timedelta(hours=26)
    assert [signer.name for signer in selected.signers] == ["alice", "bob"]
    assert not selected.demonstration


def test_metrics_come_with_their_targets(selected: Selected) -> None:
    (coverage,) = selected.head.results["MTLS-001"].metrics
    assert (coverage.numerator, coverage.denominator, coverage.op, coverage.target) == (241, 250, "ge", 9500)
    (age,) = selected.head.results["KEYS-001"].metrics
    assert (age.kind, age.value, age.op, age.target) == ("quantity", 34, "le", 90)


def test_the_history_is_every_other_snapshot_oldest_first(selected: Selected) -> None:
    assert [item.sequence for item in selected.history] == [40, 41]
    assert [item.statement.sequence for item in selected.snapshots] == [40, 41, 42]
    assert selected.history[1].previous_sha256 == selected.history[0].sha256


def test_metrics_of_an_earlier_checklist_are_left_out(simulator: Simulator) -> None:
    simulator.put(40, lambda s: s["predicate"]["checklist"].update(digest={"sha256": sha256(b"old").hexdigest()}))
    simulator.put(42)
    outcome = simulator.verify()
    assert isinstance(outcome, Selected)
    assert outcome.history[0].results["MTLS-001"].metrics == ()
    assert outcome.head.results["MTLS-001"].metrics != ()


@pytest.mark.parametrize(
    "order", [("fail", "pass"), ("pass", "fail"), ("exception", "fail"), ("not-applicable", "fail")]
)
def test_an_earlier_snapshot_that_names_a_control_twice_shows_the_worse(
    simulator: Simulator, order: tuple[str, str]
) -> None:
    def twice(statement: dict[str, Any]) -> None:
        controls = statement["predicate"]["controls"]
        (first,) = (item for item in controls if item["id"] == "ISOL-001")
        controls[controls.index(first)] = first | {"status": order[0]}
        controls.append(first | {"status": order[1]})

    simulator.put(41, twice)
    newest = predicate(
        previous={"sequence": 41, "digest": {"sha256": sha256(simulator.payload(41, twice)).hexdigest()}}
    )
    simulator.put(42, newest)
    outcome = simulator.verify()
    assert isinstance(outcome, Selected), outcome
    assert outcome.history[0].results["ISOL-001"].outcome.value == "fail"
    assert list(outcome.history[0].results) == list(outcome.head.results)


def test_files_are_given_as_they_were_received(selected: Selected, simulator: Simulator) -> None:
    assert [file.name for file in selected.evidence] == [f"00000000{number}.dsse.json" for number in (40, 41, 42)]
    for file in selected.evidence:
        assert file.data == (simulator.folder / file.name).read_bytes()
    assert selected.policy.data == (simulator.root / "trust-policy.json").read_bytes()
    assert selected.checklist.data == (simulator.root / "checklist.json").read_bytes()
    assert selected.policy.sha256 == sha256(selected.policy.data).hexdigest()


def test_what_was_selected_cannot_be_changed(selected: Selected) -> None:
    with pytest.raises(AttributeError):
        selected.head.sequence = 43  # type: ignore[misc]
    with pytest.raises(TypeError):
        selected.head.results["ISOL-001"] = selected.head.results["K8S-001"]  # type: ignore[index]


def test_the_published_envelope_holds_what_was_verified_and_nothing_else(simulator: Simulator) -> None:
    payload = simulator.payload(42)
    simulator.put_json(envelope(payload, MALLORY, ALICE) | {"comment": "Trust me."})
    outcome = simulator.verify()
    assert isinstance(outcome, Selected)
    published = json.loads(outcome.head_envelope)
    assert published == envelope(payload, ALICE)
    simulator.put_bytes(outcome.head_envelope)
    assert simulator.rule() == "accept"
    (keyid, bundle), *more = outcome.head_bundles.items()
    assert (keyid, more) == (ALICE.keyid, [])
    simulator.put_bytes(bundle, "0000000042.sigstore.json")
    assert simulator.rule() == "accept"


def test_the_steps_are_taken_in_their_order(simulator: Simulator) -> None:
    """Everything is wrong at once; each fault is mended when it is found."""
    lock = simulator.anchor("lock.json", 43)
    simulator.policy |= {"threshold": 99, "issuedAt": "2026-11-24T00:00:00Z", "scannerId": "https://other"}
    simulator.policy["gates"]["fail"] = "stop"
    simulator.folder.rmdir()
    found = []

    def step() -> None:
        found.append(simulator.rule(lock=lock))

    step()
    simulator.policy["threshold"] = 1
    step()
    simulator.policy["issuedAt"] = "2026-11-01T00:00:00Z"
    step()
    simulator.folder.mkdir()
    simulator.put_bytes(b"")
    step()
    wrong = [
        control("ISOL-001", status="fail"),
        predicate(expiresAt=simulator.statement(42)["predicate"]["scan"]["finishedAt"], exceptions=[]),
    ]
    other = predicate(environment="other-1")
    simulator.put(42, *wrong, other, keys=(MALLORY,))
    step()
    simulator.put(42, *wrong, other)
    step()
    simulator.put(42, *wrong)
    step()
    simulator.policy["scannerId"] = "https://kla.example/posture-scanner"
    step()
    simulator.put(42, wrong[0], predicate(expiresAt="2026-11-23T11:20:00Z"))
    step()
    simulator.put(42, wrong[0], predicate(expiresAt="2026-11-23T11:20:01Z"))
    step()
    simulator.put(42, wrong[0])
    step()
    lock = simulator.anchor("lock.json", 41)
    step()
    simulator.policy["gates"]["fail"] = "show"
    step()
    assert found == [
        "policy-error",
        "clock-error",
        "missing-snapshot",
        "malformed-envelope",
        "unknown-signer",
        "wrong-environment",
        "wrong-scanner",
        "status-inconsistent",
        "time-inconsistent",
        "stale-snapshot",
        "rollback-detected",
        "gate-failed",
        "accept",
    ]


def test_verifying_changes_nothing(simulator: Simulator) -> None:
    simulator.put(41)
    simulator.put(42)
    request = simulator.request()
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files(simulator.root)}
    assert simulator.verify(folder=request.folder) == simulator.verify(folder=request.folder)
    assert {path: path.read_bytes() for path in files(simulator.root)} == {
        path: data for path, (data, _) in before.items()
    }


def files(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file())


def test_every_refusal_is_one_printable_sentence_with_a_place(simulator: Simulator) -> None:
    seen = 0
    for data in (b"", b"{}", b'{"payload": 1}', json.dumps(envelope(b"{}", ALICE)).encode()):
        simulator.put_bytes(data)
        outcome = simulator.verify()
        assert isinstance(outcome, Finding)
        assert outcome.message.endswith(".")
        assert outcome.message.isprintable()
        assert outcome.span.path == "snapshots/0000000042.dsse.json"
        seen += 1
    assert seen == 4
