"""Denials inside of what is denied: "nobody can say that we are not certified", "not a day on which it lapsed".

Clauses nest, and two negations of which one stands inside of the other say yes.  What counts is the clause around:
whether it denies a saying, or that there is a time or a party of which the inner clause is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.undone.absurd import absurd
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_NEGATION: Final = c.NEG | c.NO | c.NOBODY | c.NONE
_ABSENCE: Final = _NEGATION | c.LACK | c.WITHOUT | c.PASTEND
_US: Final = c.WE | c.OUR | c.NAME
_THAT: Final = word_set("common.that")
_READING: Final = word_set("nested.reading")
"""Verbs of taking note, which say nothing against what is noted."""

_WHATEVER: Final = word_set("nested.whatever")


def nested(scene: Scene, token: int) -> bool:
    """Whether the denial that a mention stands in is itself denied."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    if absurd(scene, token) or _calumny(scene, token, segment) or _not_true(scene, segment):
        return True
    return _doubted(passage, segment, token) or any(
        _denies_us(passage, at + 1, segment) and _denied(scene, segment, at)
        for at in range(segment.first + 1, min(token + 1, segment.last))
        if _hinge(passage, at)
    )


_WOULD_BE: Final = word_set("nested.would_be")
_FEW: Final = 8
_SHORT: Final = 6
_TOLD: Final = 10
_BRIEF: Final = 3


def _calumny(scene: Scene, token: int, segment: Segment) -> bool:
    """Whether saying so would be what nobody calls right: "to say that we have none would be slander"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    said = passage.places(c.SAY, first, min(first + 2, token))
    if not said or not _denies_us(passage, said[0] + 1, segment):
        return False
    for at in range(token + 1, last):
        if passage.words[at] in _WOULD_BE:
            called = passage.bits[at + 1 : last]
            wrong = any(not bits & ~c.TERM or bits & c.META for bits in called)
            return len(called) <= _FEW and wrong and not passage.any(c.TRUTH | c.WE, at + 1, last)
    return False


def _not_true(scene: Scene, segment: Segment) -> bool:
    """Whether a sentence begins with the denial and ends in that not being true: "Dass wir keine haben, …"."""
    passage = scene.passage
    sentence = passage.sentences[segment.sentence]
    last = sentence.last
    commas = [at for at in range(segment.first, last) if passage.words[at] == ","]
    if segment.first != sentence.first or passage.words[segment.first] not in _THAT:
        return False
    untrue = [at for at in passage.places(c.TRUTH, segment.first, last) if passage.any(c.NEG, at - 2, at)]
    first = commas[-1] + 1 if commas else untrue[-1] - 2 if untrue else last
    if commas and not _hearsay(passage, commas[0] + 1, commas[-1]):
        return False
    if not passage.any(_ABSENCE, segment.first, first):
        return False
    # "Dass wir ohne arbeiten, ist ein Gerücht aus dem Vertrieb der Konkurrenz."
    rumour = passage.any(c.META, first, min(first + _SHORT, last))
    return (
        last - first <= (_TOLD if rumour else _SHORT)
        and not sentence.question
        and _denies_us(passage, segment.first + 1, segment)
        and (rumour or passage.any(c.TRUTH, first, last))
        and len(passage.places(_NEGATION | c.META, first, last)) == 1
        and not passage.any(c.PUNCT | c.COND | c.PSEUDO | c.SCHEME, first, last)
    )


def _hearsay(passage: Passage, first: int, last: int) -> bool:
    """Whether nothing is put in between, or only who says so: ", as a rival has it, ", ", wie es heißt, "."""
    begins = first < last and passage.bits[first] & (c.REL | c.PREP | c.DET | c.AND)
    return first >= last or (bool(begins) and not passage.any(_US | _ABSENCE | c.SCHEME, first, last))


def _doubted(passage: Passage, segment: Segment, token: int) -> bool:
    """Whether it is supposed that somebody doubts it: "if anyone ever doubts that we are, show them …"."""
    first = segment.first
    if not passage.bits[first] & c.COND or passage.any(_NEGATION, first, segment.last):
        return False
    return any(
        passage.any(c.META, first, at) and not passage.any(_US, first, at) and passage.any(_US, at, token)
        for at in range(first + 1, token)
        if _hinge(passage, at)
    )


def _hinge(passage: Passage, at: int) -> bool:
    """Whether an inner clause begins at a token: "that", "on which", ", wir" or "claims we"."""
    bits = passage.bits[at]
    if bits & c.REL or passage.words[at] in _THAT:
        return True
    before = passage.bits[at - 1]
    return bool(bits & c.WE) and (passage.words[at - 1] == "," or bool(before & c.SAY and not before & _US))


def _denies_us(passage: Passage, first: int, segment: Segment) -> bool:
    """Whether an inner clause is about us and denies."""
    near = max(first - 1, segment.first)
    return passage.any(_US, near, segment.last) and passage.any(_ABSENCE, first, segment.last)


def _denied(scene: Scene, segment: Segment, hinge: int) -> bool:
    """Whether the clause around denies a saying, or a time or party: "no customer for whom", "whoever says that"."""
    passage = scene.passage
    first = segment.first
    opening = bool(passage.any(_NEGATION, first, hinge)) + bool(passage.any(c.META | c.LACK | c.HIDE, first, hinge))
    if passage.words[first] in _WHATEVER:
        # "Whatever the brochure says, we are not certified."
        return False
    if passage.any(c.WHOEVER, first, min(first + 3, hinge)):
        return _contradicted(scene, segment, hinge)
    told = any(not passage.bits[at] & c.REL for at in passage.places(c.SAY | c.TRUTH | c.META, first, hinge))
    return opening % 2 == 1 and (told or _none_of_them(passage, first, hinge))


def _contradicted(scene: Scene, segment: Segment, hinge: int) -> bool:
    """Whether whoever says so is said to be wrong, or not to know: "whoever thinks that we lack it has not asked"."""
    passage = scene.passage
    _, _, last = scene.sentence_of(hinge)
    if not passage.any(c.SAY, segment.first, hinge) or not _READING.isdisjoint(passage.words[segment.first : hinge]):
        return False
    inner = passage.places(_ABSENCE, hinge + 1, segment.last)
    rest = inner[0] + 1 if inner else segment.last
    if passage.any(c.TRUTH, rest, last):
        return False
    return passage.any(_NEGATION | c.META, rest, last) or _says_enough(passage, segment, hinge, last)


def _says_enough(passage: Passage, segment: Segment, hinge: int, last: int) -> bool:
    """Whether no more is said of them, by whatever verb, than one word: "Wer sagt, wir h\u00e4tten keines, spinnt"."""
    behind = passage.words[segment.last + 1 : last]
    unreal = passage.any(c.UNREAL, hinge, segment.last)
    return unreal and 0 < len(behind) <= _BRIEF and not passage.any(c.WE | c.AUX, segment.last + 1, last)


def _none_of_them(passage: Passage, first: int, hinge: int) -> bool:
    """Whether there is none of what the inner clause is told of: "not a single day on which", "no client for whom"."""
    at = hinge - 1
    while at > first and passage.bits[at] & c.PREP and not passage.bits[at] & (c.YOU | c.SINCE):
        at -= 1
    return not passage.bits[at] & (c.SCHEME | c.ART | c.SAY) and passage.any(_NEGATION, max(first, at - 5), at)
