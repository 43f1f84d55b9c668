"""Denials that are called wrong behind a stop or a colon, and losses that are called untrue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.objections.turned.putinplace import put_in_place
from trustgen.claims.objections.turned.werelost import lost_it
from trustgen.claims.scenes.reading import chain
from trustgen.claims.scenes.untruths import outdated, truths
from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_NO: Final = c.NO | c.NONE | c.NOBODY | c.NEG
_US: Final = c.WE | c.OUR | c.NAME
_SHORT: Final = 10
_BARE: Final = 3
"""Words that say it without a pronoun: "Wrong.", "Quite wrong."."""
_COLONS: Final = frozenset({":", ";"})


def called_wrong(scene: Scene, token: int) -> bool:
    """Whether what follows says that the denial is wrong: "A rival wrote that we have none. That is wrong."."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    stance = scene.stance(index)
    number, _, end = scene.sentence_of(token)
    if not stance.denies or not (stance.direct or stance.past):
        return False
    behind = [
        (one.first, end)
        for one in passage.segments[index + 1 :]
        if one.sentence == segment.sentence and one.opener in _COLONS and _put_among(passage, segment)
    ]
    behind += [(one.first, one.last) for one in passage.sentences[number + 1 : number + 2]]
    return any(_wrong(scene, token, *one) for one in behind)


def _put_among(passage: Passage, segment: Segment) -> bool:
    """Whether somebody puts us among those without it: "Un annuaire nous range parmi les éditeurs sans label"."""
    us = passage.places(_US, segment.first, segment.last)
    without = passage.places(c.WITHOUT | c.LACK, segment.first, segment.last)
    return bool(us and without) and segment.first < us[0] < without[0] and not passage.any(_NO, segment.first, us[0])


def _wrong(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether a region says of what stands before it that it is wrong, or not so."""
    passage = scene.passage
    while first < last and passage.bits[first] & c.PUNCT:
        first += 1
    if not 0 < last - first <= _SHORT or passage.any(
        c.SCHEME | c.COND | c.THIRD | c.OTHER | c.UNREAL | c.ISSUED, first, last
    ):
        return False
    wrong = any(not passage.bits[at] & c.RETRACT for at in passage.places(c.META, first, last)) and not passage.any(
        c.NEG | c.NO, first, last
    )
    # "We decided not to renew, so there is no report": that "so" calls nothing true.
    true = truths(passage, first + 1, last)
    untrue = bool(true) and passage.any(c.NEG | c.NO, first, last)
    it = last - first <= _BARE or passage.any(c.ANAPH | c.DET, first, last)
    it = it and not passage.bits[first] & c.DUTY and not outdated(passage, first, last)
    return (wrong or untrue) and it and not put_in_place(scene, token, first, last)


def no_loss(scene: Scene, token: int) -> bool:
    """Whether it is untrue that we lost it: "the rumour that we have lost ISO 27001 is false"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    _, first, last = scene.sentence_of(token)
    start, end = chain(passage, token, segment.first, segment.last)
    untrue = passage.places(c.META, first, last)
    return (
        bool(untrue)
        and passage.any(_US, segment.first, segment.last)
        and not passage.any(_NO | c.COND | c.LACK | c.WITHOUT, first, last)
        and lost_it(passage, segment, start, end)
    )
