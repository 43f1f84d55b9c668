"""An honest text in front of a claim, or behind it, hides the claim only where the two contradict each other.

The cases of every language are joined in pairs into one paragraph.  What is still hidden is mostly a claim next to a
denial of all certificates, or of the same one; a floor keeps it from growing.
"""

from __future__ import annotations

import random
from datetime import date

from claims_cases import CASES, Case
from claims_pages import fails, paragraph

from trustgen.claims.facts import Facts

FACTS = Facts(as_of=date(2026, 11, 23))
PAIRS = 800
"""How many honest cases and claims are paired in a language; each pair is read in both orders."""
HIDDEN = 0.014
"""The share of joined texts that may pass: 1.28 % of 9,600 (123) were measured; it may only fall."""


def plain(language: str, label: str) -> list[Case]:
    """The cases that are one paragraph of whole sentences and need no record."""
    return [
        case
        for case in CASES
        if (case.language, case.label) == (language, label)
        and not case.text.startswith("<")
        and case.text.endswith(".")
        and fails(paragraph(case.text, language, FACTS)) == (label == "claim")
    ]


def hidden(language: str) -> tuple[list[str], int]:
    """The joined texts of a language that pass, and how many were read."""
    honest, claims = plain(language, "honest"), plain(language, "claim")
    chosen = random.Random(language)
    pairs = [(chosen.choice(honest).text, chosen.choice(claims).text) for _ in range(PAIRS)]
    joined = [text for one, claim in pairs for text in (f"{one} {claim}", f"{claim} {one}")]
    return [text for text in joined if not fails(paragraph(text, language, FACTS))], len(joined)


def test_a_claim_shows_beside_honest_text() -> None:
    read = [hidden(language) for language in ("en", "fr", "de", "es", "it", "nl")]
    passed = [text for texts, _ in read for text in texts]
    assert len(passed) <= HIDDEN * sum(many for _, many in read), passed
