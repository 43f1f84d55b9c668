"""Saying that it is not held: in the same clause, in front of a list, or in the sentence after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims import cues as c
from trustgen.claims.frames.frame import Case, Frame
from trustgen.claims.polarity import RENEWED
from trustgen.claims.reading import affirmed, claimed_beside, denied_beside, possessed

if TYPE_CHECKING:
    from trustgen.claims.clauses import Segment
    from trustgen.claims.scene import Scene


def denied(case: Case) -> bool:
    """The mention's own segment denies, and the denial reaches it; or it continues a list that is denied."""
    scene, token = case.scene, case.token
    index, segment = scene.segment_of(token)
    stance = scene.stance(index)
    if stance.asserts or scene.passage.sentences[segment.sentence].question:
        return False
    if _mistaken(scene, index):
        return not stance.flips % 2 and not possessed(scene, token)
    if stance.denies:
        if possessed(scene, token) and not stance.direct:
            return False
        if stance.past and _renewed(scene, index):
            return False
        if _elsewhere(scene, token, segment) or _of_rivals(scene, token, segment):
            return False
        return token >= stance.cover and not _taken_back(scene, index) and not claimed_beside(scene, token, strict=True)
    if not scene.bare(index):
        return False
    return (_continues(scene, index) or _introduced(scene, index)) and not claimed_beside(scene, token)


_AVAILABLE: Final = ("available", "disponib", "verfugbar", "beschikbaar", "erhaltlich", "offentlich", "public")
_THE: Final = frozenset({"the", "der", "die", "das", "le", "la", "el", "il", "de", "het"})


def _elsewhere(scene: Scene, token: int, segment: Segment) -> bool:
    """Whether what exists is only not to be had here: "the certificate is not available on the website"."""
    definite = possessed(scene, token) or (token > segment.first and scene.passage.words[token - 1] in _THE)
    return definite and any(word.startswith(_AVAILABLE) for word in scene.passage.words[token : segment.last])


def _of_rivals(scene: Scene, token: int, segment: Segment) -> bool:
    """Whether it is others who are said not to have it, which says that we do."""
    passage = scene.passage
    return passage.any(c.RIVAL, segment.first, token) and not passage.any(c.WE | c.NAME, segment.first, segment.last)


def _renewed(scene: Scene, index: int) -> bool:
    """Whether another segment says that what had ended was renewed."""
    return any(
        passage_word.startswith(RENEWED)
        for other, segment in enumerate(scene.passage.segments)
        if other != index and not scene.stance(other).denies
        for passage_word in scene.passage.words[segment.first : segment.last]
    )


def _mistaken(scene: Scene, index: int) -> bool:
    """Whether the sentence ends in a segment that only says that this is wrong: "whoever says so, is mistaken"."""
    segments = scene.passage.segments
    for segment in segments[index + 1 :]:
        if segment.sentence == segments[index].sentence and segment.last - segment.first <= 4 and segment.opener == ",":  # noqa: PLR2004
            bits = scene.passage.bits[segment.first : segment.last]
            if any(b & c.META for b in bits) and all(
                b & (c.META | c.BE | c.ADV | c.WORD | c.ANAPH | c.DET) for b in bits
            ):
                return True
    return False


def _taken_back(scene: Scene, index: int) -> bool:
    """Whether the sentence goes on to limit the denial: "no certification except", "not until last year"."""
    segments = scene.passage.segments
    following = index + 1
    if following < len(segments) and segments[following].sentence == segments[index].sentence:
        segment = segments[following]
        first = scene.passage.bits[segment.first] if segment.first < segment.last else 0
        return bool(first & c.EXCEPT)
    return False


def _continues(scene: Scene, index: int) -> bool:
    """A bare item after a denied one: "no SOC 2, ISO 27001 or PCI DSS report"."""
    segments = scene.passage.segments
    at = index
    while (
        at > 0
        and segments[at].sentence == segments[at - 1].sentence
        and segments[at].opener in {",", "and", "(", ")", "/", "\u00b7"}
    ):
        at -= 1
        stance = scene.stance(at)
        if stance.asserts:
            return False
        if stance.denies:
            return scene.passage.any(c.SCHEME | c.ART | c.STRONG, segments[at].first, segments[at].last)
        if not scene.bare(at):
            return False
    return False


def _introduced(scene: Scene, index: int) -> bool:
    """A bare list with the denial in front or behind: "Missing: S1, S2", "S1, S2: we have none of these"."""
    segments = scene.passage.segments
    sentence = segments[index].sentence
    for step in (1, -1):
        at = index + step
        while 0 <= at < len(segments) and segments[at].sentence == sentence:
            hinge = segments[at].opener if step > 0 else segments[at + 1].opener
            stance = scene.stance(at)
            if stance.asserts or hinge == "but":
                break
            words = scene.passage.bits[segments[at].first : segments[at].last]
            opening = words[0] if words else 0
            listed = step > 0 and hinge in {",", "and"} and bool(opening & (c.SCHEME | c.DET | c.ART))
            if listed and stance.denies and stance.cover == segments[at].first:
                return True
            if hinge in {":", "\u2013", "-", "=", "\u2192", "=>"} or (hinge in {",", "("} and step > 0):
                nay = bool(opening & (c.NAY | c.NONE | c.LACK | c.OPEN)) and not opening & c.OUR
                if (stance.denies and (hinge != "," or not stance.unknown)) or (
                    nay and (len(words) <= 4 or hinge == ":")  # noqa: PLR2004
                ):
                    return not scene.passage.any(c.SCHEME, segments[at].first, segments[at].last)
            if not scene.bare(at):
                break
            at += step
    return False


def answered_after(case: Case) -> bool:
    """A neutral mention whose denial follows in the same block: "We'd love to show you a certificate. We can't."."""
    scene, token = case.scene, case.token
    _, own = scene.segment_of(token)
    if scene.passage.any(c.EXCEPT, own.first, own.last):
        return False
    if affirmed(scene, token) and not _wished(scene, token) and not _strangers(scene, token):
        return False
    number, _, last = scene.sentence_of(token)
    for index, segment in enumerate(scene.passage.segments):
        if (
            segment.sentence <= number
            and segment.first < last
            and not (segment.sentence == number and segment.first > token)
        ):
            continue
        stance = scene.stance(index)
        if stance.asserts:
            return False
        named = scene.passage.any(c.SCHEME, segment.first, segment.last)
        if (
            stance.denies
            and not named
            and _about(scene, segment.first, segment.last)
            and not (stance.unknown and stance.elliptic and not _about_us(scene, segment.first, segment.last))
        ):
            return not claimed_beside(scene, token)
        if named:
            return False
    return False


def _wished(scene: Scene, token: int) -> bool:
    _, segment = scene.segment_of(token)
    return scene.passage.any(
        c.PLAN | c.COND | c.ASK | c.GENERIC | c.YOU, segment.first, segment.last
    ) and not possessed(scene, token)


def _strangers(scene: Scene, token: int) -> bool:
    """Whether the sentence has a subject of its own that is nothing of ours."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    if passage.any(c.WE | c.OUR | c.NAME | c.SELFNOUN & ~c.THIRD, segment.first, token) and not passage.any(
        c.THIRD | c.OTHER, segment.first, token
    ):
        return False
    return any(
        passage.bits[i] & c.DET and not passage.bits[i + 1] and passage.words[i + 1].isalpha()
        for i in range(segment.first, token - 1)
    )


def _about(scene: Scene, first: int, last: int) -> bool:
    return scene.passage.any(c.WE | c.ANAPH | c.EXIST | c.ART | c.STRONG | c.NONE | c.OUR | c.NAME | c.NAY, first, last)


def _about_us(scene: Scene, first: int, last: int) -> bool:
    return scene.passage.any(c.WE | c.EXIST | c.ART | c.STRONG | c.OUR | c.NAME | c.NONE, first, last)


def retracted(case: Case) -> bool:
    """A claim that was made, and taken back because it was never true."""
    scene, token = case.scene, case.token
    _, first, _last = scene.sentence_of(token)
    if possessed(scene, token):
        return False
    if scene.passage.any(c.RETRACT, first, token) and scene.passage.any(c.SAY, first, token):
        return not claimed_beside(scene, token)
    number, _, _ = scene.sentence_of(token)
    close = [s for s in scene.passage.segments if 0 <= s.sentence - number <= 2]  # noqa: PLR2004
    near = any(scene.passage.any(c.RETRACT, s.first, s.last) for s in close)
    untrue = any(scene.passage.any(c.META, s.first, s.last) for s in close) or denied_beside(scene, token)
    return near and untrue and scene.passage.any(c.SAY | c.ART | c.ASK | c.RETRACT) and not claimed_beside(scene, token)


DENIED = Frame("denial", denied, marks=True)
ANSWERED = Frame("denial-after", answered_after)
RETRACTED = Frame("retraction", retracted)
