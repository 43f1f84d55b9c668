"""Plans that start from one that is there: to renew it, to widen its scope, to step up from its level.

"We plan to get a SOC 2 report" has none yet.  "We plan to extend the SOC 2 report to privacy" has one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.objections.offered.granted import certain
from trustgen.claims.scenes.beside import denied_beside
from trustgen.claims.scenes.reading import chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_FIRST: Final = c.LACK | c.WITHOUT | c.NONE | c.NEG | c.NO
_WITHIN: Final = c.DET | c.ART | c.ADJ | c.PREP | c.OUR | c.SCHEME | c.AND | c.CERT


def builds_on(scene: Scene, token: int) -> bool:
    """Whether what is planned is to change or keep one that is there."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    if _not_before(scene, token):
        return False
    tests = (_kept, _wider, _from_level, _next_one, _switched)
    return _on_top(scene, token) or any(test(passage, token, first, last) for test in tests)


def _not_before(scene: Scene, token: int) -> bool:
    """Whether something has to come first, or there is none: "once certified, we want to widen the scope"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    return (
        passage.any(c.COND | c.ONCE | c.LACK, first, last)
        or any(
            not passage.any(c.FINDING, place, place + _NEAR)
            for place in passage.places(c.NEG | c.NO | c.NONE | c.PASTEND, first, last)
        )
        # "Our certificate lapsed in March. We plan to renew ISO 27001 in June."
        or passage.any(c.PASTEND)
        or (passage.any(c.SINCE) and denied_beside(scene, token))
    )


_NEAR: Final = 3
_KEEP: Final = word_set("buildingon.keep")
_VERB_LAST: Final = word_set("buildingon.verb_last")
_OF: Final = word_set("buildingon.of")
_ASIDE: Final = word_set("granted.aside")


def _kept(passage: Passage, token: int, first: int, last: int) -> bool:
    """Whether it, or its scope, is what is to be kept, renewed or widened: "we want to widen the ISO 27001 scope"."""
    start, end = chain(passage, token, first, last)
    words = passage.words
    if not _ASIDE.isdisjoint(words[end:last]):
        # "We keep it in mind."
        return False
    at = start
    while at > first and passage.bits[at - 1] & _WITHIN and not passage.bits[at - 1] & (c.HOLD | c.PLAN):
        if passage.bits[at - 1] & c.PREP and not passage.bits[at - 1] & c.ART and words[at - 1] not in _OF:
            break
        at -= 1
    if at > first and words[at - 1] in _KEEP:
        return True
    # German and Dutch have the verb at the end; what stands behind "um" or "naar" is where the plan leads.
    object_ = at == first or not passage.bits[at - 1] & c.PREP or words[at - 1] in _OF
    certainly = at < start or certain(passage, token, first, last) is not None
    return object_ and certainly and not _VERB_LAST.isdisjoint(words[end:last])


_ALSO: Final = word_set("ours.also")
_ADD: Final = word_set("buildingon.add")
_TO: Final = word_set("buildingon.to")
_COVER: Final = word_set("buildingon.cover")


def _wider(passage: Passage, token: int, first: int, last: int) -> bool:
    """Whether a certain paper is to cover more: "will also cover privacy", "we will add privacy to the report"."""
    region = certain(passage, token, first, last)
    if region is None:
        return False
    start, end = region
    words = passage.words
    added = not _ADD.isdisjoint(words[first:start]) and start - 2 >= first and words[start - 2] in _TO
    covers = not _COVER.isdisjoint(words[first:last])
    return added or (covers and not _ALSO.isdisjoint(words[end:last]))


_FROM: Final = word_set("buildingon.from")
_STEP: Final = word_set("buildingon.step")
_LEVELS: Final = word_set("buildingon.levels")
_FAR: Final = 8
_BEHIND: Final = 5


def _from_level(passage: Passage, token: int, first: int, last: int) -> bool:
    """Whether it is stepped up from a level or scheme: "from Moderate to High", "from Typ 1 to Typ 2"."""
    words = passage.words
    if _STEP.isdisjoint(words[first:last]):
        return False
    for at in range(max(first, token - _FAR), min(token + _BEHIND, last)):
        if words[at] not in _FROM or passage.any(_FIRST, at, min(at + _FAR, last)):
            continue
        to = next((place for place in range(at + 2, min(at + _FAR, last)) if words[place] in _TO), last)
        near = token == at + 1 or token < at or (token > to + 1 and words[token - 1] in _OF)
        level = passage.any(c.SCHEME, to + 1, to + 2) or not _LEVELS.isdisjoint(words[to + 1 : to + _NEAR])
        if to < last and near and level:
            return True
    return False


def _on_top(scene: Scene, token: int) -> bool:
    """Whether a level is planned beside another: "FedRAMP High, on top of Moderate"."""
    words = scene.passage.words
    _, _, last = scene.sentence_of(token)
    return any(
        " ".join(words[at - _NEAR : at]) in _ON_TOP and words[at] in _LEVELS
        for at in range(token + _NEAR, min(token + _FAR, last))
    )


_ON_TOP: Final = word_set("buildingon.on_top")
_ORDINALS: Final = word_parts("presupposed.ordinals")
_COMING: Final = word_parts("presupposed.coming")
_AGAIN: Final = word_set("buildingon.again")
_ATTEMPT: Final = word_parts("buildingon.attempt")


def _next_one(passage: Passage, token: int, first: int, last: int) -> bool:
    """Whether it is the next or second of its kind: "a second SOC 2 report", "the next TISAX assessment"."""
    start, end = chain(passage, token, first, last)
    words = passage.words
    if any(word.startswith(_ATTEMPT) for word in words[end : end + 1]):
        return False
    paper = passage.any(c.ART | c.EXAM, start, end)
    before = words[start - 1].rpartition(" ")[2] if start - 1 > first else ""
    row = before.startswith((*_ORDINALS, *_COMING)) and passage.bits[start - 2] & c.DET and paper
    return bool(row) or not _AGAIN.isdisjoint(words[end : end + 1])


_SWITCH: Final = word_set("buildingon.switch")
_YEAR: Final = 4


def _switched(passage: Passage, token: int, first: int, last: int) -> bool:
    """Whether it is the change to another edition: "the transition to ISO 27001:2022 is planned"."""
    words = passage.words[:last]
    edition = words[token][-_YEAR:].isdigit() and words[token][-_YEAR - 1 : -_YEAR] == ":"
    return edition and not _SWITCH.isdisjoint(words[max(first, token - _NEAR) : token])
