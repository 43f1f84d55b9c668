"""The demonstration: anybody can sign it, it says so, and it is signed nowhere else."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from msgspec import structs
from posture_simulator import ALICE, BOB, NOW, Simulator

from trustgen.attest import demokey
from trustgen.attest.base64text import decode
from trustgen.attest.demo import Demonstration, sign_demonstration
from trustgen.attest.select import Request, Selected, verify_folder
from trustgen.finding import Finding
from trustgen.history import history
from trustgen.model.posture import Outcome

REPOSITORY = Path(__file__).resolve().parents[3]
POSTURE = REPOSITORY / "content" / "posture"
HOUR = timedelta(hours=1)


@pytest.fixture
def request_(tmp_path: Path) -> Request:
    """The reference project's own policy and checklist, with an empty folder."""
    return Request(
        folder=tmp_path / "snapshots",
        policy=POSTURE / "trust-policy.json",
        checklist=POSTURE / "checklist.json",
        now=NOW,
        root=tmp_path,
    )


def signed(request: Request, **changes: Any) -> Demonstration:
    outcome = sign_demonstration(request, **changes)
    assert isinstance(outcome, Demonstration), outcome
    return outcome


def later(request: Request, delay: timedelta) -> Request:
    return structs.replace(request, now=request.now + delay)


def selected(request: Request) -> Selected:
    outcome = verify_folder(request)
    assert isinstance(outcome, Selected), outcome
    return outcome


def test_the_constants_belong_together() -> None:
    private = ec.derive_private_key(int.from_bytes(sha256(demokey.SEED).digest(), "big"), ec.SECP256R1())
    spki = private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    assert decode(demokey.SPKI) == spki
    assert sha256(spki).hexdigest() == demokey.KEYID


def test_the_reference_files_are_what_their_script_writes(tmp_path: Path) -> None:
    script = REPOSITORY / "scripts" / "make_demonstration_evidence.py"
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True, env=environment)
    for name in ("checklist.json", "trust-policy.json"):
        assert (tmp_path / name).read_bytes() == (POSTURE / name).read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["checklist.json", "trust-policy.json"]


def test_the_reference_checklist_has_its_families() -> None:
    ids = [item["id"] for item in json.loads((POSTURE / "checklist.json").read_bytes())["controls"]]
    families = [name.partition("-")[0] for name in ids]
    assert {name: families.count(name) for name in families} == {"ISOL": 3, "AUTH": 3, "KEYS": 5, "MTLS": 5, "K8S": 6}
    assert len(set(ids)) == 22


def test_the_first_demonstration_is_accepted(request_: Request) -> None:
    made = signed(request_)
    assert made.signed
    assert made.path == request_.folder / "0000000001.dsse.json"
    found = selected(request_)
    assert (found.head.sequence, found.head.sha256) == (made.sequence, made.sha256) == (1, made.sha256)
    assert found.demonstration
    assert found.head.environment == "demonstration"
    assert found.head.finished_at == NOW
    assert found.signers[0].name == demokey.NAME
    assert found.valid_until == NOW + timedelta(hours=26)


def test_it_shows_every_shape_honestly(request_: Request) -> None:
    signed(request_)
    head = selected(request_).head
    outcomes = [result.outcome for result in head.results.values()]
    assert len(outcomes) == 22
    assert outcomes.count(Outcome.FAIL) == 1
    assert outcomes.count(Outcome.EXCEPTION) == 1
    assert outcomes.count(Outcome.NOT_APPLICABLE) == 1
    assert outcomes.count(Outcome.PASS) == 19
    excepted = {record.control for record in head.exceptions}
    assert {name for name, result in head.results.items() if result.outcome is Outcome.EXCEPTION} < excepted
    assert all(record.reason == record.approved_by == "demonstration" for record in head.exceptions)
    (mesh,) = head.results["MTLS-003"].metrics
    assert (mesh.numerator, mesh.denominator) == (195, 200)


def test_the_same_request_signs_the_same_bytes(request_: Request, tmp_path: Path) -> None:
    other = structs.replace(request_, folder=tmp_path / "other")
    assert signed(request_).path.read_bytes() == signed(other).path.read_bytes()


def test_a_fraction_of_a_second_is_left_out(request_: Request) -> None:
    signed(later(request_, timedelta(microseconds=999_999)))
    assert selected(later(request_, timedelta(seconds=1))).head.finished_at == NOW


def test_a_young_one_is_left_as_it_is(request_: Request) -> None:
    first = signed(request_)
    again = signed(later(request_, HOUR - timedelta(seconds=1)))
    assert again == structs.replace(first, signed=False)
    assert len(list(request_.folder.iterdir())) == 1


def test_an_hour_later_the_next_one_follows_in_the_chain(request_: Request) -> None:
    first = signed(request_)
    second = signed(later(request_, HOUR))
    assert (second.sequence, second.signed) == (2, True)
    found = selected(later(request_, HOUR))
    assert found.head.previous_sha256 == first.sha256
    assert [item.sha256 for item in found.history] == [first.sha256]


def test_force_signs_at_once_and_never_over_another(request_: Request) -> None:
    signed(request_)
    assert signed(request_, force=True).sequence == 2
    assert sorted(path.name for path in request_.folder.iterdir()) == ["0000000001.dsse.json", "0000000002.dsse.json"]


def test_fifty_builds_in_an_hour_sign_one_snapshot(request_: Request) -> None:
    made = [signed(later(request_, timedelta(minutes=number))) for number in range(50)]
    assert [item.signed for item in made] == [True] + [False] * 49


def test_one_from_the_future_is_followed_by_one_of_now(request_: Request) -> None:
    signed(later(request_, timedelta(days=2)))
    assert signed(request_).sequence == 2
    assert selected(request_).head.finished_at == NOW


def test_a_stale_one_is_followed(request_: Request) -> None:
    signed(request_)
    assert signed(later(request_, timedelta(days=30))).sequence == 2


def test_it_follows_what_is_locked_and_published(request_: Request, tmp_path: Path) -> None:
    lock = tmp_path / "lock.json"
    locked = {"environment": "demonstration", "sequence": 7, "sha256": sha256(b"7").hexdigest()}
    lock.write_text(json.dumps(locked))
    request = structs.replace(request_, lock=lock)
    assert signed(request).sequence == 8
    assert selected(request).head.previous_sha256 == locked["sha256"]
    published = tmp_path / "manifest.json"
    published.write_text(json.dumps(locked | {"sequence": 9, "files": {}}))
    request = structs.replace(request_, published=published)
    assert signed(request).sequence == 10


def test_a_damaged_lock_is_told(request_: Request, tmp_path: Path) -> None:
    (tmp_path / "lock.json").write_text("no")
    outcome = sign_demonstration(structs.replace(request_, lock=tmp_path / "lock.json"))
    assert isinstance(outcome, Finding)
    assert outcome.rule == "state-corrupt"


def test_a_history_is_a_chain_of_days_that_ends_like_a_single_one(request_: Request, tmp_path: Path) -> None:
    assert signed(request_, days=14).sequence == 14
    found = selected(request_)
    times = [item.finished_at for item in (*found.history, found.head)]
    assert times == [NOW - timedelta(days=age) for age in range(13, -1, -1)]
    alone = structs.replace(request_, folder=tmp_path / "alone")
    signed(alone)
    head = selected(alone).head
    assert {name: item.outcome for name, item in found.head.results.items()} == {
        name: item.outcome for name, item in head.results.items()
    }
    assert found.head.results["MTLS-003"].metrics == head.results["MTLS-003"].metrics


def test_a_history_has_failures_that_were_mended(request_: Request) -> None:
    signed(request_, days=14)
    found = selected(request_)
    past = history((*found.history, found.head), controls=found.head.results)
    told = [(lapse.control, lapse.span.seen.value, lapse.span.first, lapse.span.last) for lapse in past.lapses]
    assert told == [
        ("K8S-006", "fail", 11, 14),
        ("K8S-004", "exception", 1, 14),
        ("MTLS-003", "fail", 8, 9),
        ("KEYS-003", "fail", 4, 6),
        ("ISOL-001", "error", 4, 4),
    ]
    mesh = [metric for metric in past.controls["MTLS-003"].metrics["mesh-coverage"] if metric is not None]
    assert [metric.on_target for metric in mesh] == [True] * 7 + [False] * 2 + [True] * 5


def test_a_history_says_nothing_better_than_was_measured(request_: Request) -> None:
    """Each of its days would have been accepted as the newest, but for the error that the policy stops."""
    signed(request_, days=14)
    files = sorted(request_.folder.iterdir())
    for number in range(14, 0, -1):
        outcome = verify_folder(structs.replace(request_, now=NOW - timedelta(days=14 - number)))
        if number == 4:
            assert isinstance(outcome, Finding)
            assert outcome.rule == "gate-failed"
        else:
            assert isinstance(outcome, Selected), (number, outcome)
        files.pop().unlink()


def test_the_same_request_signs_the_same_history(request_: Request, tmp_path: Path) -> None:
    other = structs.replace(request_, folder=tmp_path / "other")
    signed(request_, days=5)
    signed(other, days=5)
    assert [path.read_bytes() for path in sorted(request_.folder.iterdir())] == [
        path.read_bytes() for path in sorted(other.folder.iterdir())
    ]


def test_a_history_is_made_only_where_there_is_none(request_: Request, tmp_path: Path) -> None:
    signed(request_)
    assert signed(later(request_, HOUR), days=14).sequence == 2
    lock = tmp_path / "lock.json"
    lock.write_text(json.dumps({"environment": "demonstration", "sequence": 7, "sha256": sha256(b"7").hexdigest()}))
    locked = structs.replace(request_, folder=tmp_path / "locked", lock=lock)
    assert signed(locked, days=14).sequence == 8
    assert len(list(locked.folder.iterdir())) == 1


def test_a_history_begins_no_earlier_than_its_policy(request_: Request) -> None:
    # The policy was issued, and its key became valid, at the beginning of November.
    assert signed(request_, days=366).sequence == 23
    assert selected(request_).history[0].finished_at == datetime(2026, 11, 1, 12, tzinfo=timezone.utc)


def test_a_history_respects_the_gates(simulator: Simulator) -> None:
    stop = dict.fromkeys(("fail", "exception", "error", "not-applicable"), "stop")
    request = project(simulator, gates=stop)
    signed(request, days=8)
    for snapshot in selected(request).history:
        assert Outcome.FAIL not in {item.outcome for item in snapshot.results.values()}


def project(simulator: Simulator, **changes: Any) -> Request:
    """A demonstration project with another checklist."""
    key = ALICE.entry(name=demokey.NAME, keyid=demokey.KEYID, spki=demokey.SPKI)
    simulator.policy |= {"environment": "demonstration", "keys": [key], "minSequence": 1} | changes
    return simulator.request()


def test_it_begins_at_the_policys_floor(simulator: Simulator) -> None:
    request = project(simulator, minSequence=40)
    assert signed(request).sequence == 40
    assert signed(later(request, HOUR)).sequence == 41


@pytest.mark.parametrize("days", [1, 2, 90, 366])
@pytest.mark.parametrize("seconds", [1, 3600])
@pytest.mark.parametrize("age", [60, 93600, 31 * 24 * 3600])
def test_it_satisfies_any_policy(simulator: Simulator, days: int, seconds: int, age: int) -> None:
    request = project(simulator, maxExceptionDays=days, maxScanSeconds=seconds, maxAgeSeconds=age)
    signed(request)
    found = selected(request)
    assert found.valid_until <= min(record.expires_at for record in found.head.exceptions)


METRICS = [
    {"id": "a", "kind": "ratio", "unit": "x", "op": "ge", "target": 9999, "shortfallNeedsException": True},
    {"id": "a", "kind": "ratio", "unit": "x", "op": "ge", "target": 0, "shortfallNeedsException": True},
    {"id": "a", "kind": "ratio", "unit": "x", "op": "ge", "target": 10_000, "shortfallNeedsException": False},
    {"id": "a", "kind": "ratio", "unit": "x", "op": "le", "target": 0, "shortfallNeedsException": False},
    {"id": "a", "kind": "quantity", "unit": "x", "op": "le", "target": 0},
    {"id": "a", "kind": "quantity", "unit": "x", "op": "ge", "target": 2**53 - 1},
]


@pytest.mark.parametrize("metric", METRICS, ids=json.dumps)
@pytest.mark.parametrize("allowed", [True, False])
def test_it_satisfies_any_checklist(simulator: Simulator, metric: dict[str, Any], allowed: bool) -> None:
    for item in simulator.checklist["controls"]:
        item |= {"exceptionsAllowed": allowed, "notApplicableAllowed": allowed}
    simulator.checklist["controls"][0]["metrics"] = [metric]
    signed(project(simulator))


def test_one_control_is_not_shown_as_failing_alone(simulator: Simulator) -> None:
    del simulator.checklist["controls"][1:]
    request = project(simulator)
    signed(request)
    assert [item.outcome for item in selected(request).head.results.values()] == [Outcome.PASS]


def test_a_gate_is_respected(simulator: Simulator) -> None:
    stop = dict.fromkeys(("fail", "exception", "error", "not-applicable"), "stop")
    request = project(simulator, gates=stop)
    signed(request)
    assert {item.outcome for item in selected(request).head.results.values()} == {Outcome.PASS}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"environment": "prod-eu-1", "keys": [ALICE.entry()]}, "signed only for `demonstration`"),
        ({"keys": [ALICE.entry()]}, "does not list the demonstration key"),
        ({"threshold": 2}, "asks for 2 signers"),
        ({"threshold": 0}, "from 1 to 16"),
        ({"issuedAt": "2026-12-01T00:00:00Z"}, "was issued at 2026-12-01"),
    ],
    ids=["real", "without the key", "out of reach", "no policy", "later"],
)
def test_it_is_signed_only_under_a_policy_for_it(simulator: Simulator, changes: dict[str, Any], said: str) -> None:
    outcome = sign_demonstration(project(simulator, **changes))
    assert isinstance(outcome, Finding)
    assert outcome.rule in {"policy-error", "clock-error"}
    assert said in outcome.message
    assert list(simulator.folder.iterdir()) == []


def test_what_the_verifier_would_refuse_is_not_written(simulator: Simulator) -> None:
    key = ALICE.entry(name=demokey.NAME, keyid=demokey.KEYID, spki=demokey.SPKI)
    outcome = sign_demonstration(project(simulator, threshold=2, keys=[key, BOB.entry()]))
    assert isinstance(outcome, Finding)
    assert outcome.rule == "threshold-not-met"
    revoked = {"keyid": demokey.KEYID, "revokedAt": "2026-11-01T00:00:00Z", "reason": "tired"}
    outcome = sign_demonstration(project(simulator, threshold=1, keys=[key, BOB.entry()], revokedKeys=[revoked]))
    assert isinstance(outcome, Finding)
    assert outcome.rule == "revoked-key"
    assert list(simulator.folder.iterdir()) == []


def test_a_changed_checklist_is_followed_by_a_new_snapshot(simulator: Simulator) -> None:
    signed(project(simulator))
    simulator.checklist["version"] = "2026.12.1"
    assert signed(project(simulator)).sequence == 2


def test_a_damaged_snapshot_is_told_and_not_signed_over(request_: Request) -> None:
    made = signed(request_)
    made.path.write_bytes(made.path.read_bytes()[:-40])
    for force in (True, False):
        outcome = sign_demonstration(later(request_, HOUR), force=force)
        assert isinstance(outcome, Finding)
        assert outcome.rule == "malformed-envelope"


def test_an_unwritable_folder_is_told(request_: Request) -> None:
    request_.folder.write_bytes(b"a file")
    outcome = sign_demonstration(request_)
    assert isinstance(outcome, Finding)
    assert outcome.rule == "unsafe-source"


def test_a_full_disk_leaves_nothing_behind(request_: Request, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    outcome = sign_demonstration(request_)
    assert isinstance(outcome, Finding)
    assert outcome.rule == "unsafe-source"
    assert "No space left" in outcome.message
    assert list(request_.folder.iterdir()) == []


def test_a_snapshot_that_appears_meanwhile_is_not_overwritten(
    request_: Request,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    link = os.link

    def racing(source: Path, target: Path) -> None:
        Path(target).write_bytes(b"theirs")
        link(source, target)

    monkeypatch.setattr(os, "link", racing)
    outcome = sign_demonstration(request_)
    assert isinstance(outcome, Finding)
    assert outcome.rule == "unsafe-source"
    assert (request_.folder / "0000000001.dsse.json").read_bytes() == b"theirs"
    assert len(list(request_.folder.iterdir())) == 1


def test_a_file_system_without_links_will_do(request_: Request, monkeypatch: pytest.MonkeyPatch) -> None:
    def without(_source: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", without)
    assert signed(request_).sequence == 1
    assert [path.name for path in request_.folder.iterdir()] == ["0000000001.dsse.json"]

    def taken(_source: Path, target: Path) -> None:
        Path(target).write_bytes(b"theirs")
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", taken)
    outcome = sign_demonstration(later(request_, HOUR))
    assert isinstance(outcome, Finding)
    assert outcome.rule == "unsafe-source"
    assert (request_.folder / "0000000002.dsse.json").read_bytes() == b"theirs"


@pytest.mark.parametrize("year", [2026, 2099])
def test_the_ends_of_the_calendar_are_told(simulator: Simulator, year: int) -> None:
    request = project(simulator)
    simulator.policy["keys"][0]["notAfter"] = "9999-12-31T23:59:59Z"
    request = simulator.request()
    end = datetime(9999, 12, 31, 23, 59, 59, tzinfo=timezone.utc)
    outcome = sign_demonstration(structs.replace(request, now=end))
    assert isinstance(outcome, Finding)
    assert outcome.rule == "clock-error"
    signed(structs.replace(request, now=end.replace(year=year)))


def test_a_demonstration_is_refused_under_any_other_policy(request_: Request, simulator: Simulator) -> None:
    made = signed(request_)
    simulator.put_bytes(made.path.read_bytes(), "0000000001.dsse.json")
    assert simulator.rule() == "unknown-signer"
    simulator.policy["keys"].append(ALICE.entry(name=demokey.NAME, keyid=demokey.KEYID, spki=demokey.SPKI))
    assert simulator.rule() == "policy-error"
