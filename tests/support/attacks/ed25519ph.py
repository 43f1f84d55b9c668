"""Ed25519ph (RFC 8032, section 5.1), which neither the crypto library nor this machine's OpenSSL knows.

Slow, with secrets in variable time: for test keys alone.
"""

from __future__ import annotations

from hashlib import sha512

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, P) % P
_BASE_Y = 4 * pow(5, -1, P) % P
_DOMAIN = b"SigEd25519 no Ed25519 collisions" + b"\x01" + b"\x00"

Point = tuple[int, int]


def _x(y: int) -> int:
    square = (y * y - 1) * pow(_D * y * y + 1, -1, P) % P
    root = pow(square, (P + 3) // 8, P)
    if (root * root - square) % P:
        root = root * pow(2, (P - 1) // 4, P) % P
    return P - root if root & 1 else root


_BASE: Point = (_x(_BASE_Y), _BASE_Y)


def _sum(one: Point, other: Point) -> Point:
    (x1, y1), (x2, y2) = one, other
    mixed = _D * x1 * x2 * y1 * y2 % P
    x3 = (x1 * y2 + x2 * y1) * pow(1 + mixed, -1, P) % P
    return x3, (y1 * y2 + x1 * x2) * pow(1 - mixed, -1, P) % P


def _times(number: int, point: Point) -> bytes:
    total: Point = (0, 1)
    while number:
        if number & 1:
            total = _sum(total, point)
        point = _sum(point, point)
        number >>= 1
    return (total[1] | (total[0] & 1) << 255).to_bytes(32, "little")


def sign(seed: bytes, message: bytes) -> bytes:
    """The prehashed signature of a message by the private key that the 32 bytes are."""
    whole = sha512(seed).digest()
    secret = int.from_bytes(whole[:32], "little") & ((1 << 254) - 8) | 1 << 254
    public = _times(secret, _BASE)
    hashed = sha512(message).digest()
    nonce = int.from_bytes(sha512(_DOMAIN + whole[32:] + hashed).digest(), "little") % ORDER
    first = _times(nonce, _BASE)
    challenge = int.from_bytes(sha512(_DOMAIN + first + public + hashed).digest(), "little") % ORDER
    return first + ((nonce + challenge * secret) % ORDER).to_bytes(32, "little")
