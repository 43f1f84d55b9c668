"""What a person should look at although nothing is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.finding import Rule, Severity, Span

if TYPE_CHECKING:
    from trustgen.attest.select import Selected
    from trustgen.finding import Finding

POLICY_CHANGED = Rule(
    code="TG340",
    name="policy-changed",
    summary="The trust policy is another one than the published site was built with.",
    help="See in the repository's history who changed it and who reviewed that: the policy decides everything else.",
    severity=Severity.NOTE,
)


def noted(selected: Selected) -> tuple[Finding, ...]:
    """A note if the trust policy has changed since the site was published (format section 5)."""
    before, policy = selected.published_policy, selected.policy
    if before is None or before == policy.sha256:
        return ()
    message = f"`{policy.path}` has changed since the site was published: sha256:{before} is now {policy.sha256}."
    return (POLICY_CHANGED.at(Span(path=policy.path), message),)
