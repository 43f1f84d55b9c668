"""The times of a scan, the age of a snapshot, and the clock itself."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from posture_simulator import NOW, SCAN_END, Change, Simulator, at, control, excepted, exception, predicate

from trustgen.attest.policyfile import read_policy
from trustgen.attest.times import moved
from trustgen.finding import Finding

SECOND = timedelta(seconds=1)
START = SCAN_END - timedelta(minutes=20)


def put(simulator: Simulator, *changes: Change) -> str:
    simulator.put(42, *changes)
    return simulator.rule()


def scan(start: datetime, end: datetime) -> Change:
    return predicate(scan={"startedAt": at(start), "finishedAt": at(end)})


def checked(time: datetime) -> Change:
    def change(statement: dict) -> None:  # type: ignore[type-arg]
        for result in statement["predicate"]["controls"]:
            result["checkedAt"] = at(time)

    return change


def test_a_scan_ends_after_it_starts(simulator: Simulator) -> None:
    assert put(simulator, scan(SCAN_END + SECOND, SCAN_END), checked(SCAN_END)) == "time-inconsistent"
    outcome = simulator.verify()
    assert isinstance(outcome, Finding)
    assert "before it starts" in outcome.message
    assert put(simulator, scan(SCAN_END, SCAN_END), checked(SCAN_END)) == "accept"


def test_a_scan_takes_no_longer_than_the_policy_allows(simulator: Simulator) -> None:
    assert put(simulator, scan(SCAN_END - timedelta(hours=1), SCAN_END)) == "accept"
    assert put(simulator, scan(SCAN_END - timedelta(hours=1) - SECOND, SCAN_END)) == "time-inconsistent"


def test_every_control_is_checked_within_the_scan(simulator: Simulator) -> None:
    for time in (START, SCAN_END):
        assert put(simulator, control("K8S-001", checkedAt=at(time))) == "accept"
    for time in (START - SECOND, SCAN_END + SECOND):
        assert put(simulator, control("K8S-001", checkedAt=at(time))) == "time-inconsistent"


def test_a_snapshot_expires_after_its_scan(simulator: Simulator) -> None:
    for end in (SCAN_END - SECOND, SCAN_END):
        assert put(simulator, predicate(expiresAt=at(end))) == "time-inconsistent"


def test_a_snapshot_is_fresh_up_to_the_policys_age_and_no_longer(simulator: Simulator) -> None:
    simulator.put(42, predicate(expiresAt="9999-12-31T23:59:59Z"))
    end = SCAN_END + timedelta(seconds=93600)
    assert simulator.rule(now=end) == "accept"
    assert simulator.rule(now=end + SECOND) == "stale-snapshot"


def test_a_snapshot_is_fresh_before_its_signers_end_and_not_at_it(simulator: Simulator) -> None:
    assert put(simulator, predicate(expiresAt=at(NOW + SECOND))) == "accept"
    assert put(simulator, predicate(expiresAt=at(NOW))) == "stale-snapshot"


def test_a_snapshot_may_be_ahead_of_the_clock_by_the_skew_and_no_more(simulator: Simulator) -> None:
    simulator.put(42)
    assert simulator.rule(now=SCAN_END - timedelta(seconds=300)) == "accept"
    assert simulator.rule(now=SCAN_END - timedelta(seconds=301)) == "future-dated"


def test_a_fraction_of_a_second_counts(simulator: Simulator) -> None:
    simulator.put(42, predicate(expiresAt="9999-12-31T23:59:59Z"))
    end = SCAN_END + timedelta(seconds=93600)
    assert simulator.rule(now=end + timedelta(microseconds=1)) == "stale-snapshot"


@pytest.mark.parametrize(
    ("expires", "expected"),
    [
        (SCAN_END + timedelta(hours=25), SCAN_END + timedelta(hours=25)),
        (SCAN_END + timedelta(hours=26), SCAN_END + timedelta(hours=26)),
        (SCAN_END + timedelta(hours=27), SCAN_END + timedelta(hours=26)),
        (datetime(9999, 12, 31, 23, 59, 59, tzinfo=timezone.utc), SCAN_END + timedelta(hours=26)),
    ],
)
def test_what_comes_first_ends_the_validity(simulator: Simulator, expires: datetime, expected: datetime) -> None:
    simulator.put(42, predicate(expiresAt=at(expires)))
    outcome = simulator.verify()
    assert not isinstance(outcome, Finding)
    assert outcome.valid_until == expected
    assert simulator.rule(now=expected + SECOND) == "stale-snapshot"


def test_an_exception_that_ends_before_ends_the_validity(simulator: Simulator) -> None:
    first, later = SCAN_END + timedelta(hours=3), SCAN_END + timedelta(hours=30)
    records = [
        exception("EXC-2026-014", "MTLS-001", affected=9, expiresAt=at(later)),
        exception("EXC-2026-015", "K8S-001", expiresAt=at(first)),
    ]
    simulator.put(42, excepted(*records))
    outcome = simulator.verify()
    assert not isinstance(outcome, Finding)
    assert outcome.valid_until == first
    assert simulator.rule(now=first - SECOND) == "accept"
    assert simulator.rule(now=first) == "exception-violation"


def test_the_ends_of_the_calendar_do_not_break_the_arithmetic(simulator: Simulator) -> None:
    end = datetime(9999, 12, 31, 23, 59, 58, tzinfo=timezone.utc)
    for key in simulator.policy["keys"]:
        key["notAfter"] = "9999-12-31T23:59:59Z"
    simulator.put(
        42,
        scan(end, end),
        checked(end),
        predicate(expiresAt="9999-12-31T23:59:59Z", exceptions=[]),
        control("MTLS-001", status="fail"),
    )
    outcome = simulator.verify(now=end)
    assert not isinstance(outcome, Finding)
    assert outcome.valid_until == end + SECOND
    assert simulator.rule(now=datetime(1, 1, 1, tzinfo=timezone.utc)) == "clock-error"


@pytest.mark.parametrize("skew", [0, 300, 3600])
def test_a_time_given_by_hand_may_differ_from_the_clock_by_the_policys_skew(simulator: Simulator, skew: int) -> None:
    simulator.policy["clockSkewSeconds"] = skew
    simulator.put(42)
    step = timedelta(seconds=skew)
    for near in (NOW, NOW + step, NOW - step):
        assert simulator.rule(clock=near) == "accept"
    for far in (NOW + step + SECOND, NOW - step - SECOND):
        found = simulator.verify(clock=far)
        assert isinstance(found, Finding)
        assert (found.rule, found.code, found.span.path) == ("clock-error", "TG330", "--as-of")
        assert f"allows {skew} seconds" in found.message
    assert simulator.rule(clock=None) == "accept"


def test_a_time_is_moved_only_where_a_clock_says_another(simulator: Simulator) -> None:
    policy = read_policy(simulator.request().policy.read_bytes(), "trust-policy.json")
    assert not moved(NOW, None, policy)
    assert not moved(NOW, NOW - timedelta(seconds=300), policy)
    assert moved(NOW, NOW - timedelta(seconds=301), policy)


def test_an_earlier_snapshot_may_be_old(simulator: Simulator) -> None:
    simulator.put(40)
    simulator.put(42)
    assert simulator.rule() == "accept"
