"""Envelopes: their form, what is signed, and who signed it."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from posture_simulator import ALICE, BOB, MALLORY, PAYLOAD_TYPE, Key, envelope

from trustgen.attest.dsse import Envelope, Signature, Verified, join, pae, read_envelope, verify
from trustgen.attest.errors import SnapshotError
from trustgen.attest.keys import Algorithm, PublicKey, load

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def public(key: Key) -> PublicKey:
    return load(Algorithm.ED25519 if key.edwards else Algorithm.ECDSA_P256_SHA256, key.spki)


KEYS = (public(ALICE), public(BOB))


def verified(value: dict[str, Any], keys: tuple[PublicKey, ...] = KEYS) -> Verified:
    return verify(read_envelope(value, "x.dsse.json"), keys, "x.dsse.json")


def refused(value: dict[str, Any], keys: tuple[PublicKey, ...] = KEYS) -> str:
    with pytest.raises(SnapshotError) as caught:
        verified(value, keys)
    assert caught.value.finding.span.path == "x.dsse.json"
    return caught.value.finding.rule


def test_the_encoding_is_that_of_the_specification() -> None:
    found = pae("http://example.com/HelloWorld", b"hello world")
    assert found == b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"


def test_the_published_vector_verifies() -> None:
    # The key and signature of the DSSE specification, protocol.md; its signature is r || s.
    private = ec.derive_private_key(
        97358161215184420915383655311931858321456579547487070936769975997791359926199,
        ec.SECP256R1(),
    )
    numbers = private.public_key().public_numbers()
    assert numbers.x == 46950820868899156662930047687818585632848591499744589407958293238635476079160
    assert numbers.y == 5640078356564379163099075877009565129882514886557779369047442380624545832820
    raw = base64.b64decode(
        "A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==",
    )
    signature = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    key = load(
        Algorithm.ECDSA_P256_SHA256,
        private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
    )
    assert key.fits(signature, pae("http://example.com/HelloWorld", b"hello world"))


def test_lengths_are_counted_in_bytes() -> None:
    assert pae("é", "\U0001f600".encode()) == "DSSEv1 2 é 4 \U0001f600".encode()


def test_no_two_pairs_have_one_encoding() -> None:
    assert pae("a 1 b", b"c") != pae("a", b"b 1 c")
    assert pae("", b" 0 ") != pae(" 0 ", b"")


def test_a_good_envelope_gives_its_payload_and_its_signers() -> None:
    found = verified(envelope(b"payload", ALICE, BOB))
    assert found.payload == b"payload"
    assert {keyid for keyid, _ in found.signatures} == {ALICE.keyid, BOB.keyid}


def test_one_good_signature_is_enough_to_be_read() -> None:
    for value in (envelope(b"payload", MALLORY, BOB), envelope(b"payload", BOB, MALLORY)):
        assert [keyid for keyid, _ in verified(value).signatures] == [BOB.keyid]


@pytest.mark.parametrize("hint", [None, "", "nobody", BOB.keyid, ALICE.keyid.upper(), "AAAA"])
def test_a_key_id_decides_nothing(hint: str | None) -> None:
    value = envelope(b"payload", ALICE)
    del value["signatures"][0]["keyid"]
    if hint is not None:
        value["signatures"][0]["keyid"] = hint
    assert [keyid for keyid, _ in verified(value).signatures] == [ALICE.keyid]


def test_a_key_counts_once_however_often_it_signed() -> None:
    value = envelope(b"payload", ALICE, ALICE)
    r, s = decode_dss_signature(base64.b64decode(value["signatures"][1]["sig"]))
    mirrored = encode_dss_signature(r, ORDER - s)
    value["signatures"][1] = {"keyid": BOB.keyid, "sig": base64.b64encode(mirrored).decode()}
    assert [keyid for keyid, _ in verified(value).signatures] == [ALICE.keyid]


def altered(value: dict[str, Any]) -> dict[str, Any]:
    return value | {"payload": base64.b64encode(b"pay-load").decode()}


def test_a_refusal_names_a_bad_signature_where_a_listed_key_is_named() -> None:
    value = altered(envelope(b"payload", ALICE))
    assert refused(value) == "bad-signature"
    value["signatures"][0]["keyid"] = base64.b64encode(bytes.fromhex(ALICE.keyid)).decode()
    assert refused(value) == "bad-signature"
    for at in (0, 2):
        value["signatures"].insert(at, {"sig": "QUFB"})
        assert refused(value) == "bad-signature"


def test_a_refusal_names_an_unknown_signer_otherwise() -> None:
    assert refused(envelope(b"payload", MALLORY)) == "unknown-signer"
    value = altered(envelope(b"payload", ALICE))
    for hint in ("", "x", MALLORY.keyid, ALICE.keyid.upper(), ALICE.keyid + "\n"):
        value["signatures"][0]["keyid"] = hint
        assert refused(value) == "unknown-signer"
    assert refused(envelope(b"payload", ALICE), keys=()) == "unknown-signer"


@pytest.mark.parametrize("hint", [MALLORY.keyid, base64.b64encode(bytes.fromhex(MALLORY.keyid)).decode()])
def test_only_what_has_the_form_of_a_key_id_is_shown_of_an_unknown_signer(hint: str) -> None:
    value = altered(envelope(b"payload", MALLORY))
    for given, shown in ((hint, f"`{hint}`"), (hint + "hunter2", "a text of"), ("hunter2" + hint, "a text of")):
        value["signatures"][0]["keyid"] = given
        with pytest.raises(SnapshotError) as caught:
            verified(value)
        assert shown in caught.value.finding.message
        assert "hunter2" not in caught.value.finding.message


@pytest.mark.parametrize("kind", ["application/json", PAYLOAD_TYPE + " ", PAYLOAD_TYPE.upper(), ""])
def test_another_payload_type_is_refused_however_well_it_is_signed(kind: str) -> None:
    assert refused(envelope(b"payload", ALICE, kind=kind)) == "unsupported-payload-type"


def test_a_changed_payload_type_is_refused_before_its_signature_is_looked_at() -> None:
    assert refused(envelope(b"payload", ALICE) | {"payloadType": "text/plain"}) == "unsupported-payload-type"


def test_the_bare_payload_is_not_what_is_signed() -> None:
    value = envelope(b"payload", ALICE)
    value["signatures"][0]["sig"] = base64.b64encode(ALICE.sign(b"payload")).decode()
    assert refused(value) == "bad-signature"


def test_no_signature_is_a_refusal_of_its_own() -> None:
    assert refused(envelope(b"payload")) == "unsigned-snapshot"


@pytest.mark.parametrize(
    "change",
    [
        {"payload": None},
        {"payload": {}},
        {"payload": "QR=="},
        {"payload": "Q"},
        {"payloadType": None},
        {"payloadType": ["x"]},
        {"signatures": None},
        {"signatures": {}},
        {"signatures": "x"},
        {"signatures": ["x"]},
        {"signatures": [None]},
        {"signatures": [{}]},
        {"signatures": [{"sig": 1}]},
        {"signatures": [{"sig": "!"}]},
        {"signatures": [{"sig": "QUFB", "keyid": None}]},
        {"signatures": [{"sig": "QUFB", "keyid": 1}]},
        {"signatures": [{"sig": "QUFB"}] * 17},
    ],
    ids=json.dumps,
)
def test_another_form_is_a_malformed_envelope(change: dict[str, Any]) -> None:
    assert refused(envelope(b"payload", ALICE) | change) == "malformed-envelope"


@pytest.mark.parametrize("field", ["payload", "payloadType", "signatures"])
def test_a_missing_field_is_a_malformed_envelope(field: str) -> None:
    value = envelope(b"payload", ALICE)
    del value[field]
    assert refused(value) == "malformed-envelope"


def test_sixteen_signatures_are_read() -> None:
    value = envelope(b"payload", *[MALLORY] * 15, ALICE)
    assert verified(value).payload == b"payload"


def test_fields_that_are_not_known_are_ignored() -> None:
    value = envelope(b"payload", ALICE) | {"extra": {"payload": "x"}}
    value["signatures"][0]["cert"] = "x"
    assert verified(value).payload == b"payload"


def test_two_wrappings_of_one_payload_join_their_signatures() -> None:
    one, other = verified(envelope(b"payload", ALICE)), verified(envelope(b"payload", BOB, ALICE))
    assert {keyid for keyid, _ in join(one, other).signatures} == {ALICE.keyid, BOB.keyid}
    assert join(one, other) == join(other, one)


def test_two_payloads_never_join() -> None:
    with pytest.raises(ValueError, match="one payload"):
        join(verified(envelope(b"payload", ALICE)), verified(envelope(b"another", ALICE)))


def test_verifying_twice_gives_the_same() -> None:
    signature = Signature(data=BOB.sign(pae(PAYLOAD_TYPE, b"x")), hint="")
    made = Envelope(payload_type=PAYLOAD_TYPE, payload=b"x", signatures=(signature,))
    assert verify(made, KEYS, "x") == verify(made, KEYS, "x")
