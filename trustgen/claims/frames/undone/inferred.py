"""What must not be concluded: "naming ISO 27001 here does not permit the conclusion that we are certified".

Something is named or said, a verb of concluding is denied, and what must not be concluded is that somebody certified
something.  Nothing is claimed by that, unless what it is concluded from is a holding ("our certificate must not lead
readers to believe that …") or what must not be concluded is a lack ("… that we are not").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.scenes.reading import possessed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_NEGATION: Final = c.NEG | c.NO | c.NONE | c.NOBODY
_ABSENCE: Final = _NEGATION | c.LACK | c.WITHOUT | c.PASTEND
_SELF: Final = c.WE | c.OUR | c.NAME
_CERTIFIED: Final = c.CERT | c.AUDIT | c.ISSUED | c.HOLD | c.GOT | c.SCHEME
_PART: Final = c.GLOBAL | c.ONLY | c.EXCEPT | c.RIVAL | c.RANK | c.SINCE
_INFER: Final = word_set("inferred.infer")
"""Words of concluding, in any form."""
_NAMING: Final = word_set("inferred.naming")
"""What says no more than that a name is used."""
_THAT: Final = word_set("common.that")
_OUR_VERBS: Final = word_parts("unlisted.our_verbs")
_NEAR: Final = 7


def inferred(case: Case) -> bool:
    """Whether a mention is only named, or stands in what must not be concluded from something's being said."""
    scene, token = case.scene, case.token
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    infer, begins = _conclusion(passage, first, last)
    if not infer or _lacking(passage, begins, last) or (token < infer and possessed(scene, token)):
        return False
    if (
        _negations(passage, first, begins) != 1
        or not _denied(passage, first, infer, begins)
        or passage.any(c.LACK | c.WITHOUT | c.PASTEND | c.BUT, first, begins)
    ):
        return False
    if _holding(passage, first, infer) or not any(_named(passage, at) for at in range(first, infer)):
        return False
    return passage.any(_CERTIFIED, begins, last) and not _owned(passage, begins, last) and _of_us(passage, begins, last)


def concluded(scene: Scene, token: int) -> bool:
    """Whether a denial is one of a conclusion only: from a holding, or one that something is lacking."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    infer, begins = _conclusion(passage, first, last)
    if not infer or not _negations(passage, first, begins):
        return False
    if _holding(passage, first, infer):
        # "That we have ISO 27001 doesn't mean that we have SOC 2": the second is denied all the same.
        return token < infer or not passage.any(c.SCHEME, first, infer)
    if token < infer:
        # "Using the logo doesn't mean that we are without faults", "… that all of our products are certified".
        told = passage.any(_CERTIFIED, begins, last) and _of_us(passage, begins, last)
        mark = passage.any(c.ART | c.SEAL, max(token - 2, first), min(token + 3, infer))
        return passage.any(c.GLOBAL | c.ONLY, begins, last) or (mark and not told)
    return (
        _ours(passage, begins, last)
        and any(passage.words[at + 1] not in _THAT for at in passage.places(_NEGATION, begins, token))
        and passage.any(c.CERT | c.ISSUED, begins, last)
    )


def _ours(passage: Passage, first: int, last: int) -> bool:
    """Whether we are spoken of; in Spanish and Italian the verb is its own subject."""
    return passage.any(_SELF, first, last) or any(
        passage.words[at].endswith(_OUR_VERBS) for at in passage.places(c.AUX | c.BE | c.HOLD, first, last)
    )


def _lacking(passage: Passage, first: int, last: int) -> bool:
    """Whether what is concluded is a lack or a part; "haya certificado nada" says no more than "anything"."""
    nothing = c.NONE & ~c.NO
    return passage.any(_PART, first, last) or any(
        not passage.bits[at] & nothing or not passage.any(c.CERT | c.AUDIT, first, at)
        for at in passage.places(_ABSENCE, first, last)
    )


def _conclusion(passage: Passage, first: int, last: int) -> tuple[int, int]:
    """Where the word of concluding stands, and where what is concluded begins; zeros where there is none."""
    for at in range(first, last - 2):
        if _INFER.isdisjoint(passage.words[at].split(" ")):
            continue
        stop = min(at + _NEAR, last)
        that = next((place for place in range(at + 1, stop) if passage.words[place] in _THAT), 0)
        comma = next((place for place in range(at + 1, stop) if passage.words[place] == ","), 0)
        begins = that or comma
        if begins:
            return at, begins + 1
    return 0, 0


def _denied(passage: Passage, first: int, infer: int, begins: int) -> bool:
    """Whether the concluding is what is denied, and not a clause before it: "is no accident and means that we are"."""
    at = passage.places(_NEGATION, first, begins)[0]
    between = range(at + 1, infer)
    return not any(passage.words[place] in _HINGES or passage.bits[place] & (c.AND | c.BUT) for place in between)


_HINGES: Final = frozenset(",:;()\u2013")


def _negations(passage: Passage, first: int, last: int) -> int:
    """How many negations there are; of "ne … pas", the second counts."""
    return len(passage.places(_NEGATION, first, last))


def _named(passage: Passage, at: int) -> bool:
    return not _NAMING.isdisjoint(passage.words[at].split(" "))


def _holding(passage: Passage, first: int, last: int) -> bool:
    """Whether it is concluded from something that is held: "that we are certified", "our certificate"."""
    certified = any(
        (not passage.bits[at] & c.ART or passage.any(c.BE | c.WE | c.AUX | c.SCHEME, max(at - 1, first), at))
        and not passage.any(_ABSENCE, first, at)
        for at in passage.places(c.CERT, first, last)
    )
    had = any(not passage.bits[at] & c.BE for at in passage.places(c.HOLD | c.GOT, first, last))
    return ((certified or had) and _ours(passage, first, last)) or _owned(passage, first, last)


def _owned(passage: Passage, first: int, last: int) -> bool:
    """Whether a certificate is called ours, and not the use of a name."""
    return any(
        passage.any(c.ISSUED | c.SEAL | c.STRONG | c.SCHEME, at + 1, min(at + 4, last))
        and not passage.any(c.SELFNOUN, at + 1, at + 2)
        and not any(_named(passage, place) for place in range(at + 1, min(at + 3, last)))
        for at in passage.places(c.OUR, first, last)
    )


def _of_us(passage: Passage, first: int, last: int) -> bool:
    """Whether what is concluded is of us or of what we say, and not of the reader or of our suppliers."""
    theirs = any(
        passage.any(c.THIRD | c.YOU | c.GENERIC | c.RIVAL, at + 1, at + 2) for at in passage.places(c.OUR, first, last)
    )
    if theirs or (passage.any(c.YOU | c.YOUR, first, last) and not _ours(passage, first, last)):
        return False
    return _ours(passage, first, last) or passage.any(c.SCHEME, first, min(first + 3, last))


INFERRED: Final = Frame("not-to-conclude", inferred)
