"""A Sigstore bundle that cosign or another tool made with a managed key: the signature in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.attest.bundle import read_bundle
from trustgen.attest.disk import DiskError, Fault, read_plain
from trustgen.attest.errors import (
    BAD_SIGNATURE,
    MALFORMED_ENVELOPE,
    SNAPSHOT_TOO_LARGE,
    UNSAFE_SOURCE,
    UNSUPPORTED_PAYLOAD_TYPE,
    refusal,
)
from trustgen.attest.format import MAX_FILE_BYTES, PAYLOAD_TYPE
from trustgen.attest.quoting import shown
from trustgen.attest.strictjson import JsonError, parse_object

if TYPE_CHECKING:
    from pathlib import Path


def signature_in(path: Path, name: str, payload: bytes) -> bytes:
    """The signature of a bundle over exactly these bytes; raises the verifier's own refusals."""
    try:
        data = read_plain(path, MAX_FILE_BYTES)
    except DiskError as error:
        rule = SNAPSHOT_TOO_LARGE if error.fault is Fault.TOO_LARGE else UNSAFE_SOURCE
        raise refusal(rule, name, f"`{name}` {error}.") from None
    try:
        envelope = read_bundle(parse_object(data), name)
    except JsonError as error:
        raise refusal(MALFORMED_ENVELOPE, name, f"`{name}` {error}.") from None
    if envelope.payload_type != PAYLOAD_TYPE:
        message = (
            f"`{name}` holds a payload of another type, {shown(envelope.payload_type)}; `{PAYLOAD_TYPE}` is wanted."
        )
        raise refusal(UNSUPPORTED_PAYLOAD_TYPE, name, message, route="payloadType")
    if envelope.payload != payload:
        message = f"`{name}` is a signature over other bytes than the statement."
        hint = "Sign the very file: with cosign, `attest-blob --statement FILE`."
        raise refusal(BAD_SIGNATURE, name, message, route="dsseEnvelope.payload", help=hint)
    return envelope.signatures[0].data
