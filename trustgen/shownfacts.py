"""What the pages say of the evidence is what was verified: the snapshot, who signed it, and when it runs out.

Templates may be overridden by a project.  Whatever they do, the facts of the snapshot and its signers are on the pages
where a reader looks for them, under their shipped names, so are the exceptions, each run of earlier snapshots names who
signed it, and every page can say that it has run out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.finding import Rule
from trustgen.render.filters import day, fill, iso, left, minute, short
from trustgen.render.scripts import page_scripts
from trustgen.render.security import SAVED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.model.center import Evidence, GradedControl, TrustCenter
    from trustgen.model.posture import ExceptionRecord
    from trustgen.render.words import Words

OTHER_EVIDENCE = Rule(
    code="TG417",
    name="other-evidence",
    summary="A page says something else of the snapshot, its signers or its end than what was verified.",
    help=(
        "Print them with the components `evidence`, `signer`, `identity`, `signings`, `exception`, `exceptions` and "
        "`stale` alone, and the snapshot at the foot of the layout, as they are."
    ),
)
EVIDENCE_ABSENT = Rule(
    code="TG418",
    name="evidence-absent",
    summary="A page leaves out the snapshot, who signed it, or that it can run out, where that belongs.",
    help="Print it in the template, in sight, and leave the notice that a page is out of date in the layout.",
)

Fact = tuple[str, tuple[str, ...]]
KINDS: Final = frozenset(
    {"snapshot", "key", "identity", "signing", "stale", "script", "foot", "exception", "exceptions", "cover", "paper"}
)
"""What is judged here."""
_WHITEPAPER: Final = "whitepaper.html"
_POSTURE: Final = "posture/index.html"
VERIFY: Final = "posture/verify-yourself.html"


def facts(center: TrustCenter, words: Words) -> Iterator[Fact]:
    """Everything that any page may say of the evidence."""
    yield snapshot_fact(center.evidence, words)
    yield _foot(center, words)
    yield from paper_facts(center.evidence, words)
    yield from signer_facts(center.evidence, words)
    yield from _signings(center, words)
    for control in center.controls.values():
        yield from (_exception(record, center, words) for record in control.exceptions)
    yield from (_exceptions(center, words, timed=timed) for timed in (False, True))
    yield _stale(center, words)


def wanted_facts(path: str, center: TrustCenter, words: Words, owner: GradedControl | None) -> Iterator[Fact]:
    """What a page has to say of the evidence."""
    if path in (_POSTURE, _WHITEPAPER):
        yield snapshot_fact(center.evidence, words)
    if owner is not None:
        yield from (_exception(record, center, words) for record in owner.exceptions)
    if path in (_POSTURE, _WHITEPAPER, VERIFY):
        yield from signer_facts(center.evidence, words)
    if path in (_POSTURE, _WHITEPAPER) and any(control.exceptions for control in center.controls.values()):
        yield _exceptions(center, words, timed=path == _POSTURE)
    if path == _WHITEPAPER:
        yield from paper_facts(center.evidence, words)
    if path == _POSTURE and len(center.history.snapshots) > 1:
        yield from _signings(center, words)
    if path not in (_WHITEPAPER, SAVED):
        yield _foot(center, words)
        yield _stale(center, words)
        yield "script", (page_scripts().stale.path.rpartition("/")[2],)


def snapshot_fact(one: Evidence, words: Words) -> Fact:
    """The rows that say which snapshot it is."""
    return "snapshot", _named(
        words,
        "evidence",
        environment=one.environment,
        sequence=str(one.sequence),
        started=minute(one.started_at),
        scanned=minute(one.scanned_at),
        valid_until=minute(one.valid_until),
        scanner=f"{one.scanner} {one.scanner_version}",
        checklist=f"{one.checklist_id} {one.checklist_version}",
        snapshots=str(one.snapshots),
        signatures=str(one.threshold),
        sha256=one.sha256,
        checklist_sha256=one.checklist_sha256,
        policy_sha256=one.policy_sha256,
    )


def _foot(center: TrustCenter, words: Words) -> Fact:
    one = center.evidence
    return "foot", _named(
        words,
        "frame",
        snapshot=fill(words.text("frame.sequence"), sequence=one.sequence),
        scanned=minute(one.scanned_at),
        valid_until=minute(one.valid_until),
        digest=short(one.sha256),
    )


def paper_facts(one: Evidence, words: Words) -> Iterator[Fact]:
    """What the cover of the whitepaper says, and the foot of each of its pages: the snapshot, and a demonstration."""
    said = {
        "snapshot": fill(words.text("frame.sequence"), sequence=one.sequence),
        "scanned": minute(one.scanned_at),
        "valid_until": minute(one.valid_until),
    }
    line = " · ".join(f"{words.text(f'frame.{name}')} {value}" for name, value in said.items())
    notice = f"{words.text('demonstration.title')} {words.text('demonstration.text')}"
    parts = (notice, line) if one.demonstration else (line,)
    yield from ((kind, tuple(" ".join(part.split()) for part in parts)) for kind in ("cover", "paper"))


def signer_facts(evidence: Evidence, words: Words) -> Iterator[Fact]:
    """The rows that say who signed: one fact for each key and identity."""
    for key in evidence.signers:
        times = {"not_before": minute(key.not_before), "not_after": minute(key.not_after)}
        yield "key", _named(words, "evidence", key=key.name, algorithm=key.algorithm, keyid=key.keyid, **times)
    for one in evidence.identities:
        said = {"subject": one.subject, "issuer": one.issuer, "root_sha256": one.root_sha256}
        yield "identity", _named(words, "evidence", **said)


def _exception(record: ExceptionRecord, center: TrustCenter, words: Words) -> Fact:
    said = _excepted(record)
    until = f"{_left(record, center, words)}, {words.text('exception.as_of')} {minute(center.as_of)}"
    return "exception", _named(words, "exception", **said, left=until, record=record.record.sha256)


def _exceptions(center: TrustCenter, words: Words, *, timed: bool) -> Fact:
    """The table of all exceptions, its heads first; one on paper says nothing of the time left."""
    heads = ["control", "id", "reason", "approved_by", "affected", "granted", "expires", *(["left"] if timed else [])]
    cells = [words.text(f"exception.{name}") for name in heads]
    for control in center.controls.values():
        for record in control.exceptions:
            cells += [control.control.id, *_excepted(record).values()]
            cells += [_left(record, center, words)] if timed else []
    return "exceptions", tuple(cells)


def _excepted(record: ExceptionRecord) -> dict[str, str]:
    return {
        "id": record.id,
        "reason": record.reason,
        "approved_by": record.approved_by,
        "affected": str(record.affected),
        "granted": day(record.granted_at),
        "expires": day(record.expires_at),
    }


def _left(record: ExceptionRecord, center: TrustCenter, words: Words) -> str:
    unit, count = left(record.expires_at - center.as_of)
    return fill(words.text(f"duration.{unit}"), count=count)


def _named(words: Words, part: str, **said: str) -> tuple[str, ...]:
    """Names and what they stand for, in turn, as a list of terms prints them."""
    return tuple(text for name, value in said.items() for text in (words.text(f"{part}.{name}"), value))


def _signings(center: TrustCenter, words: Words) -> Iterator[Fact]:
    for run in center.history.signings:
        many = fill(words.text("history.range"), first=run.first, last=run.last)
        numbers = fill(words.text("history.number"), number=run.first) if run.first == run.last else many
        for signer in run.signers:
            yield "signing", (numbers, signer.name, signer.id)


def _stale(center: TrustCenter, words: Words) -> Fact:
    until = center.evidence.valid_until
    said = f"{words.text('stale.title')} {words.text('stale.text')} {minute(until)} ."
    return "stale", (iso(until), said)
