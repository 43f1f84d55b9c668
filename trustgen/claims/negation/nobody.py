"""Negative subjects: "no agency has granted us …", "it has certified nothing of ours".

Whoever the subject is, what is denied is that we were given something; a negation of taking it away is none of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.negation.negatedthing import strange
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage

_GIVEN: Final = c.GOT | c.CERT | c.GRANTED | c.AUDIT
"""What somebody who certifies does for somebody else."""
_LOOSE: Final = c.PASTEND | c.RETRACT | c.FINDING | c.EXCEPT | c.LACK | c.WITHOUT | c.RIVAL | c.PSEUDO | c.COND | c.FAIL
_LOOSE_TOO: Final = c.MANNER | c.ONLY | c.BUT | c.RANK | c.EASE
_NOUN: Final = c.ASSESSOR | c.EXAMINER | c.CERTIFIER | c.OUTSIDE | c.ADJ | c.PREP | c.DET | c.PERSON | c.GENERIC
_VERB: Final = c.AUX | c.HOLD | c.BE | c.GOT | c.CERT
_SELF: Final = c.WE | c.OUR
_LONG: Final = 5
_NEAR: Final = 3
_THAN: Final = word_set("nobody.than")
_SUBJECTS: Final = word_set("nobody.subjects")
"""Pronouns of the first person that nothing can be given to."""
_NAMES: Final = word_parts("nobody.names")


_FILED: Final = word_parts("nobody.filed")
"""What is done in somebody's name, by how the words begin."""
_SPAN: Final = 24


def nobody_did(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether a negation is the subject, or the object, of somebody's giving something to us."""
    # Near the negation: the work must not grow with the clause for each of them.
    first, last = max(first, index - _SPAN), min(last, index + _SPAN)
    if passage.any(_LOOSE | _LOOSE_TOO, first, last) or not _THAN.isdisjoint(passage.words[first:last]):
        return False
    if _nothing_of_ours(passage, index, first, last):
        return True
    verb = _after_subject(passage, index, first, last)
    given = [at for at in range(verb, last) if _gives(passage, at)] if verb else []
    if given:
        named = next(iter(passage.places(c.SCHEME, verb, given[-1])), given[-1])
        if any(strange(passage, at) for at in range(named + 1, given[-1])):
            # "Kein Auditor hat uns ISO 27001 leichtfertig erteilt."
            return False
        end = next(iter(passage.places(c.REL & ~c.ANAPH, verb, last)), last)
        return any(_recipient(passage, at, last) for at in range(verb, end))
    return _in_our_name(passage, first, last)


def _gives(passage: Passage, at: int) -> bool:
    """Whether a word is a verb of giving, and no noun for what is given: "nos ha certificado", not "un certificado"."""
    bits = passage.bits[at]
    noun = bits & c.ART and not (at and bits & c.CERT and passage.bits[at - 1] & c.AUX)
    return bool(bits & _GIVEN) and not bits & (c.AUX | c.ASSESSOR) and not noun


def as_much_as(passage: Passage, index: int, last: int) -> bool:
    """Whether nobody did it to the degree of somebody else: "nobody has examined us as often as Deloitte"."""
    for at in range(index + 1, last - 2):
        # "Tanto la sede como el almac\u00e9n" counts two.
        degree = strange(passage, at + 1) or passage.any(c.ADV | c.ADJ | c.RIVAL, at + 1, at + 2)
        if passage.words[at] not in _AS or not degree or passage.words[at + 1] in _CONJ:
            continue
        if not _AS_WHOM.isdisjoint(passage.words[at + 2 : min(at + _LONG, last - 1)]):
            return passage.any(_GIVEN, index + 1, last)
    return False


_AS: Final = word_set("nobody.as")
_AS_WHOM: Final = word_set("nobody.as_whom")
"""The two words for "as … as"."""
_CONJ: Final = word_set("nobody.conj")
"""What begins a phrase that compares nothing: "as far as we know"."""


def _after_subject(passage: Passage, index: int, first: int, last: int) -> int:
    """Where the verb stands behind a subject that begins with the negation; 0 where there is none."""
    bits = passage.bits[index]
    if not bits & (c.NO | c.NOBODY) or any(not one & (c.ADV | c.AND | c.WORD) for one in passage.bits[first:index]):
        return 0
    at = index + 1
    while at < last and at - index <= _LONG and not passage.bits[at] & (_VERB & ~c.CERT | c.WE):
        here = passage.bits[at]
        known = here & (_NOUN | c.ADV | c.NEG | c.LAW) or strange(passage, at) or _whose_scheme(passage, at, index)
        if not known or here & c.REL or (here & c.SCHEME and not _whose_scheme(passage, at, index)):
            break
        at += 1
    if at == index + 1 and not bits & c.NOBODY and not passage.bits[index] & c.NONE:
        return 0
    return at if at < last and passage.bits[at] & (_VERB | c.WE) else 0


def _whose_scheme(passage: Passage, at: int, index: int) -> bool:
    """Whether a name, or its hyphen, only tells who it is that certifies: "no CBPR accountability agent"."""
    if passage.words[at] == "-":
        return bool(passage.bits[at - 1] & c.SCHEME)
    behind = at + 1 + (passage.word(at + 1) == "-")
    noun = strange(passage, behind) or bool(passage.bits[behind] & c.ASSESSOR) if behind < len(passage) else False
    return bool(passage.bits[at] & c.SCHEME) and (noun or strange(passage, at - 1)) and at - index < _LONG


def _recipient(passage: Passage, at: int, last: int) -> bool:
    """Whether a token is us as whom something is given to, and does not call a certificate ours."""
    bits = passage.bits[at]
    if not bits & (c.WE | c.NAME) or bits & c.HOLD or passage.words[at] in _SUBJECTS:
        return False
    if not bits & c.OUR:
        return not passage.any(c.OUR, at + 1, last) or bool(bits & c.NAME)
    # Dutch has one word for "our" and "us".
    follows = passage.bits[at + 1] if at + 1 < last else 0
    noun = passage.any(c.ART, at + 2, min(at + 4, last))
    return not follows & (c.SCHEME | c.ART | c.SELFNOUN) or bool(follows & c.SCHEME and not noun)


def _nothing_of_ours(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether somebody has certified nothing, or none, of ours: "the FIDO Alliance has certified nothing of ours"."""
    if passage.words[index] == "none of":
        others = passage.any(c.THIRD | c.OTHER | c.YOU | c.PERSON | c.GENERIC | c.EXAM, index + 1, last)
        return (
            index > first
            and bool(passage.bits[index - 1] & c.CERT and not passage.bits[index - 1] & c.ART)
            and not passage.any(_SELF, first, index)
            and passage.any(c.OUR, index + 1, index + 2)
            and not others
        )
    given = any(_gives(passage, at) for at in range(first, last))
    end = min(index + _NEAR + 1, last)
    if not passage.bits[index] & c.NONE or not given or index == first or passage.any(c.WE | c.OUR, first, index):
        return False
    return passage.any(c.OURS | c.WITHUS | c.OUR | c.WE, index + 1, end) and not passage.any(
        c.SCHEME | c.ART | c.SELFNOUN, index + 1, last
    )


def _in_our_name(passage: Passage, first: int, last: int) -> bool:
    """Whether nothing was filed in our name: "no filing under China's MLPS has been made in our name"."""
    named = any(
        passage.words[at + 1].startswith(_NAMES) and passage.any(c.PREP, max(first, at - 1), at)
        for at in passage.places(c.OUR, first, last - 1)
    )
    denied = passage.any(c.NO | c.NOBODY, first, last) or passage.any(c.NEG, first, last)
    if passage.any(c.SAY | c.MISTAKE, first, last) or not any(
        word.startswith(_FILED) for word in passage.words[first:last]
    ):
        return False
    return named and denied and passage.any(c.AUX | c.BE, first, last) and passage.any(c.SCHEME, first, last)


def nobody_ended(passage: Passage, index: int, first: int) -> bool:
    """Whether it is denied of any of them, or by anybody, that it has ended: "no auditor has withdrawn our report"."""
    if not passage.bits[index] & c.PASTEND or passage.bits[index] & c.ADJ or index <= first + 1:
        return False
    return (
        bool(passage.bits[first] & (c.NO | c.NOBODY))
        and not passage.bits[first] & c.NEG
        and passage.any(c.AUX | c.BE | c.HOLD, first + 1, index)
        and not passage.any(c.NEG | c.LACK | c.WITHOUT, first + 1, index)
        and all(passage.bits[at] & c.DET for at in passage.places(c.REL, first + 1, index))
    )
