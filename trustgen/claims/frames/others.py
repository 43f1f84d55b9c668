"""Somebody else's: a supplier's certificate, a customer's audit, a person's credential, a seat on a committee."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims import cues as c
from trustgen.claims.frames.explaining import self_in as _self_in
from trustgen.claims.frames.frame import Case, Frame
from trustgen.claims.reading import chain, claimed_beside, denied_beside, owner, possessed
from trustgen.claims.structure import certifications_above

if TYPE_CHECKING:
    from trustgen.claims.scene import Scene

_WHETHER: Final = frozenset({"whether", "ob", "of"})
_JOINED: Final = frozenset({"listing", "seal", "status", "declaration"})
_SELF: Final = c.WE | c.OUR | c.NAME


def _inherited(scene: Scene) -> bool:
    """Whether the text passes another party's certificate on to us."""
    passage = scene.passage
    for index, segment in enumerate(passage.segments):
        if scene.stance(index).denies:
            continue
        if passage.any(c.INHERIT, segment.first, segment.last) and (
            passage.any(c.SCHEME, segment.first, segment.last)
            or passage.any(_SELF | c.SELFNOUN | c.YOUR | c.YOU, segment.first, segment.last)
        ):
            return True
    return False


def third_party(case: Case) -> bool:
    """Another party is the one who has it, by grammar, and nothing passes it on to us."""
    scene, token = case.scene, case.token
    passage = scene.passage
    index, segment = scene.segment_of(token)
    if scene.stance(index).asserts or _inherited(scene):
        return False
    who = owner(scene, token)
    if who & (c.THIRD | c.OTHER) and not who & (c.WE | c.NAME):
        return not claimed_beside(scene, token)
    if who & c.THEIR and not who & (c.WE | c.OUR | c.YOUR):
        _, start, _ = scene.sentence_of(token)
        return passage.any(c.THIRD | c.OTHER, start, token) and not claimed_beside(scene, token)
    behind = _behind(scene, token, segment.last)
    if behind and not possessed(scene, token) and not who & (c.WE | c.NAME | c.OUR | c.SELFNOUN):
        return not claimed_beside(scene, token)
    return False


def _behind(scene: Scene, token: int, last: int) -> bool:
    """Whether the mention's noun phrase goes on to name its owner: "certificate of our host", "hat der Betreiber"."""
    passage = scene.passage
    _, end = chain(passage, token, token, last)
    at = end
    while (
        at < last
        and passage.bits[at] & (c.PREP | c.DET | c.OUR | c.HOLD | c.BE | c.ADV | c.AUX | c.ADJ)
        and not passage.bits[at] & (c.THIRD | c.OTHER)
    ):
        if passage.words[at] in {"by", "from", "von", "par", "por", "da", "door"}:
            return False
        at += 1
    return at < last and at > end and bool(passage.bits[at] & (c.THIRD | c.OTHER))


def customer(case: Case) -> bool:
    """The reader's own audit or duty."""
    scene, token = case.scene, case.token
    passage = scene.passage
    _, segment = scene.segment_of(token)
    _, first, last = scene.sentence_of(token)
    if _inherited(scene) or passage.any(c.DONE, first, last) or scene.stance(passage.segment_at(token)).asserts:
        return False
    start, end = chain(passage, token, segment.first, segment.last)
    certified = any(passage.bits[i] & c.CERT and not passage.bits[i] & (c.ART | c.ASSESSOR) for i in range(start, end))
    conditions = [i for i in passage.places(c.COND, segment.first, token) if passage.words[i] not in _WHETHER]
    if conditions and not passage.any(c.ASSESSOR, segment.first, segment.last):
        return not possessed(scene, token) and denied_beside(scene, token, after=True)
    who = owner(scene, token)
    if who & c.YOUR and not certified and not possessed(scene, token):
        return not claimed_beside(scene, token)
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
    duty = passage.any(c.DUTY, segment.first, segment.last) and passage.any(c.YOU | c.YOUR, segment.first, segment.last)
    help_ = passage.any(c.HELP, first, token) and passage.any(c.YOU | c.YOUR, first, last)
    return (
        (duty or help_)
        and not passage.any(c.CTA & ~c.HELP & ~c.DEFINE & ~c.ASK, first, last)
        and not claimed_beside(scene, token)
    )


def person(case: Case) -> bool:
    """A person's credential, former job or wished-for skill; not under a heading of certifications."""
    scene, token = case.scene, case.token
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    if certifications_above(scene) or possessed(scene, token):
        return False
    start, end = chain(passage, token, first, last)
    if end < last and not passage.bits[end] and any(passage.bits[i] & c.CERT for i in range(start, end)):
        return False
    skilled = passage.any(c.SKILL, first, last)
    someone = passage.any(c.PERSON, first, last)
    if not (skilled or someone):
        return False
    if _self_in(scene, first, last) and not someone:
        return False
    who = owner(scene, token)
    if who & (c.SELFNOUN | c.WE | c.NAME) and not who & c.PERSON:
        return False
    credential = skilled or passage.any(c.PERSON, first, token)
    return credential and not claimed_beside(scene, token)


def participation(case: Case) -> bool:
    """Taking part in making standards; never with a word of certification, nor under such a heading undenied."""
    scene, token = case.scene, case.token
    passage = scene.passage
    index, _ = scene.segment_of(token)
    _, first, last = scene.sentence_of(token)
    if case.scheme is not None and case.scheme.artefact in _JOINED:
        # Being a participant in such a programme is the holding.
        return False
    if not passage.any(c.MEMBER, first, last) or possessed(scene, token) or scene.stance(index).asserts:
        return False
    if any(
        passage.bits[i] & (c.CERT | c.STRONG | c.GOT | c.SINCE)
        and not passage.bits[i] & (c.MEMBER | c.ART | c.ADJ | c.HOLD | c.ADV)
        for i in range(first, last)
    ):
        return denied_beside(scene, token)
    return not certifications_above(scene) or denied_beside(scene, token)


THIRD_PARTY = Frame("third-party", third_party)
CUSTOMER = Frame("customer", customer)
PERSON = Frame("person", person)
PARTICIPATION = Frame("participation", participation)
