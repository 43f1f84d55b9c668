"""Saying yes with a verb alone: "we do", "ours does", "nous l'avons depuis juin"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage

_WHAT: Final = word_set("elliptic.what")
_AS_IF: Final = word_set("elliptic.as_if")
_SINCE_A_DAY: Final = word_set("elliptic.since_a_day")
_CLITICS: Final = word_set("elliptic.clitics")
"""Pronouns that are objects in front of a verb, unless the verb is ours: "un client nous le demande"."""
_OUR_VERBS: Final = word_parts("elliptic.our_verbs")
"""How verbs of the first person plural end, where they do not need a pronoun."""
_US: Final = word_set("common.us")
_THAT: Final = word_set("elliptic.that")
_NO_NOUN: Final = c.BE | c.AUX | c.HOLD | c.GOT | c.SAY | c.ASK | c.TRUTH | c.META | c.MEAN | c.WORD
_SELF: Final = c.WE | c.NAME | c.OUR
_VERB: Final = c.AUX | c.BE | c.HOLD | c.GOT
_KNOWN: Final = (
    *(c.ART, c.CERT, c.STRONG, c.ISSUED, c.PRESUP, c.SCHEME, c.SEAL, c.EXAM, c.AUDIT, c.DONE, c.YEA, c.NUMBER),
    *(c.ASSESSOR, c.ANAPH, c.OURS, c.PUNCT),
)
"""What may stand for a certificate."""
_SOMETHING: Final = sum(_KNOWN)


def elliptic_yes(passage: Passage, first: int, last: int, *, strict: bool = False) -> bool:
    """Whether a verb of having has nothing, or only a pronoun, behind it: "we do", "ours does", "we got it".

    `strict` leaves out what we got that is no certificate: "nous avons obtenu le march\u00e9".
    """
    for index in range(first, last):
        if index > first and passage.words[index - 1] in _AS_IF:
            continue
        if (index > first and passage.bits[index - 1] & c.COND) or passage.words[
            index - 1 if index > first else first
        ] in _WHAT:
            # "until we are", "what we have": no statement by itself.
            continue
        if passage.bits[index] & c.OUR and passage.any(c.THIRD | c.OTHER, index + 1, index + 3):
            continue
        if _object(passage, index, last) or any(
            test(passage, index, first) for test in (_relative, _no_subject, _unsaid, _nor)
        ):
            continue
        if passage.bits[index] & (_SELF | c.ANAPH):
            at = index + 1
            # In Spanish and Italian the verb is its own subject.
            verb = passage.bits[index] & _VERB if passage.bits[index] & c.WE else 0
            while (
                at < last
                and passage.bits[at] & (_VERB | c.ANAPH | c.ADV | c.SINCE | c.NUMBER | c.PREP | c.WE)
                and not passage.bits[at] & (c.NEG | c.NO | c.ASK)
            ):
                verb |= passage.bits[at] & _VERB
                at += 1
            if passage.any(c.SAY, index + 1, at) and not verb & c.GOT:
                # "We have said so.": it is no more than told.
                continue
            if (
                of_a_price(passage, at, last)
                or _counted(passage, index + 1, at, last)
                or _named_before(passage, index, first)
            ):
                continue
            named = any(stands_for_it(passage, place) for place in range(index + 1, at))
            it = at == last and at - 1 > index and passage.bits[at - 1] & c.ANAPH
            if it and passage.bits[index] & c.WE and passage.any(c.HOLD, max(first, index - 1), index):
                # German and Dutch put the verb in front: "jetzt haben wir es".
                verb |= c.HOLD
            if (
                strict
                and not named
                and (_another_object(passage, at, last) or _another_object(passage, first + 1, index))
            ):
                continue
            dated = passage.words[at - 1] in _SINCE_A_DAY
            # In front of a quotation the verb has an object: "we wrote “no”".
            ends = at == last or (bool(passage.bits[at] & c.PUNCT) and (passage.words[at] != '"' or at + 1 == last))
            # "We hebben het in mei gekregen": the participle stands at the end.
            ends = ends or (named and bool(passage.bits[last - 1] & c.GOT))
            if verb and (ends or dated or (passage.bits[at] & c.DONE and not to_come(passage, at)) or verb & c.GOT):
                return True
    return False


def _unsaid(passage: Passage, index: int, first: int) -> bool:
    """Whether it is denied that anybody says so: "no page of ours will say that we are"."""
    that = index if passage.words[index] in _THAT else index - 1
    if that <= first or passage.words[that] not in _THAT or not passage.any(c.SAY, that - 2, that):
        return False
    return passage.any(c.NO | c.NOBODY | c.NEG, first, that)


def _nor(passage: Passage, index: int, first: int) -> bool:
    """Whether a negation and a verb stand in front of the pronoun: "nor have we applied"."""
    at = index - 1
    return at > first and bool(passage.bits[at] & _VERB) and bool(passage.bits[at - 1] & c.NEG)


def _object(passage: Passage, index: int, last: int) -> bool:
    """Whether a pronoun is whom or what others ask, tell or give: "several towns have asked us", "nous le demande"."""
    at = index
    while at < last and passage.words[at] in _CLITICS:
        at += 1
    if at == index or at >= last or passage.words[at] in {"y", "en"}:
        return False
    bits = passage.bits[at]
    return bool(bits & _VERB) and not bits & c.WE and not passage.words[at].endswith(_OUR_VERBS)


def _no_subject(passage: Passage, index: int, first: int) -> bool:
    """Whether a pronoun is no subject: "how contracts with us were let", "we do not need it to be"."""
    hangs = index > first and passage.words[index] in _US and passage.bits[index - 1] & c.PREP
    with_us = passage.bits[index] & c.WITHUS and " " in passage.words[index]
    return bool(hangs or with_us) or passage.words[index : index + 3] == ["it", "to", "be"]


def _relative(passage: Passage, index: int, first: int) -> bool:
    """Whether the clause describes a thing that no cue knows: "a list of measures that we keep ourselves"."""
    if passage.words[index] in _THAT and passage.any(c.WE, index + 1, index + 2):
        index += 1
    if index <= first or passage.words[index - 1] not in _THAT:
        return False
    before = index - 2
    while before > 0 and passage.bits[before] & c.PUNCT:
        before -= 1
    return before >= 0 and not passage.bits[before] & (_SOMETHING | _NO_NOUN) and passage.words[before].isalpha()


def _named_before(passage: Passage, index: int, first: int) -> bool:
    """Whether it is said who we are: "il fornitore eravamo noi", "the supplier was us"."""
    return (
        index - first >= 2  # noqa: PLR2004 - an article and a noun
        and bool(passage.bits[index - 1] & c.THIRD and passage.bits[index - 2] & c.DET)
        and bool(passage.bits[index] & c.BE)
    )


def of_a_price(passage: Passage, at: int, last: int) -> bool:
    """Whether what follows is a price or an offer: "we got three quotes"."""
    while at < last and passage.bits[at] & (c.NUMBER | c.DET | c.ADJ):
        at += 1
    return at < last and bool(passage.bits[at] & c.COST)


def accomplished(passage: Passage, mask: int, first: int, last: int) -> bool:
    """Whether a word of those classes says that something is done, and not that a fee is included."""
    return any(
        not _of_a_cost(passage, at) and not to_come(passage, at) and not (at and passage.bits[at - 1] & c.NEG)
        for at in passage.places(mask, first, last)
    )


def to_come(passage: Passage, at: int) -> bool:
    """Whether a verb stands behind one that puts it off: "we'll announce it here"."""
    before = passage.bits[at - 1] if at else 0
    return bool(before & c.AUX and not before & (c.HOLD | c.BE) and not passage.bits[at] & (c.ADV | c.ART))


def _of_a_cost(passage: Passage, at: int) -> bool:
    """Whether a price or an exam is included, or it is what others do: "auditor fees included", "they already do"."""
    if at < 1 or " " in passage.words[at]:
        return False
    exam = passage.words[at - 1] in _EXAMS and passage.words[at] in _INCLUDED
    return bool(passage.bits[at - 1] & c.COST) or passage.words[at - 1] in _THEY or exam


_THEY: Final = word_set("elliptic.they")
_EXAMS: Final = word_set("elliptic.exams")
_INCLUDED: Final = word_set("elliptic.included")


def _counted(passage: Passage, first: int, at: int, last: int) -> bool:
    """Whether we only say how many we are or have reached: "we are at two"."""
    told = passage.bits[first:at]
    year = len(passage.words[at - 1]) > 3 and passage.words[at - 1].isdigit()  # noqa: PLR2004
    return (
        at == last
        and bool(passage.bits[at - 1] & c.NUMBER)
        and not year
        and all(bits & c.BE or not bits & (_VERB | c.SINCE) for bits in told)
        and not any(bits & c.ANAPH and not bits & c.PREP for bits in told)
    )


def stands_for_it(passage: Passage, at: int) -> bool:
    """Whether a token is a pronoun for what is spoken of, and no article."""
    following = passage.bits[at + 1] if at + 1 < len(passage) else 0
    article = passage.bits[at] & c.DET and (not following or following & _SOMETHING)
    return bool(passage.bits[at] & c.ANAPH) and not passage.bits[at] & c.PREP and not article


def _another_object(passage: Passage, at: int, last: int) -> bool:
    """Whether an article and a noun begin at a token, or just behind one, that stand for no certificate."""
    if at < last and passage.bits[at - 1] & c.DET and not passage.bits[at - 1] & _VERB:
        noun = at
    elif at + 1 < last and passage.bits[at] & c.DET:
        noun = at + 1
    else:
        return False
    return passage.words[noun].isalpha() and not passage.bits[noun] & (_SOMETHING | c.PREP | c.WE | c.BE | c.AUX)
