"""What was known before (format section 6): the lock, the local state, and the record of the published site.

Each names the newest snapshot that somebody once accepted.  A file that was named but is damaged, empty, missing or of
another environment is `StateCorrupt`: it never means that nothing was known.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from trustgen.attest import shape
from trustgen.attest.disk import DiskError, display, read_inside
from trustgen.attest.errors import FORK_DETECTED, STATE_CORRUPT, SnapshotError, refusal
from trustgen.attest.format import MAX_FILE_BYTES, MAX_RECORD_BYTES
from trustgen.attest.shape import NAME, ShapeError
from trustgen.attest.strictjson import JsonError, parse_object

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FIRST = "0" * 64
"""What the first line of a local state gives as the digest of the line before."""


EARLIER = re.compile(r"posture/history/([0-9]{10,16})(?:-[0-9a-f]{12})?\.(?:dsse|sigstore)\.json")
"""Where the published site carries an earlier snapshot: its number, in ten digits or as many as it has."""


class Anchor(Struct, frozen=True, kw_only=True):
    """A snapshot that was known before, and the file that says so."""

    kind: str
    """`lock`, `state` or `published`."""
    sequence: int
    sha256: str
    path: str
    policy_sha256: str | None = None
    """Of the trust policy that the published site was built with."""
    shown: tuple[int, ...] = ()
    """The numbers of all snapshots that the published site carries, lowest first."""


def read_anchors(
    *,
    lock: Path | None,
    state: Path | None,
    published: Path | None,
    environment: str,
    root: Path,
) -> tuple[Anchor, ...]:
    """What the files say, each snapshot that one of them names; raises `StateCorrupt`."""
    found: list[Anchor] = []
    if lock is not None:
        name = display(lock, root)
        found.append(read_lock(_read(lock, MAX_FILE_BYTES, root), environment, name))
    if state is not None:
        found += read_state(_read(state, MAX_RECORD_BYTES, root), environment, display(state, root))
    if published is not None:
        name = display(published, root)
        record = _object(_read(published, MAX_RECORD_BYTES, root), name)
        # The manifest holds much more; only these fields are an anchor.
        named = {key: value for key, value in record.items() if key in _ANCHOR_FIELDS}
        anchor = _one("published", named, _LOCK, environment, name)
        shown = tuple(sorted({*_history(record, name), anchor.sequence}))
        found.append(replace(anchor, policy_sha256=_policy(record, name), shown=shown))
    return tuple(found)


def by_sequence(found: Iterable[Anchor]) -> dict[int, Anchor]:
    """The anchors by their number; raises `ForkDetected` where two of them contradict."""
    known: dict[int, Anchor] = {}
    for anchor in found:
        other = known.setdefault(anchor.sequence, anchor)
        if other.sha256 != anchor.sha256:
            message = (
                f"`{other.path}` and `{anchor.path}` hold two different snapshots of number {anchor.sequence}: "
                f"{other.sha256} and {anchor.sha256}."
            )
            raise refusal(FORK_DETECTED, anchor.path, message)
    return known


_ANCHOR_FIELDS = ("environment", "sequence", "sha256")
_LOCK = shape.record(shape.fields, {"environment": NAME, "sequence": shape.integer(1), "sha256": shape.sha256})
_LINE = shape.record(
    shape.fields,
    {
        "environment": NAME,
        "sequence": shape.integer(1),
        "sha256": shape.sha256,
        "verifiedAt": shape.time,
        "prev": shape.text(r"[0-9a-f]{64}", "a SHA-256 in 64 lower-case hexadecimal digits"),
    },
)


def read_lock(data: bytes, environment: str, name: str) -> Anchor:
    """The snapshot that a lock holds; raises `StateCorrupt`."""
    return _one("lock", _object(data, name), _LOCK, environment, name)


def read_state(data: bytes, environment: str, name: str) -> list[Anchor]:
    """The lines of an append-only state; each holds the SHA-256 of the line before it.  Raises `StateCorrupt`."""
    if not data.endswith(b"\n"):
        raise _corrupt(name, "ends in the middle of a line" if data else "is empty, but was written once")
    before = FIRST
    found: list[Anchor] = []
    for number, line in enumerate(data[:-1].split(b"\n"), start=1):
        value = _object(line, name, f"line {number} ")
        anchor = _one("state", value, _LINE, environment, name)
        if value["prev"] != before:
            raise _corrupt(name, f"does not hang together: line {number} does not name the line before it")
        if found and (found[-1].sequence > anchor.sequence or not _same(found[-1], anchor)):
            last = found[-1].sequence
            message = f"contradicts itself: line {number} is number {anchor.sequence} after number {last}"
            raise _corrupt(name, message if anchor.sequence != last else f"{message}, with another digest")
        before = sha256(line).hexdigest()
        found.append(anchor)
    return found


def _same(one: Anchor, other: Anchor) -> bool:
    return one.sequence != other.sequence or one.sha256 == other.sha256


def _policy(record: dict[str, Any], name: str) -> str | None:
    """The digest of the policy in a published record; records of other makers may have none."""
    if "policySha256" not in record:
        return None
    try:
        return shape.sha256(record["policySha256"])
    except ShapeError as error:
        raise _corrupt(name, f"has another form at `policySha256`: {error.message}", "policySha256") from None


def _history(record: dict[str, Any], name: str) -> Iterator[int]:
    """The numbers of the earlier snapshots in a published record; records of other makers may list no files."""
    files = record.get("files", {})
    if type(files) is not dict:
        raise _corrupt(name, "has another form at `files`: an object of paths is wanted", "files")
    for path in files:
        found = EARLIER.fullmatch(path)
        if found is not None:
            yield int(found[1])


def _one(kind: str, value: dict[str, Any], form: shape.Check[dict[str, Any]], environment: str, name: str) -> Anchor:
    try:
        given = form(value)
    except ShapeError as error:
        raise _corrupt(name, f"has another form{error.at}: {error.message}", error.route) from None
    if given["environment"] != environment:
        found = given["environment"]
        raise _corrupt(name, f"is about the environment `{found}`; the trust policy is about `{environment}`")
    return Anchor(kind=kind, sequence=given["sequence"], sha256=given["sha256"], path=name)


def _object(data: bytes, name: str, where: str = "") -> dict[str, Any]:
    try:
        return parse_object(data)
    except JsonError as error:
        raise _corrupt(name, f"cannot be read: {where}{error}" if where else str(error)) from None


def _read(path: Path, limit: int, root: Path) -> bytes:
    try:
        return read_inside(path, root, limit)
    except DiskError as error:
        raise _corrupt(display(path, root), str(error)) from None


def _corrupt(name: str, fault: str, route: str | None = None) -> SnapshotError:
    return refusal(STATE_CORRUPT, name, f"`{name}` {fault}.", route=route)
