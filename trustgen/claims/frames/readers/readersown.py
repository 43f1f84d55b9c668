"""The reader's own audit or handbook, by where it takes place or who writes it.

"For the next ISO 9001 audit at your site, …", "Writing an ISO 27001 manual yourself? Our templates save you work."
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.harmless import INDEFINITE
from trustgen.claims.scenes.reading import chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_SITE: Final = word_parts("readersown.site")
_MANUAL: Final = word_parts("readersown.manual")
_US: Final = c.WE | c.OUR | c.NAME | c.OURS | c.WITHUS
_TOLD: Final = c.GOT & ~c.HOLD | c.DONE | c.SINCE | c.INHERIT
_NEAR: Final = 3


def readers_own(scene: Scene, token: int) -> bool:
    """Whether it is an audit at the reader's, or a handbook that the reader writes."""
    return _at_yours(scene, token) or _your_manual(scene, token) or _anybodys_auditor(scene, token)


def _anybodys_auditor(scene: Scene, token: int) -> bool:
    """Whether it is the auditor of some company: "when a hospital's NEN 7510 auditor wants to know who opened it"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    start, end = chain(passage, token, segment.first, segment.last)
    before = start - 1
    while before > segment.first and passage.words[before] != "'s" and passage.bits[before] & c.ADJ:
        before -= 1
    whose = passage.words[before] == "'s" and before - 2 >= segment.first and passage.words[before - 2] in INDEFINITE
    when = passage.any(c.REL | c.COND, segment.first, before)
    _, _, last = scene.sentence_of(token)
    ours = passage.any(_US | c.ISSUED | c.CERT | c.SCHEME | c.SELFNOUN, segment.last, last)
    return whose and when and not ours and passage.any(c.ASSESSOR, start, min(end + 1, segment.last))


def _at_yours(scene: Scene, token: int) -> bool:
    """Whether it is an audit that takes place at the reader's: "the next ISO 9001 audit at your site"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    _, first, last = scene.sentence_of(token)
    start, end = chain(passage, token, segment.first, segment.last)
    yours = passage.any(c.PREP, end, end + 1) and passage.any(c.YOUR, end + 1, end + 2)
    site = any(word.startswith(_SITE) for word in passage.words[end + 2 : end + 3])
    return yours and site and passage.any(c.EXAM, start, end) and not passage.any(_US | _TOLD, first, last)


def _your_manual(scene: Scene, token: int) -> bool:
    """Whether readers are asked if they write a handbook, and learn what of ours helps them with that."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    following = scene.following(token)
    near = passage.words[max(first, token - _NEAR) : token + _NEAR]
    if following is None or not passage.sentences[number].question or not any(w.startswith(_MANUAL) for w in near):
        return False
    begin, end = following.first, following.last
    ours = passage.places(c.OUR, begin, begin + 2)
    return (
        not passage.any(_US, first, last)
        and bool(ours)
        and passage.any(c.YOU, ours[0] + 2, end)
        and not passage.any(c.ISSUED | c.CERT | c.SCHEME | c.SELFNOUN | c.EXAM | _TOLD | c.NEG, begin, end)
    )
