"""Negations of standing somewhere: on no list of holders, and neither of two things on the wall."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage

_NOR: Final = word_set("common.nor")
_THERE: Final = c.HOLD | c.EXIST | c.GOT | c.SHOW | c.CERT | c.WITHUS | c.DONE
_SELF: Final = c.WE | c.NAME | c.OUR


def unlisted(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether somebody is said not to be found where holders are listed: "you won't find us in the register of …"."""
    if _no_hits(passage, index, first, last):
        return True
    if not passage.bits[index] & c.NEG or not passage.any(c.SCHEME | c.CERT, first, last):
        return False
    if _not_among(passage, index, first, last):
        return True
    listed = [at for at in passage.places(c.LISTING, first, last) if passage.any(c.PREP, max(first, at - 4), at)]
    if not listed or passage.any(_MORE | c.GENERIC | c.FINDING | c.THIRD, first, last):
        return False
    found = passage.any(c.HOLD | c.BE | c.EXIST | c.SHOW, first, last) or passage.any(c.WE, index + 1, index + 3)
    found = found and (listed[-1] > index or _nowhere_else(passage, index, last))
    if found and (passage.any(_SELF, first, last) or any(_a_name(passage, at, first) for at in range(first, last))):
        return True
    stands = [at for at in range(first, last) if passage.words[at].startswith(_STANDS)]
    # In Spanish and Italian the verb is its own subject.
    named = passage.any(_SELF, first, last) or any(passage.words[at].endswith(_OUR_VERBS) for at in stands)
    named = named or any(_a_name(passage, at, first) for at in range(first, index))
    return bool(stands) and named and _nowhere_else(passage, index, last)


_MORE: Final = c.RIVAL | c.ONLY | c.PSEUDO | c.RANK | c.SINCE
_STANDS: Final = word_parts("unlisted.stands")
"""Verbs of standing in a list, by how they begin."""
_OUR_VERBS: Final = word_parts("unlisted.our_verbs")


def _nowhere_else(passage: Passage, index: int, last: int) -> bool:
    """Whether a negation ends its clause, or the list follows: not "nicht allein", "niet voor niets", "par hasard"."""
    for at in range(index + 1, last):
        bits = passage.bits[at]
        if bits & (c.LISTING | c.SCHEME):
            return True
        plain = bits & (c.PREP | c.DET | c.WE | c.NAME | c.PUNCT | c.BE | c.AUX | c.HOLD | c.SHOW)
        if (not plain and not passage.words[at].startswith(_STANDS)) or bits & (c.NONE | c.NO | c.ONLY):
            return False
    return True


_HITS: Final = word_parts("unlisted.hits")
_SEARCH: Final = word_parts("unlisted.search")
_EMPTY: Final = word_set("unlisted.empty")


def _no_hits(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether a search for us in a list of holders ends without a hit: "search for us and you get zero results"."""
    behind = index + 1 < last and passage.words[index + 1].startswith(_HITS)
    if not (passage.bits[index] & (c.NO | c.NONE) and (behind or passage.words[index] in _EMPTY)):
        return False
    begin = passage.sentences[passage.segments[passage.segment_at(index)].sentence].first if passage.within else first
    if behind and not all(bits & (c.ADV | c.PUNCT) for bits in passage.bits[index + 2 : last]):
        # "No results for complaints."
        return False
    searched = any(word.startswith(_SEARCH) for word in passage.words[begin:index])
    return (
        searched
        and passage.any(c.LISTING, begin, index)
        and passage.any(c.SCHEME, begin, index)
        and passage.any(_SELF, begin, index)
        and not passage.any(_MORE | c.FINDING | c.THIRD | c.NEG, begin, last)
    )


LATEST: Final = word_parts("unlisted.latest")
_NEAR: Final = 12
_FIGURE: Final = word_parts("unlisted.figure")
_AMONG: Final = word_set("unlisted.among")


def _not_among(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether it is said not to be among those who have it: "non figura tra quelli qualificati da ACN"."""
    near = range(max(first, index - _NEAR), min(last, index + _NEAR))
    among = any(
        passage.words[at].startswith(_FIGURE)
        and not _AMONG.isdisjoint([*passage.words[at].split()[1:], *passage.words[at + 1 : at + 3]])
        and (at < index + 3 or passage.bits[index] & c.AND)
        for at in near
    )
    return (
        among
        and passage.any(_SELF | c.SELFNOUN, first, last)
        and not passage.any(c.RIVAL | c.ONLY | c.PSEUDO | c.RANK, first, last)
        and not any(word.startswith(LATEST) for word in passage.words[first:last])
    )


def on_none(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether a mark is said to stand on none of our things: "The mark appears on none of our packaging"."""
    return (
        bool(passage.bits[index] & (c.NO | c.NONE | c.NOBODY))
        and index > first
        and bool(passage.bits[index - 1] & c.PREP)
        and passage.any(c.SCHEME, first, index - 1)
        and any(passage.words[at].startswith(_STANDS) or passage.bits[at] & c.EXIST for at in range(first, index))
        and passage.any(c.OUR, index + 1, min(index + 3, last))
        and not passage.any(_MORE | c.BUT | c.WITHOUT, first, last)
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
