"""The thirty-five ways in which a snapshot is refused (format section 7), and the one exception that carries them.

Inside `attest` the first failure is raised; at the door (`select.verify_folder`) it becomes a value.  A rule's name is
the error's name in kebab case and never changes.
"""

from __future__ import annotations

from trustgen.attest.quoting import escaped
from trustgen.finding import Finding, Rule, Span


class SnapshotError(Exception):
    """A refusal on its way to the door; it holds the finding and nothing else."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def refusal(
    rule: Rule,
    path: str,
    message: str,
    *,
    route: str | None = None,
    help: str | None = None,
    line: int = 1,
    column: int = 1,
) -> SnapshotError:
    """The exception for one refusal; `message` is the whole sentence, `path` the file that findings show."""
    span = Span(path=path, line=line, column=column, route=escaped(route) if route else None)
    return SnapshotError(rule.at(span, message, help=help))


def _rule(code: int, name: str, summary: str, help: str) -> Rule:
    return Rule(code=f"TG{code}", name=name, summary=summary, help=help)


# Whether a snapshot is trusted at all.
UNSIGNED_SNAPSHOT = _rule(
    301,
    "unsigned-snapshot",
    "An envelope carries no signature.",
    "Have the scanner sign the snapshot, and fetch it again.",
)
BAD_SIGNATURE = _rule(
    302,
    "bad-signature",
    "No signature of an envelope fits its payload, though it names a trusted key or identity.",
    "Fetch the snapshot again; if it stays so, it was altered or wrongly signed: do not publish.",
)
UNKNOWN_SIGNER = _rule(
    303,
    "unknown-signer",
    "A snapshot is signed by nobody whom the trust policy lists.",
    "Find out who signed it; list the key or identity in the trust policy only after a review.",
)
REVOKED_KEY = _rule(
    304,
    "revoked-key",
    "The newest snapshot needs the signature of a key that was revoked.",
    "Scan again and sign with a key that is in force.",
)
KEY_NOT_VALID = _rule(
    305,
    "key-not-valid",
    "The newest snapshot was signed outside the time in which its key is valid.",
    "Sign with a key that is valid at the end of the scan, or list the key's next window after a review.",
)
THRESHOLD_NOT_MET = _rule(
    306,
    "threshold-not-met",
    "The newest snapshot is signed by fewer different keys and identities than the trust policy asks for.",
    "Have the missing signers sign the same payload.",
)
UNSUPPORTED_PAYLOAD_TYPE = _rule(
    307,
    "unsupported-payload-type",
    "An envelope holds something else than an in-toto statement.",
    "Sign the statement as application/vnd.in-toto+json.",
)
UNSUPPORTED_PREDICATE_TYPE = _rule(
    308,
    "unsupported-predicate-type",
    "A statement is of another kind or of another version than a posture snapshot, version 1.",
    "Have the scanner write the predicate type that the trust policy names.",
)
POLICY_ERROR = _rule(
    309,
    "policy-error",
    "The trust policy cannot be read, or contradicts itself.",
    "Mend the trust policy, by review like code; docs/evidence.md says what stands in it.",
)

# What a snapshot says, and how it fits what was known.
MISSING_SNAPSHOT = _rule(
    311,
    "missing-snapshot",
    "There is no snapshot to verify.",
    "Put the scanner's *.dsse.json or *.sigstore.json files into the folder.",
)
UNSAFE_SOURCE = _rule(
    312,
    "unsafe-source",
    "A snapshot is not a plain readable file, or there are too many of them.",
    "Keep plain files in the folder, at most a thousand, with plain names.",
)
SNAPSHOT_TOO_LARGE = _rule(
    313,
    "snapshot-too-large",
    "A snapshot file is larger than one mebibyte.",
    "Fetch the file again; a snapshot of 512 controls is smaller.",
)
MALFORMED_ENVELOPE = _rule(
    314,
    "malformed-envelope",
    "A snapshot file is not a DSSE envelope in strict JSON.",
    "Fetch the file again; it is cut off, altered or written by something else.",
)
UNSUPPORTED_BUNDLE = _rule(
    315,
    "unsupported-bundle",
    "A Sigstore bundle is of a kind that is not read here.",
    "Sign into a bundle of version 0.3 with one DSSE signature; without a key, as an identity that the policy lists.",
)
UNSUPPORTED_STATEMENT_TYPE = _rule(
    316,
    "unsupported-statement-type",
    "A payload is not an in-toto statement of version 1.",
    "Have the scanner write https://in-toto.io/Statement/v1.",
)
REVOKED_SNAPSHOT = _rule(
    317,
    "revoked-snapshot",
    "The newest snapshot was withdrawn.",
    "Scan again: a withdrawn snapshot is never published as the latest.",
)
MALFORMED_STATEMENT = _rule(
    318,
    "malformed-statement",
    "A signed payload is not strict JSON.",
    "Mend the scanner: what it signed is read differently by different readers.",
)
SCHEMA_VIOLATION = _rule(
    319,
    "schema-violation",
    "A signed statement does not have the form of a posture snapshot.",
    "Mend the scanner, or have it write the version of the format that is read here.",
)
WRONG_ENVIRONMENT = _rule(
    320,
    "wrong-environment",
    "A snapshot is of another environment than the trust policy's.",
    "Keep the snapshots of one environment in one folder.",
)
WRONG_SCANNER = _rule(
    321,
    "wrong-scanner",
    "The newest snapshot was made by another scanner than the trust policy's.",
    "Scan with the scanner that the trust policy names.",
)
WRONG_CHECKLIST = _rule(
    322,
    "wrong-checklist",
    "The snapshot, the checklist on file and the trust policy do not name the same checklist.",
    "Use the checklist that the snapshot was graded against, and pin its SHA-256 in the trust policy.",
)
CONTROL_SET_MISMATCH = _rule(
    323,
    "control-set-mismatch",
    "The newest snapshot does not hold every control of the checklist exactly once.",
    "Scan again with the published checklist.",
)
METRIC_MISMATCH = _rule(
    324,
    "metric-mismatch",
    "A control's metrics are not those that the checklist asks for.",
    "Have the scanner report exactly the checklist's metrics, as counts.",
)
STATUS_INCONSISTENT = _rule(
    325,
    "status-inconsistent",
    "A control's status is better than what was measured, kept or allowed.",
    "Mend the scanner: a pass needs evidence and every metric on target.",
)
EXCEPTION_VIOLATION = _rule(
    326,
    "exception-violation",
    "An exception is not allowed, not in force, or without a near end.",
    "Scan again after the exception was renewed, ended or corrected.",
)
TIME_INCONSISTENT = _rule(
    327,
    "time-inconsistent",
    "The times inside the newest snapshot contradict each other or the trust policy.",
    "Check the scanner's clock, and how long it takes.",
)
FUTURE_DATED = _rule(
    328,
    "future-dated",
    "The newest snapshot's scan ended in the future.",
    "Check the clocks of the scanner and of this machine.",
)
STALE_SNAPSHOT = _rule(
    329,
    "stale-snapshot",
    "The newest snapshot is too old.",
    "Scan again, and fetch the new snapshot.",
)
CLOCK_ERROR = _rule(
    330,
    "clock-error",
    "The time to judge by cannot be right.",
    "Set this machine's clock, or leave --as-of out.",
)
ROLLBACK_DETECTED = _rule(
    331,
    "rollback-detected",
    "The newest snapshot is older than one that was known before.",
    "Fetch the snapshots again; somebody may be holding back the newest.",
)
FORK_DETECTED = _rule(
    332,
    "fork-detected",
    "Two different snapshots have the same number.",
    "Find out who signed two: one of them was not made by the scanner in its order.",
)
CHAIN_BROKEN = _rule(
    333,
    "chain-broken",
    "The snapshots do not link to one another back to the last known one.",
    "Fetch every snapshot since the last known one.",
)
SEQUENCE_JUMP = _rule(
    334,
    "sequence-jump",
    "The newest snapshot's number is further ahead than the trust policy allows.",
    "Find out why; then raise `minSequence` or `maxSequenceStep` in the trust policy by review.",
)
STATE_CORRUPT = _rule(
    335,
    "state-corrupt",
    "The lock, the local state or the published record cannot be read.",
    "Restore the file from the repository or from the published site; do not start anew.",
)
GATE_FAILED = _rule(
    336,
    "gate-failed",
    "A control has a status at which the trust policy stops the build.",
    "Mend the control and scan again, or change the policy's gate by review.",
)
