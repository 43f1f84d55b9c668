"""Steps 2 to 4 of the selection (format section 6): every file verified, read, and put together by sequence.

One bad file ends it: nothing is skipped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from trustgen.attest.bundle import read_bundle
from trustgen.attest.dsse import Verified, join, read_envelope, verify
from trustgen.attest.errors import FORK_DETECTED, MALFORMED_ENVELOPE, WRONG_ENVIRONMENT, refusal
from trustgen.attest.quoting import shown
from trustgen.attest.sources.directory import EvidenceFile, read_folder
from trustgen.attest.statementform import read_statement
from trustgen.attest.strictjson import JsonError, parse_object

if TYPE_CHECKING:
    from pathlib import Path

    from trustgen.attest.dsse import Envelope
    from trustgen.attest.policy import Policy
    from trustgen.attest.statement import Statement


class Snapshot(Struct, frozen=True, kw_only=True):
    """One snapshot of the right form, in every wrapping in which it was received."""

    statement: Statement
    verified: Verified
    """The payload, with the signatures of all wrappings together."""
    files: tuple[EvidenceFile, ...]

    @property
    def path(self) -> str:
        """The file that findings name: the first by name."""
        return self.files[0].path


def gather(folder: Path, policy: Policy, root: Path) -> dict[int, Snapshot]:
    """Every snapshot of the folder, by its signed sequence.

    Raises the class of the first file that is not a trusted snapshot of the policy's environment, and `ForkDetected`
    where two different ones have the same number.
    """
    found: dict[int, Snapshot] = {}
    for file in read_folder(folder, root):
        snapshot = read_snapshot(file, policy)
        sequence = snapshot.statement.sequence
        found[sequence] = _joined(found[sequence], snapshot) if sequence in found else snapshot
    return found


def read_snapshot(file: EvidenceFile, policy: Policy) -> Snapshot:
    """The snapshot in one file, verified, of the right form and of the policy's environment."""
    verified = verify(_envelope(file), [key.key for key in policy.keys], file.path)
    statement = read_statement(verified, file.path)
    if statement.environment != policy.environment:
        found = shown(statement.environment)
        message = f"`{file.path}` is about the environment {found}; `{policy.environment}` is wanted."
        raise refusal(WRONG_ENVIRONMENT, file.path, message, route="predicate.environment")
    return Snapshot(statement=statement, verified=verified, files=(file,))


def _envelope(file: EvidenceFile) -> Envelope:
    try:
        value = parse_object(file.data)
    except JsonError as error:
        raise refusal(MALFORMED_ENVELOPE, file.path, f"`{file.path}` {error}.") from None
    return read_bundle(value, file.path) if file.bundle else read_envelope(value, file.path)


def _joined(one: Snapshot, other: Snapshot) -> Snapshot:
    """Two wrappings of one payload as one snapshot; different payloads of one number are a fork."""
    if one.verified.sha256 != other.verified.sha256:
        message = (
            f"`{one.path}` and `{other.path}` are two different snapshots of number {one.statement.sequence}: "
            f"{one.verified.sha256} and {other.verified.sha256}."
        )
        raise refusal(FORK_DETECTED, other.path, message)
    return Snapshot(
        statement=one.statement,
        verified=join(one.verified, other.verified),
        files=(*one.files, *other.files),
    )
