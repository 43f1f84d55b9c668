"""The thirty-five refusals: their names, their codes, and their words."""

from __future__ import annotations

import re

from trustgen.attest import errors
from trustgen.finding import Rule, Severity

# fmt: off
NAMES = [
    "MissingSnapshot", "UnsafeSource", "SnapshotTooLarge", "MalformedEnvelope", "UnsignedSnapshot",
    "UnsupportedBundle", "UnsupportedPayloadType", "UnsupportedStatementType", "UnsupportedPredicateType",
    "BadSignature", "UnknownSigner", "RevokedKey", "KeyNotValid", "ThresholdNotMet", "RevokedSnapshot",
    "MalformedStatement", "SchemaViolation", "WrongEnvironment", "WrongScanner", "WrongChecklist",
    "ControlSetMismatch", "MetricMismatch", "StatusInconsistent", "ExceptionViolation", "TimeInconsistent",
    "FutureDated", "StaleSnapshot", "ClockError", "RollbackDetected", "ForkDetected", "ChainBroken", "SequenceJump",
    "StateCorrupt", "GateFailed", "PolicyError",
]
# fmt: on

RULES = {name: value for name, value in vars(errors).items() if isinstance(value, Rule)}


def test_there_are_thirty_five_and_each_is_named_by_its_error() -> None:
    assert len(NAMES) == 35
    kebab = {re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower() for name in NAMES}
    assert {rule.name for rule in RULES.values()} == kebab
    assert {name.lower().replace("_", "-") for name in RULES} == kebab


def test_codes_are_unique_and_in_the_families_of_evidence() -> None:
    codes = [rule.code for rule in RULES.values()]
    assert len(set(codes)) == 35
    assert all(re.fullmatch(r"TG30[1-9]|TG31[1-9]|TG3[234][0-9]", code) for code in codes)


def test_every_refusal_stops_the_build_and_says_how_to_mend_it() -> None:
    for rule in RULES.values():
        assert rule.severity is Severity.ERROR
        assert rule.summary.endswith(".")
        assert rule.help.endswith(".")


def test_a_refusal_carries_its_finding() -> None:
    error = errors.refusal(errors.BAD_SIGNATURE, "a.json", "It is bad.", route="x\x1b", help="Mend it.")
    assert str(error) == "It is bad."
    assert error.finding.code == "TG302"
    assert error.finding.span.path == "a.json"
    assert error.finding.span.route == "x\\x1b"
    assert error.finding.help == "Mend it."
