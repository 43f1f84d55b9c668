"""A scanner and a project folder in one: it holds keys and a history, and a test mutates one thing.

    simulator = Simulator(tmp_path)
    simulator.put(42)                      # a correct, signed snapshot 42
    simulator.policy["threshold"] = 2      # one thing is wrong
    assert simulator.verify().rule == "threshold-not-met"

All keys come from fixed seeds and are never listed by a policy outside tests.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from msgspec.structs import replace

from trustgen.attest.select import Request, Selected, verify_folder
from trustgen.finding import Finding

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 23, 12, 0, 0, tzinfo=timezone.utc)
SCAN_END = datetime(2026, 11, 23, 11, 20, 0, tzinfo=timezone.utc)
PAYLOAD_TYPE = "application/vnd.in-toto+json"
ENVIRONMENT = "prod-eu-1"

Statement = dict[str, Any]
Change = Callable[[Statement], object]


def at(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def digest(*parts: object) -> str:
    return sha256("/".join(map(str, parts)).encode()).hexdigest()


def canonical(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


class Key:
    """A signing key with its entry in a policy."""

    def __init__(self, name: str, *, edwards: bool = False) -> None:
        self.name = name
        self.edwards = edwards
        seed = sha256(f"test key {name}".encode()).digest()
        self._private: Any = (
            ed25519.Ed25519PrivateKey.from_private_bytes(seed)
            if edwards
            else ec.derive_private_key(int.from_bytes(seed, "big"), ec.SECP256R1())
        )
        self.spki = self._private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        self.keyid = sha256(self.spki).hexdigest()

    def sign(self, message: bytes) -> bytes:
        if self.edwards:
            return self._private.sign(message)
        return self._private.sign(message, ec.ECDSA(SHA256(), deterministic_signing=True))

    def entry(self, **changes: Any) -> dict[str, Any]:
        return {
            "name": self.name,
            "algorithm": "ed25519" if self.edwards else "ecdsa-p256-sha256",
            "keyid": self.keyid,
            "spki": base64.b64encode(self.spki).decode(),
            "notBefore": "2026-01-01T00:00:00Z",
            "notAfter": "2027-01-31T00:00:00Z",
        } | changes


ALICE = Key("alice")
BOB = Key("bob", edwards=True)
CAROL = Key("carol")
MALLORY = Key("mallory")


def pae(kind: str, payload: bytes) -> bytes:
    return b"DSSEv1 %d %b %d %b" % (len(kind.encode()), kind.encode(), len(payload), payload)


def envelope(payload: bytes, *keys: Key, kind: str = PAYLOAD_TYPE) -> dict[str, Any]:
    return {
        "payload": base64.b64encode(payload).decode(),
        "payloadType": kind,
        "signatures": [
            {"keyid": key.keyid, "sig": base64.b64encode(key.sign(pae(kind, payload))).decode()} for key in keys
        ],
    }


def bundle(payload: bytes, key: Key) -> dict[str, Any]:
    inner = envelope(payload, key)
    inner["signatures"] = [{"sig": inner["signatures"][0]["sig"]}]
    return {
        "mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json",
        "verificationMaterial": {"publicKey": {"hint": base64.b64encode(bytes.fromhex(key.keyid)).decode()}},
        "dsseEnvelope": inner,
    }


def checklist() -> dict[str, Any]:
    """Four controls: plain, with a ratio, with a quantity, and one that may not apply or be excepted."""
    plain = {"exceptionsAllowed": False, "notApplicableAllowed": False, "metrics": []}
    ratio = {"id": "coverage", "kind": "ratio", "unit": "workloads", "op": "ge", "target": 9500}
    age = {"id": "oldest-key", "kind": "quantity", "unit": "days", "op": "le", "target": 90}
    return {
        "id": "controls",
        "version": "2026.11.1",
        "controls": [
            plain | {"id": "ISOL-001", "title": "Plain"},
            plain
            | {
                "id": "MTLS-001",
                "title": "With a ratio",
                "exceptionsAllowed": True,
                "metrics": [ratio | {"shortfallNeedsException": True}],
            },
            plain | {"id": "KEYS-001", "title": "With a quantity", "metrics": [age]},
            plain | {"id": "K8S-001", "title": "Loose", "exceptionsAllowed": True, "notApplicableAllowed": True},
        ],
    }


class Simulator:
    """A project folder whose files are written at the moment of verifying."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "snapshots"
        self.folder.mkdir(parents=True)
        self.checklist = checklist()
        self.policy: dict[str, Any] = {
            "policyVersion": 1,
            "issuedAt": "2026-11-01T00:00:00Z",
            "environment": ENVIRONMENT,
            "predicateType": "https://trustgen.example/attestation/posture-snapshot/v1",
            "scannerId": "https://kla.example/posture-scanner",
            "checklists": [],
            "threshold": 1,
            "keys": [ALICE.entry(), BOB.entry()],
            "revokedKeys": [],
            "revokedSnapshots": [],
            "maxAgeSeconds": 93600,
            "clockSkewSeconds": 300,
            "maxScanSeconds": 3600,
            "minSequence": 40,
            "maxSequenceStep": 1000,
            "maxExceptionDays": 90,
            "requireChain": True,
            "gates": {"fail": "show", "exception": "show", "error": "stop", "not-applicable": "show"},
        }
        self.pinned = True

    def checklist_bytes(self) -> bytes:
        return json.dumps(self.checklist, indent=1).encode()

    def statement(self, sequence: int = 42, *changes: Change) -> Statement:
        """The statement of a correct scan; each earlier one ended a day earlier and links to the one before."""
        end = SCAN_END - timedelta(days=42 - sequence) if sequence < 42 else SCAN_END
        pin = {"id": self.checklist["id"], "version": self.checklist["version"]}
        named = {"sha256": sha256(self.checklist_bytes()).hexdigest()}
        made = {
            "_type": "https://in-toto.io/Statement/v1",
            "subject": [{"name": f"{pin['id']}@{pin['version']}", "digest": named}],
            "predicateType": "https://trustgen.example/attestation/posture-snapshot/v1",
            "predicate": {
                "environment": ENVIRONMENT,
                "sequence": sequence,
                "previous": None if sequence == 1 else {"sequence": sequence - 1, "digest": {"sha256": ""}},
                "checklist": pin | {"digest": named},
                "scanner": {
                    "id": "https://kla.example/posture-scanner",
                    "version": "3.2.0",
                    "imageDigest": {"sha256": digest("image")},
                },
                "scan": {"startedAt": at(end - timedelta(minutes=20)), "finishedAt": at(end)},
                "expiresAt": at(end + timedelta(hours=26)),
                "controls": [
                    {
                        "id": control["id"],
                        "status": "pass",
                        "checkedAt": at(end - timedelta(minutes=10)),
                        "evidence": [{"name": "check-output", "digest": {"sha256": digest(control["id"], sequence)}}],
                        "metrics": METRICS.get(control["id"], []),
                    }
                    for control in self.checklist["controls"]
                ],
                "exceptions": [exception("EXC-2026-014", "MTLS-001", affected=9)],
            },
        }
        made = json.loads(json.dumps(made))
        if sequence > 1:
            # Far back, a chain begins with a digest that stands for all before it.
            before = sha256(canonical(self.statement(sequence - 1))).hexdigest() if sequence > 39 else digest("before")
            made["predicate"]["previous"]["digest"]["sha256"] = before
        for change in changes:
            change(made)
        return made

    def payload(self, sequence: int = 42, *changes: Change) -> bytes:
        return canonical(self.statement(sequence, *changes))

    def sha256(self, sequence: int = 42) -> str:
        return sha256(self.payload(sequence)).hexdigest()

    def put(self, sequence: int = 42, *changes: Change, keys: tuple[Key, ...] = (ALICE,), name: str = "") -> Path:
        """Write a snapshot, signed by these keys after the changes were made."""
        payload = self.payload(sequence, *changes)
        return self.put_json(envelope(payload, *keys), name or f"{sequence:010d}.dsse.json")

    def put_json(self, value: object, name: str = "0000000042.dsse.json") -> Path:
        return self.put_bytes(json.dumps(value, indent=1).encode(), name)

    def put_bytes(self, data: bytes, name: str = "0000000042.dsse.json") -> Path:
        path = self.folder / name
        path.write_bytes(data)
        return path

    def request(self, **changes: Any) -> Request:
        if self.pinned:
            self.policy["checklists"] = [self.pin()]
        (self.root / "trust-policy.json").write_bytes(json.dumps(self.policy, indent=1).encode())
        (self.root / "checklist.json").write_bytes(self.checklist_bytes())
        request = Request(
            folder=self.folder,
            policy=self.root / "trust-policy.json",
            checklist=self.root / "checklist.json",
            now=NOW,
            root=self.root,
        )
        return replace(request, **changes)

    def pin(self) -> dict[str, str]:
        data = self.checklist_bytes()
        return {
            "id": self.checklist["id"],
            "version": self.checklist["version"],
            "sha256": sha256(data).hexdigest(),
        }

    def verify(self, **changes: Any) -> Selected | Finding:
        return verify_folder(self.request(**changes))

    def rule(self, **changes: Any) -> str:
        """The name of the refusal, or `accept`."""
        outcome = self.verify(**changes)
        return outcome.rule if isinstance(outcome, Finding) else "accept"

    def anchor(self, name: str, sequence: int, sha: str | None = None, environment: str = ENVIRONMENT) -> Path:
        """A lock, or a published record."""
        path = self.root / name
        value = {"environment": environment, "sequence": sequence, "sha256": sha or self.sha256(sequence)}
        path.write_bytes(json.dumps(value).encode())
        return path

    def state(self, *sequences: int) -> Path:
        """A local state with a line for each sequence."""
        lines: list[bytes] = []
        before = "0" * 64
        for sequence in sequences:
            line = canonical(
                {
                    "environment": ENVIRONMENT,
                    "sequence": sequence,
                    "sha256": self.sha256(sequence),
                    "verifiedAt": at(NOW),
                    "prev": before,
                },
            )
            before = sha256(line).hexdigest()
            lines.append(line + b"\n")
        path = self.root / "state.jsonl"
        path.write_bytes(b"".join(lines))
        return path


METRICS = {
    "MTLS-001": [{"id": "coverage", "unit": "workloads", "numerator": 241, "denominator": 250}],
    "KEYS-001": [{"id": "oldest-key", "unit": "days", "value": 34}],
}


def exception(name: str, control: str, **changes: Any) -> dict[str, Any]:
    return {
        "id": name,
        "control": control,
        "reason": "vendor-limitation",
        "affected": 1,
        "grantedAt": "2026-10-01T00:00:00Z",
        "expiresAt": "2026-12-15T00:00:00Z",
        "approvedBy": "security-lead",
        "record": {"sha256": digest("record", name)},
    } | changes


def control(name: str, **changes: Any) -> Change:
    """A change of one control's result."""

    def change(statement: Statement) -> None:
        for result in statement["predicate"]["controls"]:
            if result["id"] == name:
                result.update(changes)

    return change


def predicate(**changes: Any) -> Change:
    """A change of the predicate's own fields."""
    return lambda statement: statement["predicate"].update(changes)


def excepted(*records: dict[str, Any]) -> Change:
    """Other exceptions in place of the one that covers the mesh."""
    return lambda statement: statement["predicate"].update(exceptions=list(records))
