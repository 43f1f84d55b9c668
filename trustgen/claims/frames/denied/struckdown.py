"""A list of a scheme that a court has done away with: who stood on it then says so, and nothing of today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

GONE: Final = frozenset({"privacy-shield"})
"""Schemes that nobody can rely on any longer, whoever had joined them."""
_THEN: Final = word_set("struckdown.then") | word_set("ended.held")
"""Verbs of having stood on it."""
_VOIDED: Final = word_parts("struckdown.voided")
"""How words begin of what courts do to schemes."""
_STILL: Final = word_parts("struckdown.still")
"""How words begin of those who go on with it."""
_SELF: Final = c.WE | c.OUR | c.NAME
_NO: Final = c.NEG | c.NO


def struck_down(case: Case) -> bool:
    """Whether we stood on its list before it was struck down: "we were on the list until the court annulled it"."""
    scene, token = case.scene, case.token
    passage = scene.passage
    if case.scheme is None or case.scheme.id not in GONE:
        return False
    _, own = scene.segment_of(token)
    then = [word for word in passage.words[own.first : token] if not _THEN.isdisjoint(word.split())]
    if not then or passage.any(_NO | c.SINCE & ~c.PREP, own.first, own.last) or passage.any(_SELF, token, own.last):
        return False
    if any(word.startswith(_STILL) for word in passage.words):
        return False
    return any(_voids(scene, one, token) for one in passage.segments) and not any(
        _ours_today(scene, index) for index, one in enumerate(passage.segments) if one is not own
    )


def _voids(scene: Scene, one: Segment, token: int) -> bool:
    """Whether a clause says that it was struck down, and of no other scheme."""
    passage = scene.passage
    places = [at for at in range(one.first, one.last) if passage.words[at].startswith(_VOIDED)]
    return (
        bool(places)
        and not passage.any(_NO | _SELF, max(one.first, min(token + 1, places[0])), places[0])
        and not any(passage.found[at] >= 0 and at != token for at in range(one.first, one.last))
    )


def _ours_today(scene: Scene, index: int) -> bool:
    """Whether another clause tells of us, and not that we have none."""
    one = scene.passage.segments[index]
    return scene.passage.any(_SELF, one.first, one.last) and not (
        scene.stance(index).denies or scene.passage.any(_NO, one.first, one.last)
    )
