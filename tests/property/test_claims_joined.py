"""An honest text in front of a claim, or behind it, hides the claim only where the two contradict each other.

The cases of every language are joined in pairs into one paragraph.  What is still hidden is mostly a claim next to a
denial of all certificates, or of the same one; a floor keeps it from growing.
"""

from __future__ import annotations

from datetime import date
from zlib import crc32

from claims_cases import CASES, Case
from claims_pages import fails, paragraph

from trustgen.claims.facts import Facts

FACTS = Facts(as_of=date(2026, 11, 23))
PAIRS = 800
"""How many honest cases and claims are paired in a language; each pair is read in both orders."""
HIDDEN = 0.014
"""The share of joined texts that may pass: 1.36 % of 9,600 (131) were measured; it may only fall."""


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


def drawn(text: str) -> int:
    """A number that hangs on nothing but the text, and lies as if drawn."""
    return crc32(text.encode())


def partner(honest: list[Case], claim: Case) -> Case:
    """The honest case that a claim is paired with, whatever other cases there are that lie further off."""
    return min(honest, key=lambda one: drawn(f"{one.text}|{claim.text}"))


def hidden(language: str) -> tuple[list[str], int]:
    """The joined texts of a language that pass, and how many were read.

    Which are paired hangs on their own words, so that a case more changes few of the pairs.
    """
    honest, claims = plain(language, "honest"), plain(language, "claim")
    chosen = sorted(claims, key=lambda case: drawn(case.text))[:PAIRS]
    pairs = [(partner(honest, case).text, case.text) for case in chosen]
    joined = [text for one, claim in pairs for text in (f"{one} {claim}", f"{claim} {one}")]
    return [text for text in joined if not fails(paragraph(text, language, FACTS))], len(joined)


def test_a_claim_shows_beside_honest_text() -> None:
    read = [hidden(language) for language in ("en", "fr", "de", "es", "it", "nl")]
    passed = [text for texts, _ in read for text in texts]
    assert len(passed) <= HIDDEN * sum(many for _, many in read), passed
