"""A private key in a PEM file, for trials: a real one stays where it cannot be copied."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from trustgen.attest.disk import DiskError, read_plain
from trustgen.signing import KEY_UNUSABLE, SigningError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MAX_KEY_BYTES = 64 * 1024
"""Bytes of a key file: the largest has a few thousand."""

_COSIGN = b"SIGSTORE PRIVATE KEY"


class PemKey:
    """A key that signs."""

    def __init__(self, private: ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey) -> None:
        self._private = private
        spki = private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        self.keyid = sha256(spki).hexdigest()

    def sign(self, message: bytes) -> bytes:
        """ECDSA with SHA-256 in DER, or pure Ed25519."""
        if isinstance(self._private, ed25519.Ed25519PrivateKey):
            return self._private.sign(message)
        return self._private.sign(message, ec.ECDSA(SHA256()))


def read_key(path: Path, name: str, passphrase: Callable[[str], bytes | None]) -> PemKey:
    """The key in a file; `passphrase` is asked if it is encrypted, and gives nothing where nobody can be asked.

    Raises `SigningError`.  A link is followed: secrets are mounted as links.
    """
    try:
        data = read_plain(path.resolve(), MAX_KEY_BYTES)
    except (DiskError, OSError, RuntimeError, ValueError) as error:
        said = str(error) if isinstance(error, DiskError) else "cannot be read"
        raise SigningError(KEY_UNUSABLE, name, f"`{name}` {said}.") from None
    if _COSIGN in data:
        hint = "Sign with cosign, and hand in the bundle with `--bundle`."
        raise SigningError(KEY_UNUSABLE, name, f"`{name}` is a key that only cosign reads.", help=hint)
    private = _loaded(data, name, passphrase)
    if isinstance(private, ed25519.Ed25519PrivateKey):
        return PemKey(private)
    if isinstance(private, ec.EllipticCurvePrivateKey) and isinstance(private.curve, ec.SECP256R1):
        return PemKey(private)
    raise SigningError(KEY_UNUSABLE, name, f"`{name}` holds another kind of key than P-256 or Ed25519.")


def _loaded(data: bytes, name: str, passphrase: Callable[[str], bytes | None]) -> object:
    try:
        return load_pem_private_key(data, None)
    except TypeError:
        pass  # It is encrypted.
    except (ValueError, UnsupportedAlgorithm):
        raise SigningError(KEY_UNUSABLE, name, f"`{name}` holds no private key in PEM.") from None
    secret = passphrase(name)
    if secret is None:
        hint = "Set TRUSTGEN_KEY_PASSPHRASE, or run the command at a terminal."
        raise SigningError(KEY_UNUSABLE, name, f"`{name}` is encrypted, and no passphrase was given.", help=hint)
    try:
        return load_pem_private_key(data, secret)
    except (TypeError, ValueError, UnsupportedAlgorithm):
        raise SigningError(KEY_UNUSABLE, name, f"`{name}` is encrypted with another passphrase.") from None
