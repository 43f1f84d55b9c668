"""What a negation negates: the artefact, the having of it, the saying of it, or something that does not count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.negation.lacking import EMPTY, THING
from trustgen.claims.negation.negatedbehind import BEHIND, INDEFINITE, aside
from trustgen.claims.negation.negatedsubject import behind_subject
from trustgen.claims.negation.negatedthing import (
    Hit,
    assessed,
    fronted,
    none_certified,
    not_among,
    not_ours,
    opposite,
    part_of_it,
    second_verb,
    strange,
    verb_known,
    worn,
)
from trustgen.claims.negation.neither import neither_was
from trustgen.claims.negation.nobody import as_much_as, nobody_did
from trustgen.claims.negation.spareseffort import spares_effort
from trustgen.claims.negation.unlisted import none_of_these, on_none, unlisted
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage

_THEY: Final = c.RIVAL | c.GENERIC | c.THIRD | c.PERSON
_VERB: Final = c.HOLD | c.GOT | c.SHOW | c.EXIST | c.PLAN | c.PROGRESS | c.CARRY
_HEAD: Final = c.SCHEME | c.ART | c.CERT | c.AND | c.DET | c.ADJ | c.PRESUP
DEFINITE: Final = word_set("negated.definite")
_THE: Final = word_set("negated.the")
_BEGUN: Final = word_set("negated.begun")
"""Verbs of beginning: no SOC 2 project that was not started has come to anything."""
TO: Final = word_set("negated.to")
"""What follows "nothing" where there is no need of something."""
_REACH: Final = 14
"""Tokens that a negation may reach; a longer way is another statement."""


def hit(passage: Passage, index: int, first: int, last: int) -> Hit:  # noqa: PLR0912
    """What a negation at a token negates."""
    bits = passage.bits[index]
    loose = bits & c.NOBODY and not bits & c.NO
    known = _at_once(passage, index, first, last)
    if known is not None:
        return known
    # "Without a freshly signed report": one word may describe what is lacking.
    described_by = 1 if bits & c.WITHOUT else 0
    passed = 0
    our = bool(bits & c.WITHOUT and not bits & c.NO) and _a_certain_one(passage, index, last)
    described, unknown = False, 0
    at = behind_subject(passage, index, last, _REACH)
    stop = min(last, index + 1 + _REACH)
    while at < stop:
        here = passage.bits[at]
        if here & c.OUR and not here & c.ADJ:
            # Dutch has one word for "our" and "us".
            our = not here & c.WE or (at + 1 < last and not passage.bits[at + 1] & _NO_NOUN)
        elif here & c.RANK and passage.words[at - 1] in DEFINITE | _THE and passage.any(THING, at + 1, last):
            # "We are not the only provider with …": that it is us alone is what is denied.
            return Hit("")
        elif here & c.FINDING and not here & (THING | c.ADJ) and passage.any(c.SCHEME, first, index):
            # What is denied is that an audit found something.
            return Hit("")
        elif passage.words[at] in TYPES and at + 1 < last and passage.words[at + 1] in _NUMERALS:
            # "There is no Type II."
            return Hit("thing")
        elif here & THING and ((unknown > described_by and not here & c.CERT) or opposite(passage, at, index)):
            return Hit("")
        elif here & THING and (
            not (bits & (c.NEG | c.NO) and here & c.SAY and not here & c.SCHEME)
            # "There is no label in our name."
            or (
                here & c.ART
                and ((bits & c.NO and at == index + 1) or (passed & c.HOLD and passage.bits[at - 1] & c.DET))
                and (at == last - 1 or (passage.any(c.PREP, at + 1, at + 2) and passage.any(c.OUR, at + 2, at + 3)))
            )
        ):
            return _thing(passage, index, at, last, passed, our=our)
        elif here & c.TRUTH and bits & (c.NEG | c.NO):
            return Hit("truth")
        elif here & c.META:
            return Hit("meta")
        elif here & c.SERVE and not here & (c.HOLD | c.SHOW | c.MEAN) and not (here & c.SAY and bits & c.NO):
            # "Without a report we cannot bid", not "gives no promise that the service is certified".
            return Hit("")
        elif here & (c.LACK | c.WITHOUT | c.PASTEND) and not here & (c.NEG | c.NO):
            return Hit("lack")
        elif (
            # "We no longer take part."
            (here & c.MEMBER and bits & c.PASTEND and at == index + 1)
            or (here & c.AND and second_verb(passage, index, at, first, last))
            or (here & c.SAY and passage.bits[first] & c.REL and passage.any(c.WE, first, index))
        ):
            return Hit("none")
        elif here & (c.SAY | c.MEAN) and not here & (c.HOLD | c.AUX):
            return (
                Hit("say")
                if passage.any(THING | c.HOLD, at + 1, last)
                or passage.any(c.SCHEME | c.ART, first, index)
                or _that_we_are(passage, at, last)
                else Hit("")
            )
        elif here & _VERB:
            passed |= here
        elif here & (c.NEG | c.NO | c.NONE | c.NOBODY) or (here & c.REL and at == index + 1):
            # "None of which".
            pass
        elif here & c.SELFNOUN or (our and here & _THEY and passage.any(c.AND, max(first, at - 3), at)):
            # "our products", "neither we nor our competitors": the possessive belongs to them.
            our = False
        elif here & c.ADJ and not here & (c.DET | c.ADV | c.PREP | c.BE | c.THEIR | c.ANAPH):
            described = True
        elif (
            here & EMPTY
            or (here & (c.BUT | c.INHERIT) and not (here & c.EXCEPT or bits & c.NOBODY))
            or (here & c.GENERIC and passage.any(c.BE | c.MEAN | c.HOLD, max(first, index - 1), at))
            or (here & c.THIRD and _role(passage, index, at, first))
            or none_certified(passage, at, passed)
            # "N'est pas elle-même certifiée".
            or (here & c.THEIR and at + 1 < stop and passage.bits[at + 1] & c.CERT and not here & c.DET)
            # "Those requirements" are what the scheme asks for.
            or (here & c.CLAUSE and passed & c.HOLD and passage.bits[at - 1] & c.DET)
        ):
            pass
        elif here & c.THEIR and passage.any(c.WE, at + 1, min(at + 2, last)):
            # "Has not been issued to us."
            passed |= c.GOT
        elif loose and passage.words[at] in _HERE_IS:
            # "Nobody here is certified."
            pass
        elif unknown < (3 if loose else described_by) and (loose or (at + 1 < stop and passage.bits[at + 1] & THING)):
            # "Nobody in this trade": a noun behind a preposition belongs to the subject.
            unknown += not (loose and passage.bits[at - 1] & (c.PREP | c.DET | c.ADV))
        else:
            return fronted(passage, index, first, passed)
        at += 1
    if not_ours(passage, index, first, last):
        return Hit("none")
    if our and passage.bits[last - 1] & c.OUR and passage.any(c.THEIR | c.OTHER | c.THIRD, first, index):
        # "Their certificate is not ours."
        return Hit("none" if passage.any(c.SCHEME | c.ART, first, index) else "")
    if our:
        return fronted(passage, index, first, passed)
    if described and not passed:
        # "is not public" says nothing about having it.
        return Hit("")
    if not passed and passage.words[index] in BEHIND and _verb_unknown(passage, index, first):
        # "Wir verstecken unser Testat nicht": a verb that no cue knows is what is negated.
        return Hit("")
    if passed or not passage.any(_SAYING, index + 1, last):
        return Hit("none")
    return Hit("")


def _a_certain_one(passage: Passage, index: int, last: int) -> bool:
    """Whether "without" is followed by "the": it speaks of a certain certificate, as "without our certificate" does."""
    if index + 1 >= last or passage.words[index + 1] not in DEFINITE:
        return False
    # Romance languages have the article with what is spoken of at large: "sin la certificaci\u00f3n".
    return passage.words[index] not in _SANS or passage.any(c.ISSUED, index + 2, min(index + 4, last))


def _at_once(passage: Passage, index: int, first: int, last: int) -> Hit | None:
    """What a negation negates where its clause as a whole tells; `None` where that depends on the next words."""
    bits = passage.bits[index]
    if spares_effort(passage, index, last):
        return Hit("")
    if bits & c.NEG and passage.any(c.MANNER, index + 1, last) and passage.any(THING, first, last):
        # "We are not certified by accident": we are, and on purpose.
        return Hit("")
    if bits & (c.NOBODY | c.NO) and as_much_as(passage, index, last):
        return Hit("")
    if bits & c.NOBODY and (passage.any(c.FINDING, index + 1, last) or part_of_it(passage, index, last)):
        # "No part of the audit gave rise to findings", "no part of the SOC 2 report was qualified".
        return Hit("")
    if passage.words[index] in BEHIND and _withheld(passage, index, first):
        return Hit("say")
    if (
        passage.words[index] in BEHIND
        and index > first
        and passage.bits[index - 1] & c.SAY
        and passage.any(c.REL, index + 1, index + 2)
        and passage.any(c.CERT | c.HOLD, index + 2, last)
    ):
        # "Ne garantit pas que les Prestations soient certifiées": whatever the clause is about.
        return Hit("say")
    if bits & c.NEG and passage.any(c.FAIL, max(first, index - 2), index) and passage.any(c.SCHEME, index + 1, last):
        # "We failed neither ISO 27001 nor anything else."
        return Hit("")
    if bits & c.NEG and not_among(passage, index, first, last):
        return Hit("none")
    near = range(index + 1, min(last, index + _REACH))
    if nobody_did(passage, index, first, last) and not any(opposite(passage, at, index) for at in near):
        return Hit("thing")
    mine = neither_was(passage, index, first, last) or on_none(passage, index, first, last)
    if mine or unlisted(passage, index, first, last) or none_of_these(passage, index, last):
        return Hit("thing", named=passage.any(c.SCHEME, index, last))
    if (
        passage.words[index] in BEHIND
        and index > first
        and strange(passage, index - 1)
        and not aside(passage, index, first)
        and not verb_known(passage, index, first, last)
    ):
        # The verb stands in front of the negation, and no cue knows it: "nous ne transigeons pas".
        return Hit("")
    return None


def _that_we_are(passage: Passage, at: int, last: int) -> bool:
    """Whether what is not said is that we are: "we won't say that we are"."""
    return (
        passage.any(c.REL, at + 1, min(at + 2, last))
        and passage.any(c.WE | c.NAME, at + 2, last)
        and bool(passage.bits[last - 1] & (c.BE | c.AUX))
    )


_SANS: Final = word_set("negated.sans")
_HERE_IS: Final = word_set("negated.here_is")
_SAYING: Final = ~EMPTY & ~c.NEG & ~c.NO & ~c.NONE & ~c.NAY & ~c.WITHUS & ~c.BUT
_NO_NOUN: Final = c.BE | c.AUX | c.HOLD | c.PREP | c.NEG | c.SAY
TYPES: Final = word_set("negated.types")
_NUMERALS: Final = frozenset({"i", "ii", "1", "2"})


def _role(passage: Passage, index: int, at: int, first: int) -> bool:
    """Whether a noun says what we are not: "we are not a FedRAMP provider", "nous ne sommes pas hébergeur HDS"."""
    return (
        passage.any(c.WE | c.NAME, first, at)
        and bool(passage.bits[index] & (c.NEG | c.NO))
        and (passage.any(c.BE, max(first, index - 1), at) or passage.any(c.BE, first, index))
        and all(bits & (c.DET | c.NUMBER | c.ADV | c.BE | c.PUNCT) for bits in passage.bits[index + 1 : at])
        and DEFINITE.isdisjoint(passage.words[index + 1 : at])
        and not passage.any(c.REL | c.WITHOUT | c.LACK, at + 1, at + 2)
    )


def _withheld(passage: Passage, index: int, first: int) -> bool:
    """Whether something indefinite stands first, and saying is denied: "eine Zertifizierung sichert er nicht zu"."""
    verbs = passage.places(c.SAY, first, index)
    if not verbs or passage.any(c.OUR | c.WE, first, index):
        return False
    things = passage.places(c.SCHEME | c.ART, first, verbs[0])
    return bool(things) and passage.words[first] in INDEFINITE


def _verb_unknown(passage: Passage, index: int, first: int) -> bool:
    """Whether the words before a negation hold no verb that a cue knows, but a word that none does."""
    known = c.HOLD | c.GOT | c.BE | c.AUX | c.EXIST | c.SHOW | c.CERT | c.PLAN | c.SAY | c.MEAN | c.LACK
    return not passage.any(known, first, index) and any(strange(passage, at) for at in range(first, index))


def idle(passage: Passage, index: int, last: int) -> bool:
    """Whether "nothing" is followed by what there is no need of: "nothing to worry about", not "nothing to show"."""
    return (
        index + 2 < last
        and passage.words[index + 1] in TO
        and not (index and passage.bits[index - 1] & (c.HOLD | c.EXIST))
        and not passage.bits[index + 2] & (c.HOLD | c.SHOW | c.GOT | c.CERT)
    )


def _thing(passage: Passage, index: int, at: int, last: int, passed: int, *, our: bool) -> Hit:
    """Whether the artefact, name or certification word that a negation reaches is the head of what it negates."""
    nobody = passage.any(c.NOBODY, max(index - 4, 0), index + 1)
    if our and not passage.bits[at] & c.CERT and (not passed & c.HOLD or nobody):
        return Hit("")
    if our and passage.bits[at] & c.CERT and at > index and passage.bits[at - 1] & c.OUR:
        # Dutch has one word for "our" and "us".
        return Hit("thing" if passage.bits[at - 1] & c.WE else "")
    head = at
    artefact = False
    named = False
    while head < last and (passage.bits[head] & _HEAD or passage.words[head] in {"-", "/", '"', "'"}):
        artefact = artefact or bool(passage.bits[head] & (c.ART | c.CERT))
        named = named or bool(passage.bits[head] & c.SCHEME)
        head += 1
    if worn(passage, head, last) or (head < last and passage.bits[head] & c.FINDING):
        return Hit("")
    begun = named and passed & c.PROGRESS and not _BEGUN.isdisjoint(passage.words[index:at])
    if head < last and not passage.bits[head] and passage.words[head].isalpha() and not artefact and not begun:
        return Hit("")
    if passage.bits[at] & c.ASSESSOR and not passage.bits[at] & (c.ART | c.CERT | c.SCHEME):
        return assessed(passage, at, last, passed)
    return Hit("thing", named=named)
