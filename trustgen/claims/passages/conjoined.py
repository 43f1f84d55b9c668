"""Where a conjunction opens a clause with a subject of its own, so that what it denies does not reach back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage

VERBAL: Final = (
    cues.HOLD
    | cues.GOT
    | cues.BE
    | cues.AUX
    | cues.NEG
    | cues.NO
    | cues.WE
    | cues.OUR
    | cues.SHOW
    | cues.WITHOUT
    | cues.LACK
)


def another_speaks(passage: Passage, at: int, last: int) -> bool:
    """Whether a clause begins whose subject is another party: "… and Customer acknowledges that none is held"."""
    if passage.any(cues.DET, at, min(at + 1, last)) and not passage.bits[at] & VERBAL:
        at += 1
    if at + 1 >= last or not passage.bits[at] & (cues.YOU | cues.THIRD):
        return False
    # "… y usted no tiene que preguntar": what readers need not do.
    return not passage.bits[at + 1] or bool(
        passage.bits[at] & cues.YOU
        and _denied(passage, at + 1)
        and passage.any(cues.DUTY | cues.ASK | cues.CTA, at + 1, last)
    )


def _denied(passage: Passage, at: int) -> bool:
    return bool(passage.bits[at] & cues.NEG) or passage.words[at] in _CLITICS


_CLITICS: Final = word_set("closing.clitics")


def complete(passage: Passage, index: int, first: int) -> bool:
    """Whether the clause in front of a conjunction has a verb, and is no first half of a subject."""
    begins = cues.PUNCT | cues.REL & ~cues.DET
    start = next((at + 1 for at in range(index - 1, first - 1, -1) if passage.bits[at] & begins), first)
    return passage.any(cues.HOLD | cues.GOT | cues.BE | cues.AUX | cues.SHOW, start, index)


def something_else(passage: Passage, at: int, last: int) -> bool:
    """Whether a clause begins whose subject is a thing that no cue knows: "… and the webinar is not scheduled"."""
    known = False
    for place in range(at, min(at + _SUBJECT, last)):
        bits = passage.bits[place]
        if bits & (cues.SCHEME | cues.ART | cues.CERT | cues.STRONG | cues.PUNCT | cues.AND | cues.BUT):
            return False
        if known and bits & (cues.BE | cues.AUX | cues.HOLD | cues.LACK | cues.PASTEND):
            return True
        known = known or bool(bits & cues.SELFNOUN) or (not bits and passage.words[place].isalpha())
    return False


_SUBJECT: Final = 6
