"""What we went through in the reader's place, and whom a text calls the one to have: neither is a denial."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_SO: Final = word_set("sothat.so")
_READ: Final = word_parts("sothat.read")
_DO: Final = word_set("sothat.do")
_LIKE: Final = word_set("sothat.like")
_THEM: Final = word_set("sothat.them")
_NO: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.LACK | c.WITHOUT | c.FAIL
_LOOSE: Final = _NO | c.COND | c.PLAN | c.UNREAL | c.OPEN | c.QUIT
_THING: Final = c.ISSUED | c.SCHEME | c.CERT | c.WE | c.OUR
_NEAR: Final = 5


def so_they_need_not(scene: Scene, token: int) -> bool:
    """Whether what is denied is only the reader's trouble: "we ticked the PCI DSS box so that you don't have to"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first, last = segment.first, scene.sentence_of(token)[2]
    so = next((at for at in range(token + 1, last - 1) if passage.words[at].partition(" ")[0] in _SO), -1)
    if so < 0 or not passage.any(c.WE | c.OUR | c.NAME, first, so) or passage.any(_LOOSE, first, so):
        return False
    if any(word.startswith(_READ) for word in passage.words[first:so]) or passage.any(c.WE, so + 1, last):
        return False
    # "Zertifiziert sind wir damit nicht" has no subject in between.
    nots = passage.places(c.NEG, so + 2, last)
    short = bool(nots) and last - nots[0] <= _NEAR and not passage.any(_THING, nots[0] + 1, last)
    ends = {passage.words[last - 1], " ".join(passage.words[last - 2 : last])}
    return (short and (not _DO.isdisjoint(ends) or bool(passage.bits[last - 1] & (c.AUX | c.NEG)))) or _spares(
        passage, so, last
    )


def _spares(passage: Passage, so: int, last: int) -> bool:
    """Whether it is the reader's own that need not begin anew: "…, so that yours don't have to start from zero"."""
    reader = passage.any(c.YOUR | c.YOU, so + 1, so + _NEAR) or any(
        word in _YOURS for word in passage.words[so + 1 : so + _NEAR]
    )
    anew = any(word in _ANEW for word in passage.words[so + 1 : last])
    return reader and anew and not passage.any(_THING, so + 1, last)


_YOURS: Final = word_set("sothat.yours")
_ANEW: Final = word_set("sothat.anew")


def one_like_them(scene: Scene, token: int) -> bool:
    """Whether somebody speaks of having a supplier like the one spoken of: "moving to a SOC 2 host like them"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    like = next((at for at in range(token + 1, min(token + _NEAR, last - 1)) if passage.words[at] in _LIKE), -1)
    if (
        like < 0
        or not passage.any(c.THIRD | c.GENERIC, max(first, token - 2), like)
        or passage.any(_LOOSE, first, like)
    ):
        return False
    return passage.words[like + 1] in _THEM and not passage.bits[like - 1] & (c.AND | c.PUNCT)


_UNTIL: Final = word_set("sothat.until")
_HAD: Final = word_set("sothat.had")


def not_until(scene: Scene, token: int) -> bool:
    """Whether it was not so until something had come to pass: "we didn't say so until the auditor had left"."""
    passage = scene.passage
    _, _, last = scene.sentence_of(token)
    until = next((at for at in range(token + 1, last) if passage.words[at] in _UNTIL), last)
    return not _HAD.isdisjoint(passage.words[until:last]) and not passage.any(_NO | c.PASTEND, until, last)


def others_say_so(scene: Scene, token: int) -> bool:
    """Whether who says so is denied to be us, and is an auditor: "it is not we who say so, it is the auditor"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    us = next(iter(passage.places(c.WE, first + 1, token)), 0)
    return (
        bool(us)
        and passage.any(c.NEG, us - 1, us)
        and passage.any(c.REL, us + 1, us + 2)
        and passage.any(c.ASSESSOR | c.EXAMINER | c.CERTIFIER, token + 1, last)
        and not passage.any(_NO, token + 1, last)
    )
