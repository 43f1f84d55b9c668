"""Who wrote a scheme and keeps it: "the AICPA publishes SOC 2", "the standard behind PCI DSS is kept by its council".

That a body keeps a standard says nothing about who holds it; what is said of a report or a certificate does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.harmless import INDEFINITE
from trustgen.claims.scenes.reading import chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_PARTIES: Final = c.WE | c.OUR | c.NAME | c.OURS | c.WITHUS | c.YOU | c.YOUR | c.THEIR | c.RIVAL | c.SELFNOUN
_TOLD: Final = c.DONE | c.SINCE | c.PRESUP | c.GOT & ~c.HOLD | c.NEG | c.NO | c.NONE | c.NOBODY | c.COND | c.INHERIT
_PAPERS: Final = c.ISSUED | c.STRONG | c.CERT | c.CERTIFIER
_KEEPS: Final = word_parts("keepers.keeps")
"""How verbs begin of making and keeping a standard; a holder may maintain his certificate, so a body has to do it."""
_BODIES: Final = word_set("keepers.bodies")
"""Bodies that keep standards, and what they are called."""
_BY: Final = word_set("common.by")
_NEAR: Final = 6
_PAST: Final = word_set("keepers.past")
"""Participles and verbs of what has been done."""
_BACK: Final = 3


def kept_by(scene: Scene, token: int) -> bool:
    """Whether a sentence says no more than who writes or keeps the scheme."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    start, end = chain(passage, token, first, last)
    if _given_by_any(scene, token, first, last):
        return True
    if passage.any(_PARTIES | _TOLD | _PAPERS, first, last):
        return False
    return _active(passage, first, start) or _passive(passage, end, last)


def _active(passage: Passage, first: int, start: int) -> bool:
    """Whether a body, which is the subject, writes or keeps it."""
    at = start - 1
    while at > first and passage.bits[at] & (c.DET | c.ADJ) and not passage.words[at].startswith(_KEEPS):
        at -= 1
    if at <= first or at - first > _NEAR:
        return False
    return passage.words[at].startswith(_KEEPS) and not _BODIES.isdisjoint(passage.words[first:at])


def _passive(passage: Passage, end: int, last: int) -> bool:
    """Whether it is written or kept by a body: "SOC 2 was written by the AICPA"."""
    for at in range(end + 1, min(end + _NEAR, last - 1)):
        if passage.words[at].startswith(_KEEPS) and passage.any(c.BE | c.AUX, end, at):
            body = not _BODIES.isdisjoint(passage.words[at + 1 : last])
            return body and not _BY.isdisjoint(passage.words[at : at + 2])
    return False


def _given_by_any(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether it is told who gives such a paper and who only keeps the standard: "… issues it; the BSI only …"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    told = c.DONE | c.SINCE | c.PRESUP | c.INHERIT | c.COND | c.THEN | c.NUMBER
    if segment.first != first or passage.any(_PARTIES | told, first, last):
        return False
    if (
        passage.any(c.ADJ, first, token)
        or not all(passage.bits[first : segment.last])
        or not _PAST.isdisjoint(passage.words[first : segment.last])
    ):
        # "The C5 attestation enclosed has been issued by an auditor; …"
        return False
    by_any = passage.any(c.ASSESSOR | c.CERTIFIER, segment.last - 1, segment.last) and not INDEFINITE.isdisjoint(
        passage.words[segment.last - _BACK : segment.last - 1]
    )
    return by_any and any(
        not _BODIES.isdisjoint(passage.words[one.first : one.first + 2])
        for one in passage.segments
        if segment.last <= one.first < last
    )
