"""A verified payload wrapped for publishing: as a raw envelope, and as a bundle for each signer.

Only what was verified goes in: the payload bytes, and the signatures of listed keys and identities.  Whatever else a
received file carried stays out.  A keyless bundle is the exception that is none: everything in it has a fixed form, and
the signature cannot be verified without it, so it goes in as it was received.

Several files over one payload may together hold more than one file may: then signatures that are not needed are left
out, and line breaks.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from trustgen.attest import base64text
from trustgen.attest.format import BUNDLE_TYPE, MAX_FILE_BYTES, MAX_SIGNATURES, PAYLOAD_TYPE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from trustgen.attest.dsse import Verified


def as_envelope(verified: Verified, counted: Collection[str] = ()) -> bytes:
    """A DSSE envelope in JSON, with one signature for each listed key and identity that signed.

    Of more than a file may hold, those of the `counted` ids come first.
    """
    ids = [*(keyid for keyid, _ in verified.signatures), *(item.identity.id for item in verified.vouched)]
    kept = sorted(ids, key=lambda name: name not in counted)[:MAX_SIGNATURES]
    signatures = {keyid: data for keyid, data in verified.signatures if keyid in kept}
    keyless = [item.signature for item in verified.vouched if item.identity.id in kept]
    return envelope_json(verified.payload, signatures, keyless)


def envelope_json(payload: bytes, signatures: Mapping[str, bytes], keyless: Iterable[bytes] = ()) -> bytes:
    """A DSSE envelope of a payload and its signatures by key id, and those that no lasting key made."""
    rows = [{"keyid": keyid, "sig": base64text.encode(data)} for keyid, data in signatures.items()]
    rows += [{"sig": base64text.encode(data)} for data in keyless]
    return _json(_envelope(payload, rows))


def as_bundles(verified: Verified) -> dict[str, bytes]:
    """A Sigstore bundle, version 0.3, for each key and identity that signed, by its id; it holds one signature."""
    made = {keyid: _json(_bundle(verified.payload, keyid, data)) for keyid, data in verified.signatures}
    return made | {item.identity.id: item.bundle for item in verified.vouched}


def bundle_names(keyids: Iterable[str]) -> dict[str, str]:
    """What each signer's bundle is called where it is published, by key id; a bundle has one signature."""
    ordered = sorted(keyids)
    if len(ordered) == 1:
        return {ordered[0]: "latest.sigstore.json"}
    return {keyid: f"latest-{keyid[:12]}.sigstore.json" for keyid in ordered}


def _envelope(payload: bytes, signatures: list[dict[str, str]]) -> dict[str, Any]:
    return {"payload": base64text.encode(payload), "payloadType": PAYLOAD_TYPE, "signatures": signatures}


def _bundle(payload: bytes, keyid: str, signature: bytes) -> dict[str, Any]:
    return {
        "mediaType": BUNDLE_TYPE,
        "verificationMaterial": {"publicKey": {"hint": base64text.encode(bytes.fromhex(keyid))}},
        "dsseEnvelope": _envelope(payload, [{"sig": base64text.encode(signature)}]),
    }


def _json(value: dict[str, Any]) -> bytes:
    made = json.dumps(value, indent=1).encode("ascii") + b"\n"
    return made if len(made) <= MAX_FILE_BYTES else json.dumps(value, separators=(",", ":")).encode("ascii")
