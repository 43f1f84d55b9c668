"""What other sentences of the same text say of a mention: that we have it, or that we do not.

Every answer leans towards suspicion: what may be read as a claim counts as one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.elliptic import accomplished, elliptic_yes
from trustgen.claims.scenes.parts import part_had
from trustgen.claims.scenes.reached import reached
from trustgen.claims.scenes.reading import THE
from trustgen.claims.scenes.shortly import (
    achieved,
    by_ours,
    come_by,
    for_another,
    given_up,
    hung_up,
    it_is,
    kept_up,
    namely_us,
    ours_has_one,
    ours_told,
    shown_ours,
    we_did,
    we_meet,
    we_yes,
)
from trustgen.claims.scenes.termasked import asked_else
from trustgen.claims.scenes.topics import of_another, same
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_SEEMS: Final = word_set("beside.seems")
"""What only seems so."""
_GERMAN_OURS: Final = word_set("beside.german_ours")
"""At the start of a sentence they stand for a thing, not before one: "Unserer kommt im März."."""
_STOPS: Final = frozenset({",", ";", "-", "\u2013", "but"})
_SHORT: Final = 4
_SELF: Final = c.WE | c.NAME | c.OUR


def denied_beside(scene: Scene, token: int, *, after: bool = False) -> bool:
    """Whether another segment of the unit denies this mention, or all, and none asserts."""
    own, here = scene.segment_of(token)
    if reached(scene, token):
        return False
    found = False
    for index, segment in enumerate(scene.passage.segments):
        if index == own or (after and index < own and segment.sentence != here.sentence):
            continue
        stance = scene.stance(index)
        if (
            stance.denies
            and not only_refutes(scene, index, here)
            and same(scene, token, segment.first, segment.last)
            and not of_another(scene, token, segment)
        ):
            found = True
    return found and not claimed_beside(scene, token)


def only_refutes(scene: Scene, index: int, told: Segment) -> bool:
    """Whether a segment only says that what somebody said is wrong: it denies what was said, whatever that was."""
    passage = scene.passage
    segment = passage.segments[index]
    return (
        not scene.stance(index).direct
        and passage.any(c.META, segment.first, segment.last)
        and passage.any(c.SAY, told.first, told.last)
        and segment.first >= told.last
    )


def claimed_beside(scene: Scene, token: int, *, strict: bool = False) -> bool:
    """Whether another segment of the unit says that we have it, without naming it ("We got there in June.").

    `strict` asks for a verb of having said of us: enough to doubt even a denial.
    """
    own, _ = scene.segment_of(token)
    passage = scene.passage
    if kept_up(passage, scene.sentence_of(token)[0]):
        return True
    for index, segment in enumerate(passage.segments):
        if index == own or passage.any(c.SCHEME, segment.first, segment.last):
            continue
        sentence = passage.sentences[segment.sentence]
        if segment.sentence != passage.segments[own].sentence and passage.any(c.SCHEME, sentence.first, sentence.last):
            # It speaks of the other scheme that its sentence names.
            continue
        stance = scene.stance(index)
        if stance.denies:
            continue
        first, last, later = segment.first, segment.last, segment.sentence > passage.segments[own].sentence
        if (
            given_up(passage, first, last)
            or come_by(passage, index)
            or mistaken(passage, first, last)
            or not _SEEMS.isdisjoint(passage.words[first:last])
        ):
            # "It looked like a status of ours."
            continue
        if not _same_quotation(passage, token, first) and (
            part_had(passage, first, last, behind=bool(segment.opener) or later)
            or (
                passage.any(_SELF, first, last)
                and elliptic_yes(passage, first, last, strict=strict)
                and not _interrupted(passage, index)
            )
        ):
            return True
        tests = (
            ours_has_one,
            shown_ours,
            hung_up,
            we_meet,
            *((by_ours, for_another, ours_told) if index > own else ()),
        )
        if any(test(passage, first, last) for test in tests):
            return True
        if later and (first, last) == (sentence.first, sentence.last) and achieved(passage, first, last):
            return True
        if not strict and not _same_quotation(passage, token, first) and _boasts(scene, index):
            return True
        if last - first == 2 and sentence.last - sentence.first == 2 and we_did(passage, first):  # noqa: PLR2004
            return True
        if we_yes(passage, sentence.first, sentence.last) or (
            # "…; nous, si."
            segment.opener in _STOPS and (we_yes(passage, first, last) or we_yes(passage, first, sentence.last))
        ):
            return True
    return False


def _boasts(scene: Scene, index: int) -> bool:
    """Whether a segment without a name speaks of something that we have, reached or hand over."""
    passage = scene.passage
    segment = passage.segments[index]
    first, last = segment.first, segment.last
    if _but_us(passage, index) or namely_us(passage, index):
        return True
    if _handed(passage, index):
        return True
    if any(scene.stance(i).denies for i, s in enumerate(passage.segments) if s.sentence == segment.sentence):
        return False
    if _pointed(passage, first, last) and not passage.sentences[segment.sentence].question:
        return True
    done = accomplished(passage, c.DONE, first, last) and not passage.any(c.COND | c.PLAN, first, last)
    if done and (passage.any(_SELF | c.ANAPH | c.ISSUED, first, last) or last - first <= _SHORT):
        return True
    reached = passage.any(c.GOT, first, last) and not passage.any(_NOT_YET, first, last)
    if reached and not segment.opener and last - first < _SHORT:
        # "Goal reached."
        return True
    if not segment.opener and (_given(passage, first, last) or it_is(passage, first, last)):
        return True
    if passage.any(c.INHERIT, first, last) and passage.any(_SELF, first, last) and _so(passage, first, last):
        return True
    opening = passage.bits[first] if first < last else 0
    following = passage.segments[index + 1] if index + 1 < len(passage.segments) else segment
    if following.opener == "," and all(passage.any(m, last, following.last) for m in (c.SCHEME, c.EXIST)):
        # "Yes, there is a SOC 2 report with that name on it": what follows has to say whose it is.
        return False
    before = passage.segments[index - 1] if index else segment
    if segment.opener == "," and index and before.sentence == segment.sentence:
        # "Souverain, oui.": the yes is about what stands before it.
        return False
    yes = bool(opening & c.YEA) and not opening & (c.ART | c.AND | c.HOLD) and last - first <= _SHORT
    return yes and not (index == 0 and asked_else(scene))


_US: Final = word_parts("beside.us")


def _but_us(passage: Passage, index: int) -> bool:
    """Whether nobody is said to have it but us: "aucun \u00e9diteur ne l'a, \u00e0 part nous"."""
    segment = passage.segments[index]
    if not index or segment.last - segment.first > 3 or not passage.any(c.EXCEPT, segment.first, segment.last):  # noqa: PLR2004
        return False
    before = passage.segments[index - 1]
    return (
        before.sentence == segment.sentence
        and any(word.rpartition(" ")[2] in _US for word in passage.words[segment.first : segment.last])
        and passage.any(c.NOBODY | c.NO | c.NEG, before.first, before.last)
        and passage.any(c.HOLD | c.ANAPH, before.first, before.last)
    )


def _handed(passage: Passage, index: int) -> bool:
    """Whether we show what an assessor issues: "we answer with the report", "we hand them ours"."""
    segment = passage.segments[index]
    first, last = segment.first, segment.last
    us = passage.any(c.WE | c.NAME, first, last) or (
        # A verb without a subject has the one of the clause before it.
        index > 0
        and segment.opener in {"and", ","}
        and passage.any(c.HOLD | c.GOT | c.SHOW, first, first + 2)
        and passage.segments[index - 1].sentence == segment.sentence
        and passage.any(c.WE | c.NAME, passage.segments[index - 1].first, passage.segments[index - 1].last)
    )
    if not us or passage.any(c.THIRD | c.OTHER | c.COND | c.PLAN, first, last):
        return False
    if any(passage.any(c.SERVE | c.MEAN, at + 1, min(at + 3, last)) for at in passage.places(c.NEG, first, last)):
        # "Our certificate is no substitute for yours, nor for one of ours that does not exist."
        return False
    for place in range(first, last):
        bits = passage.bits[place]
        if bits & c.ISSUED and place > first and (passage.bits[place - 1] & c.OUR or passage.words[place - 1] in THE):
            return True
        if bits & c.WE and bits & c.OUR and passage.any(c.SHOW, first, place):
            return True
    return False


def _so(passage: Passage, first: int, last: int) -> bool:
    """Whether a conclusion is that we have it: "so are we", "therefore we hold it"; not "therefore we leave it"."""
    drawn = passage.places(c.INHERIT, first, last)[0]
    return passage.any(c.BE | c.HOLD | c.CERT | c.GOT, drawn, last) or any(
        passage.bits[place] & c.WE for place in passage.places(c.INHERIT, first, last)
    )


def _given(passage: Passage, first: int, last: int) -> bool:
    """Whether a person got it from us: "He had it within the minute."."""
    return (
        last - first <= 2 * _SHORT
        and bool(passage.bits[first] & c.PERSON)
        and passage.any(c.HOLD | c.GOT, first + 1, first + 3)
        and passage.any(c.ANAPH, first + 1, first + 4)
        and not passage.any(c.NEG | c.NO | c.COND, first, last)
    )


_NOT_YET: Final = c.NEG | c.NO | c.NONE | c.COND | c.AUX | c.PERSON


def _pointed(passage: Passage, first: int, last: int) -> bool:
    """Whether a clause points at one of ours: "ours cost 41,000 dollars", "they find it with us"."""
    if passage.any(c.COND | c.PLAN | c.NEG | c.NO | c.UNREAL, first, last):
        return False
    if any(not _of_something_else(passage, at, last) for at in passage.places(c.OURS, first, last)) or (
        passage.words[first] in _GERMAN_OURS and last - first <= 2 * _SHORT
    ):
        return True
    return (
        any(not _something(passage, place + 1, last) for place in passage.places(c.WITHUS, first, last))
        and passage.any(c.ANAPH, first, last)
        and passage.any(c.HOLD | c.GOT | c.EXIST, first, last)
    )


def _of_something_else(passage: Passage, at: int, last: int) -> bool:
    """Whether a noun follows that no cue knows: "die Vorführung unseres Dienstplans"."""
    noun = at + 1 < last and not passage.bits[at + 1] and passage.words[at + 1].isalpha()
    return bool(passage.bits[at] & c.OUR) and noun


def mistaken(passage: Passage, first: int, last: int) -> bool:
    """Whether something is said to be taken for ours: "dass man es für unseres halten konnte"."""
    ours = [at for at in passage.places(c.OURS, first, last) if not passage.any(c.ISSUED | c.SCHEME, at + 1, last)]
    return bool(ours) and passage.any(c.MISTAKE, first, last)


def _something(passage: Passage, first: int, last: int) -> bool:
    """Whether something else is what one gets with us: "dat u bij ons de ontwikkelaar zelf aan de lijn krijgt"."""
    return any(passage.bits[at] & c.DET and not passage.bits[at] & c.PREP for at in range(first, last - 1))


def _interrupted(passage: Passage, index: int) -> bool:
    """Whether a verb alone has its object behind a parenthesis: "Vantiamo, se mai, un registro"."""
    segments = passage.segments
    alone = segments[index].last - segments[index].first == 1
    return alone and any(
        after.opener == "," and not passage.any(c.SINCE | c.DONE | c.BUT, after.first, after.last)
        for after in segments[index + 1 : index + 2]
    )


def _same_quotation(passage: Passage, token: int, first: int) -> bool:
    """Whether a segment is said in the quotation in which the mention is: it is somebody else who speaks."""
    low, high = min(token, first), max(token, first)
    marks = sum(1 for word in passage.words[:token] if word == '"')
    return marks % 2 == 1 and '"' not in passage.words[low:high]
