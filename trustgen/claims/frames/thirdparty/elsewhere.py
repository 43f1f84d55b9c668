"""What somebody did in an earlier job, or a candidate has seen at another company."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.harmless import FIRST_PERSON, INDEFINITE, harmless
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import chain, possessed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_WHERE: Final = word_set("elsewhere.where")
_SHE: Final = word_set("elsewhere.she")
_PLACE: Final = word_parts("elsewhere.place")


def earlier(case: Case) -> bool:
    """A clause with "where" behind another employer, in which a person, not we, is the one who acts."""
    scene, token = case.scene, case.token
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    if any(test(scene, token) for test in (_in_a_former_job, _at_my_last_one, _before_us, _a_plus)):
        return not claimed_beside(scene, token)
    at = next((i for i in range(token - 1, first, -1) if passage.words[i] in _WHERE), -1)
    if at < 0 or possessed(scene, token) or passage.any(c.WE | c.OUR | c.NAME | c.SELFNOUN, at, last):
        return False
    place = at - 1
    while place > first and passage.words[place] == ",":
        place -= 1
    other = passage.bits[place] & (c.OTHER | c.THIRD | c.GENERIC) or passage.words[place].startswith(_PLACE)
    acts = passage.any(c.PERSON, first, token) or any(word in _SHE for word in passage.words[first:token])
    if not other or passage.any(c.OUR, max(place - 3, first), place):
        return False
    return acts or _named(scene, first)


_FORMER: Final = word_parts("elsewhere.former")
_JOB: Final = word_parts("elsewhere.job")


def _in_a_former_job(scene: Scene, token: int) -> bool:
    """Whether a person did so in an earlier job: "At her former employer she also read SOC 2 reports"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    words = " ".join(passage.words[first:last]).split()
    former = any(word.startswith(_FORMER) for word in words) and any(word.startswith(_JOB) for word in words)
    if not former or possessed(scene, token):
        return False
    segment = scene.segment_of(token)[1]
    return not passage.any(c.WE, segment.first, segment.last) and not passage.any(
        c.OUR | c.NAME | c.SELFNOUN | c.OURS | c.WITHUS | c.INHERIT, first, last
    )


_BEFORE_US: Final = word_parts("elsewhere.before_us")
_ANOTHER: Final = word_set("elsewhere.another")


def _before_us(scene: Scene, token: int) -> bool:
    """Whether a person did so at another company before: "Before joining us, Dan worked on it at another vendor"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    _, segment = scene.segment_of(token)
    opened = " ".join(passage.words[first : first + _OPENING]).startswith(_BEFORE_US)
    who = segment.first
    person = passage.bits[who] & c.PERSON or passage.words[who] in _SHE or _named(scene, who)
    if not opened or who == first or not person or possessed(scene, token):
        return False
    if passage.any(c.YOU | c.YOUR, first, last) or passage.any(c.WE | c.OUR | c.NAME, who, last):
        return False
    return any(
        passage.words[at - 1] in _ANOTHER
        and (passage.bits[at] & (c.THIRD | c.OTHER | c.GENERIC) or passage.words[at].startswith(_PLACE))
        for at in range(token + 2, last)
    )


_PLUS: Final = word_set("elsewhere.plus")


def _a_plus(scene: Scene, token: int) -> bool:
    """Whether it is a plus to have done so at another company: "Having run an ISMS at another company is a plus"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    if possessed(scene, token) or passage.any(c.WE | c.OUR | c.NAME, first, last):
        return False
    plus = any(word.rpartition(" ")[2] in _PLUS for word in passage.words[max(last - 3, token) : last])
    return plus and any(
        passage.words[at - 1].rpartition(" ")[2] in _ANOTHER and passage.words[at].startswith(_PLACE)
        for at in range(token + 2, last)
    )


_LAST: Final = (*_FORMER, *word_parts("elsewhere.last"))
_MY: Final = word_set("elsewhere.my")
_HAD: Final = word_set("elsewhere.had")


def _at_my_last_one(scene: Scene, token: int) -> bool:
    """Whether a sentence begins with somebody's last company, which had one: "At my last job we had a SOC 2 report"."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    words = " ".join(passage.words[first : first + _OPENING]).split()
    at = next((i for i, word in enumerate(words) if word in _MY), len(words))
    where = [word for word in words[at + 1 : at + 4] if word != ","]
    had = next((i for i in range(first + 2, token) if passage.words[i].partition(" ")[0] in _HAD), -1)
    return (
        at <= _PREPOSITION
        and len(where) == _NAMED
        and where[0].startswith(_LAST)
        and where[1].startswith((*_JOB, *_PLACE, "firma"))
        and where[2] in _WE_HAD
        and had > 0
        and chain(passage, token, first, last)[1] == last
        and all(passage.words[i] in INDEFINITE or passage.bits[i] & (c.WE | c.ART) for i in range(had + 1, token))
        and not passage.any(c.OURS | c.WITHUS | c.INHERIT | c.SINCE | c.GOT & ~c.HOLD)
        and all(_something_else(scene, later) for later in range(number + 1, len(passage.sentences)))
    )


def _something_else(scene: Scene, number: int) -> bool:
    """Whether a later sentence says that there is something else here, or none: "here we have a whiteboard"."""
    passage = scene.passage
    one = passage.sentences[number]
    if passage.any(c.SCHEME | c.ISSUED | c.YEA | c.DONE | c.CERT, one.first, one.last):
        return False
    if harmless(scene, one.first, one.last) and not passage.any(_HERE_TOO, one.first, one.last):
        return True
    if passage.bits[one.last - 1] & c.NONE and passage.any(c.WE, one.first, one.last):
        # "Here we have none."
        return passage.any(c.HOLD, one.first, one.last)
    return any(
        passage.words[at - 1] in INDEFINITE
        and not passage.bits[at]
        and passage.any(c.HOLD, one.first, at)
        and (at + 1 == one.last or bool(passage.bits[at + 1] & (c.AND | c.PUNCT)))
        for at in range(one.first + 1, one.last)
    )


_HERE_TOO: Final = c.ANAPH | c.NONE | c.HOLD | c.WE | c.WITHUS
_WE_HAD: Final = _HAD | word_set("elsewhere.we_had")
_OPENING: Final = 6
_PREPOSITION: Final = 2
_NAMED: Final = 3
""""Last", "company", "we"."""


def _named(scene: Scene, at: int) -> bool:
    """Whether a sentence begins with a name that no cue knows."""
    return not scene.passage.bits[at] and scene.capital(at)


_US: Final = word_set("beside.us")
_KNOWS: Final = word_parts("elsewhere.knows")


def known(case: Case) -> bool:
    """What a candidate or reader has read or seen, of any company: "You have read a SOC 2 report"."""
    scene, token = case.scene, case.token
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    ours = passage.any(c.SELFNOUN, first, last) and not _at_some(scene, first, token)
    if possessed(scene, token) or ours or passage.any(c.WE | c.OUR | c.NAME, first, last):
        return False
    if (
        passage.sentences[scene.sentence_of(token)[0]].question
        or not passage.any(c.YOU, first, first + 1)
        or passage.any(c.COND, first, token)
    ):
        return False
    if passage.any(c.OUR | c.OURS) or any(word.rpartition(" ")[2] in _US for word in passage.words):
        return False
    knows = any(passage.words[at].startswith(_KNOWS) for at in (*range(first + 1, token), last - 1))
    return knows and not INDEFINITE.isdisjoint(passage.words[max(token - 3, first) : token])


_WITH: Final = word_set("elsewhere.with")


def _at_some(scene: Scene, first: int, token: int) -> bool:
    """Whether it was at any such company that somebody was: "you have worked at a TISAX-assessed company"."""
    passage = scene.passage
    at = next((i for i in range(token - 1, max(first, token - _OPENING), -1) if passage.words[i] in INDEFINITE), first)
    return at > first and bool(passage.bits[at - 1] & c.PREP) and not passage.any(c.BE & ~c.AUX, first, token)


def with_one(case: Case) -> bool:
    """Competitors "with a certificate": it is theirs."""
    scene, token = case.scene, case.token
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    at = token - 1
    while at > first and passage.bits[at] & (c.DET | c.ADJ | c.ART | c.SCHEME) and passage.words[at] not in _WITH:
        at -= 1
    if (
        passage.words[at] not in _WITH
        or at <= first
        or passage.any(c.RARE | c.EXCEPT | c.INHERIT | c.OURS | c.YEA & ~c.CERT, first, last)
    ):
        return False
    owner = passage.bits[at - 1]
    if claimed_beside(scene, token) or passage.any(c.WE | c.OUR | c.NAME, token, last):
        return False
    return bool(owner & c.RIVAL) and not passage.any(c.BE | c.NEG | c.NO, first, at) and not possessed(scene, token)


_READ: Final = word_parts("elsewhere.read")
_PLURALS: Final = word_parts("elsewhere.plurals")


def we_read(case: Case) -> bool:
    """Reports of others that we read: "We read SOC 2 reports where they exist"."""
    scene, token = case.scene, case.token
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    if possessed(scene, token) or passage.any(c.DONE | c.GOT | c.CERT & ~c.ART, first, last):
        return False
    begin = max(first, token - 3)
    reads = any(word.startswith(_READ) for word in passage.words[begin:token])
    several = any(word.startswith(_PLURALS) for word in passage.words[max(first, token - 3) : token + 3])
    us = passage.any(c.WE, first, token) or any(word.endswith(FIRST_PERSON) for word in passage.words[begin:token])
    return reads and several and us and not claimed_beside(scene, token)


WE_READ = Frame("we-read", we_read)
KNOWN = Frame("seen-elsewhere", known)
WITH_ONE = Frame("others-with-one", with_one)
EARLIER = Frame("earlier-job", earlier)
