"""T and S: what was signed, by whom, and in which way it is written."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA384
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from posture_simulator import ALICE, BOB, CAROL, MALLORY, PAYLOAD_TYPE, Key, bundle, control, envelope, pae

from attacks import ed25519ph
from attacks.case import Attack, Case, listed, policy, text64
from attacks.pieces import P256_ORDER, mirrored

if TYPE_CHECKING:
    from collections.abc import Callable

BAD = "BadSignature"
PAYLOAD = "UnsupportedPayloadType"
THRESHOLD = "ThresholdNotMet"
REVOCATION = {"revokedAt": "2026-11-22T12:00:00Z", "reason": "key-leaked"}


def typed(kind: str) -> Any:
    """A payload of another type, correctly signed as that."""
    return lambda case: case.put_json(envelope(case.payload(), ALICE, kind=kind))


def stated(**changes: Any) -> Any:
    """Outer fields of the statement changed, correctly signed."""
    return lambda case: case.put(42, lambda statement: statement.update(changes))


def der(change: Callable[[bytes], bytes], key: Key = ALICE) -> Any:
    """A good signature, written in another way or changed."""
    return lambda case: case.signature(change(key.sign(case.pae())), keyid=key.keyid)


def over(change: Callable[[bytes], bytes]) -> Any:
    """A signature over other bytes than the ones that have to be signed."""
    return lambda case: case.signature(ALICE.sign(change(case.payload())))


def scalar(key: Key) -> Any:
    number = int.from_bytes(hashlib.sha256(f"test key {key.name}".encode()).digest(), "big")
    return ec.derive_private_key(number, ec.SECP256R1())


def altered(case: Case) -> None:
    case.put(42, control("ISOL-001", status="fail"))
    made = envelope(case.payload(42, control("ISOL-001", status="fail")), ALICE)
    case.put_json(made | {"payload": text64(case.payload())})


def other_curve(case: Case) -> None:
    private = ec.derive_private_key(2**200 + 235, ec.SECP384R1())
    spki = private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    made = private.sign(case.pae(), ec.ECDSA(SHA384(), deterministic_signing=True))
    case.signature(made, keyid=hashlib.sha256(spki).hexdigest())


def public_pem() -> bytes:
    return scalar(ALICE).public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def hashed(data: bytes) -> bytes:
    return scalar(ALICE).sign(data, ec.ECDSA(SHA384(), deterministic_signing=True))


def plus_order(signature: bytes) -> bytes:
    return signature[:32] + (int.from_bytes(signature[32:], "little") + ed25519ph.ORDER).to_bytes(32, "little")


def raw(signature: bytes) -> bytes:
    r, s = decode_dss_signature(signature)
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def integers(change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """The signature with the bytes of its first integer changed, and all lengths right."""

    def changed(signature: bytes) -> bytes:
        length = signature[3]
        first, rest = change(signature[4 : 4 + length]), signature[4 + length :]
        body = b"\x02" + bytes([len(first)]) + first + rest
        return b"\x30" + bytes([len(body)]) + body

    return changed


def negative(case: Case) -> None:
    """An integer whose highest bit is set and whose zero byte is left out is negative in DER."""
    for number in range(64):
        payload = case.payload() + b" " * number
        made = ALICE.sign(pae(PAYLOAD_TYPE, payload))
        if made[3] == 33:
            shorter = integers(lambda value: value[1:])(made)
            case.put_json(envelope(payload) | {"signatures": [{"keyid": ALICE.keyid, "sig": text64(shorter)}]})
            return
    raise ValueError("no signature has such an integer")


def twice(second: Callable[[bytes], bytes], keyid: str) -> Any:
    """Threshold two; one signer's signature, and once more."""

    def make(case: Case) -> None:
        case.policy["threshold"] = 2
        good = ALICE.sign(case.pae())
        rows = [{"keyid": ALICE.keyid, "sig": text64(good)}, {"keyid": keyid, "sig": text64(second(good))}]
        case.changed(lambda made: made.update(signatures=rows))

    return make


def two_files(case: Case) -> None:
    case.policy["threshold"] = 2
    case.put()
    case.put_json(bundle(case.payload(), ALICE), "0000000042.sigstore.json")


def signers(*keys: Key, threshold: int = 1, revoked: bool = False, **window: str) -> Any:
    """Signed by these keys; Carol's is in the policy with this window, or revoked."""

    def make(case: Case) -> None:
        case.policy["threshold"] = threshold
        case.policy["keys"].append(listed(CAROL, **window))
        if revoked:
            case.policy["revokedKeys"] = [{"keyid": CAROL.keyid} | REVOCATION]
        case.put(keys=keys)

    return make


def withdrawn(case: Case) -> None:
    case.put()
    case.policy["revokedSnapshots"] = [{"sha256": case.sha256(), "reason": "wrong-cluster"}]


SLSA = "https://slsa.dev/provenance/v1"
OLD = "https://in-toto.io/Statement/v0.1"

# fmt: off
ATTACKS = (
    Attack("T01", "payload type confusion", "signed as application/json", PAYLOAD, "signed for another purpose", typed("application/json")),
    Attack("T02", "payload type changed after signing", "`payloadType` overwritten with text/plain", PAYLOAD, "no type is read but one",
           lambda case: case.changed(lambda made: made.update(payloadType="text/plain"))),
    Attack("T03", "almost the right type", "`; charset=utf-8` after the type, signed so", PAYLOAD, "types are compared byte by byte", typed(PAYLOAD_TYPE + "; charset=utf-8")),
    Attack("T04", "no pre-authentication encoding", "the bare payload was signed", BAD, "the type would not be under the signature", over(lambda payload: payload)),
    Attack("T05", "almost the right type", "the type with a blank after it, signed so", PAYLOAD, "types are compared byte by byte", typed(PAYLOAD_TYPE + " ")),
    Attack("T06", "another attestation", "predicate type of SLSA provenance", "UnsupportedPredicateType", "signed for another purpose", stated(predicateType=SLSA)),
    Attack("T07", "later format version", "the predicate type ends in v2", "UnsupportedPredicateType", "its fields may mean something else",
           stated(predicateType="https://trustgen.example/attestation/posture-snapshot/v2")),
    Attack("T08", "older statement version", "`_type` of version 0.1", "UnsupportedStatementType", "its fields may mean something else", stated(_type=OLD)),
    Attack("T09", "type relabelled", "signed as application/json, labelled as a statement", BAD, "the type is under the signature",
           lambda case: case.signature(ALICE.sign(pae("application/json", case.payload())))),
    Attack("T10", "another encoding version", "DSSEv2 before the type", BAD, "one encoding", over(lambda p: pae(PAYLOAD_TYPE, p).replace(b"DSSEv1", b"DSSEv2"))),
    Attack("T11", "wrong length in the encoding", "one byte less is said than there is", BAD, "lengths bind type and payload",
           over(lambda p: pae(PAYLOAD_TYPE, p).replace(b" %d " % len(p), b" %d " % (len(p) - 1)))),
    Attack("S01", "payload altered after signing", "signed as a fail, altered to a pass", BAD, "the oldest attack", altered),
    Attack("S02", "signed by a key that nobody listed", "a stranger's key under its own key id", "UnknownSigner", "anybody can make a key", lambda case: case.put(keys=(MALLORY,))),
    Attack("S03", "stranger under a listed name", "a stranger's signature under a listed key id", BAD, "a key id is a hint",
           lambda case: case.signature(MALLORY.sign(case.pae()))),
    Attack("S04", "Ed25519ph in place of Ed25519", "the prehashed variant by the listed key", BAD, "another algorithm of the same key",
           lambda case: case.signature(ed25519ph.sign(hashlib.sha256(b"test key bob").digest(), case.pae()), keyid=BOB.keyid)),
    Attack("S05", "raw r and s in place of DER", "the 64 bytes that browsers use", BAD, "one way to write a signature", der(raw)),
    Attack("S06", "Ed25519 signature cut off", "63 of its 64 bytes", BAD, "a length that is not one", der(lambda data: data[:-1], BOB)),
    Attack("S07", "algorithm confusion", "HMAC-SHA256 keyed with the public key's PEM file", BAD, "the envelope never chooses the algorithm",
           lambda case: case.signature(hmac.digest(public_pem(), case.pae(), "sha256"))),
    Attack("S08", "zero signature, ECDSA", "DER of r = 0 and s = 0", BAD, "lax verifiers accept it for every message", der(lambda _: encode_dss_signature(0, 0))),
    Attack("S09", "zero signature, Ed25519", "64 zero bytes", BAD, "lax verifiers accept it under weak keys", der(lambda _: bytes(64), BOB)),
    Attack("S10", "DER with a byte after it", "one zero byte", BAD, "one way to write a signature", der(lambda data: data + b"\0")),
    Attack("S11", "BER length", "30 81 .. in place of 30 ..", BAD, "one way to write a signature", der(lambda data: b"\x30\x81" + data[1:])),
    Attack("S12", "Ed25519 signature in its other way", "S + L in place of S", BAD, "one way to write a signature", der(plus_order, BOB)),
    Attack("S13", "signature of another snapshot", "41's on 42", BAD, "it is over other bytes", lambda case: case.signature(ALICE.sign(case.pae(41)))),
    Attack("S14", "key on another curve", "a P-384 stranger", "UnknownSigner", "anybody can make a key", other_curve),
    Attack("S15", "another hash", "the listed key over SHA-384", BAD, "the policy names the algorithm", lambda case: case.signature(hashed(case.pae()))),
    Attack("S16", "one signer counted twice", "threshold 2, the same signature twice", THRESHOLD, "keys are counted, not signatures", twice(lambda data: data, ALICE.keyid)),
    Attack("S17", "one signer twice under two names", "threshold 2, the signature in its other way under another key id", THRESHOLD, "keys are counted, not names",
           twice(mirrored, BOB.keyid)),
    Attack("S18", "stranger tops up the threshold", "threshold 2: one listed key, one stranger", THRESHOLD, "a stranger is nobody", signers(ALICE, MALLORY, threshold=2)),
    Attack("S19", "revoked key", "the head is signed by a key in `revokedKeys`", "RevokedKey", "whoever stole it can sign too", signers(CAROL, revoked=True)),
    Attack("S20", "expired key", "its window ended before the scan did", "KeyNotValid", "old keys are guarded less well", signers(CAROL, notAfter="2026-11-23T11:19:59Z")),
    Attack("S21", "key of the future", "its window begins after the scan ended", "KeyNotValid", "it was not in force", signers(CAROL, notBefore="2026-11-23T11:20:01Z")),
    Attack("S22", "withdrawn snapshot", "its payload is in `revokedSnapshots`", "RevokedSnapshot", "a review said so", withdrawn),
    Attack("S23", "revoked key tops up the threshold", "threshold 2: one good, one revoked", "RevokedKey", "it counts for nothing", signers(ALICE, CAROL, threshold=2, revoked=True)),
    Attack("S24", "expired key tops up the threshold", "threshold 2: one good, one expired", "KeyNotValid", "it counts for nothing",
           signers(ALICE, CAROL, threshold=2, notAfter="2026-11-23T11:19:59Z")),
    Attack("S25", "negative integer in DER", "an integer without its zero byte", BAD, "one way to write a signature", negative),
    Attack("S26", "padded integer in DER", "an integer with a zero byte too many", BAD, "one way to write a signature", der(integers(lambda value: b"\0" + value))),
    Attack("S27", "one signer counted twice in two files", "threshold 2, an envelope and a bundle by one key", THRESHOLD, "keys are counted, not files", two_files),
    Attack("S28", "empty signature", "`sig` is an empty text", BAD, "nothing is no signature", lambda case: case.signature(b"")),
    Attack("S29", "too few signers", "threshold 2, one signature", THRESHOLD, "what the threshold is for", policy(threshold=2)),
    Attack("S30", "signature over the payload's hash", "the digest was signed in place of the bytes", BAD, "the type would not be under the signature",
           over(lambda payload: hashlib.sha256(pae(PAYLOAD_TYPE, payload)).digest())),
    Attack("S31", "r beyond the order", "r = n in place of r", BAD, "lax verifiers reduce it",
           der(lambda data: encode_dss_signature(P256_ORDER, decode_dss_signature(data)[1]))),
)
# fmt: on
