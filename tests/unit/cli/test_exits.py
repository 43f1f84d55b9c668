"""Exit codes are computed from the findings, in one place."""

from __future__ import annotations

import pytest

from trustgen.attest.errors import STALE_SNAPSHOT
from trustgen.cli.exits import Exit, exit_for
from trustgen.cli.options import Time, rfc3339
from trustgen.finding import Rule, Severity, Span

ERROR = Rule(code="TG998", name="an-error", summary="A.", help="B.")
WARNING = Rule(code="TG999", name="a-warning", summary="A.", help="B.", severity=Severity.WARNING)
HERE = Span(path="a.yml")


@pytest.mark.parametrize(
    ("rules", "strict", "code"),
    [
        ((), False, Exit.CLEAN),
        ((), True, Exit.CLEAN),
        ((WARNING,), False, Exit.CLEAN),
        ((WARNING,), True, Exit.FINDINGS),
        ((ERROR,), False, Exit.FINDINGS),
        ((WARNING, ERROR), False, Exit.FINDINGS),
        ((STALE_SNAPSHOT,), False, Exit.UNTRUSTED),
        ((ERROR, STALE_SNAPSHOT), False, Exit.UNTRUSTED),
        ((STALE_SNAPSHOT, ERROR), True, Exit.UNTRUSTED),
    ],
)
def test_the_worst_finding_decides(rules: tuple[Rule, ...], strict: bool, code: Exit) -> None:
    assert exit_for([rule.at(HERE, "A sentence.") for rule in rules], strict=strict) is code


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-11-24T12:00:00Z", "2026-11-24T12:00:00Z"),
        ("2026-11-24t12:00:00z", "2026-11-24T12:00:00Z"),
        ("2026-11-24 12:00:00+02:00", "2026-11-24T10:00:00Z"),
        ("2026-11-24T12:00:00.999-00:30", "2026-11-24T12:30:00Z"),
    ],
)
def test_a_time_is_read_as_rfc_3339_writes_it(written: str, read: str) -> None:
    assert rfc3339(Time().convert(written, None, None)) == read


@pytest.mark.parametrize(
    "written",
    [
        "",
        "now",
        "2026-11-24",
        "2026-11-24T12:00:00",
        "2026-13-01T00:00:00Z",
        "2026-11-24T24:00:01Z",
        "٢٠٢٦-11-24T12:00:00Z",
    ],
)
def test_a_time_without_a_zone_or_a_day_that_is_none_is_refused(written: str) -> None:
    import click

    with pytest.raises(click.UsageError):
        Time().convert(written, None, None)
