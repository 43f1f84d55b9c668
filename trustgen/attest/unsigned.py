"""What a verifier would say to a statement, before it is signed: so that nothing is signed that would be refused.

The statement comes after the newest snapshot that is known; its signers and the policy's gates are not looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from trustgen.attest.anchors import by_sequence, read_anchors
from trustgen.attest.chain import check_order
from trustgen.attest.disk import display
from trustgen.attest.errors import MISSING_SNAPSHOT, WRONG_ENVIRONMENT, SnapshotError, refusal
from trustgen.attest.gather import gather
from trustgen.attest.select import judge_content
from trustgen.attest.statementform import parse_unsigned
from trustgen.attest.times import check_fresh

if TYPE_CHECKING:
    from trustgen.attest.policy import Policy
    from trustgen.attest.select import Request
    from trustgen.attest.statement import Statement


class Next(Struct, frozen=True, kw_only=True):
    """The number of the next snapshot, and what it links to."""

    sequence: int
    previous_sha256: str | None
    """Of the payload of the one before; `None` at number 1."""


def next_number(request: Request, policy: Policy, *, first: bool) -> Next:
    """The number after the newest verified snapshot of the folder, which has to fit everything known before.

    The newest may be old, or graded against an earlier checklist: a new one is wanted just then.  An empty folder is
    `MissingSnapshot`, unless this is to be the first of all; a folder that is behind is refused as when verifying.
    """
    try:
        snapshots = gather(request.folder, policy, request.root)
    except SnapshotError as error:
        if error.finding.rule != MISSING_SNAPSHOT.name:
            raise
        snapshots = {}
    anchors = read_anchors(
        lock=request.lock,
        state=request.state,
        published=request.published,
        environment=policy.environment,
        root=request.root,
    )
    if snapshots:
        head = snapshots[max(snapshots)]
        check_order(head, snapshots, by_sequence(anchors), policy)
        return Next(sequence=head.statement.sequence + 1, previous_sha256=head.statement.sha256)
    name = display(request.folder, request.root)
    if anchors or policy.min_sequence > 1 or not first:
        known = max([anchor.sequence for anchor in anchors], default=policy.min_sequence - 1)
        message = f"`{name}` holds no snapshot, so there is none to continue from."
        if known > 0:
            message = f"`{name}` holds no snapshot, but number {known} or a later one exists."
        hint = "Fetch the snapshots there are; `--first` begins at number 1, where there is none yet."
        raise refusal(MISSING_SNAPSHOT, name, message, help=hint)
    return Next(sequence=1, previous_sha256=None)


def check_unsigned(request: Request, policy: Policy, payload: bytes, path: str) -> Statement:
    """The statement in the bytes, if a verifier would accept it once it is signed; raises the first fault."""
    statement = parse_unsigned(payload, path)
    if statement.environment != policy.environment:
        message = f"`{path}` is about the environment `{statement.environment}`; `{policy.environment}` is wanted."
        raise refusal(WRONG_ENVIRONMENT, path, message, route="predicate.environment")
    judge_content(request, policy, statement, path, request.now)
    check_fresh(statement, policy, request.now, path)
    return statement
