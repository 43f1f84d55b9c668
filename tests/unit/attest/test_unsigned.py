"""What is said to a statement before it is signed, and which number the next one has."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from posture_simulator import NOW, Simulator, predicate

from trustgen.attest.errors import SnapshotError
from trustgen.attest.policyfile import read_policy
from trustgen.attest.unsigned import Next, check_unsigned, next_number

if TYPE_CHECKING:
    from trustgen.attest.policy import Policy
    from trustgen.attest.select import Request
    from trustgen.attest.statement import Statement
    from trustgen.finding import Finding

FIRST = Next(sequence=1, previous_sha256=None)


def asked(simulator: Simulator, **changes: Any) -> tuple[Request, Policy]:
    request = simulator.request(**changes)
    return request, read_policy(request.policy.read_bytes(), "trust-policy.json")


def following(simulator: Simulator, *, first: bool = False, **changes: Any) -> Next:
    return next_number(*asked(simulator, **changes), first=first)


def refused(simulator: Simulator, *, first: bool = False, **changes: Any) -> Finding:
    with pytest.raises(SnapshotError) as caught:
        following(simulator, first=first, **changes)
    return caught.value.finding


def judged(simulator: Simulator, payload: bytes) -> Statement:
    return check_unsigned(*asked(simulator), payload, "draft.json")


def fault(simulator: Simulator, payload: bytes) -> Finding:
    with pytest.raises(SnapshotError) as caught:
        judged(simulator, payload)
    return caught.value.finding


@pytest.mark.parametrize("first", [False, True])
def test_the_next_number_follows_the_newest_snapshot(simulator: Simulator, first: bool) -> None:
    simulator.put(41)
    simulator.put(40)
    assert following(simulator, first=first) == Next(sequence=42, previous_sha256=simulator.sha256(41))


def test_the_newest_may_be_old(simulator: Simulator) -> None:
    simulator.put(41)
    assert following(simulator, now=NOW + timedelta(days=400)).sequence == 42


def test_a_bad_file_is_no_empty_folder(simulator: Simulator) -> None:
    simulator.policy["minSequence"] = 1
    simulator.put(40, keys=())
    assert refused(simulator, first=True).rule == "unsigned-snapshot"


def test_a_folder_behind_what_is_known_is_refused(simulator: Simulator) -> None:
    simulator.put(41)
    assert refused(simulator, lock=simulator.anchor("lock.json", 42)).rule == "rollback-detected"
    assert refused(simulator, state=simulator.state(41, 42)).rule == "rollback-detected"
    assert refused(simulator, published=simulator.anchor("published.json", 42)).rule == "rollback-detected"
    assert refused(simulator, lock=simulator.anchor("lock.json", 41, "ab" * 32)).rule == "fork-detected"
    assert following(simulator, lock=simulator.anchor("lock.json", 41)).sequence == 42


def test_the_first_is_begun_where_none_is_known_and_somebody_says_so(simulator: Simulator) -> None:
    simulator.policy["minSequence"] = 1
    assert following(simulator, first=True) == FIRST
    found = refused(simulator)
    assert (found.rule, found.span.path) == ("missing-snapshot", "snapshots")
    assert found.message == "`snapshots` holds no snapshot, so there is none to continue from."
    simulator.folder.rmdir()
    assert following(simulator, first=True) == FIRST


@pytest.mark.parametrize(("least", "known"), [(2, 1), (40, 39)])
def test_the_first_is_not_begun_where_the_policy_asks_for_a_later_one(
    simulator: Simulator, least: int, known: int
) -> None:
    simulator.policy["minSequence"] = least
    found = refused(simulator, first=True)
    assert found.rule == "missing-snapshot"
    assert found.message == f"`snapshots` holds no snapshot, but number {known} or a later one exists."


def test_the_first_is_not_begun_where_one_was_known_before(simulator: Simulator) -> None:
    simulator.policy["minSequence"] = 1
    lock, state = simulator.anchor("lock.json", 1), simulator.state(40, 41)
    assert "number 1 or a later one exists" in refused(simulator, first=True, lock=lock).message
    assert "number 41 or a later one exists" in refused(simulator, first=True, lock=lock, state=state).message


def test_a_statement_that_a_verifier_would_accept_is_given_back(simulator: Simulator) -> None:
    statement = judged(simulator, simulator.payload(42))
    assert (statement.sequence, statement.sha256) == (42, simulator.sha256(42))


@pytest.mark.parametrize(
    ("changes", "rule", "route"),
    [
        ({"environment": "prod-eu-2"}, "wrong-environment", "predicate.environment"),
        ({"environment": "Prod"}, "schema-violation", "predicate.environment"),
        ({"expiresAt": "2026-11-23T12:00:00Z"}, "stale-snapshot", "predicate.expiresAt"),
        ({"expiresAt": "2026-11-23T11:20:00Z"}, "time-inconsistent", "predicate.expiresAt"),
        ({"exceptions": []}, "status-inconsistent", "predicate.controls[1].status"),
    ],
)
def test_a_statement_that_a_verifier_would_refuse_is_refused_before_it_is_signed(
    simulator: Simulator, changes: dict[str, Any], rule: str, route: str
) -> None:
    found = fault(simulator, simulator.payload(42, predicate(**changes)))
    assert (found.rule, found.span.path, found.span.route) == (rule, "draft.json", route)
    simulator.put(42, predicate(**changes))
    assert simulator.rule() == rule
