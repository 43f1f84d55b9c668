"""A date of what has happened lies in the future.

What it checks: the days on which the security address was confirmed, an answer was reviewed and an assurance issued.
Why: each says that something was done, and nobody can have done it yet.
Example: `contact_confirmed: 2072-11-24`.
How to fix: write the day on which it was done, or leave the key out until it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.finding import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from trustgen.model.center import TrustCenter
    from trustgen.source import Text

RULE = Rule(
    code="TG236",
    name="future-date",
    summary="A date of what has happened lies in the future.",
    help="Write the day on which it was done, or leave the key out until it is.",
)


def check_content(center: TrustCenter) -> Iterator[Finding]:
    """Yield a finding for every such date, at the value that names what was done."""
    content = center.content
    dates: list[tuple[Text, str, date | None]] = [
        (content.disclosure.contact, "contact_confirmed", content.disclosure.contact_confirmed),
        *((answer.id, "reviewed", answer.reviewed) for answer in content.answers.answers),
        *((assurance.scheme, "issued", assurance.issued) for assurance in content.assurances.assurances),
    ]
    for about, key, day in dates:
        if day is not None and day > center.today:
            yield RULE.at(about.span, f"`{key}` of `{about}` is {day}; today is {center.today}.")
