"""Saying that it is not held: in the same clause, or in front of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims import cues as c
from trustgen.claims.beside import claimed_beside
from trustgen.claims.frames.frame import Case, Frame
from trustgen.claims.frames.presupposed import presupposed
from trustgen.claims.frames.undone import renewed, undone
from trustgen.claims.reading import possessed
from trustgen.claims.scene import NOUNS

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
    if _mistaken(scene, index) or (index and segment.opener == "," and _wrong_to(scene, index - 1)):
        return not stance.flips % 2 and not possessed(scene, token)
    if _none_of(scene, index):
        return not possessed(scene, token) and not claimed_beside(scene, token)
    if stance.denies:
        return _reached(scene, token)
    if index and scene.passage.bits[segment.first] & c.LESS and scene.stance(index - 1).denies:
        return True
    if not scene.bare(index) and not _what_lacks(scene, index) and not _unsaid(scene, index):
        return False
    listed = (_what_lacks, _object, _unsaid, _continues, _introduced)
    return any(test(scene, index) for test in listed) and not claimed_beside(scene, token)


def _reached(scene: Scene, token: int) -> bool:
    """Whether the denial of the mention's segment reaches it, and is ours and still stands."""
    index, segment = scene.segment_of(token)
    stance = scene.stance(index)
    if possessed(scene, token) and not stance.direct:
        return False
    if (stance.past and renewed(scene, index)) or undone(scene, token) or presupposed(scene, token):
        return False
    if _elsewhere(scene, token, segment):
        return False
    return (
        token >= stance.cover
        and not _taken_back(scene, index)
        and not claimed_beside(scene, token, strict=stance.direct)
    )


_SELF: Final = c.WE | c.OUR | c.NAME
_SHORT: Final = 4
_AVAILABLE: Final = ("available", "disponib", "verfugbar", "beschikbaar", "erhaltlich", "offentlich", "public")
_THE: Final = frozenset({"the", "der", "die", "das", "le", "la", "el", "il", "de", "het"})


def _none_of(scene: Scene, index: int) -> bool:
    """Whether a colon and "none" follow: "Standards we are certified to: none"."""
    segments = scene.passage.segments
    if index + 1 >= len(segments) or segments[index + 1].opener not in {":", "=", "\u2192"}:
        return False
    answer = segments[index + 1]
    bits = scene.passage.bits[answer.first : answer.last]
    return (
        answer.sentence == segments[index].sentence
        and len(bits) <= 3  # noqa: PLR2004
        and any(b & (c.NONE | c.NAY) for b in bits)
        and all(b & (c.NONE | c.NAY | c.ADV | c.NO | c.WORD) and not b & c.YEA for b in bits)
    )


def _elsewhere(scene: Scene, token: int, segment: Segment) -> bool:
    """Whether what exists is only not to be had here: "the certificate is not available on the website"."""
    definite = possessed(scene, token) or (token > segment.first and scene.passage.words[token - 1] in _THE)
    return definite and any(word.startswith(_AVAILABLE) for word in scene.passage.words[token : segment.last])


def _mistaken(scene: Scene, index: int) -> bool:
    """Whether the sentence ends in a segment that only says that this is wrong: "whoever says so, is mistaken"."""
    segments = scene.passage.segments
    for segment in segments[index + 1 :]:
        if (
            segment.sentence == segments[index].sentence
            and segment.last - segment.first <= _SHORT
            and segment.opener in {",", "but"}
        ):
            bits = scene.passage.bits[segment.first : segment.last]
            if any(b & c.META for b in bits) and all(
                b & (c.META | c.BE | c.AUX | c.ADV | c.WORD | c.ANAPH | c.DET) for b in bits
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
        issued = segment.opener == "but" and scene.bare(following, but=True)
        return bool(first & c.EXCEPT) or (issued and scene.passage.any(c.ISSUED, segment.first, segment.last))
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
        if not scene.bare(at) and not _participles(scene, at):
            return False
    return False


def _wrong_to(scene: Scene, index: int) -> bool:
    """Whether a segment only says that something would be wrong: "Es wäre unredlich, hier ein Logo zu zeigen"."""
    passage = scene.passage
    segment = passage.segments[index]
    bits = passage.bits[segment.first : segment.last]
    plain = c.META | c.BE | c.AUX | c.ADV | c.WORD | c.ANAPH | c.DET
    return len(bits) <= 5 and any(b & c.META for b in bits) and all(b & plain and not b & (c.NEG | c.NO) for b in bits)  # noqa: PLR2004


def _what_lacks(scene: Scene, index: int) -> bool:
    """Whether the segment before is a subject that denies: "Was uns fehlt, ist ein ISO-27001-Zertifikat"."""
    passage = scene.passage
    segment = scene.passage.segments[index]
    if (
        not index
        or segment.opener != ","
        or not scene.stance(index - 1).denies
        or passage.any(_SELF, segment.first, segment.last)
    ):
        return False
    opening = passage.bits[segment.first] | (passage.bits[segment.first + 1] if segment.last - segment.first > 1 else 0)
    return bool(opening & c.BE and passage.bits[passage.segments[index - 1].first] & (c.REL | c.ANAPH))


def _unsaid(scene: Scene, index: int) -> bool:
    """Whether it is what is not represented, behind an insertion: "no representation that it, or the Service, …"."""
    passage = scene.passage
    segments = passage.segments
    if index < 2 or segments[index].opener != "," or segments[index - 1].opener != ",":  # noqa: PLR2004
        return False
    said, between = segments[index - 2], segments[index - 1]
    if said.sentence != segments[index].sentence or between.last - between.first > 4:  # noqa: PLR2004
        return False
    places = passage.places(c.SAY, said.first, said.last)
    return (
        bool(places)
        and passage.any(c.AND | c.ADV, between.first, between.first + 1)
        and passage.any(c.NO | c.NEG, said.first, places[0])
        and not passage.any(c.HOLD | c.CERT | c.GOT | c.BE, places[0] + 1, said.last)
        and passage.any(c.BE | c.AUX | c.HOLD | c.CERT, segments[index].first, segments[index].first + 1)
    )


def _object(scene: Scene, index: int) -> bool:
    """Whether it is the object of verbs that were denied before: "does not hold, and need not obtain, any …"."""
    segments = scene.passage.segments
    segment = segments[index]
    if segment.opener != "," or not scene.passage.bits[segment.first] & (c.GLOBAL | c.DET):
        return False
    before = [i for i in range(index) if segments[i].sentence == segment.sentence]
    verbs = next((i for i in reversed(before) if not scene.bare(i)), None)
    if verbs is None or not scene.passage.any(c.NEG | c.NO, segments[verbs].first, segments[verbs].last):
        return False
    return any(scene.stance(i).denies and scene.stance(i).elliptic for i in before) and not any(
        scene.stance(i).asserts for i in before
    )


def _participles(scene: Scene, index: int) -> bool:
    """Whether a segment only goes on listing what is denied: "attested or examined against any standard"."""
    segment = scene.passage.segments[index]
    return segment.opener in {",", "and"} and all(
        bits & (c.CERT | NOUNS | c.ADV | c.DEFNOUN) and not bits & (c.WE | c.OUR | c.BE | c.DONE)
        for bits in scene.passage.bits[segment.first : segment.last]
    )


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
                if opening & c.NO and len(words) > 1 and not stance.denies:
                    # "no nonconformities" is no answer.
                    nay = False
                if (stance.denies and (hinge != "," or not stance.unknown)) or (
                    nay and (len(words) <= 4 or hinge == ":")  # noqa: PLR2004
                ):
                    return not scene.passage.any(c.SCHEME, segments[at].first, segments[at].last)
            if not scene.bare(at) and segments[at].last - segments[at].first > 1:
                break
            at += step
    return False


DENIED = Frame("denial", denied, marks=True)
