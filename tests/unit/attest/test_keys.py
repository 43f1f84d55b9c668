"""Which public keys are accepted, and which signatures fit."""

from __future__ import annotations

from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, x25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256, SHA384
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key
from posture_simulator import ALICE, BOB

from trustgen.attest.keys import Algorithm, KeyRefusedError, load

P256, EDWARDS = Algorithm.ECDSA_P256_SHA256, Algorithm.ED25519
FIELD = 2**255 - 19
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
ED_HEAD = bytes.fromhex("302a300506032b6570032100")


def spki(key: object) -> bytes:
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)  # type: ignore[attr-defined]


def test_the_key_id_is_the_hash_of_the_encoding() -> None:
    assert load(P256, ALICE.spki).keyid == sha256(ALICE.spki).hexdigest()


def test_the_pem_is_what_openssl_reads() -> None:
    for algorithm, signer in ((P256, ALICE), (EDWARDS, BOB)):
        again = load_pem_public_key(load(algorithm, signer.spki).pem.encode())
        assert again.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo) == signer.spki


def test_a_signature_fits_its_key_and_its_message_alone() -> None:
    for algorithm, signer, other in ((P256, ALICE, BOB), (EDWARDS, BOB, ALICE)):
        key = load(algorithm, signer.spki)
        assert key.fits(signer.sign(b"message"), b"message")
        assert not key.fits(signer.sign(b"message"), b"massage")
        assert not key.fits(other.sign(b"message"), b"message")


def test_every_bit_of_a_signature_counts() -> None:
    for algorithm, signer in ((P256, ALICE), (EDWARDS, BOB)):
        key, good = load(algorithm, signer.spki), signer.sign(b"message")
        for bit in range(len(good) * 8):
            flipped = bytearray(good)
            flipped[bit // 8] ^= 1 << bit % 8
            assert not key.fits(bytes(flipped), b"message")


def test_signatures_in_other_forms_do_not_fit() -> None:
    key, good = load(P256, ALICE.spki), ALICE.sign(b"message")
    r, s = decode_dss_signature(good)
    raw = r.to_bytes(32, "big") + s.to_bytes(32, "big")
    padded = good[:2] + b"\x02" + bytes([good[3] + 1]) + b"\x00" + good[4:]
    for other in (
        b"",
        raw,
        good + b"\x00",
        good[:-1],
        b"\x30\x81" + good[1:],
        b"\x30\x80" + good[2:] + b"\x00\x00",
        padded[:1] + bytes([padded[1] + 1]) + padded[2:],
        encode_dss_signature(0, 0),
        encode_dss_signature(r, 0),
        encode_dss_signature(r, s + ORDER),
        b"\xff" * 72,
    ):
        assert not key.fits(other, b"message")


def test_a_signature_over_another_hash_does_not_fit() -> None:
    private = ec.derive_private_key(7, ec.SECP256R1())
    key = load(P256, spki(private))
    assert key.fits(private.sign(b"m", ec.ECDSA(SHA256())), b"m")
    assert not key.fits(private.sign(b"m", ec.ECDSA(SHA384())), b"m")


def test_the_mirrored_signature_fits_too_which_is_why_envelopes_are_never_compared() -> None:
    r, s = decode_dss_signature(ALICE.sign(b"message"))
    assert load(P256, ALICE.spki).fits(encode_dss_signature(r, ORDER - s), b"message")


def compressed(private: ec.EllipticCurvePrivateKey) -> bytes:
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    return bytes.fromhex("3039301306072a8648ce3d020106082a8648ce3d030107032200") + point


def test_a_key_in_another_encoding_is_refused() -> None:
    long_length = b"\x30\x81" + ALICE.spki[1:]
    hybrid = ALICE.spki[:26] + b"\x06" + ALICE.spki[27:]
    for data in (compressed(ec.derive_private_key(7, ec.SECP256R1())), long_length, hybrid, ALICE.spki + b"\x00", b""):
        with pytest.raises(KeyRefusedError, match="one canonical encoding"):
            load(P256, data)
    with pytest.raises(KeyRefusedError, match="one canonical encoding"):
        load(EDWARDS, BOB.spki + b"\x00")


def test_a_key_of_another_kind_is_refused() -> None:
    others = [
        spki(ec.derive_private_key(7, ec.SECP384R1())),
        spki(ec.derive_private_key(7, ec.SECP256K1())),
        spki(ed448.Ed448PrivateKey.generate()),
        spki(x25519.X25519PrivateKey.generate()),
        b"not a key",
    ]
    for data in others:
        for algorithm in Algorithm:
            with pytest.raises(KeyRefusedError):
                load(algorithm, data)
    with pytest.raises(KeyRefusedError):
        load(EDWARDS, ALICE.spki)
    with pytest.raises(KeyRefusedError):
        load(P256, BOB.spki)


def test_a_point_off_the_curve_is_refused() -> None:
    with pytest.raises(KeyRefusedError, match="no point of the curve P-256"):
        load(P256, ALICE.spki[:-1] + bytes([ALICE.spki[-1] ^ 1]))
    with pytest.raises(KeyRefusedError, match="no point of the curve P-256"):
        load(P256, ALICE.spki[:27] + bytes(64))
    # y = 2 has no x on the curve of Ed25519.
    with pytest.raises(KeyRefusedError, match="no point of the curve Ed25519"):
        load(EDWARDS, ED_HEAD + (2).to_bytes(32, "little"))


def double(y: int) -> int:
    """The y-coordinate of twice a point of Ed25519: (y^2 + x^2) / (2 - y^2 + x^2), with x^2 from the curve."""
    d = -121665 * pow(121666, -1, FIELD) % FIELD
    x2 = (y * y - 1) * pow(d * y * y + 1, -1, FIELD) % FIELD
    return (y * y + x2) * pow(2 - y * y + x2, -1, FIELD) % FIELD


ORDER_8 = int.from_bytes(bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"), "little")
SMALL = [1, FIELD - 1, 0, ORDER_8, FIELD - ORDER_8]


@pytest.mark.parametrize("y", SMALL)
@pytest.mark.parametrize("sign", [0, 1])
def test_points_of_small_order_are_refused(y: int, sign: int) -> None:
    assert double(double(double(y))) == 1, "it is of small order"
    with pytest.raises(KeyRefusedError, match="small order"):
        load(EDWARDS, ED_HEAD + (y | sign << 255).to_bytes(32, "little"))


def test_a_point_of_small_order_would_have_verified_any_message() -> None:
    weak = ed25519.Ed25519PublicKey.from_public_bytes((1).to_bytes(32, "little"))
    weak.verify((1).to_bytes(32, "little") + bytes(32), b"whatever")


@pytest.mark.parametrize("y", [FIELD, FIELD + 1, FIELD + 3, 2**255 - 1])
@pytest.mark.parametrize("sign", [0, 1])
def test_a_second_encoding_of_a_coordinate_is_refused(y: int, sign: int) -> None:
    with pytest.raises(KeyRefusedError, match="one canonical encoding"):
        load(EDWARDS, ED_HEAD + (y | sign << 255).to_bytes(32, "little"))


def test_ordinary_keys_are_accepted() -> None:
    for number in range(1, 40):
        load(P256, spki(ec.derive_private_key(number, ec.SECP256R1())))
        load(EDWARDS, spki(ed25519.Ed25519PrivateKey.from_private_bytes(number.to_bytes(32, "big"))))
