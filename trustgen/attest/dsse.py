"""DSSE envelopes: reading one, and verifying its signatures.

`verify` checks in this order: the payload type, then the signatures over the pre-authentication encoding.  It does not
look into the payload; whoever parses it parses the very bytes that were verified, from the `Verified` that only this
module makes.  Which signatures are enough for the newest snapshot is decided elsewhere.
"""

from __future__ import annotations

import base64
import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from trustgen.attest import base64text
from trustgen.attest.errors import (
    BAD_SIGNATURE,
    MALFORMED_ENVELOPE,
    UNKNOWN_SIGNER,
    UNSIGNED_SNAPSHOT,
    UNSUPPORTED_PAYLOAD_TYPE,
    refusal,
)
from trustgen.attest.format import MAX_SIGNATURES, PAYLOAD_TYPE
from trustgen.attest.quoting import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trustgen.attest.keys import PublicKey
    from trustgen.attest.policy import Policy, TrustedIdentity


_KEYID = re.compile(r"[0-9a-f]{64}|[A-Za-z0-9+/]{43}=")
"""A SHA-256 in hexadecimal or in Base64."""


class Signature(Struct, frozen=True, kw_only=True):
    """One signature of an envelope."""

    data: bytes
    hint: str
    """What the signer wrote as key id; never a reason to trust."""


class Envelope(Struct, frozen=True, kw_only=True):
    """A decoded envelope: unverified."""

    payload_type: str
    payload: bytes
    signatures: tuple[Signature, ...]


class Vouched(Struct, frozen=True, kw_only=True):
    """A good keyless signature: whose it is, and the bundle that proves it."""

    identity: TrustedIdentity
    signature: bytes
    bundle: bytes
    """The file as it was received: certificate, log entry and envelope belong together."""


class Verified(Struct, frozen=True, kw_only=True):
    """A payload under at least one good signature of a listed key or identity.  Only this module makes one."""

    payload: bytes
    sha256: str
    """Of the payload.  An envelope's own digest says nothing: a signature can be written in more than one way."""
    signatures: tuple[tuple[str, bytes], ...]
    """Key id and signature, one for each listed key whose signature is good, in the order of the key ids."""
    vouched: tuple[Vouched, ...] = ()
    """The same for each listed identity, in the order of their ids."""


def pae(payload_type: str, payload: bytes) -> bytes:
    """The bytes that a signature is over: DSSE's pre-authentication encoding, lengths in bytes."""
    kind = payload_type.encode("utf-8")
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def read_envelope(value: dict[str, Any], path: str) -> Envelope:
    """The envelope that a decoded JSON object holds (format section 4.1); fields that are not known are ignored."""
    payload_type = _field(value, "payloadType", str, path)
    payload = _bytes(_field(value, "payload", str, path), "payload", path)
    rows = _field(value, "signatures", list, path)
    if not rows:
        raise refusal(
            UNSIGNED_SNAPSHOT, path, f"`{path}` carries no signature; at least one is wanted.", route="signatures"
        )
    if len(rows) > MAX_SIGNATURES:
        message = f"`{path}` carries {len(rows)} signatures; at most {MAX_SIGNATURES} are read."
        raise refusal(MALFORMED_ENVELOPE, path, message, route="signatures")
    signatures = tuple(_signature(row, f"signatures[{index}]", path) for index, row in enumerate(rows))
    return Envelope(payload_type=payload_type, payload=payload, signatures=signatures)


def _signature(row: Any, route: str, path: str) -> Signature:
    if type(row) is not dict:
        message = f"`{path}`: at `{route}` an object is expected, not {shown(row)}."
        raise refusal(MALFORMED_ENVELOPE, path, message, route=route)
    data = _bytes(_field(row, "sig", str, path, f"{route}."), f"{route}.sig", path)
    hint = _field(row, "keyid", str, path, f"{route}.") if "keyid" in row else ""
    return Signature(data=data, hint=hint)


def _field(value: dict[str, Any], key: str, kind: type, path: str, route: str = "") -> Any:
    if key not in value:
        message = f"`{path}`: the field `{route}{key}` is missing."
        raise refusal(MALFORMED_ENVELOPE, path, message, route=f"{route}{key}")
    found = value[key]
    if type(found) is not kind:
        wanted = "a list" if kind is list else "a text"
        message = f"`{path}`: at `{route}{key}` {wanted} is expected, not {shown(found)}."
        raise refusal(MALFORMED_ENVELOPE, path, message, route=f"{route}{key}")
    return found


def _bytes(text: str, route: str, path: str) -> bytes:
    try:
        return base64text.decode(text)
    except base64text.Base64Error as error:
        raise refusal(MALFORMED_ENVELOPE, path, f"`{path}`: `{route}` {error}.", route=route) from None


def verify(envelope: Envelope, keys: Sequence[PublicKey], path: str) -> Verified:
    """The payload, if its type is right and at least one of the keys signed it.

    Every signature is tried against every key with the key's own algorithm; the hint only decides which key is tried
    first, and how a refusal is worded.  A key counts once, however often it signed.
    """
    _check_type(envelope, path)
    signed = pae(envelope.payload_type, envelope.payload)
    good: dict[str, bytes] = {}
    for signature in envelope.signatures:
        named = [key for key in keys if _names(signature.hint, key)]
        for key in [*named, *(key for key in keys if key not in named)]:
            if key.fits(signature.data, signed):
                good.setdefault(key.keyid, signature.data)
                break
    if good:
        digest = sha256(envelope.payload).hexdigest()
        return Verified(payload=envelope.payload, sha256=digest, signatures=tuple(sorted(good.items())))
    given, listed = _counted(len(envelope.signatures), "signature"), _counted(len(keys), "key")
    if any(_names(signature.hint, key) for signature in envelope.signatures for key in keys):
        message = f"`{path}` names a trusted key, but of its {given} none fits its payload under any of the {listed}"
        raise refusal(BAD_SIGNATURE, path, f"{message} that the trust policy lists.")
    hints = [signature.hint for signature in envelope.signatures if signature.hint]
    hint = f"names {_key_named(hints[0])}" if hints else "names no key"
    message = f"`{path}` {hint}, and of its {given} none is by one of the {listed} that the trust policy lists."
    raise refusal(UNKNOWN_SIGNER, path, message)


def _key_named(hint: str) -> str:
    """A hint as a message shows it: only what has the form of a key id is shown."""
    return f"the key `{hint}`" if _KEYID.fullmatch(hint) else f"a key by {shown(hint)}"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def verify_keyless(envelope: Envelope, bundle: bytes, policy: Policy, path: str) -> Verified:
    """The payload of a keyless bundle, if its type is right and one of the policy's identities signed it.

    `envelope` is what the bundle holds.  The payload is the one that the verifying library gives back.
    """
    from trustgen.attest import keyless

    _check_type(envelope, path)
    identity, kind, payload = keyless.verify(bundle, policy, path)
    if (kind, payload) != (envelope.payload_type, envelope.payload):
        # Two readers of one file: where they differ, neither is right.
        raise refusal(BAD_SIGNATURE, path, f"The signature of `{path}` is over another payload than the bundle's.")
    vouched = Vouched(identity=identity, signature=envelope.signatures[0].data, bundle=bundle)
    return Verified(payload=payload, sha256=sha256(payload).hexdigest(), signatures=(), vouched=(vouched,))


def _check_type(envelope: Envelope, path: str) -> None:
    if envelope.payload_type != PAYLOAD_TYPE:
        message = (
            f"`{path}` holds a payload of another type, {shown(envelope.payload_type)}; `{PAYLOAD_TYPE}` is wanted."
        )
        raise refusal(UNSUPPORTED_PAYLOAD_TYPE, path, message, route="payloadType")


def join(one: Verified, other: Verified) -> Verified:
    """Two envelopes of one payload as one: their signatures add up, each key and each identity counting once."""
    if one.payload != other.payload:
        raise ValueError("only wrappings of one payload can be joined")
    signatures = dict(other.signatures) | dict(one.signatures)
    vouched = {item.identity.id: item for item in (*other.vouched, *one.vouched)}
    return Verified(
        payload=one.payload,
        sha256=one.sha256,
        signatures=tuple(sorted(signatures.items())),
        vouched=tuple(vouched[name] for name in sorted(vouched)),
    )


def _names(hint: str, key: PublicKey) -> bool:
    """Whether a hint, in hexadecimal or Base64, names the key."""
    return hint == key.keyid or hint == base64.b64encode(bytes.fromhex(key.keyid)).decode("ascii")
