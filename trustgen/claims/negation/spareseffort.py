"""Whether "without" only spares somebody some work: "sans rien installer", "sin tener que cambiar nada"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.negation.lacking import THING
from trustgen.claims.negation.negatedthing import strange
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage

_TO: Final = word_set("negated.to")


def spares_effort(passage: Passage, index: int, last: int) -> bool:
    """Whether nothing needs to be done, by a verb that no cue knows; "sans rien avoir de tel" is about having."""
    nothing = passage.bits[index] & c.NONE
    if not (passage.bits[index - 1 if nothing else index] & c.WITHOUT):
        return False
    at = index + 1
    while at < last and passage.bits[at] & c.NONE:
        at += 1
    if at + 1 < last and passage.bits[at] & c.HOLD and passage.words[at + 1] in _TO:
        # "sans avoir à", "sin tener que"
        at += 2
    elif not nothing and at == index + 1:
        return False
    return at < last and strange(passage, at) and not passage.any(THING | c.HOLD | c.SAY, at + 1, last)
