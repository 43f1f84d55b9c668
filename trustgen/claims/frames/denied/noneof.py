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
_SHORT: Final = 2
"""Names of which none is meant, at least."""
_NEAR: Final = 3


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
    if token >= end or len(passage.places(c.SCHEME, head, end)) < _SHORT:
        return None
    has = passage.any(_HAVING, end, end + _NEAR) and passage.any(_US | c.LISTING, end, last)
    # "… is held by us for show", "… have we bought; all three we earned".
    plain = all(
        passage.bits[at] & _PLAIN or passage.bits[at - 1] & c.OUR
        for at in range(end, last)
        if passage.words[at].isalpha()
    )
    has = has and plain and not passage.any(_LIMITS, end, last)
    # "Aucun de SOC 2 et HDS ne nous a été délivré."
    return has and not passage.any(_BAD, end + bool(passage.bits[end] & c.NEG), last)
