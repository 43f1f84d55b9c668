"""Reports of any shape: a reader gives results or a finding, and never anything else."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trustgen.model.posture import Outcome
from trustgen.scans.formats import Report, formats
from trustgen.scans.node import ReportError
from trustgen.signing.command import candidates

REPORTS = Path(__file__).parents[1] / "reports"
SAMPLES = {
    "kube-bench": "kube-bench-node-a.json",
    "prowler-ocsf": "prowler.ocsf.json",
    "policy-report": "policy-reports.yaml",
    "oscal": "oscal-assessment-results.json",
    "csv": "results.csv",
    "json": "results.json",
}
WORDS = st.sampled_from(["PASS", "FAIL", "pass", "satisfied", "List", "PolicyReport", "x", "2026-11-23T11:00:00Z"])
NAMES = """
    Controls tests results test_number status status_code status_id metadata event_code resources uid time kind items
    apiVersion policy rule result scope timestamp seconds assessment-results start end observations collected expires
    findings target target-id state related-observations observation-uuid uuid check unit value numerator denominator
"""
KEYS = st.sampled_from(NAMES.split())
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 2**60) | st.floats(allow_nan=False, allow_infinity=False) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=30,
)


def results(form: str, data: bytes) -> None:
    """Read a report; what comes out is well formed."""
    try:
        found = list(formats()[form].read(Report(path="report", data=data)))
    except ReportError:
        return
    for result in found:
        assert all(result.checks)
        assert (result.code is None) == (result.outcome is not Outcome.ERROR)
        assert result.outcome in (Outcome.PASS, Outcome.FAIL, Outcome.ERROR, Outcome.NOT_APPLICABLE)
        assert result.at is None or isinstance(result.at, datetime)


@pytest.mark.parametrize("form", sorted(SAMPLES))
@settings(deadline=None)
@given(value=VALUES)
def test_any_json_gives_results_or_a_finding(form: str, value: Any) -> None:
    results(form, json.dumps(value).encode())


@pytest.mark.parametrize("form", sorted(SAMPLES))
@settings(deadline=None)
@given(data=st.binary(max_size=200))
def test_any_bytes_give_results_or_a_finding(form: str, data: bytes) -> None:
    results(form, data)


@pytest.mark.parametrize("form", sorted(SAMPLES))
@settings(deadline=None)
@given(where=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255), cut=st.booleans())
def test_a_damaged_report_gives_results_or_a_finding(form: str, where: float, byte: int, cut: bool) -> None:
    # The beginning is enough: what follows repeats it.
    data = bytearray((REPORTS / SAMPLES[form]).read_bytes()[:6000])
    place = int(where * len(data))
    if cut:
        del data[place:]
    else:
        data[place] = byte
    results(form, bytes(data))


@given(st.binary(max_size=300))
def test_any_output_of_a_command_can_be_looked_at(output: bytes) -> None:
    found = candidates(output)
    assert len(found) <= 2
    assert (found[0] == output) if output else found == ()
