"""Public keys: which are accepted, and whether a signature fits.  The one importer of the crypto library for verifying.

A key has one encoding here: the SubjectPublicKeyInfo that `openssl pkey -pubin -outform DER` writes.  Any other, such
as a compressed point, would give one key two names, and two names could count twice.
"""

from __future__ import annotations

import base64
from enum import StrEnum
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.hashes import SHA256
from msgspec import Struct

_ECDSA = ec.ECDSA(SHA256())

# DER of everything that precedes the key's own bytes: algorithm, parameters and the header of the bit string.
_P256_HEAD = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d030107034200")
_P256_POINT = 65
_ED25519_HEAD = bytes.fromhex("302a300506032b6570032100")
_ED25519_POINT = 32

_FIELD = 2**255 - 19
_D = -121665 * pow(121666, -1, _FIELD) % _FIELD
_ORDER_8 = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7
_SMALL_ORDER = frozenset({0, 1, _FIELD - 1, _ORDER_8, _FIELD - _ORDER_8})
"""The y-coordinates of the eight points of Ed25519 whose signatures say nothing about a message."""


class Algorithm(StrEnum):
    """The signature algorithms that a policy may name."""

    ECDSA_P256_SHA256 = "ecdsa-p256-sha256"
    ED25519 = "ed25519"


class KeyRefusedError(ValueError):
    """A public key that is not accepted; the message is the end of a sentence that begins with the key's name."""


class PublicKey(Struct, frozen=True, kw_only=True):
    """A public key with the only algorithm that it is used with.  Made by `load`."""

    algorithm: Algorithm
    spki: bytes
    keyid: str
    """Lower-case hexadecimal SHA-256 of the SPKI; the key's one name."""
    _key: ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey

    def fits(self, signature: bytes, message: bytes) -> bool:
        """Whether the signature (ECDSA: strict DER; Ed25519: pure, 64 bytes) is this key's over the message."""
        try:
            if isinstance(self._key, ed25519.Ed25519PublicKey):
                self._key.verify(signature, message)
            else:
                self._key.verify(signature, message, _ECDSA)
        except InvalidSignature:
            return False
        return True

    @property
    def pem(self) -> str:
        """The key as OpenSSL and cosign read it."""
        body = base64.b64encode(self.spki).decode("ascii")
        lines = [body[start : start + 64] for start in range(0, len(body), 64)]
        return "\n".join(["-----BEGIN PUBLIC KEY-----", *lines, "-----END PUBLIC KEY-----", ""])


def load(algorithm: Algorithm, spki: bytes) -> PublicKey:
    """The key that the bytes encode; raises `KeyRefusedError` for any other encoding, curve, or weak point."""
    key: ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey
    if algorithm is Algorithm.ECDSA_P256_SHA256:
        point = _point(spki, _P256_HEAD, _P256_POINT, "a P-256")
        if point[:1] != b"\x04":
            raise KeyRefusedError("is not a P-256 key in its one canonical encoding")
        try:
            key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        except ValueError:
            raise KeyRefusedError("is no point of the curve P-256, as a key has to be") from None
    else:
        point = _point(spki, _ED25519_HEAD, _ED25519_POINT, "an Ed25519")
        _check_ed25519(point)
        key = ed25519.Ed25519PublicKey.from_public_bytes(point)
    return PublicKey(algorithm=algorithm, spki=spki, keyid=sha256(spki).hexdigest(), _key=key)


def _point(spki: bytes, head: bytes, length: int, name: str) -> bytes:
    if not spki.startswith(head) or len(spki) != len(head) + length:
        raise KeyRefusedError(f"is not {name} key in its one canonical encoding")
    return spki[len(head) :]


def _check_ed25519(point: bytes) -> None:
    """Refuse what RFC 8032 section 5.1.3 would not decode, and points that verify any message."""
    y = int.from_bytes(point, "little") & (2**255 - 1)
    if y >= _FIELD:
        raise KeyRefusedError("is not an Ed25519 key in its one canonical encoding")
    if y in _SMALL_ORDER:
        raise KeyRefusedError("is a point of small order, under which any message verifies")
    # x^2 = (y^2 - 1) / (d y^2 + 1) has to be a square; x = 0 would be the small-order points again.
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _FIELD) % _FIELD
    if pow(square, (_FIELD - 1) // 2, _FIELD) != 1:
        raise KeyRefusedError("is no point of the curve Ed25519, as a key has to be")
