"""Sigstore bundles, version 0.3 (format sections 3.3 and 4.1): the envelope inside.

With a managed key, log entries and timestamps are not read: a key needs no log to be checked.  With a certificate they
are what the signature stands on; here they only have their form, and `keyless` verifies them.  A bundle with a
signature over a blob, or of another version, is refused by its own name.
"""

from __future__ import annotations

from typing import Any

from trustgen.attest.dsse import Envelope, Signature, read_envelope
from trustgen.attest.errors import UNSUPPORTED_BUNDLE, SnapshotError, refusal
from trustgen.attest.format import BUNDLE_TYPE
from trustgen.attest.quoting import named, shown
from trustgen.attest.shape import ShapeError

_FIELDS = frozenset({"mediaType", "verificationMaterial", "dsseEnvelope"})
_MATERIAL = frozenset({"publicKey", "tlogEntries", "timestampVerificationData"})


def is_keyless(value: dict[str, Any]) -> bool:
    """Whether a decoded bundle holds a certificate."""
    material = value.get("verificationMaterial")
    return type(material) is dict and "certificate" in material


def read_keyless(value: dict[str, Any], path: str) -> Envelope:
    """The envelope of a decoded keyless bundle, if everything around it has its form."""
    from trustgen.attest.keylessform import check_form

    _check_type(value, path)
    try:
        check_form(value)
    except ShapeError as error:
        message = f"`{path}` is a keyless bundle of another form{error.at}: {error.message}."
        raise _unsupported(path, error.route, message) from None
    return read_envelope(value["dsseEnvelope"], path)


def read_bundle(value: dict[str, Any], path: str) -> Envelope:
    """The envelope of a decoded bundle with a managed key; the hint beside it stands in for a key id not in it."""
    _check_type(value, path)
    _check_fields(value, _FIELDS, "", path)
    material = value.get("verificationMaterial")
    if type(material) is not dict:
        raise _unsupported(path, "verificationMaterial", f"`{path}` is a bundle without verification material.")
    _check_fields(material, _MATERIAL, "verificationMaterial", path)
    key = material.get("publicKey")
    if type(key) is not dict or type(key.get("hint")) is not str or len(key) != 1:
        message = f"`{path}` is a bundle without a managed key: `publicKey` has to hold a `hint`, and nothing else."
        raise _unsupported(path, "verificationMaterial.publicKey", message)
    inner = value.get("dsseEnvelope")
    if type(inner) is not dict:
        raise _unsupported(path, "dsseEnvelope", f"`{path}` is a bundle without a DSSE envelope.")
    envelope = read_envelope(inner, path)
    if len(envelope.signatures) != 1:
        message = f"`{path}` is a bundle with {len(envelope.signatures)} signatures; a bundle has exactly one."
        raise _unsupported(path, "dsseEnvelope.signatures", message)
    only = envelope.signatures[0]
    return Envelope(
        payload_type=envelope.payload_type,
        payload=envelope.payload,
        signatures=(Signature(data=only.data, hint=only.hint or key["hint"]),),
    )


def _check_type(value: dict[str, Any], path: str) -> None:
    if value.get("mediaType") != BUNDLE_TYPE:
        found = shown(value["mediaType"]) if "mediaType" in value else "missing"
        message = f"`{path}` is no bundle that is read here: its media type is {found}; `{BUNDLE_TYPE}` is wanted."
        raise _unsupported(path, "mediaType", message)


def _check_fields(value: dict[str, Any], known: frozenset[str], route: str, path: str) -> None:
    for key in sorted(value.keys() - known):
        within = f" in `{route}`" if route else ""
        message = f"`{path}` is a bundle with the field {named(key)}{within}, which is not read here."
        raise _unsupported(path, route, message)


def _unsupported(path: str, route: str, message: str) -> SnapshotError:
    return refusal(UNSUPPORTED_BUNDLE, path, message, route=route)
