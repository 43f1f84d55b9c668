"""What is spelt as a cue and is none: "No." for a number, "US" for a country, "Mai" for May, "binnen" for within."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.passages.clauses import SHORTENED
from trustgen.claims.words import cues
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

_SERIES: Final = 4
"""Letters that a number may begin with."""


def _numbers(words: Sequence[str], at: int) -> bool:
    """Whether "No." is short for "number": "Reg. No. IS 771204"."""
    before = words[at - 1] if at else "\n"
    if before == "." and at > 1:
        before = words[at - 2] if words[at - 2] in SHORTENED else "\n"
    if before == "," and at > 1 and _code(words, at + 2):
        # "Certified L2, no. FIDO20020240612001"
        return words[at + 1] == "." and words[at - 2].isalnum()
    return (
        before.isalpha()
        and words[at + 1 : at + 2] == ["."]
        and any(word.isdigit() for word in words[at + 2 : at + 4])
        and all(len(word) <= _SERIES or word.isdigit() for word in words[at + 2 : at + 3])
    )


def _code(words: Sequence[str], at: int) -> bool:
    """Whether a word is one that counts certificates: it has many digits."""
    return at < len(words) and sum(map(str.isdigit, words[at])) > _SERIES


def alike(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """The classes and the length of what is spelt as a cue and is none: "No." (number), "US", "Mai", "within"."""
    if words[at] == "no" and _numbers(words, at):
        return cues.NUMBER, 2
    if words[at] == "us" and _country(words, at):
        return cues.ADJ, 1
    if words[at] in _OFFERS and _offered(words, at):
        return cues.SELFNOUN, 1
    if words[at] == "plus" and words[at - 1] in _PLUS_OF:
        return 0, 1
    if words[at] == "mai" and _month(words, at):
        return 0, 1
    if words[at] == "binnen" and "".join(words[at + 1 : at + 2]).startswith(_SPANS) and words[at - 1] not in _GOTTEN:
        return cues.PREP, 1
    return None


_SPANS: Final = word_parts("alike.spans")
"""How words begin behind "binnen" where it is "within", and not that something has come in."""
_GOTTEN: Final = word_set("alike.gotten")
"""What has come in, where it has: "hij had het binnen een uur"."""
_OFFERS: Final = word_set("alike.offers")
_OFFER: Final = 4


def _offered(words: Sequence[str], at: int) -> bool:
    """Whether a plan is what readers buy, with a name that ends the text or a bracket: "Plan Empresa (…)"."""
    if at and words[at - 1] != "\n":
        return False
    end = at + 1
    while end < len(words) and words[end].isalpha() and len(words[end]) >= _OFFER:
        end += 1
    return at + 1 < end <= at + _OFFER and (end == len(words) or words[end] in {"(", "\n"})


_PLUS_OF: Final = word_set("alike.plus_of")
"""English words behind which "plus" is a level, and not French for "no more": "Cyber Essentials Certified Plus"."""
_MONTHLY: Final = word_set("alike.monthly")
"""What stands in front of the month."""


def _month(words: Sequence[str], at: int) -> bool:
    """Whether "mai" is May in German or French, and not Italian for "never": "seit Mai", "le 3 mai", "Mai 2026"."""
    before = words[at - 1] if at else ""
    if before in {".", "-"} and at > 1:
        before = words[at - 2]
    following = words[at + 1 : at + 2]
    return before in _MONTHLY or before[:1].isdigit() or (bool(following) and following[0].isdigit())


def _country(words: Sequence[str], at: int) -> bool:
    """Whether "us" is the United States: "a US organisation", "in the US", "US and Canadian standard"."""
    following = words[at + 1 : at + 2]
    if at and words[at - 1] not in {"\n", "."}:
        return words[at - 1] in {"a", "the", "some"}
    return bool(following) and following[0].isalpha()
