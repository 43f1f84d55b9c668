"""Questions that take for granted that there is one: their "no" denies a cost, a duty, a change, and not the thing.

"Do you have a SOC 2 report? No." denies a report.  "Do I need an NDA for the SOC 2 report? No." offers one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.asked import asking
from trustgen.claims.scenes.reading import THE, chain, quoted
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_ANSWER: Final = 600
_LEAD: Final = 3
_NO: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.LACK | c.WITHOUT
_OPEN: Final = c.PLAN | c.COND | c.UNREAL | c.PASTEND | c.READY | c.ASK | c.SOON | c.FAIL
_UNTOLD: Final = _NO | c.NAY | _OPEN | c.THIRD | c.OTHER | c.HELP
_NOWHERE: Final = word_set("granted.nowhere")
_HAD: Final = c.HOLD | c.EXIST | c.CERT | c.AUDIT | c.ISSUED | c.GOT | c.SCHEME | c.OPEN
_ASKS: Final = word_set("suspect.asks")


def taken_for_granted(case: Case) -> bool:
    """Whether it is asked something about one that is there, and the answer does not say that there is none."""
    scene, token = case.scene, case.token
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    if not passage.sentences[number].question or case.scheme is None:
        return False
    while first < token and passage.bits[first] & c.PUNCT:
        first += 1
    if passage.words[first] in _ASKS and not passage.bits[first] & c.BE:
        # "Was" asks what in German.
        return certain(passage, token, first, last) is not None and _told_at_once(scene, token, last)
    if passage.any(c.UNREAL | c.LACK, first, last) or _theirs(passage, token, first, last):
        return False
    asked = any(test(passage, token, first, last) for test in _TESTS) or (
        not case.scheme.law and _affected(passage, token, first, last)
    )
    return asked and _only_no(scene, token, last)


def _told_at_once(scene: Scene, token: int, last: int) -> bool:
    """Whether the first sentence of the answer tells it, whatever comes behind: "What does your report cover? All."."""
    told = scene.read(asking.rest(scene, token, last)[:_ANSWER])
    if not told.sentences:
        return False
    first, last = told.sentences[0].first, told.sentences[0].last
    return not told.any(_UNTOLD, first, last) and _NOWHERE.isdisjoint(told.words[first:last])


def _theirs(passage: Passage, token: int, first: int, last: int) -> bool:
    """Whether a supplier's is asked about, or the reader's auditor: "Is the host's SOC 2 report public?"."""
    _, end = chain(passage, token, first, last)
    if passage.any(c.ASSESSOR | c.EXAMINER, first, min(end + 1, last)):
        return True
    return passage.any(c.OTHER | c.THIRD, first, min(end + _LEAD, last))


def _only_no(scene: Scene, token: int, last: int) -> bool:
    """Whether the answer is no, and does not say that there is none, as "No, because no report exists." does."""
    context = scene.unit.context
    text = asking.rest(scene, token, last) or context.answer or "".join(context.details[:1]) or context.after
    told = scene.read(text[:_ANSWER])
    none = any(
        (told.any(c.COND, one.first, one.last) and told.any(_ON_PAPER | _HAD, one.first, one.last))
        or any(
            not (told.bits[at] & c.NO and at + 1 < one.last and not told.bits[at + 1])
            and told.any(_HAD, one.first, one.last)
            for at in told.places(_NO, one.first, one.last)
        )
        for one in told.segments
    )
    return told.any(c.NAY | c.NEG | c.NO | c.NONE, 0, _LEAD) and not none


_ON_PAPER: Final = c.SCHEME | c.ART | c.CERT | c.STRONG | c.UNREAL
_NOW_THAT: Final = word_set("granted.now_that")


def _now_that(passage: Passage, token: int, first: int, last: int) -> bool:
    """Whether it is asked what follows from having it: "Are you done now that you have ISO 27001?"."""
    words = [passage.words[at] for at in range(first, token) if not passage.bits[at] & c.PUNCT]
    pairs = (" ".join(words[at : at + 2]) for at in range(len(words)))
    return not _NOW_THAT.isdisjoint(pairs) and not passage.any(_NO, first, last)


_THE: Final = THE | word_set("granted.the")
_PAPERS: Final = word_set("granted.papers")


def certain(passage: Passage, token: int, first: int, last: int) -> tuple[int, int] | None:
    """The noun phrase of a paper that is called the reader's counterpart's, or the one that there is."""
    start, end = chain(passage, token, first, last)
    if start == first:
        return None
    before = passage.bits[start - 1]
    paper = any(
        passage.bits[at] & (c.ISSUED | c.PRESUP)
        or (passage.bits[at] & c.ART and not passage.bits[at] & (c.DEFNOUN | c.EXAM | c.CLAUSE))
        or passage.words[at] in _PAPERS
        for at in range(start, end)
    )
    yours = before & c.YOUR and not before & c.YOU
    return (start, end) if yours or (paper and passage.words[start - 1] in _THE) else None


_DUTY: Final = word_set("granted.duty")
_DEED: Final = c.CTA | c.YOU | c.SERVE


def _a_duty(passage: Passage, token: int, first: int, last: int) -> bool:
    """Whether it is asked what one must do or be to come by it: "Must I be a customer to see the SOC 2 report?"."""
    region = certain(passage, token, first, last)
    if region is None:
        return False
    words = passage.words
    duties = [
        at
        for at in range(first, region[0])
        if passage.bits[at] & c.DUTY or words[at] in _DUTY or " ".join(words[at - 1 : at + 1]) in _DUTY
    ]
    return bool(duties) and any(
        not bits & (c.WORD | c.HOLD | c.PUNCT) and (not bits or bits & _DEED)
        for bits in passage.bits[duties[0] + 1 : region[0]]
    )


_INSIDE: Final = word_set("granted.inside")
_A: Final = word_set("common.a")
_PROVES: Final = word_parts("granted.proves")
_ASKED: Final = word_parts("granted.asked")
_STATE: Final = (
    *(c.GOT, c.DONE, c.PROGRESS, c.READY, c.PLAN, c.OPEN, c.AUDIT, c.SHOW, c.DUTY, c.CHOOSE, c.SOON, c.HAPPEN),
    *(c.PASTEND, c.QUIT, c.REST, c.ALIGN, c.MAP),
)


def _said_of_it(passage: Passage, token: int, first: int, last: int) -> bool:
    """Whether something else is asked of a certain one than if it is there: "Is the SOC 2 report confidential?"."""
    region = certain(passage, token, first, last)
    if region is None:
        return False
    start, end = region
    yours = passage.bits[start - 1] & c.YOUR
    if not yours and _told_in_it(passage, region, last):
        return False
    outside = [at for at in range(first, last) if not start <= at < end]
    content = any(at > first and not passage.bits[at] & (c.WORD | c.PUNCT) for at in outside)
    return content and not any(_there(passage, at, first, region) for at in outside)


def _told_in_it(passage: Passage, region: tuple[int, int], last: int) -> bool:
    """Whether it is asked what such a paper is or proves: "Is the SOC 2 report a certificate?"."""
    end = region[1]
    return any(
        word in _A and passage.any(c.BE, 0, region[0]) for word in passage.words[end : min(end + 1, last)]
    ) or any(word.startswith(_PROVES) for word in passage.words[end:last])


def _there(passage: Passage, at: int, first: int, region: tuple[int, int]) -> bool:
    """Whether a word of the question asks if it is there, was come by, or is on its way."""
    start, end = region
    bits = passage.bits[at]
    if passage.words[at].startswith(_ASKED):
        return True
    if bits & c.WORD and not bits & (c.HOLD | c.EXIST | c.DUTY):
        return False
    inside = (start > first + 1 and passage.words[start - 2] in _INSIDE) or passage.words[start - 1] in _INSIDE
    if bits & (c.HOLD | c.EXIST):
        subject = bits & c.AUX and (at >= end or (at == first and at + 2 == start))
        return not inside and not subject
    if bits & c.CERT:
        return not passage.any(c.MEAN, end, at)
    return any(bits & state for state in _STATE)


_EFFECTS: Final = word_parts("granted.effects")
_CHANGES: Final = word_set("granted.changes")
_ENDS: Final = word_set("granted.ends")
_ASIDE: Final = word_set("granted.aside")
_YOU: Final = word_set("granted.you")
_DID: Final = word_set("granted.did")
_CAME_UP: Final = word_set("granted.came_up")
_FUTURE: Final = word_set("granted.future")
_NOUN: Final = c.YOUR | c.DET | c.BE | c.PREP | c.ADJ


def _affected(passage: Passage, token: int, first: int, last: int) -> bool:
    """Whether it is asked what it does to us or what happens to it: "Did ISO 27001 make you slower?"."""
    words = passage.words
    if not _ASIDE.isdisjoint(words[first:last]) or passage.any(_NO | c.ALIGN | c.MAP, first, last):
        return False
    if any(words[at] in _CHANGES and not (at > first and passage.bits[at - 1] & _NOUN) for at in range(first, token)):
        return True
    start, end = chain(passage, token, first, last)
    if words[first] in _DID and start == first + 1 and _CAME_UP.isdisjoint(words[end : end + 1]) and end < last:
        # "Did ISO 27001 make you lazier?" asks so by any verb but "come up" and "apply".
        return True
    end += end < last and bool(passage.bits[end] & c.BE)
    if words[end : end + 1] and not _ENDS.isdisjoint((words[end], " ".join(words[end : end + 2]))):
        return True
    us = passage.any(c.YOU | c.YOUR | c.OUR, first, last) or not _YOU.isdisjoint(words[first:last])
    return us and words[first] not in _FUTURE and any(word.startswith(_EFFECTS) for word in words[first:last])


_NEEDED: Final = word_set("granted.needed")
_NEED: Final = word_set("granted.need")
_FOR: Final = word_set("common.for")


def _needed(passage: Passage, token: int, first: int, last: int) -> bool:
    """Whether it is asked what it took: "Did you need a consultant for SOC 2?"."""
    words = passage.words
    pairs = (" ".join(words[at - 1 : at + 1]) for at in range(first + 1, last))
    took = not _NEEDED.isdisjoint((*words[first:last], *pairs)) or (
        words[first] in _DID and not _NEED.isdisjoint(words[first:last])
    )
    return took and any(words[at] in _FOR for at in range(max(first, token - 2), token))


_TESTS: Final = (_now_that, _a_duty, _said_of_it, _needed)


_NO_MORE: Final = word_set("presupposed.no_longer")


def feared_no_more(scene: Scene, token: int) -> bool:
    """Whether a question that is quoted does something to us no more: "“Do you have it?” no longer scares us."."""
    passage = scene.passage
    _, _, last = scene.sentence_of(token)
    return (
        quoted(scene, token)
        and any(word in _NO_MORE for word in passage.words[last + 1 : last + _LEAD])
        and not any(passage.bits[last + _LEAD : last + _LEAD + 1])
    )


_WHEN: Final = word_set("asking.when")
_WAS: Final = word_set("granted.was")
_KNOW: Final = word_set("granted.know")


def asked_when(case: Case) -> bool:
    """Whether it is asked when it came, and no more than the day is not known: "When did you get it? We forgot.".

    The same where it is asked why it was chosen, and nothing behind says that it is not there.
    """
    scene, token = case.scene, case.token
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    if not passage.sentences[number].question or passage.words[first] not in _WHEN:
        return passage.sentences[number].question and _asked_why(scene, token, first, last)
    if not passage.any(c.THEN, first, last) and _WAS.isdisjoint(passage.words[first:last]):
        return False
    context = scene.unit.context
    text = asking.rest(scene, token, last) or context.answer or "".join(context.details[:1]) or context.after
    told = scene.read(text[:_ANSWER])
    return not _KNOW.isdisjoint(told.words) and not told.any(_HAD & ~c.OPEN, 0, len(told))


_DECIDED: Final = word_parts("granted.decided")
_AGAINST: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.LACK | c.WITHOUT | c.QUIT | c.PASTEND | c.OPEN
_NOT_YET: Final = c.PLAN | c.PROGRESS | c.SOON | c.COND | c.UNREAL


def _asked_why(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether it is asked why we went for it: "Why did you go for SOC 2? Because our customers asked for it."."""
    passage = scene.passage
    if not passage.bits[first] & c.WHY or not passage.any(c.YOU, first + 1, first + _LEAD):
        return False
    words = " ".join(passage.words[first + 1 : token])
    if passage.any(_AGAINST, first, last) or not any(f" {verb}" in words for verb in _DECIDED):
        return False
    context = scene.unit.context
    text = asking.rest(scene, token, last) or context.answer or "".join(context.details[:1]) or context.after
    told = scene.read(text[:_ANSWER])
    return len(told) > 0 and words.startswith(tuple(_DID)) and not told.any(_AGAINST | _NOT_YET, 0, len(told))
