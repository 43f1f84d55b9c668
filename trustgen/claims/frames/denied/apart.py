"""Denials apart from the mention: above its list, or in the sentence behind it ("neither", "nothing begun")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.harmless import harmless
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import affirmed, possessed
from trustgen.claims.scenes.topics import of_another
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_LEAD: Final = 6
"""Tokens of what stands between the denial and its list: "It reads, in full"."""
_SHORT: Final = 14
_LISTED: Final = frozenset({"(", ")", ",", "/", ":", ";", "\u00b7"})
_OTHERS: Final = c.RIVAL | c.THIRD | c.OTHER | c.GENERIC | c.YOU | c.YOUR | c.THEIR | c.PERSON
_THINGS: Final = word_set("apart.things")
_STATED: Final = c.WE | c.OUR | c.SCHEME | c.HOLD | c.GOT | c.NEG | c.BUT
_BOTH: Final = word_set("apart.both")
_FLAWS: Final = word_parts("apart.flaws")
_BEGIN: Final = word_parts("apart.begin")


def below(case: Case) -> bool:
    """A list behind a colon; the sentence before says what we do not hold: "… what we lack. It reads: SOC 1"."""
    scene, token = case.scene, case.token
    passage = scene.passage
    index, segment = scene.segment_of(token)
    segments = passage.segments
    if not segment.sentence or not scene.bare(index) or passage.any(_OTHERS | c.WE, segment.first, segment.last):
        return False
    while index and segments[index - 1].sentence == segment.sentence and scene.bare(index):
        if segments[index].opener == ":":
            break
        if segments[index].opener not in _LISTED:
            return False
        index -= 1
    if segments[index].opener != ":" or segments[index - 1].sentence != segment.sentence:
        return False
    begin, end = passage.sentences[segment.sentence].first, segments[index].first
    others = any(not passage.bits[at] & c.ANAPH for at in passage.places(_OTHERS, begin, end))
    if end - begin > _LEAD or others or passage.any(_STATED, begin, end):
        return False
    before = [i for i, one in enumerate(segments) if one.sentence == segment.sentence - 1]
    first, last = passage.sentences[segment.sentence - 1].first, passage.sentences[segment.sentence - 1].last
    others = any(passage.words[at] not in _THINGS for at in passage.places(_OTHERS, first, last))
    others = others or any(of_another(scene, token, segments[i]) for i in before)
    if others or passage.any(c.SCHEME | c.EXCEPT, first, last) or any(scene.stance(i).asserts for i in before):
        return False
    rest = passage.sentences[segment.sentence + 1 :]
    return _what_we_lack(scene, before) and all(harmless(scene, one.first, one.last) for one in rest)


def _what_we_lack(scene: Scene, before: list[int]) -> bool:
    """Whether a sentence ends in a clause that says what we do not have, and of what kind that is is left open."""
    passage = scene.passage
    for index in before:
        segment = passage.segments[index]
        stance = scene.stance(index)
        lack = passage.any(c.LACK, segment.first, segment.last) and passage.any(
            c.WE | c.OUR, segment.first, segment.last
        )
        held = passage.any(c.HOLD, segment.first, segment.last)
        if lack and passage.any(c.NONE | c.NO, *_bounds(scene, segment.sentence)):
            return False
        if (lack and stance.flips != 2) or (stance.denies and stance.elliptic and held):  # noqa: PLR2004
            return passage.any(c.WE | c.NAME, segment.first, segment.last) or lack
    return False


def _bounds(scene: Scene, number: int) -> tuple[int, int]:
    sentence = scene.passage.sentences[number]
    return sentence.first, sentence.last


def neither(case: Case) -> bool:
    """A neutral mention, and behind it a short sentence that we have filed neither, or begun nothing."""
    scene, token = case.scene, case.token
    passage = scene.passage
    number, _, end = scene.sentence_of(token)
    if not affirmed(scene, token) and _none_made(scene, scene.segment_of(token)[1].last, end):
        return not claimed_beside(scene, token)
    if affirmed(scene, token) or possessed(scene, token) or number + 1 >= len(passage.sentences):
        return False
    own_first, own_last = passage.sentences[number].first, passage.sentences[number].last
    if passage.any(c.WE | c.OUR | c.NAME | c.RIVAL | c.EXCEPT | c.DONE | c.SINCE, own_first, own_last):
        return False
    for sentence in passage.sentences[number + 1 : number + 3]:
        first, last = sentence.first, sentence.last
        if passage.any(c.SCHEME, first, last):
            return False
        if _nothing_done(scene, first, last):
            return not claimed_beside(scene, token)
    return False


_MADE: Final = word_parts("apart.made")


def _none_made(scene: Scene, first: int, last: int) -> bool:
    """Whether the sentence ends by saying that none was made: "…, none having been issued"."""
    passage = scene.passage
    while first < last and passage.bits[first] & c.PUNCT:
        first += 1
    opens = first < last and passage.bits[first] & (c.NONE | c.NO) and not passage.bits[first] & c.SCHEME
    made = any(word.startswith(_MADE) for word in passage.words[first:last])
    plain = not passage.any(c.SCHEME | c.FINDING | c.EXCEPT | c.OTHER | c.THIRD, first, last)
    return bool(opens) and made and plain and last - first <= _SHORT


def _nothing_done(scene: Scene, first: int, last: int) -> bool:
    """Whether a sentence says that we did neither, or that we began nothing of the kind."""
    passage = scene.passage
    if last - first > _SHORT or not passage.any(c.WE | c.NAME, first, last):
        return False
    if passage.any(c.PSEUDO | c.EXCEPT | c.BUT | c.LACK | c.WITHOUT | c.RIVAL | c.ONLY, first, last):
        return False
    words = passage.words[first:last]
    if any(word.startswith(_FLAWS) for word in words):
        return False
    if not _BOTH.isdisjoint(words):
        return False
    spans = [(max(one.first, first), min(one.last, last)) for one in passage.segments if first <= one.first < last]
    return any(
        passage.any(c.NEG | c.NO | c.NONE | c.NOBODY, low, high)
        and any(word.startswith(_BEGIN) for word in passage.words[low:high])
        for low, high in spans
    )


_OURS: Final = word_set("apart.ours")
_OTHER: Final = word_parts("apart.other")


def bracketed(case: Case) -> bool:
    """Names in brackets that are others', and the clause goes on to say that we do not show them."""
    scene, token = case.scene, case.token
    passage = scene.passage
    index, segment = scene.segment_of(token)
    segments = passage.segments
    start = index
    while start and segments[start].sentence == segment.sentence and segments[start].opener in {",", "and"}:
        start -= 1
    end = index + 1
    while end < len(segments) and segments[end].sentence == segment.sentence and segments[end].opener in {",", "and"}:
        end += 1
    if segments[start].opener != "(" or not start or end >= len(segments) or segments[end].opener != ")":
        return False
    before, after = segments[start - 1], segments[end]
    others = any(word.startswith(_OTHER) for word in passage.words[before.first : before.last])
    ours = passage.any(c.WE | c.OUR | c.OURS, after.first, after.last) or not _OURS.isdisjoint(
        passage.words[after.first : after.last]
    )
    return (
        others
        and ours
        and passage.any(c.NEG, after.first, after.last)
        and not passage.any(c.WE | c.OUR, before.first, before.last)
        and not claimed_beside(scene, token)
    )


BRACKETED = Frame("in-brackets", bracketed)
LISTED_BELOW = Frame("list-of-what-is-not-held", below)
NEITHER = Frame("neither", neither)
