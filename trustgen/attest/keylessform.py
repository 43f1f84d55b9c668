"""The form of a keyless bundle: a certificate, one log entry, perhaps timestamps, and nothing besides.

The library that verifies a bundle reads Base64 loosely.  Here each value has one spelling, so that a bundle that was
verified can be published as it was received without carrying what nobody signed.
"""

from __future__ import annotations

from typing import Any

from trustgen.attest import base64text, shape
from trustgen.attest.quoting import shown
from trustgen.attest.shape import ShapeError


def _base64(value: Any) -> str:
    if type(value) is not str or not value:
        raise ShapeError(f"a Base64 text is expected, not {shown(value)}")
    try:
        base64text.decode(value, url_safe=False)
    except base64text.Base64Error as error:
        raise ShapeError(f"the text {error}") from None
    return value


_NUMBER = shape.text(r"0|[1-9][0-9]{0,18}", "a whole number in quotation marks")
_ENVELOPE = shape.record(
    shape.fields,
    {
        "payload": _base64,
        "payloadType": shape.text(r"[ -~]{1,200}", "a payload type"),
        "signatures": shape.rows(
            shape.record(
                shape.fields,
                {"sig": _base64},
                {"keyid": shape.text(r"[A-Za-z0-9:+/=_-]{0,200}", "a key id")},
            ),
            1,
            1,
            "signatures",
        ),
    },
)
_CERTIFICATE = shape.record(shape.fields, {"rawBytes": _base64})
_KINDS = frozenset({("dsse", "0.0.1"), ("hashedrekord", "0.0.2")})
"""The log entries that bind a DSSE signature: of Rekor's first and second version."""


def _kind(*, kind: str, version: str) -> None:
    if (kind, version) not in _KINDS:
        raise ShapeError("the log entry is of a kind or version that binds no envelope")


def _entry(**given: Any) -> None:
    # A promise is over the time, and the time is worth nothing without one: the library would look at neither alone.
    timed = given["integrated_time"] not in (None, "0")
    if timed != (given["inclusion_promise"] is not None):
        raise ShapeError("the log entry has a time without the log's promise, or a promise without a time")


_WORD = shape.text(r"[a-z0-9.]{1,32}", "a word")
_PROOF = shape.record(
    shape.fields,
    {
        "logIndex": _NUMBER,
        "rootHash": _base64,
        "treeSize": _NUMBER,
        "checkpoint": shape.record(
            shape.fields,
            # A signed note: plain lines, a blank one, and signatures behind long dashes.
            {"envelope": shape.text("[ -~\n\N{EM DASH}]{1,8000}", "a checkpoint in plain characters")},
        ),
    },
    {"hashes": shape.rows(_base64, 0, 64, "hashes")},
)
_ENTRY = shape.record(
    _entry,
    {
        "logIndex": _NUMBER,
        "logId": shape.record(shape.fields, {"keyId": _base64}),
        "kindVersion": shape.record(_kind, {"kind": _WORD, "version": _WORD}),
        "inclusionProof": _PROOF,
        "canonicalizedBody": _base64,
    },
    {
        "integratedTime": _NUMBER,
        "inclusionPromise": shape.record(shape.fields, {"signedEntryTimestamp": _base64}),
    },
)
_STAMP = shape.record(shape.fields, {"signedTimestamp": _base64})
_STAMPS = shape.record(shape.fields, {}, {"rfc3161Timestamps": shape.rows(_STAMP, 0, 32, "timestamps")})
_BUNDLE = shape.record(
    shape.fields,
    {
        "mediaType": shape.text(r"[ -~]{1,100}", "a media type"),
        "verificationMaterial": shape.record(
            shape.fields,
            {"certificate": _CERTIFICATE, "tlogEntries": shape.rows(_ENTRY, 1, 1, "log entries")},
            {"timestampVerificationData": shape.nullable(_STAMPS)},
        ),
        "dsseEnvelope": _ENVELOPE,
    },
)


def check_form(value: dict[str, Any]) -> None:
    """Check the form of a decoded keyless bundle; raises `ShapeError`.  What stands in it is still not verified."""
    _BUNDLE(value)
