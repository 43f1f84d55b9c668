"""The quick reader of statements: it says yes to a writing that cannot be misread, and nothing to all others.

Bytes are taken when, but for white space, they are exactly what would be written for the value that they hold, with its
keys in the order of the format or in that of the alphabet.  Then no key can be there twice, no number in another form,
no time in another notation, nothing that two readers understand differently.  What is not taken is not wrong: the
careful reader in `statementform` reads it, or says what is wrong and where.
"""

from __future__ import annotations

from datetime import datetime, timezone
from functools import cache, lru_cache
from typing import Annotated

from msgspec import DecodeError, Meta, Struct, json

from trustgen.attest import shape
from trustgen.attest.format import MAX_INTEGER, PREDICATE_TYPE, STATEMENT_TYPE
from trustgen.attest.shape import ShapeError, sha256
from trustgen.attest.statement import Result  # noqa: TC001 - msgspec asks for the types
from trustgen.model.posture import Digest, ExceptionRecord, Outcome

Number = Annotated[int, Meta(ge=1, le=MAX_INTEGER)]


class _Part(Struct, frozen=True, rename="camel", omit_defaults=True):
    pass


class Subject(_Part, frozen=True):
    """What the statement is about: the checklist."""

    name: str
    digest: Digest


class Previous(_Part, frozen=True):
    """The link to the snapshot before."""

    sequence: Number
    digest: Digest


class Pin(_Part, frozen=True):
    """The checklist that was graded against."""

    id: str
    version: str
    digest: Digest


class Scanner(_Part, frozen=True):
    """The program that made the snapshot."""

    id: str
    version: str
    image_digest: Digest


class Scan(_Part, frozen=True):
    """When it ran."""

    started_at: datetime
    finished_at: datetime


class Deployment(_Part, frozen=True):
    """What was live."""

    git_commit: str


class Predicate(_Part, frozen=True):
    """The snapshot (format section 4.3)."""

    environment: str
    sequence: Number
    previous: Previous | None
    checklist: Pin
    scanner: Scanner
    scan: Scan
    expires_at: datetime
    controls: Annotated[tuple[Result, ...], Meta(min_length=1, max_length=512)]
    exceptions: Annotated[tuple[ExceptionRecord, ...], Meta(max_length=512)]
    deployment: Deployment | None = None


class Form(Struct, frozen=True, rename={"type": "_type", "predicate_type": "predicateType"}):
    """The statement as it is written (format section 4.2)."""

    type: str
    subject: Annotated[tuple[Subject, ...], Meta(min_length=1, max_length=1)]
    predicate_type: str
    predicate: Predicate


def read(payload: bytes) -> Form | None:
    """The statement, if this reader takes it: then it has the form of section 4, but for what one field says of others.

    The link to the snapshot before and the error codes are for the caller to compare with sequence and statuses.
    """
    decoder, *encoders = _coders()
    try:
        form = decoder.decode(payload)
        bare = json.format(payload, indent=-1)
        if all(encoder.encode(form) != bare for encoder in encoders):
            return None
        _check(form)
    except (DecodeError, UnicodeDecodeError, RecursionError, ShapeError):
        return None
    return form


@cache
def _coders() -> tuple[json.Decoder[Form], json.Encoder, json.Encoder]:
    return json.Decoder(Form), json.Encoder(), json.Encoder(order="sorted")


_name, _control = lru_cache(4096)(shape.NAME), lru_cache(4096)(shape.CONTROL)
"""One scan after the other uses the same few."""


def _check(form: Form) -> None:
    """Check what the types do not say; raises `ShapeError`."""
    given = form.predicate
    shape.exactly(STATEMENT_TYPE)(form.type)
    shape.exactly(PREDICATE_TYPE)(form.predicate_type)
    for subject in form.subject:
        shape.SUBJECT(subject.name)
        sha256(subject.digest.sha256)
    if given.previous is not None:
        sha256(given.previous.digest.sha256)
    for name in (given.environment, given.checklist.id, given.checklist.version, given.scanner.version):
        _name(name)
    sha256(given.checklist.digest.sha256)
    sha256(given.scanner.image_digest.sha256)
    shape.HTTPS(given.scanner.id)
    _check_times(given.scan.started_at, given.scan.finished_at, given.expires_at)
    if given.deployment is not None:
        shape.COMMIT(given.deployment.git_commit)
    for result in given.controls:
        _check_result(result)
    for record in given.exceptions:
        shape.EXCEPTION(record.id)
        _control(record.control)
        _name(record.reason)
        _name(record.approved_by)
        shape.COUNT(record.affected)
        sha256(record.record.sha256)
        _check_times(record.granted_at, record.expires_at)


def _check_result(result: Result) -> None:
    if result.status is Outcome.NOT_SCANNED:
        raise ShapeError("no snapshot ever says this")
    _control(result.id)
    _check_times(result.checked_at)
    if result.error_code is not None:
        _name(result.error_code)
    for item in result.evidence:
        _name(item.name)
        sha256(item.digest.sha256)
    for metric in result.metrics:
        _name(metric.id)
        _name(metric.unit)
        quantity = metric.value is not None
        if (metric.numerator is None) != quantity or (metric.denominator is None) != quantity:
            raise ShapeError("a metric is two counts or one quantity")


def _check_times(*times: datetime) -> None:
    for time in times:
        if time.tzinfo is not timezone.utc or time.microsecond:
            raise ShapeError("a time has whole seconds and is in UTC")
