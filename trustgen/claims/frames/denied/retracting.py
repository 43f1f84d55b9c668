"""Claims that are taken back: because they were wrong, or because others made them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.harmless import INDEFINITE
from trustgen.claims.negation.negatedthing import strange
from trustgen.claims.scenes.beside import claimed_beside, denied_beside
from trustgen.claims.scenes.reading import THE, attributed, chain, possessed, quoted
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment, Sentence
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

UNSURE: Final = (
    c.NEG | c.NO | c.NOBODY | c.NONE | c.LACK | c.ONLY | c.COND | c.PLAN | c.READY | c.SOON | c.PASTEND | c.RIVAL
)
REFUTATION: Final = 6
_DETAIL: Final = c.CERTIFIER | c.GOT | c.DONE | c.SINCE | c.NUMBER | c.SCHEME | c.CERT
_US: Final = word_set("retracting.us")


def refuted_after(scene: Scene, token: int) -> bool:
    """Whether others say that we are certified, and the next clause only says that it is wrong: "Dat klopte niet."."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    told = quoted(scene, token) or any(
        passage.any(c.WE | c.NAME, first, place + 4)
        or passage.any(c.OUR, first, min(place, first + 3))
        or not _US.isdisjoint(passage.words[place].split())
        for place in passage.places(c.SAY | c.ASK, first, token)
    )
    lent = any(not _US.isdisjoint(passage.words[place].split()) for place in passage.places(c.SAY, first, token))
    lent = lent or _ascribed(scene, token) or _made_out(passage, first, token)
    told = told or lent
    said_of_us = (
        (lent and passage.any(c.ART, first, last))
        or (quoted(scene, token) and passage.any(c.WE, first, token))
        or attributed(scene, token)
        or (passage.any(c.WE | c.SAY, first, last) and passage.any(c.HOLD | c.CERT, first, last))
    )
    if not (told and said_of_us) or passage.any(UNSURE, first, last):
        return False
    wrong = [
        at
        for at in range(index + 1, min(index + 5, len(passage.segments)))
        if passage.any(c.META, passage.segments[at].first, passage.segments[at].last)
        or (
            passage.any(c.NEG | c.NO, passage.segments[at].first, passage.segments[at].last)
            and passage.any(c.TRUTH & ~c.DET, passage.segments[at].first + 1, passage.segments[at].last)
        )
        or (lent and _we_are_not(passage, passage.segments[at]))
    ]
    if not wrong:
        return False
    verdict = passage.segments[wrong[0]]
    short = verdict.last - verdict.first <= REFUTATION and not passage.any(c.SCHEME, verdict.first, verdict.last)
    rest = [at for at in range(index + 1, len(passage.segments)) if not scene.stance(at).denies]
    return short and not any(passage.any(_DETAIL, passage.segments[at].first, passage.segments[at].last) for at in rest)


def _made_out(passage: Passage, first: int, token: int) -> bool:
    """Whether somebody, not we, does with us what no cue knows: "a partner dresses us up as a certified company"."""
    us = next((at for at in passage.places(c.WE, first, token) if passage.words[at] in _US), first)
    return us > first + 1 and strange(passage, us - 1) and not passage.any(c.WE | c.OUR | c.NAME, first, us)


def _we_are_not(passage: Passage, segment: Segment) -> bool:
    """Whether a clause says no more than that we are not, or never were."""
    first, last = segment.first, segment.last
    plain = c.WE | c.BE | c.AUX | c.NEG | c.ADV | c.AND
    return (
        all(bits & plain for bits in passage.bits[first:last])
        and passage.any(c.WE, first, last)
        and len(passage.places(c.NEG, first, last)) == 1
        and passage.any(c.BE, first, last)
    )


def _ascribed(scene: Scene, token: int) -> bool:
    """Whether the clause ends with a verb of ascribing one to us: "soms wordt ons een certificaat toegeschreven"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    return any(passage.words[at + 1] in INDEFINITE for at in passage.places(c.WE, segment.first, token - 1)) and bool(
        passage.bits[segment.last - 1] & c.SAY
    )


def _corrected(scene: Scene, token: int, first: int) -> bool:
    """Whether our own words are quoted in a correction, and said to be gone: "the page spoke of “our certified …”"."""
    passage = scene.passage
    closed = next((at for at in range(token, len(passage)) if passage.words[at] == '"'), len(passage))
    return (
        quoted(scene, token)
        and passage.any(c.RETRACT, first, token)
        and passage.any(c.RETRACT, closed)
        and not claimed_beside(scene, token)
    )


def _span(sentence: Sentence) -> tuple[int, int]:
    return sentence.first, sentence.last


def retracted(case: Case) -> bool:
    """A claim that was made, and taken back because it was never true."""
    scene, token = case.scene, case.token
    _, first, _last = scene.sentence_of(token)
    if possessed(scene, token) and not _ascribed(scene, token):
        return _corrected(scene, token, first)
    if refuted_after(scene, token):
        return not claimed_beside(scene, token)
    if scene.passage.any(c.RETRACT, first, token) and (scene.passage.any(c.SAY, first, token) or quoted(scene, token)):
        return not claimed_beside(scene, token)
    if _unworded(scene, token):
        return not claimed_beside(scene, token)
    number, _, _ = scene.sentence_of(token)
    sentences = scene.passage.sentences
    named = [
        at
        for at in range(number + 1, len(sentences))
        if scene.passage.any(c.SCHEME, *_span(sentences[at])) and not scene.answers(at)
    ]
    end = min([number + 3, *named])
    close = [s for s in scene.passage.segments if number <= s.sentence < end]
    near = any(scene.passage.any(c.RETRACT, s.first, s.last) for s in close)
    if near and quoted(scene, token) and scene.passage.any(c.RETRACT, token):
        return not claimed_beside(scene, token)
    untrue = any(scene.passage.any(c.META, s.first, s.last) for s in close) or denied_beside(scene, token)
    return near and untrue and scene.passage.any(c.SAY | c.ART | c.ASK | c.RETRACT) and not claimed_beside(scene, token)


_NEAR: Final = 4


def _unworded(scene: Scene, token: int) -> bool:
    """Whether the next sentence says that those words are gone: "This page called it validated. We cut the phrase."."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    following = scene.following(token)
    if following is None or passage.any(c.WE | c.OUR | c.NAME | c.DONE | c.SINCE, first, last):
        return False
    gone = next(iter(passage.places(c.RETRACT, following.first, following.last)), following.last)
    words = passage.places(c.TERM | c.SAY, gone + 1, min(gone + _NEAR, following.last))
    term = next((at for at in words if passage.bits[at - 1] & c.DET), following.last)
    ends = term + 1 >= following.last or (passage.words[term + 1] == "," and passage.any(c.REL, term + 2, term + 3))
    start, end = chain(passage, token, first, last)
    if start > first and passage.words[start - 1] in THE and passage.any(c.ISSUED, start, end):
        return False
    return term < following.last and ends and not passage.any(c.NEG | c.NO | c.COND, following.first, gone)


RETRACTED = Frame("retraction", retracted)
