"""Sentences that set us among the few, or apart from the many, of whom the sentence before speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.passedon.takenup import following
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_US: Final = c.WE | c.OUR | c.NAME
_MANY: Final = c.GENERIC | c.THIRD | c.RIVAL | c.NUMBER | c.ONLY | c.CERT | c.STRONG
_DENIED: Final = c.NEG | c.NO | c.NOBODY | c.NONE | c.COND | c.PLAN | c.LACK
_SHORT: Final = 14
_ONE: Final = word_set("among.one")
_THEM: Final = word_set("among.them")
_WAIT: Final = word_parts("among.wait")
_LISTED: Final = word_parts("among.listed")
_PUT: Final = word_parts("among.put")
_EXCEPTIONS: Final = word_parts("among.exceptions")
_MORE: Final = word_set("among.more")
"""What compares amounts and takes nobody out: "the fee alone is more than our rent"."""
_HERE: Final = word_set("among.here")
_RECEIVE: Final = word_set("among.receive")


def one_of_them(scene: Scene, token: int) -> bool:
    """Whether the next sentence counts us among them: "Eleven vendors hold it. You're looking at one."."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    following = scene.following(token)
    if following is None or not passage.any(_MANY, first, last):
        return False
    low, high = following.first, following.last
    # "You will not have to wait long for our name."
    waiting = any(word.startswith(_WAIT) for word in passage.words[low:high])
    if high - low > _SHORT or (passage.any(_DENIED & ~c.NO, low, high) and not waiting):
        return False
    words = passage.words[low:high]
    partitive = any(word.rpartition(" ")[2] in _ONE for word in words) and (
        not _THEM.isdisjoint(words[-4:]) or any(word.startswith(_PUT) for word in words)
    )
    if _among_them(scene, low, high) or _one_of_us(passage, low, high):
        return True
    here = passage.any(_US | c.YOU, low, high) or not _HERE.isdisjoint(words[:2])
    if partitive and here:
        return True
    return any(
        passage.any(c.OUR, low + at - 1, low + at)
        or (passage.any(c.WE, low, low + at) and passage.any(c.NUMBER, low + at))
        for at, word in enumerate(words)
        if at and word.startswith(_LISTED)
    )


def _one_of_us(passage: Passage, low: int, high: int) -> bool:
    """Whether a few words count us in: "Wir gehören dazu.", "Somos una."."""
    if high - low > 4 or not passage.any(c.WE, low, high) or passage.any(_DENIED, low, high):  # noqa: PLR2004
        return False
    return passage.any(c.BELONG, low, high) or (passage.words[high - 1] in _ONE and passage.any(c.BE, low, high - 1))


def _among_them(scene: Scene, low: int, high: int) -> bool:
    """Whether a name is said to be there: "Norrhost is in it.", "Norrhost steht darin."."""
    passage = scene.passage
    named = scene.maybe_proper(low)
    return named and high - low <= 5 and passage.words[high - 1] in _IN_IT and not passage.any(_DENIED, low, high)  # noqa: PLR2004


_IN_IT: Final = word_set("among.in_it")


def but_us(scene: Scene, token: int) -> bool:
    """Whether the next sentence takes us out: "Nobody here is certified. Nobody, except one house in Leeds: ours."."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    following = scene.following(token)
    if following is None or not passage.any(c.NOBODY | c.NO | c.NEG | c.RIVAL, first, last):
        return False
    low, high = following.first, following.last
    apart = any(passage.words[at] not in _MORE for at in passage.places(c.EXCEPT, low, high)) or passage.any(
        c.ONLY, low, low + 2
    )
    apart = apart or any(word.startswith(_EXCEPTIONS) for word in passage.words[low:high])
    us = passage.any(_US, low, high) or (high - low <= 5 and passage.any(c.EXCEPT, low, high))  # noqa: PLR2004
    return high - low <= _SHORT and apart and us


def buyers_get_it(scene: Scene, token: int) -> bool:
    """Whether those who ask for it are said to get it: "Buyers ask for SOC 2, and buyers get SOC 2."."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    return any(
        passage.words[at] in _RECEIVE
        and passage.any(c.ASK, first, at)
        and _buyers(passage, at - 1, first)
        and not passage.any(_DENIED, first, last)
        for at in range(first + 2, last)
    )


def _buyers(passage: Passage, at: int, first: int) -> bool:
    """Whether the subject is who buys, with a pronoun for what they get behind it at most."""
    if at > first and passage.bits[at] & c.ANAPH and not passage.bits[at] & c.YOU:
        at -= 1
    bits = passage.bits[at]
    return bool(bits & c.YOU or (bits & c.GENERIC and bits & c.ASK))


_CLAUSE: Final = 9
_LOSE: Final = word_parts("among.lose")
_OF_THEM: Final = word_set("among.of_them")


def not_like_them(scene: Scene, token: int) -> bool:
    """Whether we are not among those who have none or lost theirs: "Most have no SOC 2. We are not among them."."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    segments = passage.segments
    if index + 1 >= len(segments) or passage.any(c.WE | c.NAME, segment.first, segment.last):
        return False
    lost = any(word.startswith(_LOSE) for word in passage.words[segment.first : segment.last])
    many = passage.any(c.GENERIC | c.RIVAL | c.NUMBER | c.THIRD, segment.first, token)
    bad = lost or scene.stance(index).denies or passage.any(c.FAIL | c.LACK | c.PASTEND, segment.first, segment.last)
    answer = segments[index + 1]
    first, last = answer.first, answer.last
    return (
        many
        and bad
        and 0 < last - first <= _CLAUSE
        and (_of_us(passage, first, last) or scene.maybe_proper(first))
        and passage.any(c.NEG | c.NONE, first, last)
        # "We had none of these to lose": of the certificates.
        and not any(_having(passage, at) for at in range(first + 1, last))
        and not _OF_THEM.isdisjoint(word for one in passage.words[first:last] for word in (one, *one.split()))
    )


def the_other_one(scene: Scene, token: int) -> bool:
    """Whether all but one are without it, and we are the one: "Eleven came without it. The twelfth is us"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    following = scene.following(token)
    if following is None or not scene.stance(index).denies:
        return False
    first, last = following.first, following.last
    us = passage.places(c.WE | c.NAME, first + 2, last)
    return (
        not passage.any(_US, passage.sentences[segment.sentence].first, token)
        and _TWO < last - first <= _FEW
        and bool(passage.bits[first] & c.DET)
        and passage.words[first + 1] in _NTH
        and bool(us)
        and passage.any(c.BE, first + 2, last)
        and not passage.any(c.NEG | c.NO | c.WITHOUT | c.LACK | c.COND | c.PLAN, first, last)
    )


_TWO: Final = 2
_FEW: Final = 6
_NTH: Final = word_set("among.nth")
"""Which one is left: "the twelfth", "the other"."""


def _of_us(passage: Passage, first: int, last: int) -> bool:
    """Whether a clause begins with us, or with what is ours: "unser Werk", "il nostro"."""
    ours = passage.any(c.OUR, first, min(first + 2, last))
    return passage.any(c.WE | c.NAME | c.OURS, first, first + 1) or (
        ours and not passage.any(c.RIVAL | c.THIRD | c.YOU | c.OTHER | c.GENERIC, first, last)
    )


def _having(passage: Passage, at: int) -> bool:
    verb = passage.bits[at] & (c.HOLD | c.GOT | c.AUX) and not passage.bits[at] & c.BE
    return bool(verb) and not passage.words[at].startswith(_BELONG)


_BELONG: Final = word_parts("theformer.belong")


def not_without(scene: Scene, token: int) -> bool:
    """Whether others have it, and we are not without it either: "Our printer has it. We aren't without it either."."""
    passage = scene.passage
    following = scene.following(token)
    if following is None or following.last - following.first > _CLAUSE:
        return False
    first, last = following.first, following.last
    return (
        bool(passage.bits[first] & (c.WE | c.NAME))
        and passage.any(c.NEG, first, last)
        and passage.any(c.WITHOUT | c.LACK, first, last)
        and passage.any(c.ANAPH, first, last)
        and not passage.any(c.SCHEME | c.COND | c.THIRD | c.OTHER | c.UNREAL | c.ISSUED, first, last)
    )


_NEAR: Final = 4


def one_that_does(scene: Scene, token: int) -> bool:
    """Whether many are said to be without it, and readers to have met one that is not: "… to one that can"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    first, last = following(scene, token)
    failed = any(word.startswith(_LOSE) for word in passage.words[segment.first : segment.last])
    if first == last or last - first > _SHORT or not (failed or scene.stance(index).denies):
        return False
    # "State parlando con …" has the reader in its verb.
    reader = passage.any(c.YOU, first, first + 2) or passage.any(c.BE, first, first + 1)
    if passage.any(c.WE | c.NAME, segment.first, segment.last) or not reader:
        return False
    one = next((at for at in range(first + 2, last - 2) if passage.words[at] in _ONE), last)
    relative = next(iter(passage.places(c.REL, one + 1, min(one + _NEAR, last))), last)
    negated = passage.any(c.NEG | c.NO, relative, last)
    return relative < last and bool(passage.bits[last - 1] & (c.AUX | c.HOLD | c.BE | c.NEG)) and negated == failed
