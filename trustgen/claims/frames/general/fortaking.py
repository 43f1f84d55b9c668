"""Companies in general that can take a certificate away or rely on one: it is ours that lies there for them.

"Hospitals preparing for HITRUST can download the certificate" and "banks can rely on SOC 2 certified hosting" speak of
companies in general, and tell of one that there is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import THE, chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_TAKES: Final = word_parts("preparing.takes")
_NEAR: Final = 4
_OPEN: Final = c.COND | c.ONCE | c.NEG | c.NO | c.THEIR | c.YOUR


def for_taking(scene: Scene, token: int) -> bool:
    """Whether companies can take the paper out of a product, or rely on something that is certified."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    can = next(iter(passage.places(c.AUX & ~c.HOLD, first, last)), last)
    if can == last or passage.any(_OPEN, first, last):
        return False
    return _relied_on(passage, token, can, last) or _taken(passage, can, last)


def _taken(passage: Passage, can: int, last: int) -> bool:
    """Whether what they can take is the paper: "can download the certificate", not "… the report templates"."""
    for at in range(can + 1, min(can + _NEAR, last)):
        if passage.words[at].startswith(_TAKES) and passage.word(at + 1) in THE:
            end = at + 2
            while end < last and passage.bits[end] & (c.ISSUED | c.SEAL | c.SCHEME):
                end += 1
            return end > at + 2 and (end == last or bool(passage.bits[end] & (c.PUNCT | c.AND | c.PREP)))
    return False


def _relied_on(passage: Passage, token: int, can: int, last: int) -> bool:
    """Whether they can rely on a certified thing: "can rely on HITRUST certified hosting"."""
    if not can < token or not passage.any(c.CHOOSE, can + 1, token):
        return False
    _, end = chain(passage, token, can, last)
    described = passage.any(c.CERT, token + 1, min(end + 1, last))
    return described and passage.any(c.SELFNOUN, token + 1, min(end + 2, last))
