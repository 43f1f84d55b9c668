"""Keyless signatures: a certificate for an identity, a log entry, and the pinned root that both lead to.

The one importer of sigstore, which is the extra `trustgen[sigstore]` and takes half a second to load: it is imported
when the first keyless bundle is verified, and never for keys.  It is given the pinned bytes of the trusted root, never
its own: no update is looked for and no connection is opened.  Whatever it raises becomes a refusal here.
"""

from __future__ import annotations

import json
import logging
import re
import socket
import warnings
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from trustgen.attest.errors import BAD_SIGNATURE, POLICY_ERROR, UNKNOWN_SIGNER, UNSUPPORTED_BUNDLE, refusal
from trustgen.attest.identityform import SUBJECT
from trustgen.attest.quoting import escaped, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sigstore.models import Bundle
    from sigstore.verify import Verifier

    from trustgen.attest.errors import SnapshotError
    from trustgen.attest.policy import Policy, TrustedIdentity

EXTRA = "trustgen[sigstore]"
_NAMES = "2.5.29.17"
"""The certificate's extension that holds its subject's names (RFC 5280 section 4.2.1.6)."""


def verify(data: bytes, policy: Policy, path: str) -> tuple[TrustedIdentity, str, bytes]:
    """Who signed a bundle, its payload type and its payload: the bytes that the signature was checked over.

    `data` is a bundle of the right form.  It has to have the policy's exact issuer and subject, a certificate under
    the pinned root that was valid when it signed, by the log's or an authority's signed time, and an entry in the
    pinned log that says the same.  Raises `UnsupportedBundle`, `UnknownSigner`, `BadSignature` or `PolicyError`.
    """
    with warnings.catch_warnings():
        # What is odd about a hostile certificate is told by the refusal, or is nobody's business.
        warnings.simplefilter("ignore")
        return _verified(data, policy, path)


def _verified(data: bytes, policy: Policy, path: str) -> tuple[TrustedIdentity, str, bytes]:
    try:
        bundle = _bundle(data)
    except ImportError as error:
        module = escaped(error.name or "sigstore")
        message = f"`{path}` is a keyless bundle; to verify it the extra `{EXTRA}` is needed (`{module}` is missing)."
        raise refusal(UNSUPPORTED_BUNDLE, path, message, help=f"Install it: pip install '{EXTRA}'.") from None
    except Exception as error:  # noqa: BLE001 - a foreign reader of hostile bytes: whatever it raises, nothing was read
        message = f"`{path}` is a keyless bundle that cannot be read: {_reason(error)}."
        raise refusal(UNSUPPORTED_BUNDLE, path, message) from None
    identity = _named(bundle, policy.identities, path)
    verifier = _verifier_of(identity, policy)
    try:
        kind, payload = verifier.verify_dsse(bundle, _exactly(identity))
    except Exception as error:  # noqa: BLE001 - the same: only a return is a good signature
        message = f"`{path}` names an identity of the trust policy, but does not hold: {_reason(error)}."
        raise refusal(BAD_SIGNATURE, path, message) from None
    return identity, kind, payload


def _bundle(data: bytes) -> Bundle:
    has_ipv6 = socket.has_ipv6
    # The library brings urllib3 along, which on import opens a socket to see whether the machine has IPv6.  It is told
    # that Python has none: a build opens no socket at all, and this module asks for nothing over the network.
    socket.has_ipv6 = False
    try:
        from sigstore.models import Bundle
    finally:
        socket.has_ipv6 = has_ipv6
    # Without a handler Python would print the library's warnings.
    logging.getLogger("sigstore").addHandler(logging.NullHandler())
    return Bundle.from_json(data)


def _named(bundle: Bundle, identities: Sequence[TrustedIdentity], path: str) -> TrustedIdentity:
    """The identity that the certificate claims, not yet verified: it chooses the root, and words a refusal."""
    try:
        subjects = _subjects(bundle)
    except Exception as error:  # noqa: BLE001 - the certificate is hostile too
        message = f"`{path}` has a certificate that cannot be read: {_reason(error)}."
        raise refusal(UNSUPPORTED_BUNDLE, path, message) from None
    if len(subjects) != 1:
        message = f"`{path}` has a certificate for {len(subjects)} names; an identity has exactly one."
        raise refusal(UNKNOWN_SIGNER, path, message)
    for identity in identities:
        if _claims(bundle, identity):
            return identity
    listed = any(identity.subject == subjects[0] for identity in identities)
    whom = "with another issuer than the trust policy lists" if listed else "whom the trust policy does not list"
    raise refusal(UNKNOWN_SIGNER, path, f"`{path}` is signed by {_who(subjects[0])}, {whom}.")


def _who(subject: object) -> str:
    """A name of a certificate as a message shows it: what a policy could list, otherwise its kind."""
    plain = isinstance(subject, str) and re.fullmatch(SUBJECT, subject) is not None
    return f"`{escaped(str(subject))}`" if plain else shown(subject)


def _subjects(bundle: Bundle) -> list[object]:
    """The names that the certificate is for."""
    extensions: Any = bundle.signing_certificate.extensions
    return [name.value for item in extensions if item.oid.dotted_string == _NAMES for name in item.value]


def _claims(bundle: Bundle, identity: TrustedIdentity) -> bool:
    try:
        _exactly(identity).verify(bundle.signing_certificate)
    except Exception:  # noqa: BLE001 - a certificate without the extensions, or with broken ones, claims nothing
        return False
    return True


def _exactly(identity: TrustedIdentity) -> Any:
    from sigstore.verify.policy import AllOf, Identity, OIDCIssuerV2

    return AllOf([OIDCIssuerV2(identity.issuer), Identity(identity=identity.subject)])


def _verifier_of(identity: TrustedIdentity, policy: Policy) -> Verifier:
    try:
        return _verifier(identity.root)
    except Exception as error:  # noqa: BLE001 - the pinned file may be anything
        raise _no_root(identity, policy, error) from None


def _no_root(identity: TrustedIdentity, policy: Policy, error: Exception) -> SnapshotError:
    route = f"identities[{policy.identities.index(identity)}].trustedRoot"
    message = f"`{policy.path}`: the trusted root `{identity.root_path}` cannot be used: {_reason(error)}."
    return refusal(POLICY_ERROR, policy.path, message, route=route)


@lru_cache(maxsize=16)
def _verifier(root: bytes) -> Verifier:
    """A verifier with this root and no other; raises whatever the library does."""
    from sigstore.models import ClientTrustConfig
    from sigstore.verify import Verifier

    # The library reads a root by itself only from a path; inside a configuration it takes one as bytes, and what was
    # compared with the pinned digest is what is used.  The rest of the configuration is for signing.
    signing = {
        "mediaType": "application/vnd.dev.sigstore.signingconfig.v0.2+json",
        "rekorTlogConfig": {"selector": "ANY"},
        "tsaConfig": {"selector": "ANY"},
    }
    config = {
        "mediaType": ClientTrustConfig.ClientTrustConfigType.CONFIG_0_1.value,
        "trustedRoot": json.loads(root),
        "signingConfig": signing,
    }
    return Verifier(trusted_root=ClientTrustConfig.from_json(json.dumps(config)).trusted_root)


def _reason(error: Exception) -> str:
    """What the library said in words of its own: behind a colon or in brackets it quotes the bundle."""
    said = (
        re.match(r"(?:SET: )?[A-Za-z0-9 ,/-]*", str(error)) if type(error).__module__.startswith("sigstore.") else None
    )
    return escaped(said[0].strip()) if said and said[0].strip() else type(error).__name__
