"""The new one that is there where the old one ended: "the new one hangs beside it", "and put up the new one"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import THE
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage

NEW: Final = word_set("succeeded.new")
RUNS: Final = word_set("succeeded.runs")
"""Verbs of a certificate that counts now, or can be seen."""
ONE: Final = word_set("succeeded.one")
_HERE: Final = word_set("succeeded.here")
_PLACES: Final = word_parts("succeeded.places")
_UNTIL: Final = word_set("ended.until")
_DEPENDS: Final = word_set("newone.depends")
"""Words behind a verb of hanging that make it one of depending: "das neue h\u00e4ngt von einem Audit ab"."""
_FOLLOWED: Final = word_set("newone.followed")
"""Verbs of a clause that says which one is meant: "celui qui lui a succ\u00e9d\u00e9"."""
_PUT: Final = word_set("newone.put")
_ANEW: Final = word_set("newone.anew")
_SHORT: Final = 4
_FAR: Final = 6
_TO_US: Final = c.WE | c.ANAPH | c.ADV


def new_one(passage: Passage, begin: int, end: int) -> bool:
    """Whether the new one is said to count or to be there: "the new one runs to 2028", "der neue Bericht ist da"."""
    return any(_there(passage, verb, end) for verb in _told_of(passage, begin, end))


def _told_of(passage: Passage, begin: int, end: int) -> list[int]:
    """Where it begins what is said of the new one, behind its name and a pronoun for us."""
    found = []
    for at in range(begin, end - 1):
        certain = at > begin and (
            passage.words[at - 1] in THE
            or passage.words[at - 1] in ONE
            or bool(passage.bits[at - 1] & (c.OUR | c.THEIR))
        )
        verb = at + 1
        if passage.words[at] in NEW and certain:
            verb += verb < end and bool(passage.bits[verb] & (c.ANAPH | c.ISSUED))
        elif passage.words[at] not in _FOLLOWED or not passage.any(c.REL | c.WHOEVER, max(begin, at - _SHORT), at):
            continue
        while verb < end and passage.bits[verb] & c.WE and passage.bits[verb] & _TO_US:
            verb += 1
        if passage.any(c.PREP, verb, min(verb + 1, end)):
            # "Das neue nach der Ausgabe 2022 hängt daneben."
            verb = next((i for i in range(verb, min(verb + _FAR, end)) if passage.words[i] in RUNS), verb)
        found.append(verb)
    return found


def _there(passage: Passage, verb: int, end: int) -> bool:
    """Whether what stands from a verb on says that it counts, runs until a year or is where it can be seen."""
    rest = passage.words[verb + 1 : end]
    runs = bool(passage.words[verb : verb + 1]) and passage.words[verb].partition(" ")[0] in RUNS
    if runs and rest and _DEPENDS.isdisjoint(rest):
        return True
    if verb + 2 < end and passage.words[end - 2] in _UNTIL and passage.bits[end - 1] & c.NUMBER:
        # Whatever the verb: "… het nieuwe blijft geldig tot 2028".
        return True
    if verb < end and all(passage.bits[i] & (c.BE | c.YEA) for i in range(verb, end)):
        # "… is no longer valid; the new one is", "het nieuwe wel"
        return True
    placed = any(word.startswith(_PLACES) for word in rest)
    return passage.any(c.BE, verb, verb + 1) and (placed or (bool(rest) and rest[0] in _HERE))


def put_up(passage: Passage, begin: int, end: int) -> bool:
    """Whether the new one is what was put where readers see it: "and put up the new one", "appeso quello nuovo"."""
    for at in range(begin + 1, end):
        if passage.words[at] not in NEW or not (passage.words[at - 1] in THE or passage.words[at - 1] in ONE):
            continue
        behind = at + 1
        behind += behind < end and bool(passage.bits[behind] & (c.ANAPH | c.ISSUED))
        near = passage.words[max(begin, at - _SHORT) : at - 1] + passage.words[behind : behind + 1]
        closes = behind >= end or passage.words[behind] in _PUT or passage.any(c.PREP | c.PUNCT, behind, behind + 1)
        if closes and not _PUT.isdisjoint(near):
            return True
    return False


def issued_again(passage: Passage, begin: int, end: int) -> bool:
    """Whether it is said to have been issued once more: "und wurde im April neu ausgestellt"."""
    return any(
        passage.words[at] in _ANEW and passage.any(c.GRANTED, begin, min(at + 3, end)) and passage.any(c.BE, begin, end)
        for at in range(begin, end)
    )
