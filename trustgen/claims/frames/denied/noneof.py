"""None of several schemes, and behind their names what none of them does: "none of ISMAP, K-ISMS and MTCS lists us"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_OF: Final = word_set("noneof.of")
_NONE: Final = c.NONE | c.NOBODY
_NAMES: Final = c.SCHEME | c.ART | c.AND | c.PUNCT | c.DET
_HAVING: Final = c.HOLD | c.BE | c.AUX | c.LISTING | c.SHOW | c.GOT | c.EXIST | c.CERT | c.MEAN
_US: Final = c.WE | c.OUR | c.NAME | c.WITHUS | c.SELFNOUN
_BAD: Final = c.LACK | c.PASTEND | c.FINDING | c.NEG | c.NO | c.WITHOUT | c.FAIL | c.COND | c.ONLY | c.EXCEPT | c.EASE
_PLAIN: Final = _HAVING | _US | c.PREP | c.DET | c.THEIR | c.NEG | c.WORD
_LIMITS: Final = c.ONLY | c.BUT | c.MANNER | c.RIVAL | c.SINCE | c.NUMBER | c.PUNCT | c.CHOOSE
_SEVERAL: Final = 2
"""Names of which none is meant, at least."""
_NEAR: Final = 3
"""How far behind a name, or behind what says none, the next part of the sentence begins."""
_LEAD: Final = 6
"""How far behind a colon it says none: "we stand in none of"."""
_OF_NEXT: Final = 2
"""Where the "of" of "none of" may stand: in the same word, or the next."""


def none_of_several(scene: Scene, token: int) -> bool | None:
    """Whether a list of names begins with "none of" and ends with our not having them; `None` for any other text.

    "None of SOC 2, HITRUST and TISAX has ever lapsed" and "... was easy to get" say that all are there.
    """
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    head = first + (passage.words[first].rpartition(" ")[2] not in _OF)
    # "Pas de SOC 2" has its preposition in the negation.
    opens = passage.bits[first] & (_NONE if head == first else _NONE | c.NO)
    if not opens or passage.word(head).rpartition(" ")[2] not in _OF:
        return None
    end = next((at for at in range(head + 1, last) if not passage.bits[at] & _NAMES), last)
    if token >= end or len(passage.places(c.SCHEME, head, end)) < _SEVERAL:
        return None
    has = passage.any(_HAVING, end, end + _NEAR) and passage.any(_US | c.LISTING, end, last)
    # "… is held by us for show", "… have we bought; all three we earned".
    has = has and _plainly(scene, end, last) and not passage.any(_LIMITS, end, last)
    # "Aucun de SOC 2 et HDS ne nous a été délivré."
    return has and not passage.any(_BAD, end + bool(passage.bits[end] & c.NEG), last)


def none_of_those(scene: Scene, token: int) -> bool | None:
    """Whether a list of names is followed by our having none of them: "SOC 1, TISAX: not one of the two is ours".

    `None` for any other text; "not one of the two is missing" says that both are there.
    """
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    colon = next((at for at in range(first, last) if passage.words[at] == ":"), last)
    names = all(passage.bits[at] & _NAMES for at in range(first, colon))
    if token > colon or not names or len(passage.places(c.SCHEME, first, colon)) < _SEVERAL:
        return None
    none = next(iter(passage.places(_NONE | c.NO, colon, min(colon + _LEAD, last))), last)
    near = range(none, min(none + _OF_NEXT, last))
    of = next((at for at in near if passage.words[at].rpartition(" ")[2] in _OF), last)
    count = next(iter(passage.places(c.NUMBER, of, of + _NEAR)), last)
    if count == last or not _to_us(scene, colon, none):
        return None
    if passage.any(_LIMITS & ~c.NUMBER | _BAD & ~c.NEG, count, last):
        return False
    lists = count + 1 < last and passage.any(c.LISTING | c.DEFNOUN, count + 1, count + 2)
    if count + 1 == last or (lists and count + 2 == last):
        # "In none of the three registers", "we have none of the three"
        return lists or passage.any(_US, colon, none) or None
    held = passage.any(c.BE | c.HOLD | c.AUX, count + 1, count + 3) or (lists and passage.any(_US, count, last))
    return (held and passage.any(_US, count, last) and _plainly(scene, count + 1 + lists, last)) or None


def _plainly(scene: Scene, first: int, last: int) -> bool:
    """Whether no word but ones of having stands there, and what may be ours: not "was easy for us", "is new to us"."""
    passage = scene.passage
    return all(
        passage.bits[at] & _PLAIN or passage.bits[at - 1] & c.OUR
        for at in range(first, last)
        if passage.words[at].isalpha()
    )


def _to_us(scene: Scene, colon: int, none: int) -> bool:
    """Whether nothing but us and a verb stands in front of what says none: "we stand in", "nous ne figurons dans"."""
    passage = scene.passage
    lead = range(colon + 1, none)
    unknown = [at for at in lead if not passage.bits[at]]
    return len(unknown) <= 1 and all(not passage.bits[at] or passage.bits[at] & _PLAIN for at in lead)
