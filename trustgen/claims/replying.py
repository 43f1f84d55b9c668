"""Answers that are neither yes nor no in words: that nothing is easier, or that we have to disappoint who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims import cues as c

if TYPE_CHECKING:
    from trustgen.claims.clauses import Segment
    from trustgen.claims.passage import Passage

SMALL: Final = 6
"""Tokens of a short answer."""
_EASY: Final = ("eas", "simpl", "leicht", "einfach", "facil", "makkelijk", "eenvoudig", "natural", "naturlich")
_SORRY: Final = (
    *(
        "disappoint",
        "enttausch",
        "decev",
        "decepcion",
        "defraud",
        "delud",
        "teleurstel",
        "pass on",
        "passen",
        "let you",
    ),
    "down",
)


def easily(passage: Passage) -> bool:
    """Whether nothing is said to be easier: "Nothing easier than that.", "Rien de plus simple."."""
    words = [word.rpartition(" ")[2] for word in passage.words[1:SMALL]]
    return bool(passage.bits[0] & c.NONE) and any(word.startswith(_EASY) for word in words)


def sorry(passage: Passage, head: Segment) -> bool:
    """Whether all that is said is that we have to disappoint who asks, or are not among those: "Not us."."""
    if passage.words[: head.last] == ["not us"]:
        return True
    wished = [one for one in passage.segments if one.sentence == 0 and one.opener == "but"]
    if wished and wished[-1].last - wished[-1].first == 1 and passage.bits[wished[-1].first] & c.NAY:
        # "We would love to say yes, but no."
        return True
    us = passage.any(c.WE, 0, head.last) or bool(passage.bits[0] & c.AUX)
    return (
        head.last - head.first <= 2 * SMALL
        and us
        and (
            passage.any(c.DECLINE, 0, head.last) or any(word.startswith(_SORRY) for word in passage.words[: head.last])
        )
        and not passage.any(c.NEG | c.NO | c.NOBODY | c.WITHOUT | c.COND | c.SCHEME, 0, head.last)
    )
