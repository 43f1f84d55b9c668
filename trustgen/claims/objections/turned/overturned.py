"""Denials that the text itself turns around: taken back, denied in turn, or of a flaw alone.

A denial excuses a mention only as it stands.  Where the next sentence calls it wrong, where it stands inside of
another negation, or where it answers if something is amiss with ours, it says that we have it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.denied.echoed import ANSWERS, HOLDS_FOR, SAME, denials_before
from trustgen.claims.frames.denied.nobodygave import nobody_gave
from trustgen.claims.frames.passedon.among import not_like_them, not_without, one_that_does, the_other_one
from trustgen.claims.objections.turned.calledwrong import called_wrong, no_loss
from trustgen.claims.objections.turned.putinplace import put_right
from trustgen.claims.passages.asides import CAUSES, REASONS
from trustgen.claims.scenes.reading import chain, possessed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_NO: Final = c.NO | c.NONE | c.NOBODY | c.NEG
_US: Final = c.WE | c.OUR | c.NAME
_VERBS: Final = c.AUX | c.BE | c.HOLD | c.YEA | c.GOT
_LATE: Final = word_set("overturned.late")
"""Half of a French negation, which in a clause that depends on one stands alone."""
_SHORT: Final = 10
_NEAR: Final = 9
_WORD: Final = 4


def overturned(scene: Scene, token: int) -> bool:
    """Whether a denial, or a question answered no, comes to saying that we have what is mentioned."""
    return any(test(scene, token) for test in _TESTS)


def _none_without(scene: Scene, token: int) -> bool:
    """Whether there is none that has it not: "there isn't a room that X hasn't certified", "none left without"."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    if nobody_gave(scene, token):
        # "Aucun organisme qui nous ait jamais délivré …"
        return False
    if _two_negations(passage, first, token, last, named=True):
        return True
    return any(
        _two_negations(passage, one.first, one.last, one.last, named=False)
        for one in passage.sentences[number + 1 : number + 2]
        if not passage.any(c.SCHEME | c.FINDING | c.SAY, one.first, one.last)
        and passage.any(c.ASK | c.GENERIC | c.YOU, first, last)
    )


def _two_negations(passage: Passage, first: int, token: int, last: int, *, named: bool) -> bool:
    """Whether it is denied that there is anybody of whom an inner clause denies it."""
    for hinge in range(first + 1, min(token + 1, last)):
        outer = passage.places(_NO if named else _NO & ~c.NEG, first, hinge)
        if not outer or hinge - outer[-1] > _NEAR or passage.any(c.SCHEME | c.ISSUED | c.COND, first, hinge):
            continue
        inner = range(hinge, min(hinge + _NEAR, last))
        if passage.words[hinge] in REASONS or (passage.words[hinge - 1] == "," and passage.words[hinge] in CAUSES):
            continue
        if passage.bits[hinge] & (c.REL | c.WHOEVER) and not passage.bits[hinge] & c.COND:
            nobody = bool(passage.bits[outer[-1]] & (c.NO | c.NONE | c.NOBODY))
            exists = any(not passage.bits[at] & c.HAPPEN for at in passage.places(c.EXIST, first, outer[-1] + 2))
            exists = exists or nobody or not named
            told = passage.any(c.SAY | c.META | c.ASK | c.PSEUDO | c.HIDE, first, hinge)
            denied = any(passage.bits[at] & (c.NEG | c.WITHOUT | c.LACK) or passage.words[at] in _LATE for at in inner)
            us = not named or passage.any(_US | c.SELFNOUN, first, last)
            article = hinge + 1 < last and bool(passage.bits[hinge] & c.DET and passage.bits[hinge + 1] & c.SCHEME)
            negation = next((at for at in inner if passage.bits[at] & (c.NEG | c.WITHOUT)), hinge)
            apart = article or passage.any(c.AND | c.BUT, outer[-1], negation)
            if exists and denied and us and not told and not apart:
                return True
        elif not named and passage.bits[hinge] & c.WITHOUT and passage.bits[outer[-1]] & (c.NOBODY | c.NONE):
            return True
    return False


def _not_the_same(scene: Scene, token: int) -> bool:
    """Whether what was denied of another is said not to hold here: "We have no SOC 1. Not so with SOC 2."."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    if passage.sentences[number].question or not number or not any(denials_before(scene, number)):
        return False
    if _named_before(scene, token, number):
        return False
    negated = passage.any(c.NEG | c.NO, first, last)
    if passage.any(c.STORY, first, last):
        return not negated
    if not negated or passage.any(_US | c.HOLD & ~c.AUX | c.CERT | c.ISSUED | c.PSEUDO | c.COND, first, last):
        return False
    words = passage.words[first:last]
    same = any(word.startswith(SAME) or word.rpartition(" ")[2].startswith(SAME) for word in words)
    refers = same or any(
        passage.bits[at] & c.ANAPH and not passage.bits[at] & c.PREP for at in range(first, last) if at != token
    )
    holds = any(word in HOLDS_FOR or word in ANSWERS for word in words) or last - first <= _SHORT // 2
    return (refers or "so" in words or "not so" in words) and holds


def _named_before(scene: Scene, token: int, number: int) -> bool:
    """Whether the sentence before names the same scheme, or none."""
    passage = scene.passage
    before = passage.sentences[number - 1]
    schemes = {
        scene.found[passage.found[at]].scheme for at in range(before.first, before.last) if passage.found[at] >= 0
    }
    own = scene.found[passage.found[token]].scheme if passage.found[token] >= 0 else "any"
    return not schemes or own in schemes


def _amiss(scene: Scene, token: int) -> bool:
    """Whether it is asked if ours has a flaw or an end, and the answer is no: "whether it lapsed. We write “no”."."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    asked = [at for at in passage.places(c.ASK | c.SAY, first, last) if passage.any(c.COND | c.REL, at, last)]
    if not asked or passage.sentences[number].question or number + 1 >= len(passage.sentences):
        return False
    flaw = passage.any(c.LACK | c.PASTEND | c.REST, asked[0], last) or (
        passage.any(c.FINDING, asked[0], last) and possessed(scene, token)
    )
    answer = passage.sentences[number + 1]
    no = passage.any(c.NAY | c.NONE, answer.first, answer.last) and answer.last - answer.first <= _SHORT // 2
    return flaw and no and not passage.any(c.HOLD & ~c.AUX | c.SCHEME | c.THIRD, answer.first, answer.last)


def _not_lacking(scene: Scene, token: int) -> bool:
    """Whether one is lacking and the other is not: "A canteen is missing, ISO 27001 is not", "… not our SOC 2"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    if not index or passage.segments[index - 1].sentence != segment.sentence:
        return False
    before = passage.segments[index - 1]
    if segment.opener == ":" and passage.any(c.SCHEME, before.first, before.last):
        # Levels of the same: as for HITRUST we are a blank page, and neither e1 nor r2 is there.
        return False
    lacking = passage.any(c.LACK | c.DECLINE, before.first, before.last) and not passage.any(
        c.NEG | c.NO | c.NONE, before.first, before.last
    )
    end = segment.last
    if index + 1 < len(passage.segments) and passage.segments[index + 1].opener == "but":
        # "…, ein Zertifikat hingegen | nicht"
        end = passage.segments[index + 1].last
    if not lacking or passage.any(c.HOLD & ~c.AUX | c.GOT | c.CERT | c.COND, segment.first, end):
        return False
    _, stop = chain(passage, token, segment.first, segment.last)
    gapped = bool(passage.bits[end - 1] & c.NEG) and end - stop <= _WORD
    return gapped or _in_its_place(passage, segment, token, end)


def _in_its_place(passage: Passage, segment: Segment, token: int, end: int) -> bool:
    """Whether "not" stands right in front of the name and nothing but nouns behind: "…, not a SOC 2 report"."""
    start, stop = chain(passage, token, segment.first, end)
    begin = segment.first
    while begin < start and passage.bits[begin] & (c.BUT | c.AND | c.ADV | c.ONLY) and not passage.bits[begin] & c.NEG:
        begin += 1
    return (
        (bool(passage.bits[begin] & c.NEG and not passage.bits[begin] & c.NO) or passage.words[begin] == "niet een")
        and all(one & (c.DET | c.ADJ | c.OUR | c.PREP | c.BUT) for one in passage.bits[begin + 1 : start])
        and stop == end
    )


def _price_paid(scene: Scene, token: int) -> bool:
    """Whether what one does not get without it is said to be had: "“No SOC 2, no deal.” We have the deal."."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    start, end = chain(passage, token, first, last)
    if not passage.any(c.NO | c.WITHOUT, max(first, start - 3), start):
        return False
    withheld = set()
    for at in passage.places(c.NO | c.NEG, end, last - 1):
        # "no hay contrato": the verb may stand between.
        noun = at + 1 if passage.bits[at] & c.NO else at + 2 if passage.bits[at + 1] & c.EXIST else last
        if noun < last and not passage.bits[noun] & ~c.HOLD and len(passage.words[noun]) >= _WORD:
            withheld.add(passage.words[noun])
    return any(
        not withheld.isdisjoint(passage.words[one.first : one.last])
        and not passage.any(_NO | c.LACK | c.WITHOUT | c.PASTEND | c.COND, one.first, one.last)
        for one in passage.sentences[number + 1 :]
    )


def _not_to_be_said(scene: Scene, token: int) -> bool:
    """Whether the denial before is said not to be said of this: "we have no SOC 1, which cannot be said of SOC 2"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    said = any(not passage.bits[at] & (c.ART | c.ANAPH) for at in passage.places(c.SAY | c.TRUTH, first, last))
    of = token > first and bool(passage.bits[token - 1] & c.PREP)
    if not passage.any(c.NEG, first, last) or not said or not (of or passage.bits[token - 1] & c.DET):
        return False
    if passage.any(_US | c.HOLD & ~c.AUX | c.CERT | c.ISSUED | c.COND | c.WHOEVER, first, last):
        return False
    own = scene.found[passage.found[token]].scheme if passage.found[token] >= 0 else "any"
    return any(
        scene.stance(at).denies
        and scene.stance(at).direct
        and any(
            passage.found[place] >= 0 and scene.found[passage.found[place]].scheme != own
            for place in range(passage.segments[at].first, passage.segments[at].last)
        )
        for at in range(max(0, index - 2), index)
    )


def _took_us(scene: Scene, token: int) -> bool:
    """Whether the next sentence tells how long it took us: "Most never get it. It took us a year."."""
    passage = scene.passage
    following = scene.following(token)
    if following is None:
        return False
    first, last = following.first, following.last
    return (
        last - first <= _SHORT
        and bool(passage.bits[first] & c.ANAPH)
        and passage.any(c.WE, first, last)
        and passage.any(c.COST, first, last)
        and not passage.any(_NO | c.COND | c.PLAN | c.UNREAL | c.AUX & ~c.HOLD, first, last)
    )


def _not_to_be_thought(scene: Scene, token: int) -> bool:
    """Whether readers are told not to think so: "Glauben Sie nicht, wir seien nicht zertifiziert."."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    if not index or segment.opener != "," or not scene.stance(index).denies:
        return False
    before = passage.segments[index - 1]
    return (
        before.sentence == segment.sentence
        and before.last - before.first <= _WORD
        and passage.any(c.SAY, before.first, before.last)
        and passage.any(c.NEG, before.first, before.last)
        and passage.any(c.YOU, before.first, before.last)
    )


def _unlike_them(scene: Scene, token: int) -> bool:
    """Whether others are said not to have it, and ours has: "Most tools come without one. Ours does."."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    following = scene.following(token)
    if following is None or not scene.stance(index).denies or passage.any(_US, segment.first, segment.last):
        return False
    first, last = following.first, following.last
    return (
        0 < last - first <= _WORD
        and bool(passage.bits[first] & (c.OURS | c.OUR | c.WE | c.NAME))
        and not passage.any(_NO | c.LACK | c.COND | c.PLAN, first, last)
        and all(one & (_US | c.OURS | _VERBS | c.ADV | c.ANAPH) and not one & c.ART for one in passage.bits[first:last])
        and (
            passage.any(_VERBS, first + 1, last) or bool(passage.bits[first] & c.OURS and passage.bits[first] & c.DONE)
        )
    )


_TESTS: Final = (
    *(_not_to_be_thought, called_wrong, no_loss, _none_without, _not_the_same, _amiss, _not_lacking, not_like_them),
    the_other_one,
    *(not_without, one_that_does, _price_paid, put_right, _unlike_them, _took_us, _not_to_be_said),
)
