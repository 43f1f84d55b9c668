"""What a finished build has to say about its evidence, in sentences for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.model.posture import Outcome

if TYPE_CHECKING:
    from trustgen.model.center import TrustCenter


def said(center: TrustCenter) -> tuple[str, ...]:
    """What the build has to say about its evidence."""
    coverage, evidence = center.coverage, center.evidence
    counts = coverage.outcomes
    others = ", ".join(
        f"{counts[outcome]} {outcome.value.replace('-', ' ')}"
        for outcome in Outcome
        if outcome is not Outcome.PASS and counts[outcome]
    )
    note = " (demonstration)" if evidence.demonstration else ""
    scanned, valid = (f"{when:%Y-%m-%dT%H:%M:%SZ}" for when in (evidence.scanned_at, evidence.valid_until))
    first = f"Snapshot {evidence.sequence} of {evidence.environment}{note}, scanned {scanned}, valid until {valid}."
    passing = f"{counts[Outcome.PASS]} of {coverage.controls} controls pass{'; ' + others if others else ''}."
    return first, f"{coverage.lines_scanned} of {coverage.lines} lines scanned; {passing}"
