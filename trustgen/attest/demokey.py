"""The demonstration key: everybody has it, so it proves nothing, and every page that rests on it says so.

The private key is the SHA-256 of a sentence that stands here.  A policy may list the public key only under the
environment `demonstration`, and a snapshot carries its environment under the signature.
"""

from __future__ import annotations

from hashlib import sha256

SEED = b"trustgen demonstration key: anyone can sign with this"

NAME = "demonstration-anyone-can-sign"

KEYID = "9ba7d3ba71f08a3128f2d584f55c60eb6c1c6fa5aca2949ac70f5171a5ef70cc"
"""Of the public key; the verifier compares it without computing it."""

SPKI = (
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAESzo37sNAH5Bavacg8T9gdxntpc"
    "PZnOla7y64svsl3+FyO1CCdL79TRvls2fBBuz+y4SAtqoK1ehXirL/vx9rVA=="
)
"""The public key, in Base64 as a policy lists it."""


def sign(message: bytes) -> bytes:
    """A P-256 signature in DER, the same one for the same message (RFC 6979)."""
    # Signing is the rare case: whoever only verifies does not pay for deriving a private key.
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.hashes import SHA256

    private = ec.derive_private_key(int.from_bytes(sha256(SEED).digest(), "big"), ec.SECP256R1())
    return private.sign(message, ec.ECDSA(SHA256(), deterministic_signing=True))
