"""Who signed the newest snapshot, and whether that is enough (format section 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.attest.errors import KEY_NOT_VALID, REVOKED_KEY, REVOKED_SNAPSHOT, THRESHOLD_NOT_MET, refusal
from trustgen.attest.quoting import written

if TYPE_CHECKING:
    from collections.abc import Collection

    from trustgen.attest.dsse import Verified
    from trustgen.attest.policy import Policy, TrustedIdentity, TrustedKey
    from trustgen.attest.statement import Statement


def check_not_withdrawn(statement: Statement, policy: Policy, path: str) -> None:
    """Check that the snapshot itself was not withdrawn; raises `RevokedSnapshot`."""
    reason = policy.revoked_snapshots.get(statement.sha256)
    if reason is not None:
        raise refusal(REVOKED_SNAPSHOT, path, f"`{path}` was withdrawn by the trust policy: `{reason}`.")


def identified(verified: Verified, policy: Policy) -> tuple[TrustedIdentity, ...]:
    """The identities that signed, in the policy's order; each counts as one signer."""
    signed_by = {item.identity.id for item in verified.vouched}
    return tuple(identity for identity in policy.identities if identity.id in signed_by)


def counted(
    statement: Statement,
    signed_by: Collection[str],
    policy: Policy,
    path: str,
    *,
    beside: int = 0,
) -> tuple[TrustedKey, ...]:
    """The keys that count for the snapshot, in the policy's order; `beside` is how many identities signed with them.

    A key counts when it is not revoked and its window holds the end of the scan.  Where too few count, the refusal
    says why: `RevokedKey` before `KeyNotValid` before `ThresholdNotMet`.
    """
    signers = [key for key in policy.keys if key.keyid in signed_by]
    revoked = [key for key in signers if key.revoked]
    outside = [key for key in signers if not key.valid_at(statement.finished_at)]
    good = tuple(key for key in signers if key not in revoked and key not in outside)
    signed = len(good) + beside
    if signed >= policy.threshold:
        return good
    counts = f"{signed} of the {policy.threshold} different signers that the trust policy asks for"
    if revoked:
        message = f"`{path}` is signed by `{revoked[0].name}`, which the trust policy revoked; it has {counts}."
        raise refusal(REVOKED_KEY, path, message)
    if outside:
        key = outside[0]
        message = (
            f"`{path}` is signed by `{key.name}`, which is valid from {written(key.not_before)} "
            f"to {written(key.not_after)}; the scan ended at {written(statement.finished_at)}."
        )
        raise refusal(KEY_NOT_VALID, path, message)
    raise refusal(THRESHOLD_NOT_MET, path, f"`{path}` has {counts}.")
