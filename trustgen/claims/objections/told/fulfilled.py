"""Short sentences behind a plan, a question or another's certificate that say it came true, or holds for us as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.harmless import INDEFINITE
from trustgen.claims.scenes.topics import of_another, own_matter
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_NO: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.LACK | c.WITHOUT
_PLAN: Final = word_parts("fulfilled.plan")
_WORKED: Final = word_parts("fulfilled.worked")
_HARD: Final = word_set("fulfilled.hard")
_PAID: Final = word_parts("fulfilled.paid")
_FAULT: Final = word_parts("fulfilled.fault")
_DIFFERENT: Final = word_set("fulfilled.different")
_SAME: Final = word_set("fulfilled.same")
_SHORT: Final = 8


def to_plan(scene: Scene, token: int) -> bool:
    """Whether the next sentence says that the plan came true: "We planned it for 2024. It went to plan."."""
    words, bits = _next(scene, token)
    return (
        0 < len(words) <= _SHORT
        and any(word.startswith(_PLAN) for word in words)
        and any(word.startswith(_WORKED) for word in words)
        and not bits & (_NO | c.COND)
    )


def not_hard(scene: Scene, token: int) -> bool:
    """Whether it is asked how hard one is to find, to which "no" says that it is here."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    denied = any(
        scene.stance(at).denies and passage.any(c.WE | c.ART, one.first, one.last) and not of_another(scene, token, one)
        for at, one in enumerate(passage.segments)
        if one.first >= last
    )
    return passage.sentences[number].question and not denied and not _HARD.isdisjoint(passage.words[first:last])


def paid(scene: Scene, token: int) -> bool:
    """Whether a text that asks what it costs goes on with what we paid: "For forty people we paid 30,000 euros."."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    if not passage.any(c.COST, first, last) or any(
        scene.stance(at).denies and not own_matter(scene, token, at) for at in range(len(passage.segments))
    ):
        return False
    return any(
        passage.words[at].startswith(_PAID)
        and passage.any(c.NUMBER, at - 4, at + 3)
        and (passage.any(c.WE, at - 4, at + 2) or passage.words[at] == "pagamos")
        and not passage.any(c.COND | c.PLAN | c.UNREAL, last, len(passage))
        for at in range(max(last, 4), len(passage))
    )


def no_fault(scene: Scene, token: int) -> bool:
    """Whether auditors were here and are said to have found no fault: "They had no complaints."."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    words, bits = _next(scene, token)
    complaint = 0 < len(words) <= _SHORT and bool(bits & _NO) and any(word.startswith(_FAULT) for word in words)
    return (
        (complaint or _nothing_behind(scene, token, last))
        and passage.any(c.ASSESSOR | c.EXAMINER, first, last)
        and not passage.any(c.OTHER | c.COND | c.PLAN | c.PERSON | c.NEG | c.NO, first, token)
        and not any(not passage.bits[at] & c.ASSESSOR for at in passage.places(c.THIRD, first, last))
    )


def _nothing_behind(scene: Scene, token: int, last: int) -> bool:
    """Whether the sentence goes on that somebody who audited had nothing to say: "… and had nothing to object to"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    audited = passage.any(c.AUDIT & ~c.MAP, segment.first, segment.last)
    return any(
        audited
        and one.first < last
        and passage.any(c.NOBODY | c.NONE & ~c.NO, one.first, min(one.first + _NEAR, one.last))
        and passage.any(c.HOLD | c.AUX | c.GOT, one.first, min(one.first + _NEAR, one.last))
        and not passage.any(c.WE | c.OUR | c.ART | c.SCHEME | c.NAME | c.SAY | c.SHOW, one.first, one.last)
        for one in passage.segments[index + 1 : index + 2]
        if passage.bits[one.first] & c.AND or one.opener == "and"
    )


_NEAR: Final = 3


def no_different(scene: Scene, token: int) -> bool:
    """Whether it is said to be no different with us: "Our host is certified. We are no different."."""
    if scene.stance(scene.segment_of(token)[0]).denies:
        return False
    words, bits = _next(scene, token)
    if not 0 < len(words) <= _SHORT or not bits & (c.WE | c.NAME) or bits & (c.COND | c.PLAN):
        return False
    negated = bool(bits & (c.NEG | c.NO))
    return (negated and not _DIFFERENT.isdisjoint(words)) or (not negated and not _SAME.isdisjoint(words))


def is_so(scene: Scene, token: int) -> bool:
    """Whether something of ours is said to be what others want: "Hospitals want a certified host. Our service is."."""
    passage = scene.passage
    _, first, _ = scene.sentence_of(token)
    one = scene.following(token)
    wanted = not INDEFINITE.isdisjoint(passage.words[max(first, token - _WANTED) : token])
    if one is None or one.question or not wanted or one.last - one.first > _SHORT:
        return False
    verb = next(iter(passage.places(c.BE, one.first, one.last)), one.first)
    so = passage.any(c.ANAPH, verb - 1, verb) if verb + 1 < one.last else verb > one.first
    ours = passage.any(c.SELFNOUN | c.OUR | c.OURS | c.NAME, one.first, verb)
    return so and ours and not passage.any(_NO | c.NAY | c.COND | _STRANGE, one.first, one.last)


_WANTED: Final = 4
_STRANGE: Final = c.THIRD | c.OTHER | c.THEIR | c.GENERIC | c.YOUR | c.RIVAL


def _next(scene: Scene, token: int) -> tuple[list[str], int]:
    """The words of the next sentence, where it names no scheme, and all that they can do."""
    passage = scene.passage
    following = scene.following(token)
    if following is None or passage.any(c.SCHEME, following.first, following.last):
        return [], 0
    bits = 0
    for one in passage.bits[following.first : following.last]:
        bits |= one
    return passage.words[following.first : following.last], bits
