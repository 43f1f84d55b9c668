"""What a denial in another sentence speaks of: the scheme that it names, the one before it, or all that there is.

"Line 14 asks for a SOC 2 report. We wrote no." says nothing of ISO 27001, wherever it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import THE
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.scenes.scene import Scene

OBJECT: Final = c.ART | c.STRONG | c.CERT | c.AUDIT | c.ASSESSOR | c.EXAM | c.CERTIFIER
"""What a denial that stands for itself denies."""
_THAT: Final = word_set("topics.that")
_IT: Final = word_set("topics.it")


def for_itself(scene: Scene, segment: Segment, things: int = OBJECT) -> bool:
    """Whether a denial names what it denies, so that it needs no sentence before it: "We hold no certificate."."""
    bits = scene.passage.bits[segment.first : segment.last]
    return any(one & things and not one & c.AUX for one in bits) and not _points_back(scene, segment)


def own_matter(scene: Scene, token: int, index: int) -> bool:
    """Whether a clause of another sentence denies nothing of a mention.

    It names another scheme, or a thing of its own ("We hold no certificate."), or else some scheme in full.
    """
    one = scene.passage.segments[index]
    number, _, _ = scene.sentence_of(token)
    return one.sentence != number and (
        of_another(scene, token, one) or for_itself(scene, one) or _names(scene, one.sentence)
    )


def of_another(scene: Scene, token: int, segment: Segment) -> bool:
    """Whether a clause speaks of another scheme, which its sentence names, or the one that it goes on from."""
    passage = scene.passage
    own, first, _ = scene.sentence_of(token)
    at = segment.sentence
    begins = passage.bits[first]
    back = begins & c.THEIR or begins & (c.ANAPH | c.DET) == c.ANAPH
    if at == own or passage.found[token] < 0 or (at < own and back):
        # "Its predecessor, the Privacy Shield, …" goes on with what was said before.
        return False
    if not _names(scene, at):
        if for_itself(scene, segment, OBJECT & ~c.CERT):
            # "We hold no certificate."
            return False
        at = goes_on_from(scene, segment, own)
    return at >= 0 and scene.of_another(token, at)


def names_another(scene: Scene, token: int, segment: Segment) -> bool:
    """Whether a clause of another sentence names another scheme, or stands behind one that does."""
    first = scene.passage.sentences[segment.sentence].first
    return (
        segment.sentence != scene.sentence_of(token)[0]
        and scene.passage.any(c.SCHEME, first, segment.last)
        and scene.of_another(token, segment.sentence)
    )


def goes_on_from(scene: Scene, segment: Segment, own: int) -> int:
    """The sentence that a clause goes on from, the nearest that names a scheme; -1 where there is none but `own`."""
    at = segment.sentence
    while at >= 0 and at != own and not _names(scene, at):
        at -= 1
    return -1 if at == own else at


def _names(scene: Scene, number: int) -> bool:
    """Whether a sentence names a scheme."""
    sentence = scene.passage.sentences[number]
    return scene.passage.any(c.SCHEME, sentence.first, sentence.last)


def _points_back(scene: Scene, segment: Segment) -> bool:
    """Whether a segment's subject stands for what the sentence before named: "It has not been audited."."""
    passage = scene.passage
    if any(
        passage.words[at] in _THAT and passage.bits[at + 1] & (c.EXAM | c.ISSUED)
        for at in range(segment.first, segment.last - 1)
    ):
        # "We were never part of that audit."
        return True
    if _did_it(scene, segment) or _that_thing(scene, segment):
        return True
    first, second, *_ = (*scene.passage.bits[segment.first : segment.first + 2], 0)
    verb = second & (c.BE | c.AUX | c.HOLD | c.NEG | c.ANAPH)
    return bool(first & c.ANAPH) and not second & OBJECT and bool(verb or not first & c.DET)


def _did_it(scene: Scene, segment: Segment) -> bool:
    """Whether nobody did something with what was named: "the mapping is ours, and nobody has reviewed it"."""
    passage = scene.passage
    objects = passage.places(OBJECT & ~c.AUX, segment.first, segment.last)
    if not passage.any(c.NOBODY | c.NONE | c.NO, segment.first, segment.first + 2) or len(objects) != 1:
        return False
    verb = objects[0]
    if verb == segment.first:
        return False
    before = verb - 1
    while before > segment.first and passage.bits[before] & (c.AUX | c.ADV) and not passage.bits[before] & c.ANAPH:
        before -= 1
    it = passage.bits[before] & c.ANAPH or passage.words[before] in _IT or passage.any(c.ANAPH, verb + 1, verb + 2)
    return bool(it) and bool(passage.bits[verb] & (c.AUDIT | c.CERT)) and not passage.bits[verb] & c.ART


def _that_thing(scene: Scene, segment: Segment) -> bool:
    """Whether what was not assessed is a certain thing that is no service: "die Zuordnung ist ungeprüft"."""
    passage = scene.passage
    at = segment.first + 1
    return (
        passage.words[segment.first] in THE
        and at + 1 < segment.last
        and bool(passage.bits[at] & c.MAP)
        and passage.any(c.BE | c.AUX, at + 1, at + 2)
    )


def same(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether a region names no other scheme than the mention's, nor does its sentence without naming that as well."""
    passage = scene.passage
    # A short answer speaks of what the question before it names.
    number = passage.segments[passage.segment_at(first)].sentence
    sentence = passage.sentences[number]
    if number and passage.sentences[number - 1].question:
        first = passage.sentences[number - 1].first
    own = scene.found[passage.found[token]].scheme if passage.found[token] >= 0 else "any"
    around = _named(scene, sentence.first, sentence.last)
    apart = sentence.first > token or sentence.last <= token
    return _named(scene, first, last) <= {own} and (own in around or own == "any" or not around or not apart)


def _named(scene: Scene, first: int, last: int) -> set[str]:
    passage = scene.passage
    return {scene.found[passage.found[at]].scheme for at in range(first, last) if passage.found[at] >= 0}
