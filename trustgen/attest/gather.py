"""Steps 2 to 4 of the selection (format section 6): every file verified, read, and put together by sequence.

One bad file ends it: nothing is skipped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from trustgen.attest.bundle import is_keyless, read_bundle, read_keyless
from trustgen.attest.dsse import Verified, join, read_envelope, verify, verify_keyless
from trustgen.attest.errors import FORK_DETECTED, MALFORMED_ENVELOPE, UNSUPPORTED_BUNDLE, WRONG_ENVIRONMENT, refusal
from trustgen.attest.sources.directory import EvidenceFile, read_folder
from trustgen.attest.statementform import read_statement
from trustgen.attest.strictjson import JsonError, parse_object

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

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
    """Every snapshot of the folder, by its signed sequence; raises as `put_together` and `read_folder` do."""
    return put_together(read_folder(folder, root), policy)


def put_together(files: Iterable[EvidenceFile], policy: Policy) -> dict[int, Snapshot]:
    """Every snapshot in the files, by its signed sequence.

    Raises the class of the first file that is not a trusted snapshot of the policy's environment, and `ForkDetected`
    where two different ones have the same number.
    """
    found: dict[int, Snapshot] = {}
    for file in files:
        snapshot = read_snapshot(file, policy)
        sequence = snapshot.statement.sequence
        found[sequence] = _joined(found[sequence], snapshot) if sequence in found else snapshot
    return found


def read_snapshot(file: EvidenceFile, policy: Policy) -> Snapshot:
    """The snapshot in one file, verified, of the right form and of the policy's environment."""
    verified = _verified(file, policy)
    statement = read_statement(verified, file.path)
    if statement.environment != policy.environment:
        found = statement.environment
        message = f"`{file.path}` is about the environment `{found}`; `{policy.environment}` is wanted."
        raise refusal(WRONG_ENVIRONMENT, file.path, message, route="predicate.environment")
    return Snapshot(statement=statement, verified=verified, files=(file,))


def _verified(file: EvidenceFile, policy: Policy) -> Verified:
    path = file.path
    try:
        value = parse_object(file.data)
    except JsonError as error:
        raise refusal(MALFORMED_ENVELOPE, path, f"`{path}` {error}.", line=error.line, column=error.column) from None
    if file.bundle and is_keyless(value):
        if not policy.identities:
            message = f"`{path}` is a bundle with a certificate in place of a key; the trust policy lists no identity."
            raise refusal(UNSUPPORTED_BUNDLE, path, message, route="verificationMaterial.certificate")
        return verify_keyless(read_keyless(value, path), file.data, policy, path)
    envelope = read_bundle(value, path) if file.bundle else read_envelope(value, path)
    return verify(envelope, [key.key for key in policy.keys], path)


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
