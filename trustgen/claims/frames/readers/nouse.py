"""Demands for which nothing of ours is of use: "if you require it, we cannot bid"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.passedon.inheriting import inherited
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import possessed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_SOON: Final = 4
"""Tokens in front of the negation: "our ISO certificate does not"."""
_WHETHER: Final = word_set("customers.whether")


def demanded(scene: Scene, token: int) -> bool:
    """Whether the reader may need it, and we then say that what there is of ours is no help."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    _, segment = scene.segment_of(token)
    begin = _nothing_but(scene, token)
    conditions = [at for at in passage.places(c.COND, begin, token) if passage.words[at] not in _WHETHER]
    if not conditions or possessed(scene, token) or inherited(scene) or passage.any(c.DONE, first, last):
        return False
    return (begin < segment.first or _of_no_use(scene, token)) and declined(scene, token)


def declined(scene: Scene, token: int) -> bool:
    """Whether we then say that we cannot be of use: "if you require it, we cannot bid"."""
    passage = scene.passage
    own, _ = scene.segment_of(token)
    for index in range(own + 1, len(passage.segments)):
        segment = passage.segments[index]
        refused = [
            p for p in passage.places(c.NEG, segment.first, segment.last) if passage.any(c.SERVE, p, segment.last)
        ]
        declined = (
            []
            if passage.any(c.NEG | c.NO, segment.first, segment.last)
            else passage.places(c.DECLINE, segment.first, segment.last)
        )
        if not declined and _no_use(scene, index):
            return not claimed_beside(scene, token)
        for place in refused + declined:
            ours = passage.any(c.WE | c.NAME, segment.first, min(place + 2, segment.last))
            if ours and not scene.stance(index).asserts:
                return not claimed_beside(scene, token)
    return False


def _nothing_but(scene: Scene, token: int) -> int:
    """Where the clause of a mention begins, which "nothing but" does not end: "if you accept nothing but ISO 27001"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    if not index or segment.opener != "but":
        return segment.first
    before = passage.segments[index - 1]
    none = bool(passage.bits[before.last - 1] & c.NONE) and before.sentence == segment.sentence
    return before.first if none else segment.first


def _of_no_use(scene: Scene, token: int) -> bool:
    """Whether the next clause says that what there is of ours is of no use."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    following = passage.segments[index + 1 : index + 2]
    return any(one.sentence == segment.sentence for one in following) and _no_use(scene, index + 1)


def _no_use(scene: Scene, index: int) -> bool:
    """Whether what there is of ours is said to be of no use then: "our certificate is no substitute for it"."""
    passage = scene.passage
    segment = passage.segments[index]
    return any(
        passage.any(c.ISSUED, segment.first, segment.first + 3)
        and place - segment.first <= _SOON
        and passage.any(c.SERVE | c.MEAN, place + 1, min(place + 4, segment.last))
        for place in passage.places(c.NEG | c.NO, segment.first + 1, segment.last)
    )
