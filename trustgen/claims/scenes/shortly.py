"""Short sentences that say that we have it: "We did.", "It is.", "We built one." or "Nous, si." with nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import THE
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage

_SHORT: Final = 4
_TWO: Final = 2
_UNSURE: Final = (
    c.NEG | c.NO | c.NONE | c.COND | c.PLAN | c.LACK | c.PASTEND | c.THIRD | c.OTHER | c.YOUR | c.HOMONYM | c.GENERIC
)


def we_did(passage: Passage, first: int) -> bool:
    """Whether the sentence is but "we" and a verb: "Few bother with it. We bothered."."""
    plain = not passage.bits[first + 1] and passage.words[first + 1].isalpha()
    return (plain or passage.words[first + 1] in _DO) and bool(passage.bits[first] & c.WE)


def we_meet(passage: Passage, first: int, last: int) -> bool:
    """Whether we say that we comply, and with nothing but what was spoken of: "We comply.", "Wij voldoen daaraan."."""
    meets = [at for at in range(first, last) if passage.words[at] in _MEET]
    return (
        bool(meets)
        and last - first <= _SHORT + 1
        and passage.any(c.WE | c.NAME, first, last)
        and not passage.any(_UNSURE | c.YOU, first, last)
        and all(
            bits & (c.WE | c.NAME | c.ANAPH | c.PREP | c.DET | c.ADV | c.SINCE) or at in meets or word in _IT
            for at, (bits, word) in enumerate(
                zip(passage.bits[first:last], passage.words[first:last], strict=True), first
            )
        )
    )


_MEET: Final = word_set("shortly.meet")
_IT: Final = word_set("shortly.it")


def we_yes(passage: Passage, first: int, last: int) -> bool:
    """Whether the words set us apart with a yes: "Few go to the end. Nous, si.", "niemand heeft het, wij wel"."""
    words = [at for at in range(first, last) if not passage.bits[at] & c.PUNCT]
    return (
        2 <= len(words) <= 3  # noqa: PLR2004 - a preposition, us, and the yes
        and passage.any(c.WE | c.NAME | c.WITHUS | c.OURS, first, words[-1])
        and (
            passage.words[words[-1]] in _DO
            or passage.bits[words[-1]] & (c.YEA | c.DONE) == c.YEA
            or bool(len(words) == 2 and passage.bits[words[0]] & c.OURS and passage.bits[words[-1]] & c.AUX)  # noqa: PLR2004
        )
        and not passage.any(c.NEG | c.NO | c.NONE, first, last)
    )


_DO: Final = word_set("shortly.do")
"""Words that stand for a verb of having: "Andere haben keins. Wir schon."."""


_ONE_OF_THEM: Final = word_set("shortly.one_of_them")


def ours_has_one(passage: Passage, first: int, last: int) -> bool:
    """Whether some part of ours is said to have one: "but every other office has one"."""
    return (
        last - first <= 2 * _SHORT
        and passage.words[last - 1] in _ONE_OF_THEM
        and passage.any(c.SELFNOUN, first, last - 2)
        and bool(passage.bits[last - 2] & c.HOLD)
        and not passage.any(
            c.NEG | c.NO | c.NOBODY | c.NONE | c.COND | c.PLAN | c.THIRD | c.OTHER | c.RIVAL, first, last
        )
    )


_FOR: Final = word_set("common.for")


def for_another(passage: Passage, first: int, last: int) -> bool:
    """Whether it is said to be there for something else: "… not for the pumps, but there is for the tills"."""
    if last - first > 2 * _SHORT or passage.any(_UNSURE, first, last):
        return False
    begin = next((at for at in range(first, min(first + _SHORT, last)) if passage.words[at] in _FOR), last)
    return begin + 1 < last and (
        passage.any(c.EXIST, first, begin) or (begin == first and passage.words[last - 1] in _DO)
    )


def it_is(passage: Passage, first: int, last: int) -> bool:
    """Whether a sentence only says yes to the one before: "It is.", "Das tut es."."""
    verb = c.BE | c.AUX
    return (
        last - first in {2, 3}
        and passage.any(verb, first, last)
        and bool(passage.bits[first] & c.ANAPH)
        and all(passage.bits[i] & (verb | c.ANAPH) and not passage.bits[i] & c.NEG for i in range(first, last))
    )


def shown_ours(passage: Passage, first: int, last: int) -> bool:
    """Whether readers are asked to look at ours: "come and look at ours", "venez voir la nôtre"."""
    return (
        last - first <= _SHORT + 2
        and bool(passage.bits[last - 1] & c.OURS or passage.bits[last - 2] & c.OURS)
        and passage.any(c.CTA | c.PLAN | c.SHOW, first, last - 1)
        and not passage.any(c.NEG | c.NO | c.COND | c.LACK, first, last)
    )


def by_ours(passage: Passage, first: int, last: int) -> bool:
    """Whether it begins with what is done by a paper of ours: "with our label, your auditor is content"."""
    at = first + bool(passage.bits[first] & c.PREP and not passage.bits[first] & c.WITHUS)
    if at == last:
        return False
    ours = passage.bits[at] & (c.OUR | c.WITHUS) and (at > first or passage.bits[at] & c.WITHUS)
    paper = passage.any(c.ISSUED, at + 1, min(at + _TWO + 1, last))
    return bool(ours) and paper and not passage.any(_UNSURE & ~c.YOUR | c.PROGRESS | c.UNREAL, first, last)


def hung_up(passage: Passage, first: int, last: int) -> bool:
    """Whether a certain certificate has been somewhere since a day: "since June the certificate hangs in the hall"."""
    if not passage.any(c.SINCE, first, last) or passage.any(_UNSURE, first, last):
        return False
    return any(passage.words[at - 1] in THE for at in passage.places(c.ISSUED, first + 1, last))


def achieved(passage: Passage, first: int, last: int) -> bool:
    """Whether a short sentence begins with the word that it was achieved: "Lo conseguimos en mayo."."""
    short = 1 < last - first <= _SHORT and bool(passage.bits[first] & c.DONE)
    return short and not passage.any(_UNSURE | c.QUIT | c.FAIL, first, last)


_OPEN: Final = c.PROGRESS | c.SOON | c.OPEN | c.UNREAL | c.FAIL | c.QUIT | c.LAW | c.ASK | c.INHERIT | c.COST | c.DUTY
_ALONE: Final = frozenset(".!?;\n")
_FEW: Final = 8


def ours_told(passage: Passage, first: int, last: int) -> bool:
    """Whether a short sentence tells of ours, set beside others': "Unseres ist aus dem Mai."."""
    begins = not first or passage.words[first - 1] in _ALONE
    own = passage.bits[first] & c.OURS or (
        " " in passage.words[first] and passage.bits[first] & c.OUR and passage.any(_HAS, first + 1, first + 2)
    )
    return (
        begins
        and bool(own)
        and _TWO < last - first <= _FEW
        # "Ours stay plain": what bears no mark.
        and passage.words[last - 1] not in _BARE
        and not passage.any(_UNSURE | _OPEN, first, last)
        and not (passage.bits[first + 1] & c.AUX and not passage.bits[first + 1] & _HAS)
        and not any(passage.bits[at] & c.BE and passage.words[at + 1] in _AN for at in range(first, last - 1))
    )


_BARE: Final = word_set("shortly.bare")
_HAS: Final = c.BE | c.DONE | c.GOT | c.HOLD | c.HAPPEN
_AN: Final = word_set("harmless.indefinite")


_GIVEN_UP: Final = word_parts("shortly.given_up")


def given_up(passage: Passage, first: int, last: int) -> bool:
    """Whether a clause says that we let it be, or lost something: "wir haben es bleiben lassen"."""
    text = f" {' '.join(passage.words[first:last])} "
    return any(f" {word} " in text for word in _GIVEN_UP) and not passage.any(
        c.NEG | c.NO | c.NOBODY | c.NONE, first, last
    )


def come_by(passage: Passage, index: int) -> bool:
    """Whether a relative clause tells how that was come by which ended: "…, das wir erhalten hatten, ist erloschen"."""
    segments = passage.segments
    one = segments[index]
    if one.opener != "," or index + 1 >= len(segments) or not passage.any(c.REL, one.first, one.first + 1):
        return False
    behind = segments[index + 1]
    return (
        behind.sentence == one.sentence
        and passage.any(c.AUX & ~c.BE, one.first, one.last)
        and passage.any(c.THEN, one.first, one.last)
        and passage.any(c.PASTEND, behind.first, behind.first + 2)
        and not passage.any(c.NEG | c.NO, one.first, behind.last)
    )


def namely_us(passage: Passage, index: int) -> bool:
    """Whether a certified company is said to be us: "our templates come from a qualified provider: us"."""
    segment = passage.segments[index]
    if not index or segment.opener not in {":", "-", "\u2013"} or segment.last - segment.first != 1:
        return False
    before = passage.segments[index - 1]
    us = bool(passage.bits[segment.first] & c.WE)
    certified = passage.places(c.CERT, before.first, before.last)
    return us and any(passage.any(c.GENERIC | c.THIRD, max(before.first, at - 2), at + 3) for at in certified)


def kept_up(passage: Passage, number: int) -> bool:
    """Whether others are said to give up on it, and we not: "FedRAMP is where most vendors give up. We did not."."""
    own = passage.sentences[number]
    if not passage.any(c.QUIT, own.first, own.last) or number + 1 >= len(passage.sentences):
        return False
    following = passage.sentences[number + 1]
    return (
        following.last - following.first <= _SHORT
        and passage.any(c.WE | c.NAME | c.OUR, following.first, following.last)
        and passage.any(c.NEG, following.first, following.last)
        and not passage.any(c.HOLD & ~c.AUX | c.ART, following.first, following.last)
    )
