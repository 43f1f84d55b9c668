"""What stands in brackets, dashes or commas inside of a clause of ours and says nothing of certifications.

"We, like most firms of our size, have no SOC 2 report" and "Wir haben (Stand heute) kein Testat" are read as the same
sentences without what is put in: its words are no tokens at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from trustgen.claims.passages.asides import INSIDE
from trustgen.claims.words import cues
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage

_CLOSING: Final = {",": ",", "(": ")", "-": "-", "\u2013": "\u2013", "\u2014": "\u2014"}
_LIKE: Final = word_set("asides.like")
_TIMES: Final = word_parts("dropped.times")
"""How adjectives begin that tell one paper from another: "the new certificate is not here yet"."""
_FORMULAS: Final = word_parts("dropped.formulas")
"""What sentences have in them that a text may end with, and that say nothing of it."""
_FORMULA: Final = 14
_ENDS: Final = frozenset({".", "!", "?", "\n"})
_PARTED: Final = frozenset({":", ";", "-", "\u2013", "\u2014", "("})
"""Behind one of these a sentence goes on with something that is no formula: "feel free to be impressed: we did it"."""
_SOMETHING: Final = word_set("dropped.something")
_PERIODS: Final = word_set("dropped.periods")
_NEAR: Final = 3
_LONG: Final = 10
_SUBJECT: Final = 4
_OURS: Final = cues.WE | cues.NAME | cues.OUR
_VERBS: Final = cues.HOLD | cues.BE | cues.AUX
_NAMED: Final = cues.SCHEME | cues.ART | cues.CERT
_OTHERS: Final = cues.YOU | cues.GENERIC | cues.THIRD | cues.OTHER | cues.RIVAL | cues.PERSON
_TELLING: Final = (
    _NAMED
    | cues.STRONG
    | cues.GOT
    | cues.DONE
    | cues.PRESUP
    | cues.HOLD & ~cues.AUX
    | cues.EXIST
    | cues.NEG
    | cues.NO
    | cues.NOBODY
    | cues.NONE
    | cues.WITHOUT
    | cues.LACK
    | cues.PASTEND
    | cues.EXCEPT
    | cues.SHOW
    | cues.ASSESSOR
    | cues.CERTIFIER
    | cues.EXAM
    | cues.AUDIT
    | cues.PROGRESS
    | cues.PLAN
    | cues.SOON
    | cues.OPEN
    | cues.READY
    | cues.COND
    | cues.YEA
    | cues.NAY
    | cues.ONLY
    | cues.BUT
)

_SAID: Final = (
    _NAMED
    | cues.STRONG
    | cues.GOT
    | cues.DONE
    | cues.PRESUP
    | cues.YEA
    | cues.OURS
    | cues.WITHUS
    | cues.ASSESSOR
    | cues.CERTIFIER
    | cues.EXAMINER
    | cues.EXAM
    | cues.AUDIT
    | cues.ISSUED
    | cues.LISTING
    | cues.ARRIVED
)
"""What no formula speaks of."""


def read_over(passage: Passage) -> None:
    """Take out of a passage, before it is cut, what says nothing, and take from supposed lacks that they are any."""
    unsaid(passage)
    drop(passage)
    suppose(passage)


def drop(passage: Passage) -> None:
    """Take out of a passage, before it is cut, what is put into its clauses and says nothing."""
    at = 1
    while at < len(passage) - 2:
        end = _level(passage, at) or _inserted(passage, at) or _adjectives(passage, at) or _without(passage, at)
        if end:
            for row in _rows(passage):
                del row[at:end]
            if at < len(passage):
                passage.spaced[at] = True
        else:
            at += 1


def unsaid(passage: Passage) -> None:
    """Take out of a passage, before it is cut, the sentences that are nothing but a formula: "do not hesitate"."""
    begins = [0, *(at + 1 for at in passage.places(cues.PUNCT, 0, len(passage) - 1) if passage.words[at] in _ENDS)]
    # From the end, so that the places before it stay; a text that is nothing else keeps its words.
    for first in reversed(begins) if len(begins) > 1 else ():
        _leave_out(passage, first)


def _leave_out(passage: Passage, first: int) -> None:
    last = next((at for at in range(first, len(passage)) if passage.words[at] in _ENDS), len(passage) - 1)
    said = f" {' '.join(passage.words[first : last + 1])} "
    parted = any(passage.words[at] in _PARTED for at in range(first, last))
    if last - first > _FORMULA or parted or passage.any(_SAID, first, last + 1):
        return
    if any(f" {formula} " in said for formula in _FORMULAS):
        for row in _rows(passage):
            del row[first : last + 1]


def _rows(passage: Passage) -> tuple[list[Any], ...]:
    return passage.words, passage.bits, passage.starts, passage.ends, passage.found, passage.spaced


def suppose(passage: Passage) -> None:
    """Let a lack that is only supposed be none: "write to us if something is missing", "s'il manque quelque chose"."""
    for at in passage.places(cues.LACK):
        near = passage.words[max(0, at - _NEAR) : at + _NEAR]
        if passage.any(cues.COND, max(0, at - _NEAR - 1), at) and not _SOMETHING.isdisjoint(near):
            passage.bits[at] &= ~cues.LACK
    for at in passage.places(cues.PASTEND):
        # "The report for the period that ended in June."
        if passage.any(cues.REL, at - 1, at) and at > _NEAR and passage.words[at - 2] in _PERIODS:
            passage.bits[at] &= ~cues.PASTEND


def _without(passage: Passage, at: int) -> int:
    """Where it ends what a paper is had without, behind its name: "the report can be read without signing anything"."""
    if not passage.bits[at] & cues.WITHOUT or passage.bits[at] & (cues.NEG | cues.NO):
        return 0
    start = _clause(passage, at)
    end = next((near for near in range(at + 1, len(passage)) if passage.bits[near] & cues.PUNCT), len(passage))
    named = passage.any(cues.SCHEME, start, at) and passage.any(cues.ISSUED, start, at)
    told = (
        _NAMED | cues.STRONG | cues.ANAPH | cues.OUR | cues.FINDING | cues.EXAM | cues.AUDIT | cues.OUTSIDE | cues.GOT
    )
    idle = end > at + 1 and not any(
        passage.bits[near] & told and not passage.bits[near] & cues.DET and passage.words[near] not in _SOMETHING
        for near in range(at + 1, end)
    )
    denied = passage.any(cues.NEG | cues.NO | cues.NOBODY | cues.LACK | cues.COND, start, at)
    return end if named and idle and not denied and all(one < 0 for one in passage.found[at:end]) else 0


def _adjectives(passage: Passage, at: int) -> int:
    """Where adjectives end that change nothing, in front of the name of a scheme: "the formal SOC 2 report"."""
    end = at
    plain = cues.ADJ | cues.ADV
    while end < len(passage) - 1 and passage.bits[end] & cues.ADJ and not passage.bits[end] & ~plain:
        if passage.words[end].startswith(_TIMES):
            return 0
        end += 1
    noun = passage.bits[end] & cues.SCHEME
    return end if end > at and noun and passage.bits[at - 1] & (cues.DET | cues.NO | cues.OUR) else 0


def _level(passage: Passage, at: int) -> int:
    """Where a bracket ends that holds nothing but a level: "das TISAX-Assessment (AL2) haben wir"."""
    code = passage.words[at + 1]
    return (
        at + 3
        if passage.words[at] == "("
        and at + 3 < len(passage)
        and passage.words[at + 2] == ")"
        and passage.bits[at - 1] & (_NAMED | cues.EXAM | cues.ISSUED)
        and not passage.bits[at + 1]
        and any(map(str.isdigit, code))
        and not code.isdigit()
        and passage.bits[at + 3] & (_VERBS | cues.NEG | cues.WE)
        else 0
    )


def _inserted(passage: Passage, at: int) -> int:
    """Where an insertion ends that begins at a token; 0 where none does, or where it may tell something."""
    closing = _CLOSING.get(passage.words[at])
    if closing is None or not passage.bits[at] & cues.PUNCT or (closing not in ",)" and not _spaced(passage, at)):
        return 0
    stop = min(at + _LONG, len(passage) - 1)
    end = next((near for near in range(at + 1, stop) if passage.bits[near] & cues.PUNCT), 0)
    if end <= at + 1 or passage.words[end] != closing or (closing not in ",)" and not _spaced(passage, end)):
        return 0
    following = passage.bits[end + 1]
    if following & (cues.PUNCT | cues.REL | cues.COND | cues.BUT) and not following & (cues.DET | cues.NEG | cues.NO):
        return 0
    start = _clause(passage, at)
    told = _TELLING | (0 if passage.words[at + 1] in _LIKE else _OTHERS)
    if _verb(passage, start, at, end):
        # "We do not, of course, have one."
        told &= ~cues.YEA
    elif not _subject(passage, start, at):
        return 0
    idle = all(
        not passage.bits[near] & told or (passage.bits[near] & cues.BUT and passage.words[near] in INSIDE)
        for near in range(at + 1, end)
    )
    return end + 1 if idle and all(found < 0 for found in passage.found[at:end]) else 0


def _spaced(passage: Passage, at: int) -> bool:
    return passage.spaced[at] and passage.spaced[at + 1]


def _clause(passage: Passage, at: int) -> int:
    """Where the clause begins that a token stands in, by the marks before it."""
    return next((near + 1 for near in range(at - 1, -1, -1) if passage.bits[near] & cues.PUNCT), 0)


def _subject(passage: Passage, start: int, at: int) -> bool:
    """Whether nothing but who we are stands before it: "Our platform, …"."""
    return (
        0 < at - start <= _SUBJECT
        and bool(passage.bits[start] & _OURS)
        and not passage.any(_VERBS | _NAMED | _OTHERS | cues.NEG | cues.PREP, start, at)
    )


def _verb(passage: Passage, start: int, at: int, end: int) -> bool:
    """Whether a clause of ours stops behind its verb, with its object still to come: "We have (as of today) …"."""
    stop = next((near for near in range(end + 1, len(passage)) if passage.bits[near] & cues.PUNCT), len(passage))
    return (
        bool(passage.bits[at - 1] & (_VERBS | cues.NEG | cues.WE))
        and passage.any(_OURS, start, at)
        and passage.any(_VERBS, start, at)
        and not passage.any(_NAMED | _OTHERS | cues.COND, start, at)
        and not passage.bits[end + 1] & cues.WE
        and passage.any(_NAMED, end + 1, stop)
    )
