"""The quick reader of statements: it says yes to a writing that cannot be misread, and nothing to all others.

Bytes are taken when, but for white space, they are exactly what would be written for the value that they hold, with its
keys in the order of the format or in that of the alphabet.  Then no key can be there twice, no number in another form,
no time in another notation, nothing that two readers understand differently.  What is not taken is not wrong: the
careful reader in `statementform` reads it, or says what is wrong and where.
"""

from __future__ import annotations

import re
from datetime import datetime, timezone
from functools import cache, lru_cache
from typing import Annotated

from msgspec import DecodeError, Meta, Struct, json

from trustgen.attest import shape
from trustgen.attest.format import MAX_INTEGER, PREDICATE_TYPE, STATEMENT_TYPE
from trustgen.attest.shape import ShapeError
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
    decoder, encoder, alphabetic = _coders()
    try:
        form = decoder.decode(payload)
        written = encoder.encode(form)
        if written != payload and json.format(payload, indent=-1) not in (written, alphabetic.encode(form)):
            return None
        _check(form)
    except (DecodeError, UnicodeDecodeError, RecursionError, ShapeError):
        return None
    return form


@cache
def _coders() -> tuple[json.Decoder[Form], json.Encoder, json.Encoder]:
    return json.Decoder(Form), json.Encoder(), json.Encoder(order="sorted")


_DIGESTS = re.compile(r"[0-9a-f]{64}(?: [0-9a-f]{64})*").fullmatch
_NOT_SCANNED = Outcome.NOT_SCANNED
_name, _control = lru_cache(4096)(shape.NAME), lru_cache(4096)(shape.CONTROL)
"""One scan after the other uses the same few."""


def _check(form: Form) -> None:
    """Check what the types do not say; raises `ShapeError`."""
    given, results, records = form.predicate, form.predicate.controls, form.predicate.exceptions
    evidence = [item for result in results for item in result.evidence]
    _check_times(
        *(given.scan.started_at, given.scan.finished_at, given.expires_at),
        *[result.checked_at for result in results],
        *[time for record in records for time in (record.granted_at, record.expires_at)],
    )
    _check_digests(
        *(given.checklist.digest, given.scanner.image_digest, *([given.previous.digest] if given.previous else ())),
        *[subject.digest for subject in form.subject],
        *[item.digest for item in evidence],
        *[record.record for record in records],
    )
    for name in (given.environment, given.checklist.id, given.checklist.version, given.scanner.version):
        _name(name)
    for item in evidence:
        _name(item.name)
    for result in results:
        _check_result(result)
    for record in records:
        shape.EXCEPTION(record.id)
        _control(record.control)
        _name(record.reason)
        _name(record.approved_by)
        shape.COUNT(record.affected)
    for subject in form.subject:
        shape.SUBJECT(subject.name)
    shape.HTTPS(given.scanner.id)
    if given.deployment is not None:
        shape.COMMIT(given.deployment.git_commit)
    if (form.type, form.predicate_type) != (STATEMENT_TYPE, PREDICATE_TYPE):
        raise ShapeError("this is another kind of statement")


def _check_result(result: Result) -> None:
    if result.status is _NOT_SCANNED:
        raise ShapeError("no snapshot ever says this")
    _control(result.id)
    if result.error_code is not None:
        _name(result.error_code)
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


def _check_digests(*digests: Digest) -> None:
    texts = [digest.sha256 for digest in digests]
    if _DIGESTS(" ".join(texts)) is None or not shape.PLACEHOLDERS.isdisjoint(texts):
        raise ShapeError("a digest is 64 digits that are the hash of something")
