"""Answers that are neither yes nor no in words: that nothing is easier, or that we have to disappoint who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage

SMALL: Final = 6
"""Tokens of a short answer."""
_EASY: Final = word_parts("replying.easy")
_SORRY: Final = word_parts("replying.sorry")
"""How verbs of disappointing begin."""
_PASSING: Final = word_set("replying.passing")
"""Verbs that decline where the answer ends in them: "Da m\u00fcssen wir passen.", not "Wir passen darauf auf."."""


def easily(passage: Passage, first: int = 0) -> bool:
    """Whether nothing is said to be easier: "Nothing easier than that.", "Rien de plus simple."."""
    words = [word.rpartition(" ")[2] for word in passage.words[first + 1 : first + SMALL]]
    return bool(passage.bits[first] & c.NONE) and any(word.startswith(_EASY) for word in words)


def sorry(passage: Passage, head: Segment) -> bool:
    """Whether all that is said is that we have to disappoint who asks, or are not among those: "Not us."."""
    if passage.words[: head.last] == ["not us"]:
        return True
    wished = [one for one in passage.segments if one.sentence == 0 and one.opener == "but"]
    if wished and wished[-1].last - wished[-1].first == 1 and passage.bits[wished[-1].first] & c.NAY:
        # "We would love to say yes, but no."
        return True
    us = passage.any(c.WE, 0, head.last) or bool(passage.bits[0] & c.AUX)
    words = passage.words[: head.last]
    declines = passage.places(c.DECLINE, 0, head.last)
    declined = any(words[at] not in _PASSING or at + 1 == head.last for at in declines) or any(
        word.startswith(_SORRY) for word in words
    )
    told = c.NEG | c.NO | c.NOBODY | c.NONE | c.WITHOUT | c.COND | c.SCHEME | c.ISSUED | c.YEA | c.GOT
    return us and declined and len(words) <= 2 * SMALL and not passage.any(told, 0, head.last)


_JOINING: Final = word_parts("replying.joining")


def not_joined(passage: Passage) -> bool:
    """Whether all that is said is that there is no adherence: "Sin adhesión", "Kein Beitritt"."""
    return (
        len(passage) == 2  # noqa: PLR2004
        and bool(passage.bits[0] & (c.NO | c.WITHOUT))
        and passage.words[1].startswith(_JOINING)
    )


_PROGRAMME: Final = word_set("replying.programme")


def programme(passage: Passage) -> bool:
    """Whether a header is no more than a word for a plan that means a scheme as well: "Programma" over a column."""
    return len(passage) == 1 and passage.words[0] in _PROGRAMME


def held_since(passage: Passage, segment: Segment) -> bool:
    """Whether a later sentence says since when we have it: "Not our first. We have held it since 2015"."""
    first, last = segment.first, segment.last
    return (
        bool(passage.bits[first] & (c.WE | c.NAME))
        and passage.any(c.ANAPH, first, last)
        and passage.any(c.SINCE, first, last)
        and passage.any(c.HOLD | c.GOT, first, last)
        and not passage.any(c.NEG | c.NO | c.COND | c.PLAN | c.PROGRESS | c.LACK, first, last)
    )
