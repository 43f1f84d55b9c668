"""What has not been done with a paper of ours: "Our ISO 27001 certificate has not been uploaded to your portal yet".

Nobody can upload, show or post what is not there; that it was not issued, granted or finished is another matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import chain, possessed
from trustgen.claims.scenes.topics import own_matter
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_UNSURE: Final = c.COND | c.PLAN | c.UNREAL | c.OPEN | c.LACK | c.PASTEND | c.WITHOUT | c.PROGRESS | c.SOON
_OTHERS: Final = c.OTHER | c.GENERIC | c.THIRD
_GIVEN: Final = c.GOT & ~c.AUX | c.GRANTED | c.EXIST | c.DONE
_HANDLED: Final = word_parts("handled.handled")
"""What is done with a paper that is there, by how the words begin."""


def _denied_too(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether another clause of a region denies something: "… has been shown to nobody, as there is none"."""
    index, _ = scene.segment_of(token)
    clauses = range(scene.passage.segment_at(first), scene.passage.segment_at(last - 1) + 1)
    return any(at != index and scene.stance(at).denies and not own_matter(scene, token, at) for at in clauses)


def only_handled(scene: Scene, token: int) -> bool:
    """Whether nothing is denied of our certificate or report but that somebody did something with it."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    index, segment = scene.segment_of(token)
    start, end = chain(passage, token, segment.first, segment.last)
    if not passage.any(c.ISSUED, start, end) or passage.any(c.EXAM, start, end) or not possessed(scene, token):
        return False
    if (
        passage.sentences[number].question
        or not scene.stance(index).denies
        or passage.any(_UNSURE | _OTHERS, first, last)
    ):
        return False
    if passage.any(_GIVEN, segment.first, start) or passage.any(_GIVEN, end, segment.last):
        return False
    following = scene.following(token)
    until = last if following is None or scene.of_another(token, number + 1) else following.last
    if passage.any(_UNSURE, first, until) or _denied_too(scene, token, first, until):
        return False
    words = (passage.words[at] for at in range(segment.first, segment.last) if not start <= at < end)
    return any(word.startswith(_HANDLED) for word in words)
