"""Reading a signed statement: its form, field by field (format sections 4.2 and 4.3).

Takes verified bytes and parses them; what comes out has the right form and says nothing yet about whether it is true,
fresh or the latest.  Texts that a visitor reads never come from here: names are short codes, reasons are codes, and
everything else is a number, a time or a digest.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from trustgen.attest import shape
from trustgen.attest.errors import (
    MALFORMED_STATEMENT,
    SCHEMA_VIOLATION,
    UNSUPPORTED_PREDICATE_TYPE,
    UNSUPPORTED_STATEMENT_TYPE,
    refusal,
)
from trustgen.attest.format import PREDICATE_TYPE, STATEMENT_TYPE
from trustgen.attest.policy import ChecklistPin
from trustgen.attest.quoting import shown
from trustgen.attest.shape import CONTROL, COUNT, DIGEST, HTTPS, NAME, ShapeError
from trustgen.attest.statement import Measured, Result, Statement
from trustgen.attest.strictjson import JsonError, parse_object
from trustgen.model.posture import EvidenceItem, ExceptionRecord, Outcome, Scanner

if TYPE_CHECKING:
    from trustgen.attest.dsse import Verified

_STATUSES = {outcome.value: outcome for outcome in Outcome if outcome is not Outcome.NOT_SCANNED}


_RATIO = shape.record(Measured, {"id": NAME, "unit": NAME, "numerator": COUNT, "denominator": COUNT})
_QUANTITY = shape.record(Measured, {"id": NAME, "unit": NAME, "value": COUNT})


def _measured(value: Any) -> Measured:
    quantity = type(value) is dict and "value" in value
    return (_QUANTITY if quantity else _RATIO)(value)


_EVIDENCE = shape.record(EvidenceItem, {"name": NAME, "digest": DIGEST}, names={"digest": "sha256"})
_CONTROL = shape.record(
    Result,
    {
        "id": CONTROL,
        "status": shape.choice(_STATUSES),
        "checkedAt": shape.time,
        "evidence": shape.rows(_EVIDENCE, 0, 64, "evidence items"),
        "metrics": shape.rows(_measured, 0, 16, "metrics"),
    },
    {"errorCode": NAME},
)
_EXCEPTION = shape.record(
    ExceptionRecord,
    {
        "id": shape.text(r"EXC-[0-9]{4}-[0-9]{3,6}", "an exception id such as `EXC-2026-001`"),
        "control": CONTROL,
        "reason": NAME,
        "affected": COUNT,
        "grantedAt": shape.time,
        "expiresAt": shape.time,
        "approvedBy": NAME,
        "record": DIGEST,
    },
    names={"record": "record_sha256"},
)
_PREDICATE = shape.record(
    shape.fields,
    {
        "environment": NAME,
        "sequence": shape.integer(1),
        "previous": shape.nullable(
            shape.record(shape.fields, {"sequence": shape.integer(1), "digest": DIGEST}),
        ),
        "checklist": shape.record(
            ChecklistPin, {"id": NAME, "version": NAME, "digest": DIGEST}, names={"digest": "sha256"}
        ),
        "scanner": shape.record(
            Scanner, {"id": HTTPS, "version": NAME, "imageDigest": DIGEST}, names={"imageDigest": "image_sha256"}
        ),
        "scan": shape.record(shape.fields, {"startedAt": shape.time, "finishedAt": shape.time}),
        "expiresAt": shape.time,
        "controls": shape.rows(_CONTROL, 1, 512, "controls"),
        "exceptions": shape.rows(_EXCEPTION, 0, 512, "exceptions"),
    },
    {
        "deployment": shape.record(
            lambda git_commit: git_commit,
            {"gitCommit": shape.text(r"[0-9a-f]{40}|[0-9a-f]{64}", "a Git commit in 40 or 64 hexadecimal digits")},
        ),
    },
)
_STATEMENT = shape.record(
    shape.fields,
    {
        "_type": shape.exactly(STATEMENT_TYPE),
        "subject": shape.rows(
            shape.record(
                shape.fields,
                {"name": shape.text(r"[a-z0-9.@-]{1,128}", "a checklist's id, `@` and version"), "digest": DIGEST},
            ),
            1,
            1,
            "subjects",
        ),
        "predicateType": shape.exactly(PREDICATE_TYPE),
        "predicate": _PREDICATE,
    },
)
_TYPES = (
    ("_type", STATEMENT_TYPE, UNSUPPORTED_STATEMENT_TYPE),
    ("predicateType", PREDICATE_TYPE, UNSUPPORTED_PREDICATE_TYPE),
)


def read_statement(verified: Verified, path: str) -> Statement:
    """The statement in a verified payload; raises what `parse_unsigned` raises."""
    return _parse(verified.payload, verified.sha256, path)


def parse_unsigned(payload: bytes, path: str) -> Statement:
    """The statement that the bytes hold, for whoever is about to sign them; nothing is verified by it.

    Raises `MalformedStatement` for what is not strict JSON, `UnsupportedStatementType` and
    `UnsupportedPredicateType` for other kinds of statements, `SchemaViolation` for all else.
    """
    return _parse(payload, sha256(payload).hexdigest(), path)


def _parse(payload: bytes, digest: str, path: str) -> Statement:
    value = _parsed(payload, path)
    for key, wanted, rule in _TYPES:
        found = value.get(key)
        if type(found) is str and found != wanted:
            _parsed(payload, path, formed=False)
            raise refusal(rule, path, f"The payload of `{path}` is {shown(found)}; `{wanted}` is wanted.", route=key)
    try:
        given = _STATEMENT(value)
        _check_previous(given["predicate"])
        _check_error_codes(given["predicate"]["controls"])
    except ShapeError as error:
        _parsed(payload, path, formed=False)
        message = f"The payload of `{path}` has another form{error.at}: {error.message}."
        raise refusal(SCHEMA_VIOLATION, path, message, route=error.route) from None
    return _made(digest, given["subject"][0], given["predicate"])


def _parsed(payload: bytes, path: str, *, formed: bool = True) -> dict[str, Any]:
    """The payload as JSON.  Its form leaves no room for deep nesting, so that is asked only when the form is wrong."""
    try:
        return parse_object(payload, formed=formed)
    except JsonError as error:
        raise refusal(MALFORMED_STATEMENT, path, f"The payload of `{path}` {error}.") from None


def _check_previous(predicate: dict[str, Any]) -> None:
    sequence, previous = predicate["sequence"], predicate["previous"]
    if previous is None if sequence == 1 else previous is not None and previous["sequence"] == sequence - 1:
        return
    found = "null" if previous is None else f"sequence {previous['sequence']}"
    wanted = "null" if sequence == 1 else f"sequence {sequence - 1}"
    error = ShapeError(f"{wanted} is expected before sequence {sequence}, not {found}")
    error.steps += ["previous", "predicate"]
    raise error


def _check_error_codes(results: tuple[Result, ...]) -> None:
    for index, result in enumerate(results):
        if (result.status is Outcome.ERROR) != (result.error_code is not None):
            found = "no `errorCode`" if result.error_code is None else "an `errorCode`"
            error = ShapeError(f"there is {found} at the status `{result.status.value}`; only `error` has one, always")
            error.steps += [index, "controls", "predicate"]
            raise error


def _made(digest: str, subject: dict[str, str], given: dict[str, Any]) -> Statement:
    scan = given.pop("scan")
    previous = given.pop("previous") or {"sequence": None, "digest": None}
    return Statement(
        sha256=digest,
        subject_name=subject["name"],
        subject_sha256=subject["digest"],
        previous_sequence=previous["sequence"],
        previous_sha256=previous["digest"],
        started_at=scan["started_at"],
        finished_at=scan["finished_at"],
        git_commit=given.pop("deployment"),
        results=given.pop("controls"),
        **given,
    )
