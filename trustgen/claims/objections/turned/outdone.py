"""Comparisons under a negation: that nobody is better certified, or that none is broader, says that somebody is.

So does a second one that nobody will find.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.objections.turned.outsideus import outside_us
from trustgen.claims.scenes.reading import THE, chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_NEGATION: Final = c.NEG | c.NO | c.NOBODY | c.NONE
_US: Final = c.WE | c.OUR | c.NAME
_COMPARED: Final = word_set("outdone.compared")
_LONGER: Final = word_set("outdone.longer")
"""The same where the word behind a verb or a negation means that it is so no longer: "n'est plus certifi\u00e9"."""
_BETTER: Final = _COMPARED | _LONGER
_ENDINGS: Final = word_parts("outdone.endings")
"""How a word ends that compares; of nouns in them the cues know those that matter."""
_THAN: Final = word_set("outdone.than")
_LONG: Final = 5
_NEAR: Final = 3
_BRIEF: Final = 8


def outdone(scene: Scene, token: int) -> bool:
    """Whether it is denied that anybody has a better one: "you won't find a more thoroughly certified bureau"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    start, end = chain(passage, token, first, last)
    if not passage.any(c.CERT | c.ISSUED, start, end):
        return False
    at = next((at for at in range(start - 1, max(first, start - 1 - _NEAR) - 1, -1) if _compares(scene, at, first)), -1)
    if at < 0 or not all(passage.bits[place] & (c.ADV | c.PREP) for place in range(at + 1, start)):
        return False
    denied = any(place != at for place in passage.places(_NEGATION, first, last))
    than = next((place for place in range(end, last) if passage.words[place] in _THAN), last)
    return (
        denied
        and not passage.any(_US, first, at)
        and not passage.any(_US, end, than)
        and not passage.any(c.OTHER | c.COND, first, last)
    )


def no_better(scene: Scene, token: int) -> bool:
    """Whether readers will find no better paper: "You won't find a more recent SOC 2 report in this trade"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    start, end = chain(passage, token, first, last)
    if not passage.any(c.ART, start, end) or passage.any(_US | c.OTHER | c.COND | c.PLAN, first, last):
        return False
    # "SOC 2 plus récent": what reads like an edition is the comparison.
    places = (end, token + 1, token, *range(max(first, start - _NEAR), start - 1))
    at = next((at for at in places if at + 1 < last and _better(passage, at)), -1)
    at = start - 1 if at < 0 and start > first and _compares(scene, start - 1, first) else at
    found = any(word.startswith(_FIND) for word in passage.words[first:last])
    nobody = passage.any(c.NOBODY | c.NO, first, min(first + 1, token))
    return (
        at >= 0
        and (found or nobody)
        and any(place != at for place in passage.places(_NEGATION, first, last))
        and not passage.any(c.SCHEME, first, token)
    )


def _better(passage: Passage, at: int) -> bool:
    """Whether "more" stands before a word for how something is: not "plus aucun", "no … non plus"."""
    noun = c.ART | c.DET | c.NO | c.NONE | c.PREP | c.SCHEME | c.NEG | c.ISSUED | c.AND
    return (
        passage.words[at].rpartition(" ")[2] in _BETTER
        and passage.words[at + 1].isalpha()
        and not passage.bits[at + 1] & noun
        and not (at and passage.bits[at - 1] & c.NEG)
    )


def nothing_like_it(scene: Scene, token: int) -> bool:
    """Whether nothing is said to be more than the paper is: "Hardly anything makes us prouder than the certificate"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    start, end = chain(passage, token, first, last)
    than = start - 2
    return (
        than > first + 1
        and passage.any(c.NEG | c.NO | c.NOBODY | c.NONE, first, first + 2)
        and passage.words[than] in _THAN
        and any(_compares(scene, at, first) for at in range(first + 1, than))
        and (passage.words[start - 1] in THE or bool(passage.bits[start - 1] & c.OUR))
        and passage.any(c.ISSUED | c.STRONG, start, end)
        and not passage.any(c.NEG | c.NO | c.COND | c.PLAN | c.LACK, first + 2, last)
    )


def _compares(scene: Scene, at: int, first: int) -> bool:
    """Whether a word compares what follows."""
    passage = scene.passage
    word = passage.words[at]
    if word in _LONGER:
        before = passage.bits[at - 1] if at > first else 0
        return at > first and not before & (c.BE | c.AUX | c.HOLD | c.NEG)
    unknown = not passage.bits[at] and len(word) > _LONG and word.endswith(_ENDINGS)
    return word in _COMPARED or (unknown and not (scene.cased and scene.capital(at)))


_WITH: Final = word_set("common.with")
_SECOND: Final = word_parts("outdone.second")
_FIND: Final = word_parts("outdone.find")


def no_second(scene: Scene, token: int) -> bool:
    """Whether readers will find no second one with it, which says that ours has it.

    "A second reminder service with SOC 2 you will not find." and "Another one with SOC 2? You won't find it.".
    """
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    words = passage.words
    at = next((at for at in range(first, min(first + _NEAR, token)) if words[at].startswith(_SECOND)), -1)
    if at < 0 or _WITH.isdisjoint(words[at + 1 : token]) or passage.any(_US | c.YOUR | _NEGATION, at, token):
        return False
    start = token + 1
    if passage.sentences[number].question and number + 1 < len(passage.sentences):
        start, last = passage.sentences[number + 1].first, passage.sentences[number + 1].last
    return (
        last - start <= _BRIEF
        and any(word.startswith(_FIND) for word in words[start:last])
        and len(passage.places(_NEGATION, start, last)) == 1
        and passage.any(c.YOU | c.SHOW, start, last)
        and not passage.any(_US | c.COND | c.SCHEME, start, last)
    )


def rivals_lack(scene: Scene, token: int) -> bool:
    """Whether it is said to be what rivals are without, which says that we have it: "SOC 2 is what our rivals lack"."""
    passage = scene.passage
    if outside_us(scene, token):
        return True
    number, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    whats = [at for at in passage.places(c.REL, token + 1, last) if passage.bits[at - 1] & c.BE]
    following = passage.segments[number + 1] if number + 1 < len(passage.segments) else segment
    behind = following.sentence == segment.sentence and passage.any(c.REL, following.first, following.first + 1)
    if not whats and following is not segment and behind and passage.any(c.BE, token + 1, last):
        # "Die ISO 27001 ist das, was Mitbewerbern fehlt."
        whats, last = [following.first], following.last
    if not whats or passage.any(_NEGATION & ~c.LACK | c.COND | c.PLAN, first, token):
        return False
    rivals = [at for at in passage.places(c.RIVAL, whats[0] + 1, last) if not passage.bits[at] & (c.NEG | c.LACK)]
    lacks = bool(rivals) and passage.any(c.LACK, rivals[0] + 1, last)
    without = bool(rivals) and passage.any(c.NEG, rivals[0] + 1, last) and passage.any(c.HOLD, rivals[0] + 1, last)
    return (lacks and not passage.any(c.NEG | c.NO, rivals[0] + 1, last)) or without
