"""What stands behind a negation: a thing that is worn, an assessor who has not come, a word that no cue explains."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from trustgen.claims import cues as c
from trustgen.claims.lacking import EMPTY

if TYPE_CHECKING:
    from trustgen.claims.passage import Passage

MUTE: Final = c.HIDE | c.CHOOSE | c.TURN | c.QUIT | c.UNDER
"""Classes of words that say nothing of what a negation negates."""


def strange(passage: Passage, at: int) -> bool:
    """Whether a token is a word that no cue explains."""
    return not passage.bits[at] & ~MUTE and passage.words[at].isalpha() and len(passage.words[at]) > 2  # noqa: PLR2004


class Hit(Struct):
    """What a negation hits."""

    kind: str
    """`thing`, `verb`, `none`, `say`, `truth`, `lack`, `meta`; empty when the cue hits nothing that counts."""
    named: bool = False
    unknown: bool = False
    our: bool = False


def worn(passage: Passage, head: int, last: int) -> bool:
    """Whether a clause says how we have it: "not a badge that we wear lightly"."""
    at = head - 1 if passage.bits[head - 1] & c.REL else head
    return (
        at + 1 < last
        and bool(passage.bits[at] & c.REL and passage.bits[at + 1] & c.WE)
        and passage.any(c.HOLD | c.GOT, at, last)
        and (strange(passage, last - 1) or passage.words[last - 1].endswith(_MANNER))
    )


_MANNER: Final = ("ly", "mente")


def assessed(passage: Passage, at: int, last: int, passed: int) -> Hit:
    """Whether an assessor has not examined us or was not engaged; not "no auditor has found a fault in our report"."""
    index = at + 1
    while index < last:
        here = passage.bits[index]
        if here & (c.CERT | c.AUDIT | c.HOLD | c.GOT | c.SHOW | c.SAY | c.EXIST) and not here & (c.AUX | c.ART):
            return Hit("") if not here & c.CERT and _owned(passage, index + 1, last) else Hit("thing")
        if here & (c.SCHEME | c.ART) and _owned(passage, at, last):
            return Hit("")
        if not here & (EMPTY | c.ASSESSOR | c.OUR | c.SELFNOUN | c.CLAUSE | c.SCHEME | c.ART):
            break
        index += 1
    return Hit("none") if passed or index >= last else Hit("")


def _owned(passage: Passage, first: int, last: int) -> bool:
    """Whether an artefact or a scheme is called ours."""
    return any(
        passage.any(c.SCHEME | c.ART, index + 1, min(last, index + 4)) for index in passage.places(c.OUR, first, last)
    )


def fronted(passage: Passage, index: int, first: int, passed: int) -> Hit:
    """An unknown word ends the search; it still counts when what is denied stands in front of it."""
    if passed & (c.HOLD | c.GOT | c.EXIST) and passage.any(c.SCHEME | c.ART, first, index):
        return Hit("none")
    return Hit("")
