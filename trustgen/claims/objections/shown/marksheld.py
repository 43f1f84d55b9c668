"""Notes on who owns a mark that go on with its use by us: "TISAX is a trademark. Our results are in the portal.".

That a mark belongs to somebody says nothing of us.  That we use it under a licence, are one of the assessed companies
that may, or have results in the owner's portal is what holders alone can say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.passedon.takenup import following
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_US: Final = c.WE | c.NAME
_DENIED: Final = (
    c.NEG | c.NO | c.NONE | c.NOBODY | c.COND | c.LACK | c.WITHOUT | c.UNREAL | c.OPEN | c.PROGRESS | c.READY
)
_ELSE: Final = c.THIRD | c.OTHER | c.GENERIC | c.YOUR | c.YOU | c.HELP | c.RIVAL
_MARKS: Final = word_parts("norms.marks")
_SIGNS: Final = word_set("marksheld.signs")
"""Words for a mark that are too short, or mean too much, to be known by how they begin."""
_LICENCE: Final = word_set("marksheld.licence")
_RESULTS: Final = word_set("marksheld.results")
_PACKAGE: Final = word_set("marksheld.package")
_LIKE: Final = word_set("marksheld.like")
_SHORT: Final = 5


def mark_of_holders(scene: Scene, token: int) -> bool:
    """Whether a note on a mark says, or the next sentence does, that we may use it or have been assessed."""
    passage = scene.passage
    _, begin, end = scene.sentence_of(token)
    marks = [at for at in range(begin, end) if _mark(passage.words[at])]
    if not marks:
        return False
    if _under_licence(passage, marks[0], begin, end) or _as_holder(passage, marks[-1] + 1, end):
        return True
    first, last = following(scene, token)
    return first < last and (
        _as_holder(passage, first, last) or _results(passage, first, last) or _numbered(passage, first, last)
    )


def _mark(word: str) -> bool:
    return word.startswith(_MARKS) or word in _SIGNS


def _under_licence(passage: Passage, mark: int, begin: int, end: int) -> bool:
    """Whether the mark itself is used under a licence: "The TISAX mark is used under licence from ENX."."""
    return any(
        passage.words[at] in _LICENCE and passage.any(c.UNDER | c.PREP, at - 1, at) for at in range(mark + 2, end)
    ) and not passage.any(_DENIED | _ELSE, begin, end)


def _as_holder(passage: Passage, first: int, last: int) -> bool:
    """Whether we are called assessed or licensed: "such as we may show it", "Fabrikam displays it as certified"."""
    us = passage.places(_US, first, last)
    if not us or passage.any(_DENIED, first, last):
        return False
    held = passage.any(c.STRONG | c.AUDIT, first, last) or any(_vouched(passage, at) for at in range(first, last))
    like = any(passage.words[at - 1] in _LIKE for at in us)
    return held and (like or not passage.any(_ELSE, first, last))


def _vouched(passage: Passage, at: int) -> bool:
    """Whether a word is one for a permission, or for a certification that is no registration of a name."""
    bits = passage.bits[at]
    return passage.words[at] in _LICENCE or bool(bits & c.CERT and bits & c.YEA)


def _results(passage: Passage, first: int, last: int) -> bool:
    """Whether results of ours, or results in the owner's list, are told of: "Unsere Ergebnisse stehen im Portal"."""
    at = next((at for at in range(first, min(first + 3, last)) if passage.words[at] in _RESULTS), -1)
    if at < 0 or passage.any((_DENIED | _ELSE | c.SOON | c.PLAN) & ~c.YOU, at + 1, last):
        return False
    return passage.any(c.OUR, first, at) or (at == first and passage.any(c.LISTING, at, last))


def _numbered(passage: Passage, first: int, last: int) -> bool:
    """Whether the number of a file at the owner's stands there: "Package ID FR2233445566."."""
    return last - first <= _SHORT and passage.words[first] in _PACKAGE and _digits(passage.words[last - 1])


def _digits(word: str) -> bool:
    return any(letter.isdigit() for letter in word)
