"""What a text says is outside of a scope: "the Bari office is excluded", "to the exclusion of all other sites"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage

_NONE: Final = c.NO | c.NONE | c.NOBODY | c.RIVAL
_COVERS: Final = word_parts("excluded.covers")
_EXCLUDED: Final = word_set("excluded.names")
_EXCLUSION: Final = word_set("excluded.nouns")


def covered_to(passage: Passage, token: int, segment: Segment) -> int:
    """Where a clause ends when it says last what is left out: "…, à l'exclusion de tout autre site"."""
    for at in range(token + 1, segment.last):
        # "To the exclusion of …": not "without exclusion", "lifts the exclusion" or "to the exclusion of nothing".
        begins = passage.any(c.PREP, max(at - 2, 0), at - 1) and not passage.any(c.WITHOUT, max(at - 2, 0), at)
        if passage.words[at] in _EXCLUSION and begins:
            covered = passage.any(c.SCHEME | c.CERT | c.NEG | _NONE | c.AND, at, segment.last)
            return segment.last if covered else at
    return segment.last


def not_covered(passage: Passage, segment: Segment) -> bool:
    """Whether a clause says what is not covered: "no abarca la oficina de Sevilla"; "not only" covers more."""
    first, last = segment.first, segment.last
    if passage.any(c.ONLY | c.BUT | c.PSEUDO, first, last):
        return False
    if _left_out(passage, first, last) and not passage.any(c.NEG | _NONE | c.SCHEME, first, last):
        # "La sede di Bari resta esclusa."
        return True
    denied = passage.places(c.NEG, first, last)
    if passage.any(c.EXCEPT, first, last) or len(denied) != 1:
        return False
    # "No está incluida", "is not included"
    at = denied[0] + 1
    at += at + 1 < last and bool(passage.bits[at] & (c.BE | c.AUX | c.PREP))
    return at < last and passage.words[at].startswith(_COVERS)


def _left_out(passage: Passage, first: int, last: int) -> bool:
    """Whether a clause ends in what is out, or begins with that: "… is excluded", "unter Ausschluss der Kantine"."""
    begins = first + 1 < last and bool(passage.bits[first] & c.PREP) and not passage.bits[first] & c.WITHOUT
    ends = {passage.words[last - 1], *(passage.words[first + 1 : first + 3] if begins else ())}
    return not _EXCLUDED.isdisjoint(ends)


def none_left_out(passage: Passage, first: int, last: int) -> bool:
    """Whether a stretch says that nothing is left out: "no site is excluded"."""
    return any(passage.words[at] in _EXCLUDED and passage.any(_NONE, first, at) for at in range(first, last))
