"""What is lacking, or has ended: whether it is something that can be held, and whether "nothing" is an object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.spelling.dates import is_month
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage

THING: Final = c.SCHEME | c.ART | c.CERT | c.PRESUP | c.ASSESSOR
EMPTY: Final = (
    c.DET
    | c.ADJ
    | c.ADV
    | c.AUX
    | c.BE
    | c.WE
    | c.PREP
    | c.PUNCT
    | c.NUMBER
    | c.WORD
    | c.ANAPH
    | c.AND
    | c.YOU
    | c.OTHER
    | c.NAME
    | c.GLOBAL
)


OR: Final = word_set("lacking.or")
"""The words for "or"."""


_STATE: Final = c.BE | c.HOLD | c.CERT | c.GOT
_VAIN: Final = word_set("lacking.vain")
_ANY: Final = word_set("lacking.any")
_ANOTHER: Final = word_parts("lacking.another")
"""What is sought in vain beside the one that is there, by how the words begin."""
"""Prepositions of what is asked for, or of what is spoken of: "quant au SOC 2, on le réclame en vain"."""


def _sought(passage: Passage, first: int, last: int) -> bool:
    """Whether what is sought in vain is any certificate, not something in ours: "for a weak spot in our report"."""
    if passage.any(c.RIVAL | c.FINDING | c.OURS, first, last) or any(
        word.startswith(_ANOTHER) for word in passage.words[first:last]
    ):
        return False
    at = next(iter(passage.places(c.SCHEME | c.ART, first, last)), None)
    if at is None:
        return passage.any(c.ANAPH, first, last) or _names_of(passage, first)
    before = at - 1
    while before > first and passage.bits[before] & (c.ADJ | c.ART) and not passage.bits[before] & c.DET:
        before -= 1
    nouns = any(not passage.bits[i] and passage.words[i - 1] in _ANY for i in range(first + 1, at))
    # Romance languages have an article with a name: "la ISO 27001".
    theirs = c.OUR if passage.bits[at] & c.SCHEME else c.OUR | c.DET
    named = before < first or not passage.bits[before] & theirs or passage.words[before] in _ANY
    return named and not nouns


_NAMES_OF: Final = word_parts("lacking.names_of")


def _names_of(passage: Passage, first: int) -> bool:
    """Whether names are what is sought in vain: "three names you'll look for in vain here"."""
    counted = passage.any(c.NUMBER | c.DET, first, first + 1)
    return counted and passage.words[first + 1].startswith(_NAMES_OF)


PEOPLE: Final = word_set("lacking.people")
"""Assessors by the name that their scheme gives them, which names it too."""


def _an_audit(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether what came to its end is an audit: Dutch "liep de controle zonder één opmerking af"."""
    behind = next((at for at in range(index + 1, last) if not passage.bits[at] & c.DET), last)
    before = index - 1
    while before > first and passage.bits[before] & (c.PREP | c.SCHEME):
        before -= 1
    return any(
        passage.bits[at] & (c.AUDIT | c.EXAM)
        and passage.bits[at] & c.ART
        and not passage.bits[at] & (c.ISSUED | c.STRONG)
        for at in (before, behind)
        if first <= at < last
    ) and passage.any(c.FINDING, first, last)


_RAN: Final = word_set("lacking.ran")
"""Verbs of ending that are said of what went on, too."""


def lacks(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether what is lacking, or has ended, is an artefact or a scheme."""
    if passage.words[index] in _VAIN:
        # "Thieves leave empty-handed from our certified store."
        ours = passage.any(c.OUR, index + 1, last) and passage.any(c.CERT, index + 1, last)
        return _sought(passage, first, last) and not ours
    if (
        passage.bits[index] & c.AUX
        and passage.bits[index] & c.PASTEND
        and passage.words[index] != "let"
        and not passage.any(_STATE, index + 1, index + 2)
    ):
        # "She used to audit SOC 2": what has ended is a job.
        return False
    if passage.words[index] in _RAN and _an_audit(passage, index, first, last):
        return False
    at = index - 1
    if at > first and passage.bits[index] & c.PASTEND and passage.bits[at] & c.AND and passage.words[at] not in OR:
        # A second verb has the subject of the first: "the certificate covered one office and ended in May".
        at = next((i for i in range(first, at) if passage.bits[i] & (c.SCHEME | c.ART | c.SELFNOUN)), at)
    while at >= first and passage.bits[at] & (EMPTY | c.NEG | c.PLAN) and not passage.bits[at] & THING:
        at -= 1
    if at >= first and passage.bits[at] & (c.SCHEME | c.ART | c.CERT | c.PRESUP):
        return True
    if passage.bits[index] & c.PASTEND and _of_ours(passage, index, first):
        return True
    our = False
    at = index + 1
    behind = [i for i in range(at, min(at + 4, last)) if passage.bits[i] & (c.EXAMINER | c.PERSON)]
    people = not PEOPLE.isdisjoint(passage.words[at : at + 2])
    if people or (behind and passage.any(c.SCHEME, at, behind[0])):
        # "A former ISO 27001 auditor", "a former QSA".
        return False
    # "Carecemos tanto de la ISO 27001 como de la ISO 9001."
    at += at < last and passage.words[at] in _BOTH
    while at < last and (
        (passage.bits[at] & (EMPTY | c.OUR | c.HOLD | c.GOT | c.SINCE) and not passage.bits[at] & THING)
        or (passage.bits[index] & c.PASTEND and _month(passage, at))
    ):
        our = our or bool(passage.bits[at] & c.OUR)
        at += 1
    at = _qualified(passage, at, last)
    if at < last and passage.bits[at] & (c.SCHEME | c.ART | c.CERT):
        return not our or bool(passage.bits[index] & c.PASTEND)
    if at < last:
        return at + 1 == last and passage.words[at] in _IT
    # Nothing else is said: "we lack it", "both are missing".
    return (
        passage.any(c.SCHEME, first, index)
        or " " in passage.words[index]
        or not any(
            not bits and passage.words[i].isalpha() and not _month(passage, i)
            for i, bits in enumerate(passage.bits[first:last], first)
        )
    )


_BOTH: Final = word_set("lacking.both")
_IT: Final = word_set("lacking.it")
"""Pronouns of what is lacking: "carecemos de ella"."""
_FEW: Final = 4


def _qualified(passage: Passage, at: int, last: int) -> int:
    """Where the certificate stands behind names that no cue knows: "we lack the ONC and EPCS certifications"."""
    end = at
    if not passage.bits[at - 1] & c.DET:
        return at
    while end < last and end - at < _FEW and (not passage.bits[end] or (end > at and passage.bits[end] & c.AND)):
        end += 1
    return end if at < end < last and passage.bits[end] & c.STRONG and passage.bits[end] & c.ART else at


def _month(passage: Passage, at: int) -> bool:
    """Whether a word is a month of a date: "expired on 30 September 2026"."""
    beside = passage.any(c.NUMBER, max(at - 1, 0), at) or passage.any(c.NUMBER, at + 1, at + 2)
    return beside and is_month(passage.words[at])


def _of_ours(passage: Passage, index: int, first: int) -> bool:
    """Whether the certificate of some place of ours has ended: "the certificate of our Leeds office lapsed"."""
    things = passage.places(c.ISSUED, first, index)
    if not things or index - things[-1] > _NAME:
        return False
    at = things[-1] + 1
    while at < index and passage.bits[at] & (c.SCHEME | c.ALIGN | c.ART):
        at += 1
    whose = at < index and passage.bits[at] & (c.PREP | c.OUR) and passage.any(c.OUR | c.DET, at, at + 2)
    verb = c.HOLD | c.SAY | c.SHOW | c.MEAN | c.REL | c.COND | c.NEG | c.NO
    return bool(whose) and not any(bits & verb and not bits & (c.AUX | c.DET) for bits in passage.bits[at + 1 : index])


_NAME: Final = 9


def acts_on_nothing(passage: Passage, index: int, first: int) -> bool:
    """Whether "nothing" is the object of a verb that no cue knows ("leaves nothing out")."""
    at = index - 1
    while at >= first and passage.bits[at] & (c.DET | c.ADV | c.PUNCT):
        at -= 1
    return at >= first and (not passage.bits[at] or bool(passage.bits[at] & c.PREP and passage.bits[index] & c.NOBODY))


_CHECKS: Final = word_parts("lacking.checks")
_SMOOTHLY: Final = word_set("lacking.smoothly")
_BEHIND: Final = 3


def carried_out(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether it is an examination that ended: it has taken place ("finalizada la validación FIPS 140-3")."""
    if passage.any(c.EXAM, first, index) or any(word.startswith(_CHECKS) for word in passage.words[first:index]):
        return True
    if not _SMOOTHLY.isdisjoint(passage.words[index + 1 : last]):
        # "De hercertificering verliep dit voorjaar vlekkeloos."
        return True
    behind = range(index + 1, min(index + _BEHIND, last))
    return index == first and any(passage.bits[at] & c.EXAM or passage.words[at].startswith(_CHECKS) for at in behind)


_UNMET: Final = frozenset({"without", "lack"})
_A: Final = word_set("negated.a")


def uncancelled(passage: Passage, kinds: set[str], first: int, last: int) -> int:
    """How many negations of "without" deny nothing, as it lacks nothing itself: "is never sent without an NDA".

    Any report at all ("a report may not be copied without consent") is not ours, nor is one of a supplier's that
    nobody may copy without *its* consent.
    """
    without = passage.places(c.WITHOUT, first, last)
    if not kinds or not kinds <= _UNMET or not without:
        return 0
    ours = passage.any(c.WE | c.OUR | c.NAME, first, last)
    if not ours and passage.words[first] in _A:
        return 0
    theirs = any(passage.any(c.THEIR, at + 1, at + 2) for at in without)
    return 0 if theirs and not ours and passage.any(_OTHERS, 0, first) else len(kinds)


_OTHERS: Final = c.THIRD | c.OTHER | c.GENERIC
