"""Whether the sentences around a mention leave it alone: nothing in them could be us having it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.shortly import given_up
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

INDEFINITE: Final = word_set("harmless.indefinite")
SELF: Final = c.WE | c.OUR | c.NAME | c.SELFNOUN | c.OURS | c.WITHUS
FIRST_PERSON: Final = word_parts("harmless.first_person")
"""How a verb ends that has its subject in it."""
_LONG: Final = 5
_HAD: Final = c.HOLD | c.GOT | c.SHOW | c.DONE | c.CERT | c.YEA | c.INHERIT | c.NUMBER | c.OURS | c.SINCE


def ours(scene: Scene, first: int, last: int) -> bool:
    """Whether a region speaks of us; "a small company" is any."""
    passage = scene.passage
    return any(
        passage.bits[at] & SELF & ~c.SELFNOUN
        or (INDEFINITE.isdisjoint(passage.words[max(at - 3, first) : at]) and not _somebodys(scene, at, first))
        for at in passage.places(SELF, first, last)
        if not passage.bits[at] & c.GENERIC or passage.bits[at] & SELF & ~c.SELFNOUN
    ) or any(passage.words[at].endswith(FIRST_PERSON) and len(passage.words[at]) > _LONG for at in range(first, last))


def _somebodys(scene: Scene, at: int, first: int) -> bool:
    """Whether a noun belongs to any company before it: "scores a healthcare organisation's controls"."""
    passage = scene.passage
    return (
        at - 2 >= first
        and passage.words[at - 1] == "'s"
        and not INDEFINITE.isdisjoint(passage.words[max(at - 5, first) : at - 1])
    )


_TO: Final = word_set("harmless.to")
_US: Final = word_set("common.us")
_WAS: Final = word_set("harmless.was")
_OPENS: Final = 3


def told_of_us(scene: Scene, token: int) -> bool:
    """Whether a later sentence tells how it was with us: "What does it cost? For us, 12,000 euros."."""
    passage = scene.passage
    number, _, _ = scene.sentence_of(token)
    for sentence in passage.sentences[number + 1 :]:
        first, last = sentence.first, sentence.last
        words = passage.words[first:last]
        begins = passage.any(c.WITHUS, first, first + _OPENS) or any(
            words[at] in _TO and words[at + 1] in _US for at in range(min(_OPENS, len(words) - 1))
        )
        clear = not passage.any(c.NEG | c.NO | c.NONE | c.NOBODY | c.COND | c.LACK, first, last)
        told = passage.any(c.NUMBER, first, last) or not _WAS.isdisjoint(words)
        if begins and clear and told and "would" not in words:
            return True
    return False


def harmless(scene: Scene, first: int, last: int) -> bool:
    """Whether a region says nothing of us that could be having it: none of us, a denial, or a giving up."""
    passage = scene.passage
    if not ours(scene, first, last):
        return True
    if given_up(passage, first, last):
        return True
    spoken = [
        (at, one)
        for at, one in enumerate(passage.segments)
        if first <= one.first < last and ours(scene, one.first, one.last)
    ]
    return all(
        scene.stance(at).denies
        or passage.any(c.NEG | c.NO | c.NONE | c.LACK, one.first, one.last)
        or not passage.any(_HAD, one.first, one.last)
        # "You would have had the answer from us in a minute."
        or (
            passage.any(c.UNREAL, one.first, one.last)
            and not passage.any(c.ISSUED | c.STRONG | c.WITHOUT | c.DONE, one.first, one.last)
        )
        for at, one in spoken
    )
