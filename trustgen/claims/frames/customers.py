"""The reader's own audit or duty, and whom we cannot serve without a certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims import cues as c
from trustgen.claims.beside import claimed_beside, denied_beside
from trustgen.claims.frames.frame import Case, Frame
from trustgen.claims.frames.inheriting import inherited
from trustgen.claims.frames.undone import came_before, no_reader
from trustgen.claims.ours import asked_of_us
from trustgen.claims.owner import owner
from trustgen.claims.reading import THE, chain, possessed, presumed

if TYPE_CHECKING:
    from trustgen.claims.scene import Scene

_WHETHER: Final = frozenset({"whether", "ob", "of"})
_SELF: Final = c.WE | c.OUR | c.NAME


def customer(case: Case) -> bool:
    """The reader's own audit or duty."""
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
        or _next_of_ours(scene, token)
        or _told_the_reader(scene, token)
        or presumed(scene, token)
    ):
        return False
    start, end = chain(passage, token, segment.first, segment.last)
    presupposed = passage.places(c.PRESUP, segment.first, segment.last)
    if presupposed and not any(_yours(scene, place) for place in (start, *presupposed)):
        # Whoever is told to prepare the surveillance audit works for the one who has it.
        return False
    certified = any(passage.bits[i] & c.CERT and not passage.bits[i] & (c.ART | c.ASSESSOR) for i in range(start, end))
    conditions = [i for i in passage.places(c.COND, segment.first, token) if passage.words[i] not in _WHETHER]
    whoever = passage.any(c.WHOEVER, segment.first, token)
    who = owner(scene, token)
    if who & c.THEIR and passage.any(c.YOUR, segment.first, token) and not certified and not possessed(scene, token):
        return not claimed_beside(scene, token)
    invited = passage.any(c.CTA, first, token) or bool(conditions)
    if who & c.YOUR and not certified and not possessed(scene, token) and (not invited or _yours(scene, token)):
        return not claimed_beside(scene, token)
    if (conditions or whoever) and not possessed(scene, token) and _declined(scene, token):
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


_BOUNDS: Final = (
    "bound",
    "scope",
    "perimet",
    "environment",
    "bereich",
    "geltungsbereich",
    "alcance",
    "reikwijdte",
    "ambito",
)


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


def _declined(scene: Scene, token: int) -> bool:
    """Whether we then say that we cannot be of use: "if you require it, we cannot bid"."""
    passage = scene.passage
    own, _ = scene.segment_of(token)
    for index in range(own + 1, len(passage.segments)):
        segment = passage.segments[index]
        refused = [
            p for p in passage.places(c.NEG, segment.first, segment.last) if passage.any(c.SERVE, p, segment.last)
        ]
        declined = (
            []
            if passage.any(c.NEG | c.NO, segment.first, segment.last)
            else passage.places(c.DECLINE, segment.first, segment.last)
        )
        for place in refused + declined:
            ours = passage.any(c.WE | c.NAME, segment.first, min(place + 2, segment.last))
            if ours and not scene.stance(index).asserts:
                return not claimed_beside(scene, token)
    return False


def _yours(scene: Scene, token: int) -> bool:
    """Whether the mention itself, not something before it, is called the reader's."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    own = any(
        passage.bits[i] & c.THEIR and passage.bits[i] & c.ADJ for i in range(max(token - 2, segment.first), token)
    )
    if own and passage.any(c.YOUR, segment.first, token) and not passage.any(_SELF, segment.first, token):
        # "If your company is about to get its own ISO 27001".
        return True
    at = token - 1
    while at > 0 and passage.bits[at] & (c.ADJ | c.ART | c.PREP | c.SCHEME | c.DET) and not passage.bits[at] & c.YOUR:
        at -= 1
    return bool(passage.bits[at] & c.YOUR)


CUSTOMER = Frame("customer", customer)
