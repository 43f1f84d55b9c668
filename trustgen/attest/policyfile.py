"""Reading a trust policy.

The file decides everything that follows, so it is read as strictly as a snapshot, and every fault is `PolicyError`:
a misspelt setting must not quietly be no setting.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from trustgen.attest import base64text, shape
from trustgen.attest.demokey import KEYID as DEMONSTRATION_KEYID
from trustgen.attest.errors import CLOCK_ERROR, POLICY_ERROR, refusal
from trustgen.attest.format import DEMONSTRATION, MAX_SIGNATURES, PREDICATE_TYPE
from trustgen.attest.keys import Algorithm, KeyRefusedError, load
from trustgen.attest.policy import ChecklistPin, Policy, TrustedKey
from trustgen.attest.quoting import shown, written
from trustgen.attest.shape import NAME, ShapeError
from trustgen.attest.strictjson import JSON_HELP, JsonError, parse_object
from trustgen.model.posture import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from trustgen.attest.policy import TrustedIdentity


def _identities(value: Any) -> tuple[TrustedIdentity, ...]:
    from trustgen.attest.identityform import IDENTITIES

    return IDENTITIES(value)


def _spki(value: Any) -> bytes:
    if type(value) is not str:
        raise ShapeError(f"a Base64 text is expected, not {shown(value)}")
    try:
        return base64text.decode(value, url_safe=False)
    except base64text.Base64Error as error:
        raise ShapeError(f"the text {error}") from None


def _key(
    *,
    name: str,
    algorithm: Algorithm,
    keyid: str,
    spki: bytes,
    not_before: datetime,
    not_after: datetime,
) -> TrustedKey:
    try:
        key = load(algorithm, spki)
    except KeyRefusedError as error:
        raise ShapeError(f"the key `{name}` {error}") from None
    if keyid != key.keyid:
        raise ShapeError(f"the key `{name}` has the key id `{key.keyid}`, not `{keyid}`")
    if not_after < not_before:
        span = f"ends at {written(not_after)}, before it begins at {written(not_before)}"
        raise ShapeError(f"the key `{name}` {span}")
    return TrustedKey(name=name, key=key, not_before=not_before, not_after=not_after)


_GATE = shape.choice({"show": False, "stop": True})
_GATES = {Outcome.FAIL: False, Outcome.EXCEPTION: False, Outcome.ERROR: True, Outcome.NOT_APPLICABLE: False}
"""Each status that a policy may gate, and whether it stops the build where the policy does not say."""


def _stops(**given: bool | None) -> frozenset[Outcome]:
    chosen = {Outcome(name.replace("_", "-")): stop for name, stop in given.items() if stop is not None}
    return frozenset(outcome for outcome, stop in (_GATES | chosen).items() if stop)


_CHECKLIST = shape.record(ChecklistPin, {"id": NAME, "version": NAME, "sha256": shape.sha256})
_TRUSTED_KEY = shape.record(
    _key,
    {
        "name": NAME,
        "algorithm": shape.choice({item.value: item for item in Algorithm}),
        "keyid": shape.sha256,
        "spki": _spki,
        "notBefore": shape.time,
        "notAfter": shape.time,
    },
)
_REVOKED_KEY = shape.record(shape.fields, {"keyid": shape.sha256, "revokedAt": shape.time, "reason": NAME})
_REVOKED_SNAPSHOT = shape.record(shape.fields, {"sha256": shape.sha256, "reason": NAME})
_POLICY = shape.record(
    shape.fields,
    {
        "policyVersion": shape.integer(1, 1),
        "issuedAt": shape.time,
        "environment": NAME,
        "scannerId": shape.HTTPS,
        "predicateType": shape.exactly(PREDICATE_TYPE),
        "checklists": shape.rows(_CHECKLIST, 1, 3, "checklists"),
        "threshold": shape.integer(1, MAX_SIGNATURES),
        "keys": shape.rows(_TRUSTED_KEY, 0, 64, "keys"),
        "revokedKeys": shape.rows(_REVOKED_KEY, 0, 64, "revoked keys"),
        "revokedSnapshots": shape.rows(_REVOKED_SNAPSHOT, 0, 1000, "revoked snapshots"),
        "maxAgeSeconds": shape.integer(60, 31 * 24 * 3600),
        "clockSkewSeconds": shape.integer(0, 3600),
        "maxScanSeconds": shape.integer(1, 24 * 3600),
        "minSequence": shape.COUNT,
        "maxSequenceStep": shape.integer(1),
        "maxExceptionDays": shape.integer(1, 366),
        "requireChain": shape.flag,
    },
    {
        "identities": _identities,
        "gates": shape.record(_stops, {}, {outcome.value: _GATE for outcome in _GATES}),
    },
)


def read_policy(data: bytes, path: str) -> Policy:
    """The policy that the bytes hold; raises `PolicyError`."""
    try:
        given = _POLICY(parse_object(data))
        return _checked(given, data, path)
    except JsonError as error:
        message = f"`{path}` {error}."
        raise refusal(POLICY_ERROR, path, message, help=JSON_HELP, line=error.line, column=error.column) from None
    except ShapeError as error:
        raise refusal(POLICY_ERROR, path, f"`{path}` is wrong{error.at}: {error.message}.", route=error.route) from None


def _checked(given: dict[str, Any], data: bytes, path: str) -> Policy:
    keys: tuple[TrustedKey, ...] = given["keys"]
    identities: tuple[TrustedIdentity, ...] = given["identities"] or ()
    revoked = {item["keyid"] for item in given["revoked_keys"]}
    _check_unique((f"{pin.id}@{pin.version}" for pin in given["checklists"]), "checklists")
    _check_unique((key.name for key in keys), "keys")
    _check_unique((key.keyid for key in keys), "keys")
    _check_unique((f"{item.subject} by {item.issuer}" for item in identities), "identities")
    if not keys and not identities:
        raise _at("keys", "the list of keys has 0 entries, and no identity is listed")
    for keyid in sorted(revoked - {key.keyid for key in keys}):
        # A revocation that names no key may be a slip of the pen that leaves the real key in force.
        raise _at("revokedKeys", f"the revoked key `{keyid}` is not in the list of keys")
    if given["environment"] != DEMONSTRATION and any(key.keyid == DEMONSTRATION_KEYID for key in keys):
        message = f"the demonstration key is listed outside the environment `{DEMONSTRATION}`; anybody can sign with it"
        raise _at("keys", message)
    return Policy(
        path=path,
        data=data,
        sha256=sha256(data).hexdigest(),
        issued_at=given["issued_at"],
        environment=given["environment"],
        scanner_id=given["scanner_id"],
        checklists=given["checklists"],
        threshold=given["threshold"],
        keys=tuple(replace(key, revoked=key.keyid in revoked) for key in keys),
        identities=identities,
        revoked_snapshots=MappingProxyType({item["sha256"]: item["reason"] for item in given["revoked_snapshots"]}),
        max_age=timedelta(seconds=given["max_age_seconds"]),
        clock_skew=timedelta(seconds=given["clock_skew_seconds"]),
        max_scan=timedelta(seconds=given["max_scan_seconds"]),
        min_sequence=given["min_sequence"],
        max_sequence_step=given["max_sequence_step"],
        max_exception=timedelta(days=given["max_exception_days"]),
        require_chain=given["require_chain"],
        stops=_stops() if given["gates"] is None else given["gates"],
    )


def _check_unique(names: Iterable[str], field: str) -> None:
    for name, times in Counter(names).items():
        if times > 1:
            raise _at(field, f"`{name}` is listed more than once")


def _at(field: str, message: str) -> ShapeError:
    error = ShapeError(message)
    error.steps.append(field)
    return error


def check_time(policy: Policy, now: datetime) -> None:
    """Check that the policy can be meant for this time; raises `ClockError`, or `PolicyError` where it cannot work.

    The threshold has to be reachable with the identities, and the keys that are valid now and not revoked.
    """
    if now < policy.issued_at:
        message = f"It is {written(now)}, but `{policy.path}` was issued at {written(policy.issued_at)}."
        raise refusal(CLOCK_ERROR, policy.path, message, route="issuedAt")
    usable = sum(1 for key in policy.keys if key.valid_at(now) and not key.revoked) + len(policy.identities)
    if usable < policy.threshold:
        whose = "keys and identities" if policy.identities else "keys"
        message = (
            f"`{policy.path}` asks for {policy.threshold} signers, but only {usable} of its {whose} can sign today."
        )
        raise refusal(POLICY_ERROR, policy.path, message, route="threshold")
