"""Every signature that was asked for, each tried against the keys of the trust policy before it is taken.

The key that everybody has is refused by its name wherever the policy does not say that this is a demonstration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from trustgen.attest import base64text, demokey
from trustgen.attest.disk import display
from trustgen.attest.dsse import pae
from trustgen.attest.errors import KEY_NOT_VALID, REVOKED_KEY, UNKNOWN_SIGNER, SnapshotError, refusal
from trustgen.attest.format import DEMONSTRATION, PAYLOAD_TYPE
from trustgen.attest.keys import Algorithm, load
from trustgen.attest.quoting import written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from trustgen.attest.policy import Policy, TrustedKey


class Sources(Struct, frozen=True, kw_only=True):
    """Where signatures come from."""

    keys: tuple[Path, ...] = ()
    commands: tuple[str, ...] = ()
    bundles: tuple[Path, ...] = ()
    passphrase: Callable[[str], bytes | None] = lambda _: None
    """Asked for an encrypted key, by the name of its file; gives nothing where nobody can be asked."""


def signatures(
    sources: Sources, payload: bytes, policy: Policy, root: Path, scanned_at: datetime
) -> Iterator[tuple[TrustedKey, bytes]]:
    """A listed key and its signature for each source.

    Raises `SigningError` where there is none, `UnknownSigner` where it fits no listed key, and `RevokedKey` or
    `KeyNotValid` where the key may not sign a scan of that time.
    """
    message = pae(PAYLOAD_TYPE, payload)
    for name, found in _found(sources, payload, message, policy, root):
        key, signature = _fitting(found, message, policy, name)
        if key.revoked:
            raise refusal(REVOKED_KEY, name, f"`{name}` signs as `{key.name}`, which `{policy.path}` revoked.")
        if not key.valid_at(scanned_at):
            between = f"from {written(key.not_before)} to {written(key.not_after)}"
            said = f"`{name}` signs as `{key.name}`, which is valid {between}; the scan ended at {written(scanned_at)}."
            raise refusal(KEY_NOT_VALID, name, said)
        yield key, signature


def _found(
    sources: Sources, payload: bytes, message: bytes, policy: Policy, root: Path
) -> Iterator[tuple[str, tuple[bytes, ...]]]:
    """The name of each source, and what may be its signature."""
    for path in sources.keys:
        from trustgen.signing.pemkey import read_key

        name = display(path, root)
        key = read_key(path, name, sources.passphrase)
        if all(key.keyid != listed.keyid for listed in policy.keys):
            # Before it signs: whoever holds a stranger's key should not sign with it by mistake.
            said = f"`{name}` has the key id {key.keyid}, which `{policy.path}` does not list."
            raise _unlisted(name, said, demonstration=key.keyid == demokey.KEYID)
        yield name, (key.sign(message),)
    for command in sources.commands:
        from trustgen.signing.command import sign_with

        yield "--command", sign_with(command, message)
    for path in sources.bundles:
        from trustgen.signing.bundlefile import signature_in

        name = display(path, root)
        yield name, (signature_in(path, name, payload),)


def _fitting(found: tuple[bytes, ...], message: bytes, policy: Policy, name: str) -> tuple[TrustedKey, bytes]:
    for signature in found:
        for key in policy.keys:
            if key.key.fits(signature, message):
                return key, signature
    demonstration = load(Algorithm.ECDSA_P256_SHA256, base64text.decode(demokey.SPKI))
    by_demo = any(demonstration.fits(signature, message) for signature in found)
    raise _unlisted(name, f"The signature of `{name}` fits no key that `{policy.path}` lists.", demonstration=by_demo)


def _unlisted(name: str, message: str, *, demonstration: bool) -> SnapshotError:
    if demonstration:
        said = f"`{name}` signs with the demonstration key, which everybody has; it counts in `{DEMONSTRATION}` alone."
        return refusal(UNKNOWN_SIGNER, name, said, help="Sign with a key of your own.")
    hint = "Sign with a key that the trust policy lists; list another one only after a review."
    return refusal(UNKNOWN_SIGNER, name, message, help=hint)
