"""Neither of our things was put before an assessor: "neither the app nor the portal has been put before a QSA"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage

_NEITHER: Final = word_set("neither.neither")
_TURNS: Final = (
    c.WITHOUT | c.EXCEPT | c.ONLY | c.BUT | c.FINDING | c.RANK | c.LACK | c.FAIL | c.PASTEND | c.META | c.YOUR
)


def neither_was(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether a negation is the first of those that name what of ours was never assessed."""
    if passage.words[index] not in _NEITHER or any(word in _NEITHER for word in passage.words[first:index]):
        return False
    nor = [at for at in range(index + 1, last) if passage.words[at] in _NEITHER]
    verb = next(iter(passage.places(c.BE | c.AUX | c.HOLD, nor[-1] + 1, last)), last) if nor else last
    certified = next(
        (at for at in passage.places(c.CERT | c.AUDIT, verb, last) if not passage.bits[at] & (c.ART | c.ASSESSOR)), last
    )
    before = next(iter(passage.places(c.ASSESSOR | c.EXAMINER, verb, last)), last)
    plain = all(bits & _BETWEEN for bits in passage.bits[verb:certified])
    put = sum(not bits & _BETWEEN and not bits & c.COND for bits in passage.bits[verb:before]) <= 1
    return (
        bool(passage.bits[index] & (c.NEG | c.NO))
        and passage.any(c.SELFNOUN | c.NAME, index, verb)
        and passage.any(c.SCHEME, verb, last)
        and ((certified < last and plain) or (before < last and put))
        and not passage.any(_TURNS, index, last)
        and not passage.any(c.SCHEME, first, verb)
    )


_BETWEEN: Final = c.BE | c.AUX | c.HOLD | c.ADV | c.PREP | c.SCHEME | c.DET | c.PUNCT | c.NEG
