"""The files with which a reader repeats the verification."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from keyless_fixtures import BEFORE, FOLDER, HEAD, ISSUER, SUBJECT, make_keyless, put, root_bytes
from posture_simulator import ALICE, Simulator

from trustgen.attest.select import Selected
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
    return {artifact.path: artifact.data for artifact in evidence_files(selected(simulator))}


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
