"""Every exception is allowed, in force, and has a near end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from posture_simulator import NOW, SCAN_END, Change, Simulator, at, control, excepted, exception

SECOND = timedelta(seconds=1)


def put(simulator: Simulator, *changes: Change, **record: Any) -> str:
    simulator.put(42, excepted(exception("EXC-2026-014", "MTLS-001", affected=9) | record), *changes)
    return simulator.rule()


def test_a_record_in_force_is_accepted(simulator: Simulator) -> None:
    assert put(simulator) == "accept"


@pytest.mark.parametrize("name", ["ISOL-099", "ZZZZ-000"])
def test_a_record_is_for_a_control_of_the_checklist(simulator: Simulator, name: str) -> None:
    extra = exception("EXC-2026-015", name)
    simulator.put(42, lambda s: s["predicate"]["exceptions"].append(extra))
    assert simulator.rule() == "exception-violation"


def test_a_record_is_for_a_control_that_allows_exceptions(simulator: Simulator) -> None:
    extra = exception("EXC-2026-015", "ISOL-001")
    simulator.put(42, lambda s: s["predicate"]["exceptions"].append(extra))
    assert simulator.rule() == "exception-violation"


def test_an_id_is_used_once(simulator: Simulator) -> None:
    for extra in (exception("EXC-2026-014", "MTLS-001", affected=9), exception("EXC-2026-014", "K8S-001")):
        simulator.put(42, lambda s, extra=extra: s["predicate"]["exceptions"].append(extra))
        assert simulator.rule() == "exception-violation"


def test_an_exception_lasts_no_longer_than_the_policy_allows(simulator: Simulator) -> None:
    granted = SCAN_END - timedelta(days=30)
    end = granted + timedelta(days=90)
    assert put(simulator, grantedAt=at(granted), expiresAt=at(end)) == "accept"
    assert put(simulator, grantedAt=at(granted), expiresAt=at(end + SECOND)) == "exception-violation"
    assert put(simulator, expiresAt="9999-12-31T23:59:59Z") == "exception-violation"


def test_an_exception_is_granted_before_the_scan_ends(simulator: Simulator) -> None:
    assert put(simulator, grantedAt=at(SCAN_END)) == "accept"
    assert put(simulator, grantedAt=at(SCAN_END + SECOND)) == "exception-violation"


def test_an_exception_is_in_force_at_the_end_of_the_scan_and_now(simulator: Simulator) -> None:
    assert put(simulator, expiresAt=at(NOW + SECOND)) == "accept"
    assert put(simulator, expiresAt=at(NOW)) == "exception-violation"
    assert put(simulator, expiresAt=at(SCAN_END)) == "exception-violation"
    assert put(simulator, grantedAt="2026-10-01T00:00:00Z", expiresAt="2026-09-01T00:00:00Z") == "exception-violation"


def test_an_exception_that_had_run_out_at_the_scan_is_refused_whatever_the_clock_says(simulator: Simulator) -> None:
    put(simulator, expiresAt=at(SCAN_END))
    assert simulator.rule(now=SCAN_END - timedelta(seconds=200)) == "exception-violation"


def test_a_record_that_has_run_out_is_told_by_its_name_and_not_by_the_status_it_covered(simulator: Simulator) -> None:
    expired = exception("EXC-2026-015", "K8S-001", expiresAt=at(NOW))
    mesh = exception("EXC-2026-014", "MTLS-001", affected=9)
    simulator.put(42, control("K8S-001", status="exception"), excepted(mesh, expired))
    assert simulator.rule() == "exception-violation"


def test_a_record_of_a_failing_control_is_checked_too(simulator: Simulator) -> None:
    assert put(simulator, control("MTLS-001", status="fail"), expiresAt=at(NOW)) == "exception-violation"


def test_the_exceptions_of_earlier_snapshots_may_have_run_out(simulator: Simulator) -> None:
    simulator.put(40, excepted(exception("EXC-2026-014", "MTLS-001", affected=9, expiresAt=at(NOW))))
    simulator.put(42)
    assert simulator.rule() == "accept"
