"""Where something is called true, and leads that call untrue all of what stands below: "None of it is true:"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage

_NONE: Final = c.NONE | c.NOBODY | c.NO
_ALL: Final = c.GLOBAL | c.ANAPH
_OVER: Final = c.LACK | c.PASTEND | c.QUIT | c.FAIL | c.WITHOUT | c.NOBODY | c.NONE
_LIMITED: Final = c.SAY | c.COND | c.EXCEPT | c.ONLY | c.WHOEVER | c.PSEUDO
_HENCE: Final = word_set("untruths.hence")
"""Words for "true" that behind a comma only draw a conclusion."""
_FEW: Final = 3


def all_untrue(passage: Passage) -> bool:
    """Whether a text ends in a clause that calls all of it wrong, and told of nothing that we lack or lost before.

    "Rivals say that we lost these. None of it is true:" leads a list of what we have.
    """
    if not passage.segments:
        return False
    last = passage.segments[-1]
    behind = passage.bits[last.last :]
    return (
        all(bits & c.PUNCT for bits in behind)
        and _called_so(passage, last)
        and not any(_amiss(passage, one) for one in passage.segments[:-1])
    )


def _called_so(passage: Passage, segment: Segment) -> bool:
    """Whether a clause says no more than that none of it is true, or that all of it is wrong."""
    first, last = segment.first, segment.last
    verdict = passage.bits[last - 1] if last > first else 0
    if passage.any(_LIMITED, first, last) or not verdict & (c.TRUTH | c.META):
        return False
    denied = passage.places(c.NEG | _NONE | c.LACK, first, last)
    if verdict & c.META and not verdict & c.TRUTH:
        return not [at for at in denied if at < last - 1] and passage.any(_ALL, first, last - 1)
    return len(denied) == 1 and denied[0] - first < _FEW and bool(passage.bits[denied[0]] & _NONE)


def _amiss(passage: Passage, segment: Segment) -> bool:
    """Whether a clause tells that something is over or not so; "do not write any of it" only asks for silence."""
    first, last = segment.first, segment.last
    silent = passage.any(c.SAY, first, last)
    return passage.any(_OVER, first, last) or any(
        not (silent and passage.any(c.SAY, at + 1, last)) for at in passage.places(c.NEG | c.NO, first, last)
    )


def truths(passage: Passage, first: int, last: int) -> list[int]:
    """Where something is called true; "…, so there is none" and "never told her that we had one" call nothing so."""
    return [
        at
        for at in passage.places(c.TRUTH, first, last)
        if not (passage.words[at - 1] == "," and passage.words[at] in _HENCE)
        and not (passage.bits[at] & c.REL and passage.any(c.WE, at + 1, at + 2))
    ]


_STILL: Final = word_set("untruths.still")
"""What tells that a paper shows today what was so before: "still", "noch"."""
_SHOWS: Final = word_parts("notagain.shows")


def outdated(passage: Passage, first: int, last: int) -> bool:
    """Whether it is old papers that are called wrong: "old brochures that still show it are wrong"."""
    wrong = next(iter(passage.places(c.META, first, last)), first)
    begins = next((at for at in passage.places(c.REL, first + 1, wrong) if not passage.any(c.SAY, first, at)), wrong)
    return any(passage.words[at] in _STILL for at in range(begins, wrong)) and any(
        passage.bits[at] & (c.SHOW | c.CARRY) or passage.words[at].startswith(_SHOWS) for at in range(begins, wrong)
    )
