"""Reading a signed statement: its form, field by field (format sections 4.2 and 4.3).

Takes verified bytes and parses them; what comes out has the right form and says nothing yet about whether it is true,
fresh or the latest.  Texts that a visitor reads never come from here: names are short codes, reasons are codes, and
everything else is a number, a time or a digest.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from msgspec import convert

from trustgen.attest import shape, written
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
from trustgen.attest.shape import COMMIT, CONTROL, COUNT, DIGEST, EXCEPTION, HTTPS, NAME, SUBJECT, ShapeError
from trustgen.attest.statement import Statement
from trustgen.attest.strictjson import JsonError, parse_object
from trustgen.attest.written import Form
from trustgen.model.posture import Outcome, Scanner

if TYPE_CHECKING:
    from trustgen.attest.dsse import Verified
    from trustgen.attest.errors import SnapshotError
    from trustgen.attest.statement import Result
    from trustgen.attest.written import Predicate, Subject

_STATUSES = {outcome.value: outcome.value for outcome in Outcome if outcome is not Outcome.NOT_SCANNED}

_RATIO = shape.record(shape.fields, {"id": NAME, "unit": NAME, "numerator": COUNT, "denominator": COUNT})
_QUANTITY = shape.record(shape.fields, {"id": NAME, "unit": NAME, "value": COUNT})


def _measured(value: Any) -> dict[str, Any]:
    quantity = type(value) is dict and "value" in value
    return (_QUANTITY if quantity else _RATIO)(value)


_EVIDENCE = shape.record(shape.fields, {"name": NAME, "digest": DIGEST})
_CONTROL = shape.record(
    shape.fields,
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
    shape.fields,
    {
        "id": EXCEPTION,
        "control": CONTROL,
        "reason": NAME,
        "affected": COUNT,
        "grantedAt": shape.time,
        "expiresAt": shape.time,
        "approvedBy": NAME,
        "record": DIGEST,
    },
)
_PREDICATE = shape.record(
    shape.fields,
    {
        "environment": NAME,
        "sequence": shape.integer(1),
        "previous": shape.nullable(shape.record(shape.fields, {"sequence": shape.integer(1), "digest": DIGEST})),
        "checklist": shape.record(shape.fields, {"id": NAME, "version": NAME, "digest": DIGEST}),
        "scanner": shape.record(shape.fields, {"id": HTTPS, "version": NAME, "imageDigest": DIGEST}),
        "scan": shape.record(shape.fields, {"startedAt": shape.time, "finishedAt": shape.time}),
        "expiresAt": shape.time,
        "controls": shape.rows(_CONTROL, 1, 512, "controls"),
        "exceptions": shape.rows(_EXCEPTION, 0, 512, "exceptions"),
    },
    {"deployment": shape.record(shape.fields, {"gitCommit": COMMIT})},
)
_STATEMENT = shape.record(
    shape.fields,
    {
        "_type": shape.exactly(STATEMENT_TYPE),
        "subject": shape.rows(shape.record(shape.fields, {"name": SUBJECT, "digest": DIGEST}), 1, 1, "subjects"),
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
    """By the quick reader where that says yes; whatever it does not take, the careful one takes or explains."""
    form = written.read(payload) or _read(payload, path)
    try:
        _check_previous(form.predicate)
        _check_error_codes(form.predicate.controls)
    except ShapeError as error:
        raise _another_form(error, path) from None
    return _made(digest, form.subject[0], form.predicate)


def _read(payload: bytes, path: str) -> Form:
    try:
        value = parse_object(payload)
    except JsonError as error:
        raise refusal(MALFORMED_STATEMENT, path, f"The payload of `{path}` {error}.") from None
    for key, wanted, rule in _TYPES:
        found = value.get(key)
        if type(found) is str and found != wanted:
            message = f"The payload of `{path}` is of another type, {shown(found)}; `{wanted}` is wanted."
            raise refusal(rule, path, message, route=key)
    try:
        _STATEMENT(value)
    except ShapeError as error:
        raise _another_form(error, path) from None
    return convert(value, Form)


def _another_form(error: ShapeError, path: str) -> SnapshotError:
    message = f"The payload of `{path}` has another form{error.at}: {error.message}."
    return refusal(SCHEMA_VIOLATION, path, message, route=error.route)


def _check_previous(predicate: Predicate) -> None:
    sequence, previous = predicate.sequence, predicate.previous
    if previous is None if sequence == 1 else previous is not None and previous.sequence == sequence - 1:
        return
    found = "null" if previous is None else f"sequence {previous.sequence}"
    wanted = "null" if sequence == 1 else f"sequence {sequence - 1}"
    error = ShapeError(f"{wanted} is expected before sequence {sequence}, not {found}")
    error.steps += ["previous", "predicate"]
    raise error


def _check_error_codes(results: tuple[Result, ...]) -> None:
    error = Outcome.ERROR
    for index, result in enumerate(results):
        if (result.status is error) != (result.error_code is not None):
            found = "no `errorCode`" if result.error_code is None else "an `errorCode`"
            fault = ShapeError(f"there is {found} at the status `{result.status.value}`; only `error` has one, always")
            fault.steps += [index, "controls", "predicate"]
            raise fault


def _made(digest: str, subject: Subject, given: Predicate) -> Statement:
    pin, scanner, previous = given.checklist, given.scanner, given.previous
    return Statement(
        sha256=digest,
        subject_name=subject.name,
        subject_sha256=subject.digest.sha256,
        environment=given.environment,
        sequence=given.sequence,
        previous_sequence=previous.sequence if previous else None,
        previous_sha256=previous.digest.sha256 if previous else None,
        checklist=ChecklistPin(id=pin.id, version=pin.version, sha256=pin.digest.sha256),
        scanner=Scanner(id=scanner.id, version=scanner.version, image_sha256=scanner.image_digest.sha256),
        started_at=given.scan.started_at,
        finished_at=given.scan.finished_at,
        expires_at=given.expires_at,
        git_commit=given.deployment.git_commit if given.deployment else None,
        results=given.controls,
        exceptions=given.exceptions,
    )
