"""Signers and verifiers that share no code with the verifier: OpenSSL, and securesystemslib."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from posture_simulator import ALICE, BOB, PAYLOAD_TYPE, Simulator
from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import VerificationError
from securesystemslib.signer import CryptoSigner, SSlibKey

from trustgen.attest import demokey
from trustgen.attest.select import Selected

if TYPE_CHECKING:
    from pathlib import Path

OPENSSL = shutil.which("openssl")
needs_openssl = pytest.mark.skipif(OPENSSL is None, reason="needs the openssl program")


def openssl(*arguments: str, given: bytes = b"") -> bytes:
    return subprocess.run([OPENSSL or "openssl", *arguments], input=given, check=True, capture_output=True).stdout


def pae(payload: bytes) -> bytes:
    """As a shell script would put it together."""
    return b"DSSEv1 28 application/vnd.in-toto+json " + str(len(payload)).encode() + b" " + payload


def listed(simulator: Simulator, public: bytes, algorithm: str) -> str:
    """List a key in the policy by its DER; its key id as OpenSSL and coreutils would print it."""
    keyid = sha256(public).hexdigest()
    simulator.policy["keys"] = [
        ALICE.entry(name="theirs", algorithm=algorithm, keyid=keyid, spki=base64.b64encode(public).decode()),
    ]
    return keyid


@needs_openssl
@pytest.mark.parametrize("edwards", [False, True], ids=["p256", "ed25519"])
def test_what_openssl_signs_is_accepted(simulator: Simulator, tmp_path: Path, edwards: bool) -> None:
    kind = ["-algorithm", "ed25519"] if edwards else ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]
    key = tmp_path / "key.pem"
    openssl("genpkey", *kind, "-out", str(key))
    public = openssl("pkey", "-in", str(key), "-pubout", "-outform", "DER")
    listed(simulator, public, "ed25519" if edwards else "ecdsa-p256-sha256")
    payload = simulator.payload()
    (tmp_path / "pae").write_bytes(pae(payload))
    if edwards:
        signature = openssl("pkeyutl", "-sign", "-inkey", str(key), "-rawin", "-in", str(tmp_path / "pae"))
    else:
        signature = openssl("dgst", "-sha256", "-sign", str(key), str(tmp_path / "pae"))
    value = {
        "payload": base64.b64encode(payload).decode(),
        "payloadType": PAYLOAD_TYPE,
        "signatures": [{"sig": base64.b64encode(signature).decode()}],
    }
    simulator.put_json(value)
    assert simulator.rule() == "accept"
    simulator.put_json(value | {"payload": base64.b64encode(payload + b" ").decode()})
    assert simulator.rule() == "unknown-signer"


@needs_openssl
@pytest.mark.parametrize("signer", [ALICE, BOB], ids=["p256", "ed25519"])
def test_openssl_verifies_what_is_published(simulator: Simulator, tmp_path: Path, signer: Any) -> None:
    simulator.put(42, keys=(signer,))
    outcome = simulator.verify()
    assert isinstance(outcome, Selected)
    published = json.loads(outcome.head_envelope)
    payload = base64.b64decode(published["payload"])
    (tmp_path / "key.pub").write_text(outcome.signers[0].pem)
    (tmp_path / "sig").write_bytes(base64.b64decode(published["signatures"][0]["sig"]))
    (tmp_path / "pae").write_bytes(pae(payload))
    files = [str(tmp_path / name) for name in ("key.pub", "sig", "pae")]
    if signer.edwards:
        rest = ["-pubin", "-inkey", files[0], "-rawin", "-in", files[2], "-sigfile", files[1]]
        said = openssl("pkeyutl", "-verify", *rest)
        assert b"Success" in said
    else:
        said = openssl("dgst", "-sha256", "-verify", files[0], "-signature", files[1], files[2])
        assert b"Verified OK" in said
    printed = openssl("pkey", "-pubin", "-in", files[0], "-outform", "DER")
    assert sha256(printed).hexdigest() == outcome.signers[0].keyid


@needs_openssl
def test_openssl_makes_the_demonstration_key_from_its_sentence(tmp_path: Path) -> None:
    scalar = sha256(demokey.SEED).digest()
    # SEC 1: a private key of 32 bytes on prime256v1.
    der = bytes.fromhex("30310201010420") + scalar + bytes.fromhex("a00a06082a8648ce3d030107")
    (tmp_path / "key.der").write_bytes(der)
    public = openssl("ec", "-inform", "DER", "-in", str(tmp_path / "key.der"), "-pubout", "-outform", "DER")
    assert sha256(public).hexdigest() == demokey.KEYID
    assert base64.b64encode(public).decode() == demokey.SPKI


def securesystems() -> CryptoSigner:
    return CryptoSigner.generate_ecdsa()


def spki_of(signer: CryptoSigner) -> bytes:
    pem = signer.public_key.keyval["public"]
    return base64.b64decode("".join(line for line in pem.splitlines() if "-----" not in line))


@pytest.mark.parametrize("make", [CryptoSigner.generate_ecdsa, CryptoSigner.generate_ed25519], ids=["p256", "ed25519"])
def test_what_securesystemslib_signs_is_accepted(simulator: Simulator, make: Any) -> None:
    signer = make()
    public = signer.public_key.keyval["public"]
    if "-----" in public:
        spki = spki_of(signer)
        listed(simulator, spki, "ecdsa-p256-sha256")
    else:
        spki = bytes.fromhex("302a300506032b6570032100") + bytes.fromhex(public)
        listed(simulator, spki, "ed25519")
    made = Envelope(simulator.payload(), PAYLOAD_TYPE, {})
    made.sign(signer)
    simulator.put_json(made.to_dict())
    assert simulator.rule() == "accept"


def test_two_of_its_signers_meet_a_threshold_of_two(simulator: Simulator) -> None:
    one, other = securesystems(), securesystems()
    made = Envelope(simulator.payload(), PAYLOAD_TYPE, {})
    simulator.policy["threshold"] = 2
    simulator.policy["keys"] = [
        ALICE.entry(name=name, keyid=sha256(spki_of(key)).hexdigest(), spki=base64.b64encode(spki_of(key)).decode())
        for name, key in (("one", one), ("other", other))
    ]
    made.sign(one)
    simulator.put_json(made.to_dict())
    assert simulator.rule() == "threshold-not-met"
    made.sign(other)
    simulator.put_json(made.to_dict())
    assert simulator.rule() == "accept"


def test_securesystemslib_verifies_what_is_published(simulator: Simulator) -> None:
    simulator.put(42, keys=(ALICE, BOB))
    outcome = simulator.verify()
    assert isinstance(outcome, Selected)
    keys = [
        SSlibKey(ALICE.keyid, "ecdsa", "ecdsa-sha2-nistp256", {"public": outcome.signers[0].pem}),
        SSlibKey(BOB.keyid, "ed25519", "ed25519", {"public": BOB.spki[12:].hex()}),
    ]
    made = Envelope.from_dict(json.loads(outcome.head_envelope))
    assert set(made.verify(keys, 2)) == {ALICE.keyid, BOB.keyid}
    made.payload += b" "
    with pytest.raises(VerificationError):
        made.verify(keys, 1)
