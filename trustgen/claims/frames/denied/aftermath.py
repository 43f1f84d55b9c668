"""A denial that comes in a later sentence, and claims that are taken back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.asked.asking import feared, of_a_flaw
from trustgen.claims.frames.denied.retracting import REFUTATION, UNSURE, refuted_after
from trustgen.claims.frames.denied.strangersubject import lacks_it_himself, strangers_speak
from trustgen.claims.frames.denied.tied import apart, follows_from_others
from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.passedon.among import but_us
from trustgen.claims.frames.passedon.inheriting import no_work, nothing_does, spared
from trustgen.claims.frames.undone.asone import as_one
from trustgen.claims.passages.asides import REASONS, is_tag
from trustgen.claims.scenes.beside import claimed_beside, only_refutes
from trustgen.claims.scenes.byourselves import by_ourselves
from trustgen.claims.scenes.reached import reached
from trustgen.claims.scenes.reading import affirmed, attributed, possessed, said_yes
from trustgen.claims.scenes.replying import easily
from trustgen.claims.scenes.topics import names_another
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_SELF: Final = c.WE | c.OUR | c.NAME
_SPAN: Final = re.compile(
    r"\b(?:until|till|jusqu'en|bis|hasta|fino al|tot)\s+(?:19|20)\d\d\b|"
    r"\b(?:19|20)\d\d\b"
    r"(?:\s*[-\u2013]\s*|\s+(?:to|until|till|and|bis|und|a|et|y|hasta|al|e|fino al|tot|en|jusqu'en)\s+)"
    r"(?:19|20)\d\d\b"
)


def answered_after(case: Case) -> bool:
    """A neutral mention whose denial follows in the same block: "We'd love to show you a certificate. We can't."."""
    scene, token = case.scene, case.token
    index, own = scene.segment_of(token)
    asked = scene.passage.sentences[own.sentence].question
    if but_us(scene, token) or said_yes(scene, token) or (of_a_flaw if asked else feared)(scene, token):
        return False
    if scene.passage.any(c.EXCEPT, own.first, own.last) or scene.stance(index).denies:
        # A denial that was not taken for one is somebody else's, or was taken back.
        return False
    if (
        affirmed(scene, token)
        and not _wished(scene, token)
        and not strangers_speak(scene, token)
        and not _closed(scene, token)
        and not _failed(scene, token)
        and not by_ourselves(scene, token)
    ):
        return False
    # "As for ISO 27701, we decided against it" names nobody's role.
    role = as_one(scene, token) and not scene.passage.any(c.PREP, own.first + 1, own.first + 2)
    told = role or (reached(scene, token) and not strangers_speak(scene, token))
    if told or _ours_is(scene, token) or _which_we_are(scene, own) or _looked_at_ours(scene, token):
        return False
    number, _, last = scene.sentence_of(token)
    for index, segment in enumerate(scene.passage.segments):
        behind = segment.sentence > number or segment.first >= last
        if not (behind or (segment.sentence == number and segment.first > token)) or _aside(scene, segment, number):
            continue
        stance = scene.stance(index)
        another = stance.denies and lacks_it_himself(scene, token, index)
        if stance.asserts or another or _spared(scene, segment, number) or easily(scene.passage, segment.first):
            return False
        idle = no_work(scene.passage, segment.first, segment.last)
        if (idle and attributed(scene, token)) or (not behind and nothing_does(scene.passage, segment)):
            continue
        named = scene.passage.any(c.SCHEME, segment.first, segment.last)
        if scene.passage.any(c.RIVAL, own.first, own.last) and scene.passage.any(c.PLAN, segment.first, segment.last):
            # "Others plan it. We don't plan any more."
            return False
        if stance.denies and only_refutes(scene, index, own):
            return refuted_after(scene, token)
        if (
            stance.denies
            and not named
            and (_about(scene, segment.first, segment.last) or _only_lacks(scene, segment) or _goes_on(scene, index))
            and not (stance.elliptic and _of_it(scene, segment))
            and not names_another(scene, token, segment)
            and not (
                stance.unknown
                and stance.elliptic
                and not (_about_us(scene, segment.first, segment.last) or _so_do_we(scene, index))
            )
        ):
            return not _on_its_own(scene, token, index) and not claimed_beside(scene, token)
        if named and not (
            _parallel(scene, segment, number)
            or _listed(scene, index, own)
            or _none_of_them(scene, segment, number)
            or _other_name(scene, token, index)
        ):
            return False
    return False


def _so_do_we(scene: Scene, index: int) -> bool:
    """Whether the sentence only adds us to those of whom the denial tells: "many sell without it, and so do we"."""
    passage = scene.passage
    own = passage.segments[index]
    return any(
        one.sentence == own.sentence
        and passage.any(c.INHERIT, one.first, one.last)
        and passage.any(c.WE, one.first, one.last)
        and not any(
            bits & ~(c.INHERIT | c.WE | c.WORD | c.AND | c.AUX | c.HOLD | c.ADV)
            for bits in passage.bits[one.first : one.last]
        )
        for one in passage.segments[index + 1 : index + 2]
    )


def _spared(scene: Scene, segment: Segment, number: int) -> bool:
    """Whether a clause says what readers are spared: by what somebody else has, or by this."""
    if spared(scene.passage, segment):
        return True
    return scene.stance(scene.passage.segment_at(segment.first)).denies and _relieved(scene, segment, number)


def _relieved(scene: Scene, segment: Segment, number: int) -> bool:
    """Whether a clause says what readers are spared by it: "…, which keeps your storefront out of scope"."""
    passage = scene.passage
    begins = passage.any(c.REL | c.INHERIT, segment.first, segment.first + 2)
    return (
        segment.sentence == number
        and (begins or passage.words[segment.first] in _KEEPING)
        and passage.any(c.YOUR | c.THEIR, segment.first, segment.last)
        and passage.any(c.LACK, segment.first, segment.last)
        and not passage.any(c.NEG | c.NO | c.NONE | c.WITHOUT | _SELF, segment.first, segment.last)
    )


def _aside(scene: Scene, segment: Segment, number: int) -> bool:
    """Whether a clause gives the reason or is the tag of a question, and denies nothing by itself."""
    return _reason(scene, segment, number) or is_tag(scene.passage, segment)


_KEEPING: Final = word_set("aftermath.keeping")


def _on_its_own(scene: Scene, token: int, index: int) -> bool:
    """Whether a denial behind the mention's sentence has nothing to do with it, though it tells of no end."""
    past = scene.stance(index).past or _closed(scene, token) or by_ourselves(scene, token)
    segment = scene.passage.segments[index]
    return (not past and apart(scene, token, segment)) or follows_from_others(scene, token, segment)


def _reason(scene: Scene, segment: Segment, number: int) -> bool:
    """Whether a segment tells what nobody asked for, as the reason of what its sentence says."""
    beginning = scene.passage.words[max(segment.first - 1, 0) : segment.first + 1]
    asked = scene.passage.any(c.ASK, segment.first, segment.last)
    return asked and segment.sentence == number and not REASONS.isdisjoint(beginning)


def _looked_at_ours(scene: Scene, token: int) -> bool:
    """Whether something of ours was audited by it: "an outside firm audited our procedures against SOC 2"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    audited = passage.places(c.AUDIT | c.CERT, segment.first, token)
    return (
        bool(audited)
        and passage.any(c.OUR, audited[0] + 1, token)
        and not passage.any(UNSURE | c.ASK, segment.first, token)
    )


def _ours_is(scene: Scene, token: int) -> bool:
    """Whether something of ours is said to be certified, whoever runs it: "i nostri data center sono certificati"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first = passage.bits[segment.first]
    begins = first & c.OUR or passage.any(c.OUR, segment.first, segment.first + 3)
    own = bool(begins) and not passage.any(c.RIVAL | c.YOU | c.PERSON | c.COND | c.PLAN, segment.first, token)
    at = token - 1
    while at > segment.first and passage.bits[at] & (c.CERT | c.PREP | c.ALIGN | c.ADV | c.SCHEME | c.AND):
        at -= 1
    return own and passage.any(c.CERT, at, token) and bool(passage.bits[at] & (c.BE | c.BUT))


def _which_we_are(scene: Scene, own: Segment) -> bool:
    """Whether it stands right behind us as what we are: "applied by us, a qualified provider under eIDAS"."""
    passage = scene.passage
    first, at = passage.sentences[own.sentence].first, own.first + bool(passage.bits[own.first] & c.DET)
    behind = own.opener == "," and own.first > 1 and passage.bits[own.first - 2] & (c.WE | c.OUR | c.OURS | c.NAME)
    return bool(behind and passage.bits[at] & c.CERT) and not passage.any(c.CTA | c.ASK, first, own.first)


def _listed(scene: Scene, index: int, own: Segment) -> bool:
    """Whether a name and the mention stand in one bare list, of which the denial may speak: "SOC 1, SOC 2, SOC 3."."""
    segments = scene.passage.segments
    between = [i for i, one in enumerate(segments[: index + 1]) if one.first >= own.first]
    named = segments[index]
    if scene.bare(between[0]) and named.sentence == own.sentence and scene.passage.any(c.BE, named.first, named.last):
        # "SOC 2, ISO and HITRUST are named here": the row is the subject.
        begins = scene.passage.bits[named.first] & (c.SCHEME | c.ADJ | c.ART) and named.opener == ","
        return bool(begins) and scene.passage.any(c.AND, named.first, named.first + 3)
    return segments[index].sentence == own.sentence and all(scene.bare(i) for i in between)


def _other_name(scene: Scene, token: int, index: int) -> bool:
    """Whether a bracket holds nothing but another name of the same: "le bouclier de protection (Privacy Shield)"."""
    passage = scene.passage
    one = passage.segments[index]
    names = {scene.found[passage.found[at]].scheme for at in (token, one.first) if passage.found[at] >= 0}
    return one.opener == "(" and one.last - one.first == 1 and len(names) == 1 and passage.found[one.first] >= 0


def _none_of_them(scene: Scene, segment: Segment, number: int) -> bool:
    """Whether the next sentence is only that we have none of what this one names: "We have neither."."""
    passage = scene.passage
    following = [at for at, one in enumerate(passage.segments) if one.sentence == number + 1]
    if segment.sentence != number or len(following) != 1:
        return False
    answer = passage.segments[following[0]]
    return (
        answer.last - answer.first <= REFUTATION
        and scene.stance(following[0]).denies
        and passage.any(c.WE | c.NAME, answer.first, answer.last)
        and passage.any(c.NONE | c.NO, answer.first, answer.last)
        and passage.any(c.HOLD, answer.first, answer.last)
    )


def _parallel(scene: Scene, segment: Segment, number: int) -> bool:
    """Whether others are said to want another scheme, and both are denied: "nine wanted one, two needed FedRAMP"."""
    passage = scene.passage
    following = scene.segment_of(segment.last)[1] if segment.last < len(passage) - 1 else segment
    wanted = not passage.any(_SELF | c.HOLD | c.GOT | c.CERT | c.SHOW | c.YEA | c.DONE, segment.first, segment.last)
    return (
        wanted
        and segment.sentence == number == following.sentence
        and passage.any(c.NUMBER | c.GENERIC | c.ASK, segment.first, segment.last)
        and passage.any(c.NONE, following.first, following.last)
        and passage.any(c.WE, following.first, following.last)
    )


def _closed(scene: Scene, token: int) -> bool:
    """Whether the sentence speaks of a span of years that has ended: "from 2015 to 2020"."""
    _, first, last = scene.sentence_of(token)
    passage = scene.passage
    return bool(_SPAN.search(scene.folded.bare[passage.starts[first] : passage.ends[last - 1]])) and not possessed(
        scene, token
    )


def _failed(scene: Scene, token: int) -> bool:
    """Whether we are said not to have passed: "we failed our stage 2 audit for ISO 27001 in May"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    return passage.any(c.FAIL, segment.first, segment.last) and not passage.any(
        c.NEG | c.NO | c.NOBODY | c.RIVAL | c.GENERIC | c.THIRD, segment.first, segment.last
    )


def _only_lacks(scene: Scene, segment: Segment) -> bool:
    """Whether a segment is one adjective of lacking: "our answers to the CAIQ, unaudited"."""
    return segment.last - segment.first == 1 and bool(scene.passage.bits[segment.first] & c.LACK)


def _wished(scene: Scene, token: int) -> bool:
    _, segment = scene.segment_of(token)
    return scene.passage.any(
        c.PLAN | c.COND | c.ASK | c.GENERIC | c.YOU, segment.first, segment.last
    ) and not possessed(scene, token)


def _goes_on(scene: Scene, index: int) -> bool:
    """Whether a clause has the subject of the one before it, and that is us: "we left the list and take no part"."""
    passage, segments = scene.passage, scene.passage.segments
    before = segments[index - 1] if index else segments[index]
    member = passage.any(c.MEMBER, segments[index].first, segments[index].last)
    return member and segments[index].opener == "and" and passage.any(c.WE | c.NAME, before.first, before.last)


def _of_it(scene: Scene, segment: Segment) -> bool:
    """Whether a short denial is about a quality of the thing, not about having it: "The report was not."."""
    passage = scene.passage
    if passage.any(c.WE | c.OUR | c.NAME | c.ANAPH | c.EXIST | c.HOLD, segment.first, segment.last):
        return False
    return passage.any(c.BE, segment.first, segment.last) and passage.any(c.ART, segment.first, segment.last)


def _about(scene: Scene, first: int, last: int) -> bool:
    return scene.passage.any(c.WE | c.ANAPH | c.EXIST | c.ART | c.STRONG | c.NONE | c.OUR | c.NAME | c.NAY, first, last)


def _about_us(scene: Scene, first: int, last: int) -> bool:
    return scene.passage.any(c.WE | c.EXIST | c.ART | c.STRONG | c.OUR | c.NAME | c.NONE, first, last)


ANSWERED = Frame("denial-after", answered_after)
