"""What a fuzzer calls: one function for each thing that is read from outside, over bytes.

A target does what the verifier does with such a file, and asserts what has to hold whatever the bytes are: nothing but
`SnapshotError` leaves the reader, a refusal is short and printable, and what is accepted is what was meant.  It opens
no file, so that a run is fast.  `scripts/fuzz.py` runs them under coverage guidance; `tests/fuzz/` runs them over the
seeds and over everything that was once found.
"""

from __future__ import annotations

import base64
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from posture_simulator import ENVIRONMENT, NOW, Simulator

from trustgen.attest import anchors, gather, select
from trustgen.attest.bundle import read_bundle
from trustgen.attest.checklist import read_checklist
from trustgen.attest.dsse import Envelope, Verified, read_envelope, verify
from trustgen.attest.errors import SnapshotError
from trustgen.attest.policyfile import check_time, read_policy
from trustgen.attest.select import Request, judge
from trustgen.attest.sources.directory import EvidenceFile
from trustgen.attest.strictjson import JsonError, parse_object
from trustgen.attest.wrap import envelope_json
from trustgen.model.posture import Outcome

if TYPE_CHECKING:
    from trustgen.finding import Finding

Target = Callable[[bytes], None]
NAME = "x.dsse.json"
VECTORS = Path(__file__).resolve().parents[1] / "vectors" / "attacks"
LARGEST = 16 * 1024
PLACES = {
    "envelope": "*/snapshots/*.dsse.json",
    "bundle": "*/snapshots/*.sigstore.json",
    "statement": "*/snapshots/*.dsse.json",
    "policy": "*/trust-policy.json",
    "checklist": "*/checklist.json",
    "lock": "*/posture.lock.json",
    "state": "*/state.jsonl",
    "published": "*/manifest.json",
}
LONGEST = 600
"""Characters of a message: a sentence, with a value cut at 80 and a name or two."""


class Base:
    """The simulator's policy and checklist, read once, and every payload that the seeds hold."""

    def __init__(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            request = Simulator(Path(folder)).request()
            self.policy = read_policy(request.policy.read_bytes(), "trust-policy.json")
            self.checklist = read_checklist(request.checklist.read_bytes(), "checklist.json")
        nowhere = Path("nowhere")
        self.request = Request(folder=nowhere, policy=nowhere, checklist=nowhere, now=NOW, root=nowhere)
        self.keys = [key.key for key in self.policy.keys]
        self.signed = {sha256(payload).hexdigest() for payload in seeds("statement")}


def seeds(name: str) -> list[bytes]:
    """Where a run begins: the files of the attack vectors, each content once."""
    files = sorted(path for path in VECTORS.glob(PLACES[name]) if path.is_file() and path.stat().st_size < LARGEST)
    data = [path.read_bytes() for path in files]
    return list(dict.fromkeys(map(_payload, data) if name == "statement" else data))


def _payload(data: bytes) -> bytes:
    """What an envelope holds, however it is written; an envelope that holds nothing gives nothing."""
    try:
        text = json.loads(data)["payload"].replace("-", "+").replace("_", "/")
        return base64.b64decode(text)
    except (ValueError, TypeError, KeyError, AttributeError):
        return b"{}"


def said(message: str) -> None:
    """A message can be printed anywhere, and is short."""
    assert message.isascii(), message
    assert message.isprintable(), message
    assert len(message) <= LONGEST, message


def refused(finding: Finding) -> None:
    """A refusal says its piece without showing what it refuses."""
    said(finding.message)
    assert finding.message.endswith(".")
    assert finding.help
    assert (finding.span.route or "x").isprintable()


@contextmanager
def _swapped(module: Any, name: str, answer: object) -> Iterator[None]:
    """A function of a module gives this answer meanwhile: no disk, and no signature that a fuzzer could not make."""
    kept = getattr(module, name)
    setattr(module, name, lambda *_: answer)
    try:
        yield
    finally:
        setattr(module, name, kept)


def envelope(data: bytes) -> None:
    """A file `*.dsse.json`."""
    _wrapped(data, read_envelope)


def bundle(data: bytes) -> None:
    """A file `*.sigstore.json`."""
    _wrapped(data, read_bundle)


def _wrapped(data: bytes, read: Callable[[dict[str, Any], str], Envelope]) -> None:
    try:
        value = parse_object(data)
    except JsonError as error:
        said(str(error))
        return
    assert json.loads(data) == value
    try:
        made = read(value, NAME)
        first = made.signatures[0].data
        again = read_envelope(json.loads(envelope_json(made.payload, {"k": first})), NAME)
        assert again.payload == made.payload
        assert again.signatures[0].data == first
        verified = verify(made, BASE.keys, NAME)
    except SnapshotError as error:
        refused(error.finding)
        return
    # Nothing is under a good signature but what the seeds hold.
    assert sha256(verified.payload).hexdigest() == verified.sha256
    assert verified.sha256 in BASE.signed


def statement(data: bytes) -> None:
    """A signed payload, as far as the pages."""
    verified = Verified(payload=data, sha256=sha256(data).hexdigest(), signatures=((BASE.keys[0].keyid, b""),))
    file = EvidenceFile(name=NAME, path=NAME, data=b"")
    try:
        with _swapped(gather, "_verified", verified):
            snapshot = gather.read_snapshot(file, BASE.policy)
        with _swapped(select, "load_checklist", BASE.checklist):
            selected = judge(BASE.request, BASE.policy, {snapshot.statement.sequence: snapshot})
    except SnapshotError as error:
        refused(error.finding)
        return
    signed = json.loads(data)["predicate"]
    head = selected.head
    assert head.environment == signed["environment"] == ENVIRONMENT
    assert head.sequence == signed["sequence"] >= BASE.policy.min_sequence
    assert {row["id"]: row["status"] for row in signed["controls"]} == {
        name: result.outcome.value for name, result in head.results.items()
    }
    assert set(head.results) == {control.id for control in BASE.checklist.controls}
    assert selected.valid_until > NOW >= head.finished_at - BASE.policy.clock_skew
    assert NOW - head.finished_at <= BASE.policy.max_age
    _passes(selected)


def _passes(selected: select.Selected) -> None:
    """Whatever passes has evidence and every metric on target; whatever is excepted has a live record."""
    records = selected.head.exceptions
    assert all(record.granted_at <= NOW < record.expires_at for record in records)
    assert all(record.expires_at - record.granted_at <= timedelta(days=90) for record in records)
    for result in selected.head.results.values():
        assert result.outcome is not Outcome.ERROR
        if result.outcome is Outcome.EXCEPTION:
            assert any(record.control == result.id for record in records)
        if result.outcome is Outcome.PASS:
            assert result.evidence
            for metric in result.metrics:
                if metric.kind == "ratio":
                    reached = Fraction(metric.numerator or 0, metric.denominator or 0)
                    assert Fraction(95, 100) <= reached <= 1
                else:
                    assert metric.value is not None
                    assert metric.value <= 90


def policy(data: bytes) -> None:
    """A trust policy."""
    try:
        made = read_policy(data, "trust-policy.json")
        check_time(made, NOW)
    except SnapshotError as error:
        refused(error.finding)
        return
    usable = [key for key in made.keys if key.valid_at(NOW) and not key.revoked]
    assert 1 <= made.threshold <= len({key.key.spki for key in usable})
    assert all(sha256(key.key.spki).hexdigest() == key.keyid for key in made.keys)
    assert made.max_age <= timedelta(days=31)
    assert made.data == data
    assert json.loads(data)["environment"] == made.environment


def checklist(data: bytes) -> None:
    """A checklist."""
    try:
        made = read_checklist(data, "checklist.json")
    except SnapshotError as error:
        refused(error.finding)
        return
    assert len({control.id for control in made.controls}) == len(made.controls) == len(json.loads(data)["controls"])
    assert all(control.title.isprintable() or control.title for control in made.controls)


def lock(data: bytes) -> None:
    """The lock in the repository."""
    _anchor("lock", data)


def state(data: bytes) -> None:
    """The local state."""
    _anchor("state", data)


def published(data: bytes) -> None:
    """The published site's record."""
    _anchor("published", data)


def _anchor(which: str, data: bytes) -> None:
    files: dict[str, Path | None] = {"lock": None, "state": None, "published": None}
    try:
        with _swapped(anchors, "read_inside", data):
            found = anchors.read_anchors(**(files | {which: Path(which)}), environment=ENVIRONMENT, root=Path())
    except SnapshotError as error:
        refused(error.finding)
        return
    assert found
    assert all(anchor.sequence >= 1 for anchor in found)
    assert all(len(anchor.sha256) == 64 for anchor in found)


TARGETS: dict[str, Target] = {
    "envelope": envelope,
    "bundle": bundle,
    "statement": statement,
    "policy": policy,
    "checklist": checklist,
    "lock": lock,
    "state": state,
    "published": published,
}

BASE = Base()
