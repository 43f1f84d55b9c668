"""What a person should look at although nothing is wrong."""

from __future__ import annotations

from itertools import groupby
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from trustgen.finding import Rule, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.attest.select import Selected
    from trustgen.finding import Finding

_NAMED = 5
"""How many gaps a message names."""

POLICY_CHANGED = Rule(
    code="TG340",
    name="policy-changed",
    summary="The trust policy is another one than the published site was built with.",
    help="See in the repository's history who changed it and who reviewed that: the policy decides everything else.",
    severity=Severity.NOTE,
)
HISTORY_LOST = Rule(
    code="TG341",
    name="history-lost",
    summary="The published site carries snapshots that are not in the folder any more.",
    help="Put them back: they lie below `posture/history/` on the published site, for readers to look back 18 months.",
    severity=Severity.WARNING,
)


def noted(selected: Selected) -> tuple[Finding, ...]:
    """What the published site's record shows to have changed: the trust policy, and a history that got shorter."""
    return (*_policy_changed(selected), *_history_lost(selected))


def _history_lost(selected: Selected) -> Iterator[Finding]:
    """A warning if a site that was published has earlier snapshots that the next would not have (format section 9)."""
    lost = selected.lost
    if lost:
        folder = PurePosixPath(selected.snapshots[-1].path).parent.as_posix()
        what = f"snapshot {lost[0]}, which the published site carries"
        if len(lost) > 1:
            what = f"{len(lost)} snapshots that the published site carries: {_runs(lost)}"
        yield HISTORY_LOST.at(Span(path=folder), f"`{folder}` does not hold {what}.")


def _runs(numbers: tuple[int, ...]) -> str:
    """Rising numbers in words, runs as their ends; of many the first few."""
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
    said = [f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]) for run in runs[:_NAMED]]
    return ", ".join(said) + (f" and {len(runs) - _NAMED} more gaps" if len(runs) > _NAMED else "")


def _policy_changed(selected: Selected) -> Iterator[Finding]:
    """A note if the trust policy has changed since the site was published (format section 5)."""
    before, policy = selected.published_policy, selected.policy
    if before is None or before == policy.sha256:
        return
    message = f"`{policy.path}` has changed since the site was published: sha256:{before} is now {policy.sha256}."
    yield POLICY_CHANGED.at(Span(path=policy.path), message)
