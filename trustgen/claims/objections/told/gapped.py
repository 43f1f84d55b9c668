"""What did come about where another thing did not, and what is done that seemed out of reach.

"Although FedRAMP never happened, GovRAMP authorization did, in May." goes on from a denial with half a clause that
takes its verb up and leaves out the "never".  "It seemed out of reach. It's done." denies nothing any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.catalogue.levelwords import levels_in
from trustgen.claims.catalogue.schemes import schemes
from trustgen.claims.scenes.reading import WEL, chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.cuefiles import bare
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_CAME: Final = word_parts("gapped.came")
"""How verbs begin by which something comes about."""
_DID: Final = word_set("gapped.did")
_NO: Final = c.NEG | c.NO | c.NONE | c.NOBODY
_AFTER: Final = c.WORD | c.ADV | c.PREP | c.SINCE | c.NUMBER
_DONE: Final = word_set("gapped.done")
_SHORT: Final = 6


def gapped(scene: Scene, token: int) -> bool:
    """Whether a denial before, or the mention's own, is followed by what has come about."""
    return any(test(scene, token) for test in (_did, _done_now, _done_behind, _another_level))


def _did(scene: Scene, token: int) -> bool:
    """Whether the clause before denies that something came about, and this one says that the mention did."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    if not index or passage.segments[index - 1].sentence != segment.sentence:
        return False
    before = passage.segments[index - 1]
    _, end = chain(passage, token, segment.first, segment.last)
    return (
        end < segment.last
        and passage.words[end] in _DID
        and all(bits & _AFTER and not bits & _NO for bits in passage.bits[end + 1 : segment.last])
        and passage.any(c.NEG, before.first, before.last)
        and any(word.startswith(_CAME) for word in passage.words[before.first : before.last])
        and not passage.any(_NO | c.COND | c.WHOEVER, segment.first, end)
    )


def _done_now(scene: Scene, token: int) -> bool:
    """Whether what was lacking or out of reach is said in the next sentence to be done: "C'est fait depuis mai."."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    following = scene.following(token)
    if following is None or not scene.stance(index).denies:
        return False
    first, last = following.first, following.last
    return (
        last - first <= _SHORT
        and any(word.rpartition(" ")[2] in _DONE for word in passage.words[first:last])
        and all(
            passage.bits[at] & (_AFTER | c.DONE | c.BE | c.ANAPH) or passage.words[at] in _DONE
            for at in range(first, last)
        )
        and not passage.any(_NO | c.COND | c.PLAN, first, last)
        and not passage.any(c.RETRACT | c.DUTY, segment.first, segment.last)
    )


def _done_behind(scene: Scene, token: int) -> bool:
    """Whether the rest of the sentence says that the name is done: "SecNumCloud viendra ; l'HDS, c'est déjà fait"."""
    passage = scene.passage
    number, _, last = scene.sentence_of(token)
    _, end = chain(passage, token, token, last)
    if passage.sentences[number].question:
        return False
    stop = next((at for at in range(end, last) if passage.words[at] == ";"), last)
    return (
        0 < stop - end <= _SHORT
        and any(word.rpartition(" ")[2] in _DONE for word in passage.words[end:stop])
        and all(
            passage.bits[at] & (_AFTER | c.DONE | c.BE | c.ANAPH | c.PUNCT) or passage.words[at] in _DONE
            for at in range(end, stop)
        )
        and not passage.any(_NO | c.COND | c.PLAN | c.OPEN | c.AND, end, stop)
        and not passage.any(_NO, max(token - _SHORT, scene.segment_of(token)[1].first), token)
    )


def _another_level(scene: Scene, token: int) -> bool:
    """Whether one level is denied and another has a yes: "We don't have High yet; Moderate, yes"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    number, _, last = scene.sentence_of(token)
    found = passage.found[token]
    scheme = schemes(scene.facts.own).get(scene.found[found].scheme) if found >= 0 else None
    if scheme is None or passage.sentences[number].question or not scene.stance(index).denies:
        return False
    marks = [at for at in range(segment.last, last) if passage.words[at] in {";", ","}]
    regions = [(marks[0] + 1, last)] if marks else []
    if behind := scene.following(token):
        regions.append((behind.first, behind.last))
    return any(
        1 < stop - first <= _BRIEF
        and (passage.words[stop - 1] in WEL or passage.words[stop - 1] in _IN_PLACE)
        and not passage.any(_NO | c.COND | c.PLAN | c.OPEN | c.SCHEME | c.THIRD | c.OTHER | c.YOU, first, stop)
        and bool(levels_in(scheme, bare(f"{scheme.name} {_text(scene, first, stop)}")))
        for first, stop in regions
    )


def _text(scene: Scene, first: int, stop: int) -> str:
    return scene.folded.bare[scene.passage.starts[first] : scene.passage.ends[stop - 1]]


_IN_PLACE: Final = word_set("gapped.in_place")
_BRIEF: Final = 5
