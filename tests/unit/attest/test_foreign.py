"""Signers and verifiers in another language: WebCrypto in Node, and the npm packages of Sigstore.

What is in `tests/foreign/` shares no code with the verifier, and none with the library under it.
"""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from msgspec.structs import replace
from posture_simulator import ALICE, BOB, PAYLOAD_TYPE, Simulator
from vectors import CASES, VECTORS, expected, name_of, request_of

from trustgen.attest.gather import read_snapshot
from trustgen.attest.policyfile import read_policy
from trustgen.attest.select import Request, Selected, verify_folder
from trustgen.attest.sources.directory import read_folder

FOREIGN = Path(__file__).resolve().parents[2] / "foreign"
MADE = VECTORS / "foreign"
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="needs Node")
needs_packages = pytest.mark.skipif(
    NODE is None or not (FOREIGN / "node_modules" / "@sigstore" / "verify").is_dir(),
    reason="needs `npm ci` in tests/foreign",
)
ALGORITHMS = {"p256": "ecdsa-p256-sha256", "ed25519": "ed25519"}


def node(script: str, *arguments: str | Path, given: object = None) -> str:
    line = [NODE or "node", str(FOREIGN / script), *map(str, arguments)]
    done = subprocess.run(line, input=json.dumps(given), check=True, capture_output=True, text=True, timeout=60)
    return done.stdout


def text64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def spki_of(pem: str) -> bytes:
    return base64.b64decode("".join(line for line in pem.splitlines() if "-----" not in line))


def entry(spki: bytes, algorithm: str) -> dict[str, Any]:
    return ALICE.entry(
        name=f"test-only-{algorithm}", algorithm=algorithm, keyid=sha256(spki).hexdigest(), spki=text64(spki)
    )


# What WebCrypto signs and verifies.


@needs_node
def test_what_webcrypto_signs_is_accepted(simulator: Simulator) -> None:
    payload = simulator.payload()
    asked = {"payloadType": PAYLOAD_TYPE, "payload": text64(payload)}
    rows = json.loads(node("webcrypto.mjs", "sign", given=[asked | {"algorithm": a} for a in ALGORITHMS.values()]))
    simulator.policy["threshold"] = 2
    simulator.policy["keys"] = [
        entry(base64.b64decode(row["spki"]), algorithm)
        for row, algorithm in zip(rows, ALGORITHMS.values(), strict=True)
    ]
    raw, edwards = (base64.b64decode(row["sig"]) for row in rows)
    assert len(raw) == 64
    der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    made = {"payload": text64(payload), "payloadType": PAYLOAD_TYPE}
    simulator.put_json(made | {"signatures": [{"sig": text64(der)}, {"sig": text64(edwards)}]})
    assert simulator.rule() == "accept"
    # As it came out of WebCrypto, it is no signature here.
    simulator.put_json(made | {"signatures": [{"sig": text64(raw)}, {"sig": text64(edwards)}]})
    assert simulator.rule() == "threshold-not-met"


def signatures_of(request: Request) -> list[dict[str, str]]:
    """Every good signature of every snapshot of a folder, with its key."""
    policy = read_policy(request.policy.read_bytes(), "trust-policy.json")
    keys = {key.keyid: key for key in policy.keys}
    rows = []
    for file in read_folder(request.folder, request.root):
        verified = read_snapshot(file, policy).verified
        for keyid, signature in verified.signatures:
            spki = text64(keys[keyid].key.spki)
            row = {"algorithm": keys[keyid].algorithm, "spki": spki, "sig": text64(signature)}
            rows.append(row | {"payloadType": PAYLOAD_TYPE, "payload": text64(verified.payload)})
    return rows


@needs_node
def test_webcrypto_verifies_every_signature_of_every_accepted_vector(tmp_path: Path) -> None:
    rows = [row for case in CASES if case["expect"] == "accept" for row in signatures_of(request_of(case, tmp_path))]
    assert len(rows) > 80
    assert {row["algorithm"] for row in rows} == set(ALGORITHMS.values())
    assert json.loads(node("webcrypto.mjs", "verify", given=rows)) == [True] * len(rows)
    spoilt = [row | {"payload": text64(base64.b64decode(row["payload"]) + b" ")} for row in rows]
    assert json.loads(node("webcrypto.mjs", "verify", given=spoilt)) == [False] * len(rows)


@needs_node
def test_webcrypto_refuses_every_signature_that_is_refused_as_bad(tmp_path: Path) -> None:
    """The converter from DER is strict: forms that only look different are refused in both languages."""
    rows, names = [], []
    for case in CASES:
        if expected(case) == "bad-signature":
            request = request_of(case, tmp_path)
            policy = read_policy(request.policy.read_bytes(), "trust-policy.json")
            path = max(request.folder.iterdir())
            value = json.loads(path.read_bytes())
            for key in policy.keys:
                for signature in value["signatures"]:
                    row = {"algorithm": key.algorithm, "spki": text64(key.key.spki), "sig": signature["sig"]}
                    rows.append(row | {"payloadType": value["payloadType"], "payload": value["payload"]})
                    names.append(name_of(case))
    assert len(set(names)) > 30
    found = json.loads(node("webcrypto.mjs", "verify", given=rows))
    assert [name for name, good in zip(names, found, strict=True) if good] == []


# What the npm packages of Sigstore sign and verify.


def foreign(simulator: Simulator, tmp_path: Path, kind: str, folder: Path) -> Selected:
    """The bundle of a kind in a folder, under a policy that lists its key."""
    spki = spki_of((folder / f"sigstore-js-{kind}.pub").read_text())
    case = next(case for case in CASES if name_of(case) == "attacks-V01")
    policy = json.loads(request_of(case, tmp_path).policy.read_bytes()) | {"keys": [entry(spki, ALGORITHMS[kind])]}
    (tmp_path / "foreign-policy.json").write_text(json.dumps(policy))
    shutil.copy(folder / f"sigstore-js-{kind}.sigstore.json", simulator.folder / "head.sigstore.json")
    outcome = verify_folder(
        replace(request_of(case, tmp_path), folder=simulator.folder, policy=tmp_path / "foreign-policy.json")
    )
    assert isinstance(outcome, Selected), outcome
    assert outcome.head.sha256 == case["selected"]["sha256"]
    assert [signer.keyid for signer in outcome.signers] == [sha256(spki).hexdigest()]
    return outcome


@pytest.mark.parametrize("kind", ALGORITHMS)
def test_a_bundle_that_sigstore_js_made_is_accepted(simulator: Simulator, tmp_path: Path, kind: str) -> None:
    foreign(simulator, tmp_path, kind, MADE)
    path = simulator.folder / "head.sigstore.json"
    value = json.loads(path.read_bytes())
    hint = value["verificationMaterial"]["publicKey"]["hint"]
    assert value["dsseEnvelope"]["signatures"][0]["keyid"] == hint
    # It writes its hint as key id too, so a refusal can name the key.
    value["dsseEnvelope"]["payload"] = text64(base64.b64decode(value["dsseEnvelope"]["payload"]) + b" ")
    path.write_text(json.dumps(value))
    outcome = verify_folder(replace(simulator.request(), policy=tmp_path / "foreign-policy.json"))
    assert not isinstance(outcome, Selected)
    assert outcome.rule == "bad-signature"


@needs_packages
@pytest.mark.parametrize("kind", ALGORITHMS)
def test_a_bundle_that_sigstore_js_makes_now_is_accepted(simulator: Simulator, tmp_path: Path, kind: str) -> None:
    made = tmp_path / "made"
    made.mkdir()
    node("sign.mjs", kind, VECTORS / "attacks" / "V01" / "snapshots" / "0000000042.dsse.json", made)
    foreign(simulator, tmp_path, kind, made)


@needs_packages
def test_sigstore_js_verifies_the_bundles_that_are_published(simulator: Simulator, tmp_path: Path) -> None:
    simulator.put(42, keys=(ALICE, BOB))
    outcome = simulator.verify()
    assert isinstance(outcome, Selected)
    keys = {text64(bytes.fromhex(signer.keyid)): signer.pem for signer in outcome.signers}
    (tmp_path / "keys.json").write_text(json.dumps(keys))
    paths = []
    for keyid, data in outcome.head_bundles.items():
        value = json.loads(data)
        value["dsseEnvelope"]["payload"] = text64(base64.b64decode(value["dsseEnvelope"]["payload"]) + b" ")
        for name, content in ((f"{keyid}.json", data), (f"{keyid}-spoilt.json", json.dumps(value).encode())):
            (tmp_path / name).write_bytes(content)
            paths.append(tmp_path / name)
    said = node("verify.mjs", tmp_path / "keys.json", *paths).split("\n")
    assert said == ["good", "bad signature verification failed"] * 2 + [""]
