"""Denials without a negation of their own, and negations that cancel each other, within one segment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage


def let_alone(passage: Passage, segment: Segment) -> bool:
    """Whether a segment goes on from something that there is not: "there is no offer yet, let alone a certificate"."""
    begin = passage.sentences[segment.sentence].first
    amiss = c.FINDING | c.LACK | c.PASTEND | c.EXAM | c.PSEUDO | c.WITHOUT
    return (
        segment.first > begin
        and bool(passage.bits[segment.first] & c.LESS)
        and passage.any(c.SCHEME | c.ART, segment.first + 1, segment.last)
        and passage.any(c.NEG | c.NO | c.NONE | c.NOBODY, begin, segment.first)
        and not passage.any(amiss, begin, segment.last)
    )


def answer_is_no(passage: Passage, first: int, last: int) -> bool:
    """Whether it is only said that our answer is no: "Ons antwoord is nee."."""
    whose = passage.any(c.OUR | c.WE, first, last) or " " in passage.words[first]
    return (
        1 < last - first <= 2 * _ANSWER
        and bool(passage.bits[last - 1] & c.NAY)
        and (
            (whose and passage.any(c.FILLED, first, last))
            or (bool(passage.bits[first] & c.DET) and not _ANSWERS.isdisjoint(passage.words[first:last]))
        )
        and not passage.any(c.NEG | c.FINDING | c.LACK, first, last - 1)
        and (last - first <= _ANSWER or passage.any(c.ASK, first, last))
    )


_ANSWER: Final = 6
_ANSWERS: Final = word_set("turns.answers")


def called_so(passage: Passage, index: int, last: int) -> bool:
    """Whether a rumour is called false: the two are one denial."""
    noun = passage.any(c.DET, max(index - 1, 0), index)
    return noun and any(passage.any(c.BE, max(at - 2, index), at) for at in passage.places(c.META, index + 2, last))


_VERBAL: Final = word_set("turns.verbal")
"""Negators of languages in which two of them cancel each other."""


def none_is_not(passage: Passage, first: int, last: int) -> bool:
    """Whether none is said not to be: "not one of our services is not certified", "keiner ist nicht …"."""
    return any(
        passage.words[at] in _VERBAL
        and passage.any(c.BE | c.HOLD | c.AUX, max(none + 1, at - 2), at)
        and passage.any(c.CERT | c.HOLD | c.ART, at + 1, last)
        and not passage.any(c.PUNCT | c.AND | c.BUT | c.REL | c.NEG | c.SCHEME, none + 1, at)
        for none in passage.places(c.NO | c.NONE | c.NOBODY, first, last)
        for at in range(none + 2, last)
    )


def decided_against(passage: Passage, first: int, last: int) -> bool:
    """Whether it is what we decided against: "wir haben uns gegen ein Zertifikat entschieden"."""
    against = next((at for at in range(first, last) if passage.words[at] in _AGAINST), last)
    plain = c.SCHEME | c.ART | c.DET | c.PUNCT
    return (
        passage.any(c.WE, first, last)
        and passage.words[last - 1].startswith(_DECIDED)
        and passage.any(c.SCHEME | c.ART, against + 1, last - 1)
        # "Gegen den g\u00fcnstigsten Zertifizierer", "gegen ein Siegel und f\u00fcr ISO 27001".
        and all(bits & plain and not bits & (c.ASSESSOR | c.OUR) for bits in passage.bits[against + 1 : last - 1])
    )


_AGAINST: Final = word_set("turns.against")
_DECIDED: Final = word_parts("turns.decided")
