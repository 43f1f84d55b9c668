"""Taking part in the making of standards: a seat on a committee, a membership."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.layout.structure import certifications_above
from trustgen.claims.scenes.beside import claimed_beside, denied_beside
from trustgen.claims.scenes.reading import chain, possessed
from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_JOINED: Final = frozenset({"status", "listing", "seal", "declaration"})
_PROGRAMMES: Final = frozenset({"cbpr"})
"""Schemes with a certificate that their holders are said to take part in."""


def participation(case: Case) -> bool:
    """Taking part in making standards; never with a word of certification, nor under such a heading undenied."""
    scene, token = case.scene, case.token
    passage = scene.passage
    index, _ = scene.segment_of(token)
    _, first, last = scene.sentence_of(token)
    if case.scheme is not None and (case.scheme.artefact in _JOINED or case.scheme.id in _PROGRAMMES):
        # Being a participant in such a programme is the holding.
        return False
    if passage.bits[token] & c.SEAL:
        # "As members of the alliance we carry the seal."
        return False
    joined = [
        place
        for place in passage.places(c.MEMBER, first, last)
        # "With ISO 42001 in hand, we can face any buying committee."
        if passage.words[place - 1] != "-" and not passage.any(c.GLOBAL, place - 1, place)
    ]
    if any(passage.any(c.LACK, one.first, one.last) for one in passage.segments if first <= one.first < last):
        # "For FedRAMP we lack a sponsor, while for ISMS-P the certificate is here."
        joined = [place for place in joined if passage.segment_at(place) == index]
    if not joined or possessed(scene, token) or scene.stance(index).asserts:
        return False
    if passage.any(c.SINCE, first, last) and passage.any(c.EXAM | c.SKILL, first, last):
        # "As a member of the club, we sit the exam every autumn."
        return denied_beside(scene, token) and not passage.any(c.WE, first, last)
    if any(
        passage.bits[i] & (c.CERT | c.STRONG | c.GOT | c.SINCE)
        and not passage.bits[i] & (c.MEMBER | c.ART | c.ADJ | c.HOLD | c.ADV)
        for i in range(first, last)
    ):
        return denied_beside(scene, token)
    if claimed_beside(scene, token) or _a_certificate(scene, token):
        return False
    return not certifications_above(scene) or denied_beside(scene, token)


def _a_certificate(scene: Scene, token: int) -> bool:
    """Whether it is a certificate of which is spoken, beside whatever members: "with an ISO 27001 certificate"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    start, end = chain(passage, token, segment.first, segment.last)
    return any(passage.bits[at] & c.ISSUED and passage.bits[at] & c.STRONG for at in range(start, end))


PARTICIPATION = Frame("participation", participation)
