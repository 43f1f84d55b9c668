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
_EXCLUDED: Final = word_parts("excluded.names")
_EXCLUSION: Final = word_set("excluded.nouns")


def covered_to(passage: Passage, token: int, segment: Segment) -> int:
    """Where a clause ends when it says last what is left out: "…, à l'exclusion de tout autre site"."""
    for at in range(token + 1, segment.last):
        if passage.words[at] in _EXCLUSION:
            covered = passage.any(c.SCHEME | c.CERT | c.NEG | c.NO | c.AND, at, segment.last)
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
    return not passage.any(c.EXCEPT, first, last) and any(
        word.startswith(_COVERS)
        for at in passage.places(c.NEG, first, last)
        for word in passage.words[at + 1 : min(at + 3, last)]
    )


def _left_out(passage: Passage, first: int, last: int) -> bool:
    return any(word.startswith(_EXCLUDED) for word in passage.words[first + 1 : last])


def none_left_out(passage: Passage, first: int, last: int) -> bool:
    """Whether a stretch says that nothing is left out: "no site is excluded"."""
    return _left_out(passage, first, last) and passage.any(_NONE, first, last)
