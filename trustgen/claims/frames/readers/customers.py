"""The reader's own audit or duty, and whom we cannot serve without a certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.companies.ours import asked_of_us, has_yours
from trustgen.claims.companies.owner import owner
from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.passedon.inheriting import inherited
from trustgen.claims.frames.readers.bycustomer import by_customer
from trustgen.claims.frames.readers.filedby import filed_by_reader
from trustgen.claims.frames.readers.nouse import declined, demanded
from trustgen.claims.frames.readers.preparing import polite, preparing, with_ours
from trustgen.claims.frames.readers.youneed import you_need
from trustgen.claims.frames.undone.asone import as_one, in_what_role
from trustgen.claims.frames.undone.before import brought_to, came_before
from trustgen.claims.frames.undone.undone import no_reader
from trustgen.claims.scenes.beside import claimed_beside, denied_beside
from trustgen.claims.scenes.reading import THE, chain, possessed, presumed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_WHETHER: Final = word_set("customers.whether")
_SELF: Final = c.WE | c.OUR | c.NAME


def customer(case: Case) -> bool:
    """The reader's own audit or duty, or a demand for which nothing of ours is of use."""
    scene, token = case.scene, case.token
    helped = (preparing(scene, token) or with_ours(scene, token)) and not claimed_beside(scene, token)
    if helped or filed_by_reader(scene, token) or you_need(scene, token):
        return True
    return _theirs(case) or demanded(scene, token) or by_customer(scene, token)


def _theirs(case: Case) -> bool:
    """Whether it is the reader's own audit or duty."""
    scene, token = case.scene, case.token
    passage = scene.passage
    _, segment = scene.segment_of(token)
    _, first, last = scene.sentence_of(token)
    if inherited(scene) or passage.any(c.DONE, first, last) or scene.stance(passage.segment_at(token)).asserts:
        return False
    if (
        came_before(scene, token)
        or no_reader(scene, token)
        or asked_of_us(scene, token)
        or has_yours(scene, token)
        or _next_of_ours(scene, token)
        or _told_the_reader(scene, token)
        or presumed(scene, token)
    ):
        return False
    start, end = chain(passage, token, segment.first, segment.last)
    conditions = [
        i
        for i in passage.places(c.COND, segment.first, token)
        if passage.words[i] not in _WHETHER
        and not brought_to(passage, i, segment.first)
        and not in_what_role(scene, token, i)
        and not (i == segment.first and as_one(scene, token))
    ]
    presupposed = passage.places(c.PRESUP, segment.first, segment.last)
    if presupposed and not any(_yours(scene, place) for place in (start, *presupposed)):
        # Whoever is told to prepare the surveillance audit works for the one who has it.
        return False
    certified = any(passage.bits[i] & c.CERT and not passage.bits[i] & (c.ART | c.ASSESSOR) for i in range(start, end))
    whoever = passage.any(c.WHOEVER, segment.first, token)
    who = owner(scene, token)
    theirs = who & c.THEIR and (passage.any(c.YOUR, segment.first, token) or polite(scene, start - 1))
    if (
        (theirs or _bound(scene, token, first, who) or (conditions and _after_it(scene, token)))
        and not certified
        and not possessed(scene, token)
    ):
        return not claimed_beside(scene, token)
    invited = passage.any(c.CTA, first, token) or bool(conditions)
    if (
        who & c.YOUR
        and not certified
        and not possessed(scene, token)
        and ((not invited and not _in_hands(scene, token)) or _yours(scene, token))
    ):
        return not claimed_beside(scene, token)
    if (conditions or whoever) and not possessed(scene, token) and declined(scene, token):
        return True
    if conditions and not passage.any(_SELF, first, last) and _duty(scene, token, last):
        return True
    if conditions and not passage.any(c.ASSESSOR, segment.first, segment.last):
        return not possessed(scene, token) and denied_beside(scene, token, after=True)
    if certified or possessed(scene, token) or case.scheme is None:
        return False
    if passage.any(c.WE, segment.first, token) and not passage.any(c.HELP, segment.first, token):
        return False
    if (
        passage.any(c.ASSESSOR, first, last)
        and passage.any(c.YOU | c.YOUR, first, last)
        and not passage.any(_SELF, first, last)
    ):
        return not claimed_beside(scene, token)
    if (
        scene.bare(passage.segment_at(token))
        and passage.any(c.DUTY, first, token)
        and passage.any(c.YOU | c.YOUR, first, token)
        and not passage.any(_SELF | c.COND, first, token)
    ):
        # "You are responsible under HIPAA, PCI DSS or similar regimes": the list goes on.
        return not claimed_beside(scene, token)
    duty = passage.any(c.DUTY, segment.first, segment.last) and passage.any(c.YOU | c.YOUR, segment.first, segment.last)
    help_ = passage.any(c.HELP, first, token) and passage.any(c.YOU | c.YOUR, first, last)
    return (
        (duty or help_)
        and not passage.any(c.CTA & ~c.HELP & ~c.DEFINE & ~c.ASK, first, last)
        and not claimed_beside(scene, token)
    )


def _after_it(scene: Scene, token: int) -> bool:
    """Whether it is the reader who is after it, if so: "If your bakery is applying to become a B Corp, …"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    yours = passage.places(c.YOUR | c.YOU, segment.first, min(segment.first + 3, token))
    if not yours or not passage.bits[segment.first] & c.COND or passage.any(_SELF | c.SHOW, segment.first, token):
        return False
    wanting = passage.bits[yours[-1]] & c.PROGRESS or passage.any(c.PROGRESS | c.HELP | c.PLAN, yours[-1] + 1, token)
    return bool(wanting) and not passage.any(c.GOT | c.NEG | c.NO | c.THIRD | c.OTHER, segment.first, segment.last)


_PAPER: Final = c.ART | c.DET | c.DEFNOUN | c.ISSUED | c.YEA

_RESTS: Final = word_parts("customers.rests")
"""How verbs begin that say where the reader's things are kept."""
_INSIDE: Final = word_set("customers.inside")
_MAY: Final = word_set("customers.may")
_ENJOYS: Final = word_parts("customers.enjoys")
"""How verbs begin of what the reader's things have from us."""


def _kept(word: str) -> bool:
    """Whether a word is a verb of where things are kept."""
    return any(part.startswith(_RESTS) for part in word.split())


def _in_hands(scene: Scene, token: int) -> bool:
    """Whether the reader's things are only somewhere: "your archives in certified hands", "your data rests in …"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    yours = passage.places(c.YOUR, segment.first, token)
    between = range(yours[-1] + 1, token) if yours else range(0)
    plain = c.PREP | c.ADJ | c.ADV | c.WORD | c.CERT | c.STRONG | c.SELFNOUN | c.YOU | _PAPER
    asked = passage.any(c.COND | c.ASK | c.NEG | c.NO | c.DUTY | c.PLAN, segment.first, token)
    asked = asked or not _MAY.isdisjoint(passage.words[segment.first : token])
    kept = [at for at in between if _kept(passage.words[at])]
    if token - 1 in between and passage.words[token - 1].startswith(_ENJOYS):
        # "Your data enjoys FedRAMP High."
        return not asked
    if kept:
        return not asked and not _INSIDE.isdisjoint(passage.words[kept[-1] + 1 : token])
    if token + 1 < segment.last and _kept(passage.words[token + 1]) and passage.any(c.BE, token - 1, token):
        # "Your patients' data is HDS hosted."
        return not asked
    return any(passage.bits[at] & c.PREP for at in between) and not any(passage.bits[at] & ~plain for at in between)


def _bound(scene: Scene, token: int, first: int, who: int) -> bool:
    """Whether a contract says what its other party has to do: "Merchant is responsible for its own compliance"."""
    passage = scene.passage
    return (
        bool(who & c.THEIR or not _WHETHER.isdisjoint(passage.words[first:token]))
        and passage.any(c.YOU, first, first + 2)
        and passage.any(c.DUTY | c.AUX, first + 1, min(first + 6, token))
        and not passage.any(_SELF | c.THIRD | c.GOT & ~c.HOLD, first, token)
    )


_BOUNDS: Final = word_parts("customers.bounds")


def _told_the_reader(scene: Scene, token: int) -> bool:
    """Whether the reader is given it for an answer ("Should your auditor ask: HITRUST i1"), or is inside its scope."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    if index and segment.opener == ":" and passage.segments[index - 1].sentence == segment.sentence:
        before = passage.segments[index - 1]
        if passage.any(c.COND | c.ASK, before.first, before.last):
            return True
    inside = token > segment.first and passage.words[token - 1] in THE
    return inside and any(word.startswith(_BOUNDS) for word in passage.words[token + 1 : token + 2])


def _next_of_ours(scene: Scene, token: int) -> bool:
    """Whether the name stands close behind "our": "the evidence for our next SOC 2 cycle"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    places = passage.places(c.OUR, max(segment.first, token - 3), token)
    return any(
        not passage.bits[at] & c.THEIR and not passage.any(c.PREP | c.SELFNOUN | c.THIRD | c.PERSON, at + 1, token)
        for at in places
    )


def _duty(scene: Scene, token: int, last: int) -> bool:
    """Whether the sentence goes on with what the customer has to do: "…, Customer shall obtain it from …"."""
    passage = scene.passage
    own, _ = scene.segment_of(token)
    return any(
        passage.bits[segment.first] & c.YOU and passage.any(c.AUX | c.DUTY, segment.first, segment.first + 3)
        for segment in passage.segments[own + 1 :]
        if segment.first < last
    )


def _yours(scene: Scene, token: int) -> bool:
    """Whether the mention itself, not something before it, is called the reader's."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    own = any(
        passage.bits[i] & c.THEIR and passage.bits[i] & c.ADJ for i in range(max(token - 2, segment.first), token)
    )
    if own and passage.any(c.YOUR, segment.first, token) and _of_help(scene, token):
        # "If your company is about to get its own ISO 27001".
        return True
    at = token - 1
    while at > 0 and passage.bits[at] & (c.ADJ | c.ART | c.PREP | c.SCHEME | c.DET) and not passage.bits[at] & c.YOUR:
        at -= 1
    return bool(passage.bits[at] & c.YOUR) or polite(scene, at)


def _of_help(scene: Scene, token: int) -> bool:
    """Whether nothing of us stands before it but what helps: "our course helps your team prepare for its own audit"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    begin = segment.first
    helps = passage.places(c.HELP, begin, token) if passage.bits[begin] & (c.OUR | c.WE) == c.OUR else []
    if helps and not passage.any(_TAUGHT, begin + 1, helps[0]):
        begin = helps[0]
    return not passage.any(_SELF, begin, token)


_TAUGHT: Final = c.ISSUED | c.STRONG | c.CERT | c.SCHEME | c.GOT & ~c.HOLD | c.DONE | c.EXAM | c.INHERIT | c.SELFNOUN


CUSTOMER = Frame("customer", customer)
