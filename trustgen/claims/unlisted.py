"""Negations of standing somewhere: on no list of holders, and neither of two things on the wall."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims import cues as c

if TYPE_CHECKING:
    from trustgen.claims.passage import Passage

_NOR: Final = frozenset({"nor", "noch", "ni", "ne"})
_THERE: Final = c.HOLD | c.EXIST | c.GOT | c.SHOW | c.CERT | c.WITHUS | c.DONE
_SELF: Final = c.WE | c.NAME | c.OUR


def unlisted(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether somebody is said not to be found where holders are listed: "you won't find us in the register of …"."""
    if not passage.bits[index] & c.NEG or not passage.any(c.SCHEME, first, last):
        return False
    if _not_among(passage, index, first, last):
        return True
    listed = [at for at in passage.places(c.LISTING, first, last) if passage.any(c.PREP, max(first, at - 3), at)]
    if not listed or passage.any(c.RIVAL | c.ONLY | c.PSEUDO | c.GENERIC | c.FINDING | c.THIRD, first, last):
        return False
    found = passage.any(c.HOLD | c.BE | c.EXIST | c.SHOW, first, last) or passage.any(c.WE, index + 1, index + 3)
    return found and (passage.any(_SELF, first, last) or any(_a_name(passage, at, first) for at in range(first, last)))


_NEAR: Final = 12
_FIGURE: Final = ("figur", "appear", "count", "zahl", "gehor", "rientr", "behoor", "vallen", "valt")
_AMONG: Final = frozenset(
    {"among", "unter", "zu", "parmi", "entre", "dans", "en", "tra", "fra", "nell'", "onder", "tot"}
)


def _not_among(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether it is said not to be among those who have it: "non figura tra quelli qualificati da ACN"."""
    near = range(max(first, index - _NEAR), min(last, index + _NEAR))
    among = any(
        passage.words[at].startswith(_FIGURE)
        and not _AMONG.isdisjoint(passage.words[at + 1 : at + 3])
        and (at < index + 3 or passage.bits[index] & c.AND)
        for at in near
    )
    return (
        among
        and passage.any(_SELF | c.SELFNOUN, first, last)
        and not passage.any(c.RIVAL | c.ONLY | c.PSEUDO, first, last)
    )


def _a_name(passage: Passage, at: int, first: int) -> bool:
    """Whether a word that no cue knows stands without an article: a name."""
    before = passage.bits[at - 1] if at > first else 0
    return not passage.bits[at] and passage.words[at].isalpha() and not before & (c.DET | c.ADJ | c.NUMBER | c.GENERIC)


def none_of_these(passage: Passage, index: int, last: int) -> bool:
    """Whether names in a row are said not to be there: "neither T\u00dcV nor TISAX hangs on our wall"."""
    nor = [at for at in range(index + 1, last) if passage.words[at] in _NOR]
    if not nor or not passage.any(c.SCHEME, index, last) or not passage.bits[index] & (c.NEG | c.NO):
        return False
    at = nor[-1] + 1
    named = passage.any(c.SCHEME, index + 1, at) or (at < last and bool(passage.bits[at] & c.SCHEME))
    return named and passage.any(c.WITHUS, at, last) and passage.any(_THERE & ~c.WITHUS, at, last)
