"""Sentences about whoever asks, or questions, that say by what follows at once that ours is there.

"Anyone can download the certificate.", "When a tender asks for it, we tick the box.", "Was it worth it? No question.":
nobody is called a holder, but there is something to download, to tick and to have been worth it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.harmless import FIRST_PERSON
from trustgen.claims.frames.passedon.takenup import clear
from trustgen.claims.scenes.reading import THE, chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_DENIED: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.LACK | c.UNREAL | c.COND | c.PLAN | c.OPEN
_SHORT: Final = 12
_NEAR: Final = 4
_ANYONE: Final = word_set("onthespot.anyone")
_BOX: Final = word_set("onthespot.box")
_TICK: Final = word_parts("onthespot.tick")
_COPY: Final = word_set("onthespot.copy")
_LISTS: Final = word_set("onthespot.lists")
_ON: Final = word_set("onthespot.on")


def on_the_spot(scene: Scene, token: int) -> bool:
    """Whether a sentence on whoever asks or looks says that ours can be seen."""
    return any(test(scene, token) for test in (_open_to_all, _ticked_off, _we_are_listed, _answered_of_past))


def _open_to_all(scene: Scene, token: int) -> bool:
    """Whether anyone is said to be able to see a certain paper: "Anyone can download the ISO 27001 certificate."."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    start, end = chain(passage, token, first, last)
    return (
        passage.words[first] in _ANYONE
        and start > first
        and passage.words[start - 1] in THE
        and passage.any(c.ISSUED, start, end)
        and passage.any(c.CTA, first, last)
        and not passage.any(_DENIED, first, last)
    )


def _ticked_off(scene: Scene, token: int) -> bool:
    """Whether who asks for it sees a box ticked or gets a copy: "When a prospect asks, sales shares a link."."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    if index + 1 >= len(passage.segments) or not passage.any(c.ASK, segment.first, token):
        return False
    then = passage.segments[index + 1]
    first, last = then.first, then.last
    if then.sentence != segment.sentence or last - first > _SHORT or passage.any(_DENIED, first, last):
        return False
    ticked = any(word.startswith(_TICK) for word in passage.words[first:last]) and passage.words[last - 1] in _BOX
    return ticked or (passage.any(c.SHOW, first, last) and passage.words[last - 1] in _COPY)


def _we_are_listed(scene: Scene, token: int) -> bool:
    """Whether a verb of ours opens the sentence and a list of holders follows: "Figuramos en el listado …"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    return (
        passage.words[first].endswith(FIRST_PERSON)
        and passage.words[first + 1 : first + 2] != []
        and passage.words[first + 1] in _ON
        and not _LISTS.isdisjoint(passage.words[first + 2 : first + 2 + _NEAR])
        and not passage.any(_DENIED, first, last)
    )


def _answered_of_past(scene: Scene, token: int) -> bool:
    """Whether it is asked how long it took or if it was worth it, and the answer denies nothing.

    "What is in the report?" is such a question too, where the answer speaks of ours.
    """
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    following = scene.following(token)
    if not passage.sentences[number].question or following is None or following.question:
        return False
    low, high = following.first, following.last
    if high - low > 2 * _SHORT or not clear(passage, low, high, _DENIED | c.ASK | c.GENERIC | c.OTHER | c.THIRD):
        return False
    general = passage.any(c.GENERIC | c.YOU | c.COND | c.UNREAL, first, last)
    # German "was" is "what": "Was kostet eigentlich TISAX?"
    past = not _WAS.isdisjoint(passage.words[max(token - 2, first) : token])
    past = past and passage.any(c.COST, first, last)
    start, end = chain(passage, token, first, last)
    definite = start > first and passage.words[start - 1] in THE and passage.any(c.ISSUED, start, end)
    return not general and ((past and start == token) or (definite and passage.any(c.OUR, low, high)))


_WAS: Final = word_set("onthespot.was")
