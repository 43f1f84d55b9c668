"""Norms as norms: a law's duties, a clause's number, a mark's owner."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.undone.asone import as_one
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import possessed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene


_AWARDED: Final = frozenset({"award", "hasCertification", "hasCredential"})
"""Properties of schema.org by which something is said to be held."""


def law(case: Case) -> bool:
    """A law spoken of as a law: duties, roles, who enforces it; no word of having met it."""
    scheme = case.scheme
    if scheme is None or not (scheme.law or scheme.framework):
        return False
    scene, token = case.scene, case.token
    if scene.unit.scope == "data.jsonld" and scene.unit.context.term in _AWARDED:
        return False
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    if possessed(scene, token) or (
        passage.any(c.AUDIT, first, last) and passage.any(c.OUTSIDE | c.EXAMINER, first, last)
    ):
        return False
    if _approved(scene, token):
        return False
    if scheme.law and _not_made_for(scene, token):
        return True
    if scheme.law and _requires(scene, token):
        return not claimed_beside(scene, token)
    if scheme.artefact != "none" and (
        (passage.any(c.NAME | c.WE, first, token) and passage.any(c.BE, first, token)) or as_one(scene, token)
    ):
        # A law that names those who meet it: "Fabrikam is a qualified trust service provider under eIDAS".
        return False
    if _verdict_words(scene, token, first, last):
        return False
    if passage.any(c.LAW, first, last) and len(passage) > 2:  # noqa: PLR2004
        return True
    return scheme.law and not scheme.strict and last - first > 3 and scene.prose  # noqa: PLR2004


_APPROVAL: Final = word_parts("norms.approval")


def _approved(scene: Scene, token: int) -> bool:
    """Whether we are said to have an approval of the law's name, which nobody gives: "We hold a DORA approval"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    paper = [at for at in range(max(token - 3, first), min(token + 3, last)) if passage.words[at].startswith(_APPROVAL)]
    held = [at for at in passage.places(c.HOLD | c.GOT, first, last) if paper and not passage.bits[at] & c.ART]
    # "Nous comptons parmi les rares intégrateurs détenteurs de l'agrément DORA."
    ours = passage.bits[first] & c.WE or first in held
    others = c.OTHER | c.YOU | c.THEIR | (0 if ours else c.THIRD)
    return (
        bool(held)
        and (bool(ours) or passage.any(c.WE | c.NAME, first, max(held) + 1))
        and not passage.any(others | c.NEG | c.NO | c.NONE | c.WITHOUT | c.COND, first, last)
    )


_ACCORDING_TO: Final = word_set("norms.according_to")
_CONFORMITY: Final = word_set("norms.conformity")
_NAMES: Final = word_parts("norms.names")
_BESIDE: Final = 2


def _not_made_for(scene: Scene, token: int) -> bool:
    """Whether something is said not to be made for, or subject to, the law: "is not designed for HIPAA work"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    if _not_to_satisfy(scene, token):
        return True
    if scene.stance(index).asserts or passage.any(c.CERT | c.STRONG | c.DONE, segment.first, token):
        return False
    return any(
        passage.any(c.BE, max(segment.first, place - 1), place + 2)
        for place in passage.places(c.NEG, segment.first, token)
    )


_VERB: Final = 4
"""Tokens behind the law's name within which its verb stands."""
_REQUIRES: Final = word_set("norms.requires")


def _requires(scene: Scene, token: int) -> bool:
    """Whether the law is the subject that asks somebody for something: "SOX requires our officers to certify …"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    _, first, last = scene.sentence_of(token)
    verb = next((at for at in range(token + 1, min(token + _VERB, last)) if passage.words[at] in _REQUIRES), 0)
    return (
        bool(verb)
        and not passage.any(c.WE | c.NAME | c.CERT | c.DONE | c.STRONG | c.COND, first, verb)
        # A second clause may say that it was met.
        and segment.last == last
        and not passage.any(c.REL | c.DONE | c.BUT, verb + 1, last)
        # "… our officers to certify": of us nothing but whom it binds, right behind the verb.
        and not passage.any(c.EXAMINER | c.ASSESSOR, verb + 1, last)
        and not passage.any(c.WE | c.OURS | c.NAME | c.OUR, verb + 3, last)
        and not passage.any(c.SELFNOUN, verb + 4, last)
        and not scene.stance(index).denies
    )


def _not_to_satisfy(scene: Scene, token: int) -> bool:
    """Whether it is said not to be made to satisfy the law: "the service is not designed to satisfy HIPAA"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    made = token - 3
    return (
        made - 2 >= segment.first
        # "…; it is certified."
        and not passage.any(c.CERT | c.STRONG | c.DONE | c.BUT, token + 1, scene.sentence_of(token)[2])
        and bool(passage.bits[token - 1] & c.CERT and passage.bits[token - 2] & c.PREP)
        and not passage.bits[made] & (c.ONLY | c.ADV | c.CERT)
        and bool(passage.bits[made - 1] & c.NEG and passage.bits[made - 2] & c.BE)
    )


def _verdict_words(scene: Scene, token: int, first: int, last: int) -> bool:
    passage = scene.passage
    for index in passage.places(c.CERT | c.READY | c.STRONG | c.DONE | c.ALIGN, first, last):
        bits = passage.bits[index]
        word = passage.words[index]
        if bits & (c.LAW | c.DEFINE | c.DET | c.PREP | c.BE | c.SCHEME | c.ADV | c.AND) and not bits & c.STRONG:
            continue
        if word in _ACCORDING_TO:
            continue
        return True
    return any(
        passage.words[at] in _CONFORMITY for at in range(max(first, token - _BESIDE), min(last, token + _BESIDE + 1))
    )


_ARTICLES: Final = "clause|klausel|clausula|clausola|article|art|artikel|articolo|articulo|section|req|requirement"
_CLAUSE_ID: Final = re.compile(
    r"\b(?:annex|anhang|annexe|anexo|allegato|bijlage) ?a\b|\ba\.\d{1,2}(?:\.\d{1,2})?\b|\bcc\d\.\d\b"
    rf"|\b(?:{_ARTICLES})\.? ?\d",
)


def clause_id(text: str) -> bool:
    """Whether a text cites a clause, a control or a criterion by number."""
    return bool(_CLAUSE_ID.search(text))


_MARKS: Final = word_parts("norms.marks")


_OWNERS: Final = word_parts("norms.owners")
_DUTCH: Final = word_parts("norms.dutch")


def _named_by(scene: Scene, first: int, last: int) -> bool:
    """Whether names are said to be their owners': "SOC 2 and ISO are names belonging to their owners"."""
    passage = scene.passage
    names = any(word.startswith(_NAMES) for word in passage.words[first:last])
    return names and any(
        passage.words[at].startswith((*_OWNERS, *_DUTCH)) and passage.any(c.THEIR | c.DET, at - 2, at)
        for at in range(first + 2, last)
    )


def trademark(case: Case) -> bool:
    """Marks belong to their owners: a disclaimer, in any of its forms."""
    scene = case.scene
    _, first, last = scene.sentence_of(case.token)
    # The "marchio di qualità" that something bears is no trademark.
    words = [scene.passage.words[at] for at in range(first, last) if not scene.passage.bits[at] & c.SEAL]
    return (
        (any(word.startswith(_MARKS) for word in words) or _named_by(scene, first, last))
        and not scene.passage.any(c.GOT | c.DONE, first, last)
        and not possessed(scene, case.token)
    )


_TRANSFERS: Final = word_parts("norms.transfers")
_PART: Final = word_parts("norms.part")
_TRANSFER_SCHEMES: Final = frozenset({"dpf", "privacy-shield"})


def mechanism(case: Case) -> bool:
    """A framework for transfers as a legal basis: beside clauses and recipients, and we take no part in it."""
    scene, token = case.scene, case.token
    passage = scene.passage
    if case.scheme is None or case.scheme.id not in _TRANSFER_SCHEMES or possessed(scene, token):
        return False
    number, first, last = scene.sentence_of(token)
    if _ours(passage, first, token):
        return False
    if _not_based_on(scene, token):
        return True
    begin = passage.sentences[number - 1].first if number else first

    plays = any(word.startswith(_PART) for word in passage.words[token:last])
    if not plays and not any(word.startswith(_TRANSFERS) for word in passage.words[begin:last]):
        return False
    index, segment = scene.segment_of(token)
    if _takes_part(passage, token, last) or _joins(scene, token):
        return False
    if any(word.startswith(_PART) for word in passage.words[token:last]) and passage.any(c.NO, token, last):
        # "The framework plays no part here."
        return True
    if scene.stance(index).asserts or passage.any(c.DONE | c.INHERIT | c.MEMBER, first, last):
        return False
    if passage.any(c.CERT | c.GOT, first, last) or passage.any(c.ART & ~c.SHOW, token + 1, token + 3):
        return passage.any(c.COND, first, last) and not passage.any(c.WE | c.OUR | c.NAME, first, last)
    theirs = passage.any(c.THIRD | c.OTHER | c.GENERIC, segment.first, token)
    return not passage.any(c.WE | c.OUR | c.NAME, segment.first, segment.last if theirs else last)


_BASED: Final = word_parts("norms.based")
"""How verbs begin of having something for the basis of a transfer."""


def _not_based_on(scene: Scene, token: int) -> bool:
    """Whether no transfer is said to rest on it: "We no longer base any transfer on the Privacy Shield"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    denied = passage.places(c.NEG | c.NO | c.NONE | c.NOBODY, first, last)
    based = any(word.startswith(_BASED) for word in passage.words[first:last])
    loose = c.WITHOUT | c.EXCEPT | c.ONLY | c.ELSE | c.RIVAL | c.ISSUED | c.CERT | c.COND | c.SAY | c.YOU | c.LISTING
    _, _, end = scene.sentence_of(token)
    if (
        len(denied) > 1 + any(passage.bits[at] & c.NO for at in denied)
        or bool(denied and passage.any(c.OUR, first, denied[0]))
        or any(
            passage.any(c.WE | c.OUR, one.first, one.last) and passage.any(c.REL, one.first, one.first + _NEXT)
            for one in passage.segments
            if last <= one.first < end
        )
    ):
        # "…, on whose list we stand."
        return False
    before = passage.bits[token - 1] | (passage.bits[token - 2] if token - 2 >= first else 0)
    return based and bool(denied) and bool(before & c.PREP) and not passage.any(loose, first, last)


_NEXT: Final = 2
_TAKING_PART: Final = word_set("norms.taking_part")


def _takes_part(passage: Passage, token: int, last: int) -> bool:
    """Whether an entry says behind the name that we take part: "Data Privacy Framework: active participant"."""
    behind = [at for at in range(token + 1, last) if passage.words[at] in _TAKING_PART]
    others = c.THIRD | c.OTHER | c.GENERIC | c.BE | c.COND | c.NEG | c.NO | c.NONE | c.DET
    return bool(behind) and not passage.any(others, token + 1, behind[0])


def _joins(scene: Scene, token: int) -> bool:
    """Whether one that is named is said to take part, and nobody says that it is another: "Penmark Inc. takes part"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    verbs = [at for at in passage.places(c.HOLD, segment.first + 1, token) if token - at <= _NEXT]
    others = c.THIRD | c.OTHER | c.GENERIC | c.REL | c.COND | c.YOU | c.AUX | c.NEG | c.NO
    named = scene.proper(segment.first) or not passage.bits[segment.first]
    return bool(verbs) and named and not passage.any(others, segment.first, verbs[0])


def _ours(passage: Passage, first: int, token: int) -> bool:
    """Whether a certification of ours is spoken of: "nostra certificazione, tuttora attiva, al Data Privacy …"."""
    return any(
        passage.any(c.STRONG & ~c.CERT, at + 1, min(at + _NEAR, token))
        and not passage.any(c.THIRD | c.OTHER | c.SELFNOUN | c.NEG | c.NO, at + 1, min(at + _NEAR, token))
        for at in passage.places(c.OUR, first, token)
    ) and not passage.any(c.NEG | c.NO | c.WITHOUT | c.COND | c.PLAN, first, token)


_NEAR: Final = 4
MECHANISM = Frame("transfer-mechanism", mechanism)
TRADEMARK = Frame("trademark", trademark)
LAW = Frame("law-as-law", law)
