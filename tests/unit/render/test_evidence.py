"""The files with which a reader repeats the verification."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from keyless_fixtures import BEFORE, FOLDER, HEAD, ISSUER, SUBJECT, make_keyless, put, root_bytes
from posture_simulator import ALICE, BOB, Key, Simulator, envelope

from trustgen.attest.format import MAX_FILE_BYTES
from trustgen.attest.select import Selected
from trustgen.finding import Finding
from trustgen.render.evidence import evidence_files
from trustgen.snapshots import said

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def keyless(tmp_path: Path) -> Simulator:
    """Two keyless snapshots and the policy that accepts them."""
    simulator = Simulator(tmp_path)
    make_keyless(simulator)
    put(simulator, BEFORE)
    put(simulator)
    return simulator


def selected(simulator: Simulator) -> Selected:
    outcome = simulator.verify()
    assert isinstance(outcome, Selected), outcome
    return outcome


def files(simulator: Simulator) -> dict[str, bytes]:
    made = evidence_files(selected(simulator))
    assert not isinstance(made, Finding), made
    return {artifact.path: artifact.data for artifact in made}


def test_a_keyless_head_is_published_as_it_was_received(keyless: Simulator) -> None:
    made = files(keyless)
    assert set(made) == {
        "posture/checklist.json",
        "posture/history/0000000041.dsse.json",
        "posture/history/0000000041.sigstore.json",
        "posture/latest.dsse.json",
        "posture/latest.sigstore.json",
        f"posture/roots/{sha256(root_bytes()).hexdigest()[:12]}.json",
        "posture/trust-policy.json",
    }
    assert made["posture/latest.sigstore.json"] == (FOLDER / HEAD).read_bytes()
    assert made["posture/history/0000000041.sigstore.json"] == (FOLDER / BEFORE).read_bytes()
    assert root_bytes() in made.values()
    received = json.loads((FOLDER / HEAD).read_bytes())["dsseEnvelope"]
    envelope = json.loads(made["posture/latest.dsse.json"])
    assert envelope["payload"] == received["payload"]
    assert envelope["signatures"] == [{"sig": received["signatures"][0]["sig"]}]


def test_what_is_published_verifies_again(keyless: Simulator, tmp_path: Path) -> None:
    made = files(keyless)
    again = Simulator(tmp_path / "again")
    again.policy = keyless.policy
    (again.root / "trusted-root.json").write_bytes(next(data for path, data in made.items() if "/roots/" in path))
    again.put_bytes(made["posture/latest.sigstore.json"], HEAD)
    again.put_bytes(made["posture/history/0000000041.sigstore.json"], BEFORE)
    assert selected(again).head == selected(keyless).head


def test_a_key_and_an_identity_have_a_bundle_each(keyless: Simulator) -> None:
    keyless.policy["keys"] = [ALICE.entry()]
    keyless.put(42)
    made = files(keyless)
    (identity,) = selected(keyless).identities
    assert made[f"posture/latest-{identity.id[:12]}.sigstore.json"] == (FOLDER / HEAD).read_bytes()
    managed = json.loads(made[f"posture/latest-{ALICE.keyid[:12]}.sigstore.json"])
    assert "publicKey" in managed["verificationMaterial"]
    assert "posture/latest.sigstore.json" not in made
    assert selected(keyless).bundle_names[identity.id] == f"latest-{identity.id[:12]}.sigstore.json"


def test_the_command_says_who_signed(keyless: Simulator) -> None:
    assert f"  signed by    {SUBJECT} (identity of {ISSUER})" in said(selected(keyless))
    assert "  threshold    1 needed, 1 counted" in said(selected(keyless))
    keyless.policy["keys"] = [ALICE.entry()]
    keyless.put(42)
    lines = said(selected(keyless))
    assert f"  signed by    alice (ecdsa-p256-sha256, {ALICE.keyid})" in lines
    assert "  threshold    1 needed, 2 counted" in lines


KEYS = tuple(Key(f"key-{number:02}") for number in range(17))


def again(simulator: Simulator, made: dict[str, bytes], folder: Path) -> Selected:
    """What the verifier says of the published files alone, by the same policy."""
    other = Simulator(folder)
    other.policy, other.checklist = simulator.policy, simulator.checklist
    for path, data in made.items():
        if path.endswith(".dsse.json"):
            other.put_bytes(data, path.rpartition("/")[2])
    return selected(other)


def test_more_signatures_than_one_file_may_hold_are_published_in_one_that_verifies(tmp_path: Path) -> None:
    """The one that is left out is one that does not count, however the key ids are ordered."""
    by_id = sorted(KEYS, key=lambda key: key.keyid)
    simulator = Simulator(tmp_path / "one")
    simulator.policy["keys"] = [key.entry() for key in KEYS]
    revoked = {"keyid": by_id[0].keyid, "revokedAt": "2026-11-20T00:00:00Z", "reason": "lost"}
    simulator.policy |= {"threshold": 16, "revokedKeys": [revoked]}
    for number in (41, 42):
        for name, keys in (("a", KEYS[:9]), ("b", KEYS[9:])):
            simulator.put(number, keys=keys, name=f"{number}{name}.dsse.json")
    made = files(simulator)
    signed = [row["keyid"] for row in json.loads(made["posture/latest.dsse.json"])["signatures"]]
    assert signed == [key.keyid for key in by_id[1:]]
    assert len(json.loads(made["posture/history/0000000041.dsse.json"])["signatures"]) == 16
    found = again(simulator, made, tmp_path / "two")
    assert (found.head, len(found.signers)) == (selected(simulator).head, 16)


def bare(payload: bytes, *keys: Key) -> bytes:
    """An envelope in as few bytes as it can be written."""
    value = envelope(payload, *keys)
    rows = [{"sig": row["sig"]} for row in value["signatures"]]
    return json.dumps(value | {"signatures": rows}, separators=(",", ":")).encode()


def wide(simulator: Simulator, size: int) -> bytes:
    """A payload whose bare envelope has this size, or a few bytes less, whoever signs it."""
    payload = simulator.payload(42)
    spaces = (size - 8 - len(bare(payload, ALICE))) // 4 * 3
    return payload + b" " * spaces


def test_an_envelope_at_the_limit_is_published_within_it(tmp_path: Path) -> None:
    simulator = Simulator(tmp_path / "one")
    # The bundle beside it has a few hundred bytes more.
    data = bare(wide(simulator, MAX_FILE_BYTES - 300), ALICE)
    assert MAX_FILE_BYTES - 320 < len(data) <= MAX_FILE_BYTES - 300
    simulator.put_bytes(data)
    made = files(simulator)
    assert max(map(len, made.values())) <= MAX_FILE_BYTES
    assert again(simulator, made, tmp_path / "two").head == selected(simulator).head


def test_what_cannot_be_published_within_the_limit_is_not_published(tmp_path: Path) -> None:
    simulator = Simulator(tmp_path)
    payload = wide(simulator, MAX_FILE_BYTES - 100)
    simulator.put_bytes(bare(payload, ALICE))
    found = evidence_files(selected(simulator))
    assert isinstance(found, Finding)
    assert (found.rule, found.span.path) == ("snapshot-too-large", "posture/latest.sigstore.json")
    # Two files within the limit, over one payload: together they are not.
    simulator.policy["threshold"] = 2
    simulator.put_bytes(bare(payload, BOB), "by-bob.dsse.json")
    found = evidence_files(selected(simulator))
    assert isinstance(found, Finding)
    assert (found.rule, found.span.path) == ("snapshot-too-large", "posture/latest.dsse.json")
