"""Lists that are denied as a whole: by what stands before them, behind them, or in the clause that they complete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.denied.trailing import list_for_something
from trustgen.claims.frames.passedon.inheriting import no_work, nothing_does
from trustgen.claims.scenes.scene import NOUNS, Scene
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage

_SELF: Final = c.WE | c.OUR | c.NAME
_THAT: Final = word_set("common.that")


def could_continue(scene: Scene, index: int) -> bool:
    """Whether a segment says nothing by itself, so that a denial around it may hold for it."""
    return any(
        test(scene, index) for test in (Scene.bare, _what_lacks, _unsaid, _participles, _issued_by, list_for_something)
    )


def denied_as_listed(scene: Scene, index: int) -> bool:
    """Whether a segment belongs to a list or clause that is denied."""
    lists = (_what_lacks, _object, _unsaid, continues, _introduced, _not_to_be_found)
    return not _taken_out(scene, index) and any(test(scene, index) for test in lists)


def _taken_out(scene: Scene, index: int) -> bool:
    """Whether it is the exception from what is denied: "we hold none, with one exception: ISO 27001"."""
    passage, segments = scene.passage, scene.passage.segments
    if segments[index].opener != ":" or not index or segments[index - 1].sentence != segments[index].sentence:
        return False
    before = segments[index - 1]
    apart = before.opener in {",", "(", "\u2013"} and not scene.stance(index - 1).denies
    return apart and passage.any(c.EXCEPT, before.first, before.last)


def goes_on(scene: Scene, index: int, token: int) -> bool:
    """Whether a list goes on into a segment up to a second negation or a verb: "no SOC 1, SOC 2 nor TISAX"."""
    passage = scene.passage
    segment, stance = passage.segments[index], scene.stance(index)
    begins = passage.sentences[segment.sentence].first
    if stance.denies and stance.direct:
        end = stance.cover
    elif passage.bits[begins] & c.WITHOUT:
        # "Ohne ISO 27001, SOC 2 oder TISAX bleiben wir …".
        end = next(iter(passage.places(c.BE | c.AUX | c.HOLD, segment.first, segment.last)), segment.first)
    else:
        return False
    plain = all(bits & (NOUNS | c.AND) and not bits & (c.OUR | c.CERT) for bits in passage.bits[segment.first : end])
    return token < end and plain and continues(scene, index)


def continues(scene: Scene, index: int) -> bool:
    """A bare item after a denied one: "no SOC 2, ISO 27001 or PCI DSS report"; not "no SOC 2, yet ISO 27001"."""
    segments = scene.passage.segments
    if scene.passage.any(c.BUT, segments[index].first, segments[index].first + 1):
        return False
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
            return scene.passage.any(c.SCHEME | c.ART | c.STRONG, segments[at].first, segments[index].first)
        if _unsaid(scene, at) or _by_anyone(scene.passage, segments[at]):
            # "… that it will obtain any certification, in particular HDS", "…, by itself or the Customer, of any …"
            continue
        if not any(test(scene, at) for test in (Scene.bare, _participles, _issued_by)):
            return False
    return False


_FIND: Final = word_parts("listed.find")
_BY: Final = word_set("listed.by")


def _by_anyone(passage: Passage, segment: Segment) -> bool:
    """Whether a segment is only put in to say by whom: "par lui-même ou par le Client"."""
    plain = c.PREP | c.ANAPH | c.DET | c.AND | c.YOU | c.THIRD | c.PUNCT | c.WORD | c.THEIR
    words = passage.bits[segment.first : segment.last]
    return passage.words[segment.first] in _BY and all(not bits or bits & plain for bits in words)


def _not_to_be_found(scene: Scene, index: int) -> bool:
    """Whether a list is what readers won't find with us: "two things you won't find in our folder: a TISAX label"."""
    passage, segments = scene.passage, scene.passage.segments
    at = index
    while at and segments[at].opener in {",", "and"} and scene.bare(at):
        at -= 1
    if not at or segments[at].opener != ":" or segments[at - 1].sentence != segments[at].sentence:
        return False
    first, last = segments[at - 1].first, segments[at - 1].last
    negated = passage.places(c.NEG, first, last)
    if len(negated) != 1 or not scene.bare(index):
        return False
    # "You won't find us hiding it", "you won't find missing": the verb's object is another.
    found = any(
        passage.words[i].startswith(_FIND) and (i + 1 == last or bool(passage.bits[i + 1] & (c.PREP | c.WITHUS)))
        for i in range(first, last)
    )
    here = passage.any(c.OUR | c.WE | c.WITHUS, negated[0] - 1, last)
    loose = c.SCHEME | c.RIVAL | c.THIRD | c.OTHER | c.LACK | c.WITHOUT | c.EXCEPT | c.ONLY | c.ELSE | c.COND
    amiss = c.FINDING | c.PASTEND
    listed = passage.any(amiss, segments[at].first, segments[index].last)
    return found and here and not listed and not passage.any(loose | amiss, first, last)


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
    if _clause_open(scene, index):
        return True
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


def _clause_open(scene: Scene, index: int) -> bool:
    """Whether a denied saying has yet to come to its verb: "no statement that the firm, its parent or its app is …"."""
    passage = scene.passage
    segments = passage.segments
    verbs = c.HOLD | c.CERT | c.GOT | c.BE | c.AUX
    at = index - 1
    while at >= 0 and segments[at].sentence == segments[index].sentence and segments[at + 1].opener in {",", "and"}:
        first, last = segments[at].first, segments[at].last
        hinges = [i for i in range(first, last) if passage.words[i] in _THAT]
        if hinges:
            return (
                scene.stance(at).denies
                and passage.any(c.SAY, first, hinges[-1])
                and not passage.any(verbs, hinges[-1] + 1, last)
                and not scene.stance(index).denies
            )
        if passage.any(verbs | c.NEG, first, last):
            return False
        at -= 1
    return False


def _object(scene: Scene, index: int) -> bool:
    """Whether it is the object of verbs that were denied before: "does not hold, and need not obtain, any …"."""
    segments = scene.passage.segments
    segment = segments[index]
    if segment.opener != "," or not scene.passage.bits[segment.first] & (c.GLOBAL | c.DET):
        return False
    before = [i for i in range(index) if segments[i].sentence == segment.sentence]
    verbs = next((i for i in reversed(before) if not scene.bare(i)), None)
    if verbs is None:
        return False
    if not scene.passage.any(c.NEG | c.NO, segments[verbs].first, segments[verbs].last):
        # "gives no warranty that it holds, or will obtain, any certificate": both verbs wait for their object.
        said = segments[verbs - 1] if verbs else segments[verbs]
        return (
            verbs > 0
            and said.sentence == segment.sentence
            and scene.stance(verbs - 1).denies
            and bool(scene.passage.bits[said.last - 1] & c.HOLD)
            and bool(scene.passage.bits[segments[verbs].first] & c.AND)
            and not scene.passage.any(c.SCHEME | c.ART | c.BUT, segments[verbs].first, segments[verbs].last)
        )
    return any(scene.stance(i).denies and scene.stance(i).elliptic for i in before) and not any(
        scene.stance(i).asserts for i in before
    )


def _participles(scene: Scene, index: int) -> bool:
    """Whether a segment only goes on listing what is denied: "attested or examined against any standard"."""
    segment = scene.passage.segments[index]
    return (
        segment.opener in {",", "and"}
        and scene.passage.any(c.CERT | c.AUDIT, segment.first, segment.last)
        and all(
            bits & (c.CERT | c.AUDIT | NOUNS | c.ADV | c.DEFNOUN | c.ASSESSOR | c.OUTSIDE | c.BE | c.AUX)
            and not bits & (c.WE | c.OUR | c.DONE | c.HOLD)
            for bits in scene.passage.bits[segment.first : segment.last]
        )
    )


def _issued_by(scene: Scene, index: int) -> bool:
    """Whether a list goes on and ends in who issues such things: "… or authorization issued by a third party"."""
    passage = scene.passage
    segment = passage.segments[index]
    verbs = passage.places(c.GOT | c.CERT, segment.first, segment.last)
    ends = [at for at in verbs if not passage.bits[at] & c.ART and passage.any(c.PREP, at + 1, at + 2)]
    return (
        segment.opener in {",", "and"}
        and len(ends) == 1
        and passage.any(c.ASSESSOR | c.OUTSIDE | c.THIRD, ends[0] + 1, segment.last)
        and all(bits & NOUNS and not bits & c.OUR for bits in passage.bits[segment.first : ends[0]])
        and not passage.any(c.WE | c.OUR | c.NAME | c.NUMBER | c.SINCE, ends[0], segment.last)
    )


def _spares(passage: Passage, segment: Segment) -> bool:
    """Whether a clause behind a name says what nothing does, or what readers need not do: "TISAX: nothing leaks"."""
    if nothing_does(passage, segment) or no_work(passage, segment.first, segment.last):
        return True
    begins = min(segment.first + 2, segment.last)
    yours = passage.any(c.YOU | c.INHERIT, segment.first, begins) and passage.any(c.DUTY | c.AUX, begins, segment.last)
    return yours and not passage.any(c.WE | c.OUR | c.NAME | c.WITHUS | c.SHOW, segment.first, segment.last)


def _introduced(scene: Scene, index: int) -> bool:
    """A bare list with the denial in front or behind: "Missing: S1, S2", "S1, S2: we have none of these"."""
    segments = scene.passage.segments
    sentence = segments[index].sentence
    for step in (1, -1):
        at = index + step
        while 0 <= at < len(segments) and segments[at].sentence == sentence:
            hinge = segments[at].opener if step > 0 else segments[at + 1].opener
            stance = scene.stance(at)
            if step < 0 and hinge == ":":
                return _says_no(scene, at)
            if stance.asserts or hinge == "but" or (step > 0 and _spares(scene.passage, segments[at])):
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


def _says_no(scene: Scene, index: int) -> bool:
    """Whether what stands in front of a colon says no, as a heading or the lead of a list would."""
    passage = scene.passage
    first, last = passage.sentences[passage.segments[index].sentence].first, passage.segments[index].last
    start, _ = scene.folded.back(passage.starts[first], passage.ends[first])
    _, end = scene.folded.back(passage.starts[last - 1], passage.ends[last - 1])
    named = passage.any(c.SCHEME, passage.segments[index].first, last)
    return not named and scene.said(scene.unit.text[start:end]).kind in {"no", "ended"}
