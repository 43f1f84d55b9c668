"""The rules of the claims engine: one constant per way in which a text says more than the record.

Codes TG101 to TG109 and TG140 to TG159 belong to this package.
"""

from __future__ import annotations

from typing import Final

from trustgen.finding import Rule, Severity

UNHELD: Final = Rule(
    code="TG101",
    name="unheld-claim",
    summary="A text implies a certification that is not on record.",
    help="Say in the same sentence that it is not held, or record what is held with issuer, dates and evidence.",
)
LEVEL: Final = Rule(
    code="TG102",
    name="level-stretch",
    summary="A text names a higher or another level than the one on record.",
    help="Name the level on record.",
)
EDITION: Final = Rule(
    code="TG103",
    name="edition-stretch",
    summary="A text names another edition than the one on record, or one that is withdrawn.",
    help="Name the edition on record.",
)
SCOPE: Final = Rule(
    code="TG104",
    name="scope-stretch",
    summary="A text claims a wider scope than the one on record.",
    help="Name the scope as the certificate or report words it.",
)
EXPIRED: Final = Rule(
    code="TG105",
    name="expired-claim",
    summary="A text speaks of a holding as current outside the dates on record.",
    help="Say that it has ended and when, or record its renewal.",
)
IMPOSSIBLE: Final = Rule(
    code="TG106",
    name="impossible-certificate",
    summary="A text implies a certificate that nobody can hold.",
    help="Remove the sentence: this law or framework has no certificate.",
)
UNNAMED: Final = Rule(
    code="TG107",
    name="unnamed-claim",
    summary="A text implies a certification without naming it, and none is on record.",
    help="Name what is held, or say that nothing is held.",
)
OBFUSCATED: Final = Rule(
    code="TG108",
    name="disguised-mention",
    summary="A certification is named in disguise: look-alike letters, spaced letters, reversed text.",
    help="Write the name plainly.",
)
MARK: Final = Rule(
    code="TG109",
    name="unheld-mark",
    summary="A badge, alternative text, file name or link target names a certification that is not on record.",
    help="Remove the mark; text beside it cannot excuse it.",
)
WORDING: Final = Rule(
    code="TG140",
    name="improper-wording",
    summary="A text uses a word for a holding that its owner does not allow.",
    help="Use the scheme owner's word.",
    severity=Severity.WARNING,
)
LAW: Final = Rule(
    code="TG141",
    name="law-compliance",
    summary="A text says that a law is complied with, as if somebody had confirmed it.",
    help="Say what is done and which article it serves, instead of the word that sums it up.",
    severity=Severity.WARNING,
)
REVERSED: Final = Rule(
    code="TG142",
    name="reversed-text",
    summary="A text holds a character, or a style sheet a value, that reverses the direction of reading.",
    help="Remove the character or the value: what is shown must be what is written.",
)
POLICY: Final = Rule(
    code="TG143",
    name="loose-wording",
    summary="A text uses a wording that the project's knobs only warn about.",
    help="Add a sentence that says what is not held.",
    severity=Severity.WARNING,
)
SHOWN: Final = Rule(
    code="TG144",
    name="mark-not-for-holders",
    summary="A mark is shown that its owner does not let a holder show, or not there.",
    help="Remove the mark, and say in words what is held.",
)

LASTING: Final = Rule(
    code="TG145",
    name="term-stretch",
    summary="A text gives a later last day than the one on record.",
    help="Give the last day on record, or record the renewal.",
)

RULES: Final = (
    UNHELD,
    LEVEL,
    EDITION,
    SCOPE,
    EXPIRED,
    IMPOSSIBLE,
    UNNAMED,
    OBFUSCATED,
    MARK,
    WORDING,
    LAW,
    REVERSED,
    POLICY,
    SHOWN,
    LASTING,
)
