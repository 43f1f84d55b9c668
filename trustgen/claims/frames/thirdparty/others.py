"""Somebody else's: a supplier's certificate, a customer's audit, a person's credential, a seat on a committee."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.companies.chosen import found_one
from trustgen.claims.companies.ours import ours_too, party, passed_on
from trustgen.claims.companies.owner import owner
from trustgen.claims.frames.denied.struckdown import GONE
from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.general.explaining import self_in as _self_in
from trustgen.claims.frames.harmless import INDEFINITE
from trustgen.claims.frames.inserted import CUSTOMERS, a_customer, customer_called, describes_us
from trustgen.claims.frames.passedon.handedon import passes_on
from trustgen.claims.frames.passedon.inheriting import inherited
from trustgen.claims.frames.thirdparty.apposed import of_a_supplier
from trustgen.claims.frames.thirdparty.beingnamed import said_of_named
from trustgen.claims.frames.thirdparty.formeremployer import at_former_employer
from trustgen.claims.frames.thirdparty.inownright import in_its_own_right
from trustgen.claims.frames.thirdparty.pastassessor import former_assessor, role_title
from trustgen.claims.frames.thirdparty.servesus import with_a_clause
from trustgen.claims.frames.thirdparty.whose import as_a_host, belongs, is_report, its_own, not_covered, passed_to_us
from trustgen.claims.layout.structure import certifications_above
from trustgen.claims.negation.lacking import OR
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import THE, attributed, called_ours, chain, possessed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_SELF: Final = c.WE | c.OUR | c.NAME


def third_party(case: Case) -> bool:
    """Another party is the one who has it, by grammar, and nothing passes it on to us."""
    scene, token = case.scene, case.token
    passage = scene.passage
    index, segment = scene.segment_of(token)
    if (
        (scene.stance(index).asserts and not not_covered(scene, token))
        or inherited(scene)
        or ours_too(scene, token)
        or passed_on(scene, token)
        or passes_on(scene, token)
        or _product(scene, token)
        or _box(scene, token)
        or any(passage.bits[at] & c.CERT and found_one(scene, at) for at in (token - 1, token + 1) if at < segment.last)
    ):
        return False
    if case.scheme is not None and case.scheme.id in GONE and not passage.any(c.PASTEND | c.NEG):
        return False
    hosting = case.scheme is not None and case.scheme.id == "hds"
    if called_ours(passage, token, segment.last) or (hosting and as_a_host(passage, token, segment.first)):
        return False
    who = owner(scene, token)
    if who & (c.THIRD | c.OTHER | c.THEIR) and party(scene, token):
        return False
    if who & c.ASSESSOR and passage.bits[token] & c.PRESUP and passage.any(c.OUR, segment.first, segment.last):
        # "Our registrar's surveillance visit": it is we whom the registrar visits.
        return False
    if who & (c.THIRD | c.OTHER) and not who & (c.WE | c.NAME):
        return not claimed_beside(scene, token)
    if (who & c.YOU or not possessed(scene, token)) and (
        _customers(passage, token, segment.first) or customer_called(scene, token)
    ):
        return not claimed_beside(scene, token)
    if (
        (not_covered(scene, token) and not who & (c.WE | c.NAME))
        or _after_their_own(scene, token)
        or said_of_named(scene, token)
        or of_a_supplier(scene, token)
        or with_a_clause(scene, token)
        or in_its_own_right(scene, token)
    ):
        return not claimed_beside(scene, token)
    if who & c.THEIR and not who & (c.WE | c.OUR | c.YOUR):
        _, start, _ = scene.sentence_of(token)
        another = passage.any(c.THIRD | c.OTHER, start, token) and not describes_us(scene, token)
        another = another and not _of_our_own(passage, segment, token)
        theirs = another or a_customer(scene, token) or (passed_to_us(scene, token) and not is_report(case))
        return theirs and not claimed_beside(scene, token)
    _, first, last = scene.sentence_of(token)
    alone = any(" " in passage.words[i] for i in passage.places(c.THEIR, token, last))
    if alone and passage.any(c.THIRD | c.OTHER, first, token) and not passage.any(_SELF, first, last):
        return not claimed_beside(scene, token)
    if (belongs(scene, token) or its_own(scene, token, first, last)) and not possessed(scene, token):
        return not claimed_beside(scene, token)
    behind = _behind(scene, token, segment.last)
    if behind and not possessed(scene, token) and not who & (c.WE | c.NAME | c.OUR | c.SELFNOUN):
        return not claimed_beside(scene, token)
    return False


def _after_their_own(scene: Scene, token: int) -> bool:
    """Whether somebody, whoever it be, prepares for it: "a hospital that prepares its own certification can …"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first = segment.first
    relative = next(iter(passage.places(c.REL, first + 2, token)), 0)
    return (
        passage.words[first] in INDEFINITE
        and bool(relative)
        and not passage.any(_SELF | c.SELFNOUN | c.RARE | c.GOT & ~c.HOLD | c.DONE | c.SINCE, first, segment.last)
        and passage.any(c.HELP | c.PROGRESS, relative, token)
        and passage.any(c.THEIR, relative, token)
        and not scene.proper(first + 1)
    )


def _of_our_own(passage: Passage, segment: Segment, token: int) -> bool:
    """Whether the clause is about something of ours: "AWS has its own; our application has its authorization"."""
    ours = passage.places(c.OUR, segment.first, min(segment.first + 2, token))
    return bool(ours) and not passage.any(c.THIRD | c.OTHER | c.PERSON, ours[0], token)


_VERSIONS: Final = word_parts("others.versions")


def _product(scene: Scene, token: int) -> bool:
    """Whether it is a version of something of ours that was examined: "version 6 of our gateway"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    return passage.any(c.OUR, segment.first, token) and any(
        passage.words[place].startswith(_VERSIONS) and passage.any(c.NUMBER, place + 1, place + 2)
        for place in range(segment.first, token)
    )


_BOXES: Final = word_set("others.boxes")


def _box(scene: Scene, token: int) -> bool:
    """Whether a gateway of ours is a thing that we make, and no company by its name: "every cipher in our gateway"."""
    passage = scene.passage
    _, first, _ = scene.sentence_of(token)
    for at in passage.places(c.OUR, first, token - 1):
        box = at + 1 + (passage.words[at + 1] in _OWN)
        if passage.words[box] in _BOXES:
            name = box + 1 + (passage.words[box + 1] == ",")
            return not passage.any(c.THIRD | c.OTHER, box + 1, token) and not scene.proper(name)
    return any(
        passage.words[at] in _BOXES
        and (passage.words[at - 1] in THE or passage.words[at - 1] in _THIS)
        and passage.words[at - 2] in _BACK
        and not passage.any(c.THIRD | c.OTHER | c.WE | c.YOU, first, at)
        and not passage.any(c.THIRD | c.OTHER | c.WE | c.YOU | c.REL, at + 1, token)
        for at in range(first + 3, token)
    )


_BACK: Final = word_set("others.back")
"""Where those stand who make a thing: "the team behind this gateway"."""
_THIS: Final = word_set("others.this")


_THEMSELVES: Final = word_set("others.themselves")


def _customers(passage: Passage, token: int, first: int) -> bool:
    """Whether a customer is said to be certified: "one of our customers is ISO 27001 certified"."""
    at = token - 1
    verb = False
    while at >= first and not passage.bits[at] & c.YOU:
        bits = passage.bits[at]
        plain = bits & (c.BE | c.CERT | c.PREP | c.ADV | c.ALIGN | c.DET | c.PUNCT)
        if not (plain or passage.words[at] in _THEMSELVES) or (bits & (c.OUR | c.THEIR) and not bits & c.ADV):
            return False
        verb = verb or bool(passage.bits[at] & c.BE)
        at -= 1
    return verb and at >= first and passage.words[at].startswith(CUSTOMERS)


_AS: Final = word_set("common.as")
_FOR: Final = word_set("common.for")
_FROM_OR_FOR: Final = word_set("others.from") | _FOR
_OWN: Final = word_set("others.own")


def _behind(scene: Scene, token: int, last: int) -> bool:
    """Whether the mention's noun phrase goes on to name its owner: "certificate of our host", "hat der Betreiber"."""
    passage = scene.passage
    _, end = chain(passage, token, token, last)
    at = _or_another(passage, end, last)
    while (
        at < last
        and passage.bits[at] & (c.PREP | c.DET | c.OUR | c.HOLD | c.BE | c.ADV | c.AUX | c.ADJ)
        and not passage.bits[at] & (c.THIRD | c.OTHER)
    ):
        if passage.words[at] in _FROM_OR_FOR:
            # "The official certificate for suppliers": who has it is somebody else.
            return False
        if passage.words[at] in _AS and passage.bits[min(at + 1, last - 1)] & c.THIRD:
            # "PCI DSS as provider of level 1": that is what we are.
            return False
        at += 1
    return at < last and at > end and bool(passage.bits[at] & (c.THIRD | c.OTHER))


def _or_another(passage: Passage, end: int, last: int) -> int:
    """Where a noun phrase ends that goes on with another one: "a SOC 2 report or a certificate of the supplier"."""
    at = end
    if at < last and passage.words[at] in OR:
        at += 1
        begin = at
        while at < last and (
            (passage.bits[at] & (c.SCHEME | c.ART | c.DET) and not passage.bits[at] & c.PREP)
            or passage.words[at] in {"-", "/"}
        ):
            at += 1
        if passage.any(c.SCHEME, begin, at):
            return at
    return end


def person(case: Case) -> bool:
    """A person's credential, former job or wished-for skill; not under a heading of certifications."""
    scene, token = case.scene, case.token
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    if certifications_above(scene) or possessed(scene, token) or _for_people(scene, token):
        return False
    if any(test(scene, token) for test in (at_former_employer, former_assessor, role_title)):
        return not claimed_beside(scene, token)
    start, end = chain(passage, token, first, last)
    if end < last and not passage.bits[end] and any(passage.bits[i] & c.CERT for i in range(start, end)):
        return False
    you = passage.any(c.YOU, first, token)
    # "A certified lead auditor" behind the title is what the person is.
    named = c.CERT if start > first and passage.bits[start - 1] & c.PERSON and passage.bits[start - 1] & c.SKILL else 0
    papers = (
        passage.bits[i] & c.ART and not passage.bits[i] & (c.EXAM | named) and (passage.bits[i] & c.ISSUED or not you)
        for i in range(start, end)
    )
    if any(papers) or passage.any(c.CTA, first, token):
        # A report or a badge is a company's, whoever hands it out.
        return False
    if any(
        passage.any(c.GOT | c.DONE, one.first, one.last) and passage.any(c.WE, one.first, one.last)
        for one in passage.segments
        if not one.first <= token < one.last
    ):
        # "She then got us through it."
        return False
    someone = passage.any(c.PERSON, first, last)
    title = end < last and passage.bits[end] & c.PERSON and passage.bits[end] & c.SKILL
    if attributed(scene, token) and not passage.any(c.PERSON, first, token) and not title:
        # "Sandpiper is HIPAA compliant, so hospitals can use it for staff training."
        return False
    at = end
    while at < last and passage.words[at] in {"-", "lead"}:
        at += 1
    titled = someone and at < last and bool(passage.bits[at] & (c.PERSON | c.ASSESSOR))
    skilled = titled or passage.any(c.SKILL, first, last)
    if not someone and any(word.startswith(_FRAMED) for word in passage.words[end:last]):
        # A diploma that is framed in the hall is that of a company.
        return False
    if not skilled or (_self_in(scene, first, last) and not someone):
        return False
    who = owner(scene, token)
    if who & (c.SELFNOUN | c.WE | c.NAME) and not who & c.PERSON:
        return False
    return not claimed_beside(scene, token)


_FRAMED: Final = word_parts("others.framed")
"""What is done with a paper that a company got, by how the words begin."""


def _for_people(scene: Scene, token: int) -> bool:
    """Whether the subject is a thing that is for people: "the candidate portal is ISO 27001 certified"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    verb = next(iter(passage.places(c.BE, segment.first + 3, token)), 0)
    return (
        bool(verb)
        and passage.words[segment.first] in THE
        and bool(passage.bits[verb - 2] & c.SKILL)
        and not passage.bits[verb - 1] & ~c.LISTING
        and not (scene.cased and scene.capital(verb - 1))
    )


THIRD_PARTY = Frame("third-party", third_party)
PERSON = Frame("person", person)
