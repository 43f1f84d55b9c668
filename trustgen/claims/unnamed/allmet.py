"""What examiners by trade found met, every one of it: "The C3PAO scored all 110 practices as met.".

No scheme is named and nothing is called ours, but nobody tells that of an audit that was somebody else's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import THE
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage

_THINGS: Final = word_parts("allmet.things")
"""What an audit goes through, by how the words begin."""
_ALL: Final = word_set("allmet.all")
_MARKED: Final = word_parts("allmet.marked")
"""How verbs in the past begin that tell what an examiner put beside each of them."""
_TICKED: Final = word_parts("allmet.ticked")
"""The same of verbs that say by themselves that it was met."""
_MET: Final = word_parts("allmet.met")
_ELSE: Final = c.THIRD | c.OTHER | c.YOU | c.YOUR | c.GENERIC | c.PERSON
_DOUBT: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.COND | c.PLAN | c.UNREAL | c.LACK | c.DUTY
_NEAR: Final = 4


def all_met(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether a certain examiner is said to have found all of a list met."""
    if index == first or passage.words[index - 1].rpartition(" ")[2] not in THE:
        return False
    if passage.any(_ELSE | _DOUBT, first, last):
        return False
    every = next(
        (at for at in range(index + 1, last) if passage.words[at] in _ALL and _listed(passage, at, last)), last
    )
    if every == last:
        return False
    words = passage.words[index + 1 : last]
    ticked = any(word.startswith(_TICKED) for word in words)
    # "a jugé" may be one word here.
    marked = any(word.rpartition(" ")[2].startswith(_MARKED) for word in words)
    return ticked or (marked and any(word.startswith(_MET) for word in words))


def _listed(passage: Passage, at: int, last: int) -> bool:
    """Whether requirements or the like stand behind the word for all of them, with no "all but two" between."""
    behind = passage.words[at + 1 : min(at + _NEAR, last)]
    return any(word.startswith(_THINGS) for word in behind) and not passage.any(c.BUT | c.EXCEPT, at, last)
