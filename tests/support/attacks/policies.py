"""K: the trust policy itself.  The snapshot is good in every one of these."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from posture_simulator import ALICE, BOB, CAROL, MALLORY, digest

from attacks.case import Attack, Case, listed, policy, text64
from trustgen.attest import demokey

POLICY = "PolicyError"
FIELD = 2**255 - 19
EDWARDS = bytes.fromhex("302a300506032b6570032100")
COMPRESSED = bytes.fromhex("3039301306072a8648ce3d020106082a8648ce3d030107032200")
ORDER_8 = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7


def spki(data: bytes, number: int = 0, **changes: Any) -> Any:
    """A key of the policy with these bytes under their own hash."""
    return key(number, spki=text64(data), keyid=sha256(data).hexdigest(), **changes)


def key(number: int = 0, **changes: Any) -> Any:
    """A key of the policy with other fields."""
    return lambda case: (case.put(keys=(BOB if number == 0 else ALICE,)), case.key(number, **changes))


def edwards(y: int) -> Any:
    """The Ed25519 key of the policy is the point with this y."""
    return spki(EDWARDS + y.to_bytes(32, "little"), 1)


def compressed() -> bytes:
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), ALICE.spki[26:])
    return COMPRESSED + point.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)


def p384() -> bytes:
    private = ec.derive_private_key(2**200 + 235, ec.SECP384R1())
    return private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def more(entry: dict[str, Any]) -> Any:
    """One more key in the policy."""
    return lambda case: (case.put(), case.policy["keys"].append(entry))


def text(old: str, new: str) -> Any:
    """A piece of the policy's text replaced."""
    return lambda case: (case.put(), case.policy_text(old, new))


def raw(change: Any) -> Any:
    """The policy as bytes, changed."""

    def make(case: Case) -> None:
        case.put()
        case.request()
        case.policy_bytes = change((case.root / case.policy_file).read_bytes())

    return make


def without(field: str) -> Any:
    return lambda case: (case.put(), case.policy.pop(field))


def pins(*rows: dict[str, str]) -> Any:
    """The policy pins these too."""

    def make(case: Case) -> None:
        case.put()
        case.pinned = False
        case.policy["checklists"] = [case.pin(), *rows]

    return make


def unpinned(case: Case) -> None:
    case.put()
    case.pinned = False


def absent(case: Case) -> None:
    case.put()
    case.policy_file = "missing.json"


def linked(case: Case) -> None:
    case.put()
    case.request()
    (case.root / "trust-policy.json").rename(case.root / "elsewhere.json")
    (case.root / "link.json").symlink_to("elsewhere.json")
    case.policy_file = "link.json"


def pin(version: str) -> dict[str, str]:
    return {"id": "controls", "version": version, "sha256": digest(version)}


OTHER = {"name": "test-only-again", "keyid": digest("another")}

# fmt: off
ATTACKS = (
    Attack("K01", "threshold switched off", "threshold 0", POLICY, "nobody would have to sign", policy(threshold=0)),
    Attack("K02", "threshold out of reach", "threshold 3, two usable keys", POLICY, "it would be lowered in a hurry", policy(threshold=3)),
    Attack("K03", "one key under two key ids", "the second key id is invented", POLICY, "one signer would count twice", more(listed(ALICE, **OTHER))),
    Attack("K04", "one key in two encodings", "the compressed point beside the whole one", POLICY, "one signer would count twice",
           more(listed(ALICE, name="test-only-again", spki=text64(compressed()), keyid=sha256(compressed()).hexdigest()))),
    Attack("K05", "algorithm that is not supported", "rsa-sha256", POLICY, "two algorithms are known", key(algorithm="rsa-sha256")),
    Attack("K06", "key under another's id", "the key id is not the key's hash", POLICY, "a reviewer compares key ids", key(keyid=MALLORY.keyid)),
    Attack("K07", "other curve under the right label", "a P-384 key called P-256", POLICY, "the library has one class for both", spki(p384())),
    Attack("K08", "key that verifies anything", "the Ed25519 point of order 1", POLICY, "everybody could sign", edwards(1)),
    Attack("K09", "one key twice", "under two names", POLICY, "one signer would count twice", more(listed(ALICE, name="test-only-again"))),
    Attack("K10", "misspelt setting", "`treshold`", POLICY, "it would be no setting", text('"threshold"', '"treshold"')),
    Attack("K11", "duplicate setting", "`threshold` twice", POLICY, "readers would take different ones", text('"threshold": 1', '"threshold": 2, "threshold": 1')),
    Attack("K12", "policy that is no JSON", "a comment before it", POLICY, "one form", raw(lambda data: b"# trust\n" + data)),
    Attack("K13", "no age limit", "`maxAgeSeconds` 0", POLICY, "0 means never elsewhere", policy(maxAgeSeconds=0)),
    Attack("K14", "age limit without meaning", "ten years", POLICY, "an old status is none", policy(maxAgeSeconds=315_360_000)),
    Attack("K15", "revocation of nobody", "a key id that no key has", POLICY, "a slip of the pen would leave the real key in force",
           policy(revokedKeys=[{"keyid": digest("another"), "revokedAt": "2026-11-22T12:00:00Z", "reason": "key-leaked"}])),
    Attack("K16", "gate misspelt", "`fail: ignore`", POLICY, "it would be no gate", policy(gates={"fail": "ignore"})),
    Attack("K17", "setting missing", "no `maxAgeSeconds`", POLICY, "there are no defaults for trust", without("maxAgeSeconds")),
    Attack("K18", "later version of the policy", "`policyVersion` 2", POLICY, "its fields may mean something else", policy(policyVersion=2)),
    Attack("K19", "policy for another attestation", "predicate type of SLSA provenance", POLICY, "written for another purpose", policy(predicateType="https://slsa.dev/provenance/v1")),
    Attack("K20", "key that is none", "junk with its own hash", POLICY, "it could never verify", spki(b"junk")),
    Attack("K21", "key in a second encoding, Ed25519", "y = p + 3 in place of 3", POLICY, "its hash is not the key's one name", edwards(FIELD + 3)),
    Attack("K22", "misspelt setting in a key", "`notAftr` beside `notAfter`", POLICY, "it would be no end", key(notAftr="2026-12-01T00:00:00Z")),
    Attack("K23", "key in a second encoding, P-256", "the compressed point alone", POLICY, "its hash is not the key's one name", spki(compressed())),
    Attack("K24", "window that ends before it begins", "of a key", POLICY, "one of the two is a slip", key(notBefore="2027-02-01T00:00:00Z")),
    Attack("K25", "threshold that only an expired key reaches", "threshold 2, one of two keys has ended", POLICY, "it would be lowered in a hurry",
           lambda case: (case.put(keys=(ALICE, BOB)), case.policy.update(threshold=2), case.key(1, notAfter="2026-11-23T11:59:59Z"))),
    Attack("K26", "two keys of one name", "different keys", POLICY, "who signed?", more(listed(CAROL, name="test-only-alice"))),
    Attack("K27", "checklists without end", "four of them", POLICY, "two are needed, during a roll-out", pins(pin("1"), pin("2"), pin("3"))),
    Attack("K28", "no keys", "an empty list", POLICY, "nobody could sign", policy(keys=[])),
    Attack("K29", "demonstration key in production", "its private half is in the source code", POLICY, "everybody can sign",
           more(listed(MALLORY, name=demokey.NAME, keyid=demokey.KEYID, spki=demokey.SPKI))),
    Attack("K30", "point that is not on the curve", "P-256, its last bit turned", POLICY, "computing with it leaks", spki(ALICE.spki[:-1] + bytes([ALICE.spki[-1] ^ 1]))),
    Attack("K31", "another alphabet", "the key in URL-safe Base64", POLICY, "one form", key(spki=text64(ALICE.spki).replace("+", "-").replace("/", "_"))),
    Attack("K32", "fraction in a setting", "93600.0 seconds", POLICY, "one form", text("93600", "93600.0")),
    Attack("K33", "gate that is none", "`pass: stop`", POLICY, "four statuses have gates", policy(gates={"pass": "stop"})),
    Attack("K34", "no checklist pinned", "an empty list", POLICY, "anything could be graded", unpinned),
    Attack("K35", "policy missing", "no such file", POLICY, "there is no trust by default", absent),
    Attack("K36", "skew without meaning", "an hour and a second", POLICY, "a future is no present", policy(clockSkewSeconds=3601)),
    Attack("K37", "key of small order", "the Ed25519 point of order 8", POLICY, "some of all messages verify", edwards(ORDER_8)),
    Attack("K38", "setting of the wrong type", '`requireChain: "yes"`', POLICY, "nothing is converted", policy(requireChain="yes")),
    Attack("K39", "exceptions without end", "367 days", POLICY, "every deviation is bounded in time", policy(maxExceptionDays=367)),
    Attack("K40", "one checklist with two digests", "the same id and version twice", POLICY, "which one is it?", pins(pin("2026.11.1"))),
    Attack("K41", "byte order mark", "EF BB BF before the policy", POLICY, "some parsers skip it, some do not", raw(lambda data: b"\xef\xbb\xbf" + data)),
    Attack("K42", "withdrawal of nothing", "of the SHA-256 of nothing", POLICY, "a slip of the pen",
           policy(revokedSnapshots=[{"sha256": sha256(b"").hexdigest(), "reason": "wrong-cluster"}])),
    Attack("K43", "Ed25519 key that is no point", "y = 2", POLICY, "it could never verify", edwards(2)),
    Attack("K44", "policy that is a link", "to a good policy beside it", POLICY, "it can be turned at any time", linked),
    Attack("K45", "scan without end", "a day and a second", POLICY, "its first results are older than its time", policy(maxScanSeconds=86_401)),
    Attack("K46", "step that stands still", "`maxSequenceStep` 0", POLICY, "it would be raised in a hurry", policy(maxSequenceStep=0)),
    Attack("K47", "unknown setting", "`trustEverybody: true`", POLICY, "it would do nothing, or something", policy(trustEverybody=True)),
    Attack("K48", "checklist pinned by nothing", "zeros in place of its digest", POLICY, "a digest of something", pins(pin("1") | {"sha256": "0" * 64})),
)
# fmt: on
