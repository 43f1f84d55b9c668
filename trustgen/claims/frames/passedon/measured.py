"""What we do, measured by what a scheme or its assessors ask: "we go well beyond what ISO 22301 demands"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import THE
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_BEYOND: Final = word_set("measured.beyond")
_WE_GO: Final = word_set("measured.we_go")
"""Verbs that have their subject in them: "vamos", "andiamo"."""
MEETS: Final = word_set("measured.meets")
_OBJECT: Final = 4
_INFINITIVE: Final = word_set("intent.infinitive")
_NO: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.LACK | c.WITHOUT | c.FAIL
_LOOSE: Final = _NO | c.COND | c.UNREAL | c.OPEN
_OTHERS: Final = c.THIRD | c.OTHER | c.THEIR | c.YOU | c.YOUR | c.RIVAL | c.PERSON
_OF_PAPERS: Final = c.ART | c.CLAUSE | c.GENERIC | c.BE | c.AUX | c.MAP
_NEAR: Final = 6


def goes_beyond(scene: Scene, token: int) -> bool:
    """Whether we do more than it asks, whatever else is called planning: "in recovery planning we go beyond"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    at = next((at for at in range(max(first, token - _NEAR), token) if passage.words[at] in _BEYOND), -1)
    if at < 0 or not passage.any(c.ASK | c.DEFINE, at, last):
        return False
    if not passage.any(c.WE | c.OUR | c.NAME, first, at) and _WE_GO.isdisjoint(passage.words[first:at]):
        return False
    if passage.any(_LOOSE | _OTHERS, first, at) or not _INFINITIVE.isdisjoint(passage.words[first:at]):
        return False
    # "We are planning steps beyond …", "a plan for going beyond …"
    return not any(
        passage.any(c.WE & ~c.OUR | c.BE | c.AUX, place - 1, place) or passage.any(c.PREP, place + 1, place + 2)
        for place in passage.places(c.PLAN, first + 1, at)
    )


def meets_them(scene: Scene, token: int) -> bool:
    """Whether a certain thing fulfils all that assessors look for: "the cluster fulfils each control they want"."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    if passage.words[first] not in THE or passage.sentences[number].question:
        return False
    meets = next(
        (
            at
            for at in range(first + 2, token)
            if passage.words[at] in MEETS or (passage.bits[at] & c.CERT and not passage.bits[at] & (c.ART | c.SCHEME))
        ),
        token,
    )
    whole = passage.any(c.GLOBAL | c.REL, meets + 1, min(meets + _OBJECT, token))
    asked = passage.any(c.REL, meets + 1, token + 1) and passage.any(c.ASSESSOR | c.EXAMINER, meets + 1, last)
    return (
        whole
        and asked
        and not passage.any(_OTHERS | _OF_PAPERS | _LOOSE | c.PLAN | c.REL & ~c.DET, first + 1, meets)
        and not passage.any(_LOOSE | c.OTHER | c.YOUR, meets, last)
    )
