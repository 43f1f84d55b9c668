"""Answers that stand apart: below a heading that asks, or behind a phrase in quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.claims.frames.asked.asking import of_a_flaw
from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.harmless import FIRST_PERSON
from trustgen.claims.scenes.reading import possessed, quoted
from trustgen.claims.scenes.replying import easily
from trustgen.claims.scenes.said import piece
from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene


def refuted(case: Case) -> bool:
    """A phrase in quotation marks, and behind it that there is no such thing: «"HIPAA certified." No such …»."""
    scene, token = case.scene, case.token
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    if not quoted(scene, token) or passage.any(c.WE | c.OUR | c.NAME | c.BE | c.HOLD, first, last):
        return False
    segment_index, _ = scene.segment_of(token)
    if segment_index and _nobody_certifies(scene, segment_index - 1):
        return True
    if number + 1 >= len(passage.sentences) or '"' not in passage.words[token:]:
        return False
    following = passage.sentences[number + 1]
    behind = [i for i, one in enumerate(passage.segments) if one.sentence == number + 1]
    exists = passage.any(c.EXIST, following.first, following.last)
    return bool(exists and behind) and scene.stance(behind[0]).denies and not scene.stance(behind[0]).past


def _nobody_certifies(scene: Scene, index: int) -> bool:
    """Whether a clause says that nobody certifies it: "No agency certifies compliance with it"."""
    passage = scene.passage
    segment = passage.segments[index]
    return passage.any(c.NO | c.NOBODY | c.NONE, segment.first, segment.first + 2) and passage.any(
        c.CERT & ~c.ART, segment.first, segment.last
    )


def answered_below(case: Case) -> bool:
    """A question in a heading, or a demand with one behind it, whose answer below begins or ends with no."""
    scene, token = case.scene, case.token
    context, passage = scene.unit.context, scene.passage
    number, first, last = scene.sentence_of(token)
    if not context.answer or possessed(scene, token) or of_a_flaw(scene, token) or passage.any(c.FINDING):
        return False
    if not passage.sentences[number].question and not passage.any(c.ASK, first, last):
        return False
    _, answer, _ = piece(context.answer[:600], context.lang, scene.facts.names, scene.facts.others)
    return bool(answer.sentences) and not easily(answer) and _says_no(answer) and not _takes_back(answer)


def _says_no(answer: Passage) -> bool:
    """Whether the first sentence is a short no ("No viene."), has it in front, or ends in it ("…, no.")."""
    sentence = answer.sentences[0]
    opening, ending = answer.bits[sentence.first], answer.bits[sentence.last - 1]
    short = sentence.last - sentence.first <= 4  # noqa: PLR2004
    if opening & (c.NAY | c.NEG) and not opening & (c.YEA | c.PSEUDO):
        if opening & c.NONE and have_it(answer):
            return False
        behind = answer.words[sentence.first + 1 : sentence.first + 2]
        return short or behind == [","] or answer.any(c.COND, sentence.first + 1, sentence.first + 2)
    before = answer.words[sentence.last - 2] if sentence.last > 1 else ""
    return bool(ending & c.NAY and not ending & c.YEA and before == ",")


def have_it(answer: Passage) -> bool:
    """Whether a clause of the answer says that we have or show something: "Nothing: we have it."."""
    return any(
        (
            answer.any(c.WE | c.OURS, one.first, one.last)
            or any(_first_person(answer, at) for at in range(one.first, one.last))
        )
        and answer.any(c.HOLD | c.GOT | c.DONE | c.SHOW | c.CERT | c.YEA, one.first, one.last)
        and not answer.any(c.NEG | c.NO | c.NONE | c.RIVAL | c.COND | c.ONLY | c.NOBODY, one.first, one.last)
        for one in answer.segments
    )


def _first_person(answer: Passage, at: int) -> bool:
    return answer.words[at].endswith(FIRST_PERSON)


def _takes_back(answer: Passage) -> bool:
    """Whether the answer goes on with a but and something that we have."""
    return answer.any(c.PSEUDO | c.EXCEPT, 0, answer.sentences[0].last) or any(
        one.opener == "but" and answer.any(c.GOT | c.HOLD | c.CERT | c.YEA | c.SCHEME, one.first, one.last)
        for one in answer.segments
    )


def law_asked(case: Case) -> bool:
    """A question about a law, and behind it what we do not do: "Will it do for HIPAA? We have no US customers"."""
    scene, token = case.scene, case.token
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    if case.scheme is None or not case.scheme.law or not passage.sentences[number].question:
        return False
    if possessed(scene, token) or passage.any(c.CERT | c.GOT | c.DONE, first, last) or of_a_flaw(scene, token):
        return False
    following = scene.following(token)
    if following is None:
        return False
    return (
        passage.any(c.WE, following.first, following.last)
        and passage.any(c.NEG | c.NO, following.first, following.last)
        and not passage.any(
            c.PSEUDO | c.EXCEPT | c.BUT | c.LACK | c.FINDING | c.YEA & ~c.AUX, following.first, following.last
        )
    )


LAW_ASKED = Frame("law-asked", law_asked)
ANSWERED_BELOW = Frame("answered-no-below", answered_below)
REFUTED = Frame("quotation-refuted", refuted)
