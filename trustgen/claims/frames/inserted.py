"""A subject of whom it is said between commas who it is: "Barlow & Sons, a customer since 2023, obtained its …"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.harmless import INDEFINITE
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.scenes.scene import Scene

_SELF: Final = c.WE | c.OUR | c.NAME
_BEFORE: Final = 2
"""The subject and the insertion."""
CUSTOMERS: Final = word_parts("inserted.customers")


def _insertion(scene: Scene, token: int) -> tuple[Segment, Segment] | None:
    """The subject of the mention's sentence and the phrase between commas that says who it is."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    if index < _BEFORE or segment.opener != ",":
        return None
    inserted, subject = passage.segments[index - 1], passage.segments[index - 2]
    if inserted.opener != "," or inserted.sentence != segment.sentence or subject.sentence != segment.sentence:
        return None
    return (subject, inserted) if not passage.any(c.BE | c.HOLD | c.AUX, inserted.first, inserted.last) else None


def a_customer(scene: Scene, token: int) -> bool:
    """Whether the subject is said to be a customer: "Barlow & Sons, a customer since 2023, obtained its …"."""
    passage = scene.passage
    found = _insertion(scene, token)
    if found is None:
        return False
    subject, inserted = found
    return not passage.any(_SELF | c.SELFNOUN | c.HOLD | c.BE, subject.first, subject.last) and any(
        passage.words[at].startswith(CUSTOMERS) for at in passage.places(c.YOU, inserted.first, inserted.last)
    )


def describes_us(scene: Scene, token: int) -> bool:
    """Whether it is us who are called a supplier: "our house, a supplier since 2022, obtained its …"."""
    passage = scene.passage
    found = _insertion(scene, token)
    return (
        found is not None
        and passage.any(_SELF, found[0].first, found[0].last)
        and not passage.any(c.THIRD | c.OTHER, found[0].first, found[0].last)
    )


def customer_called(scene: Scene, token: int) -> bool:
    """Whether a customer is certified of whom it is said what they are: "a client, a hospital chain, is certified"."""
    passage = scene.passage
    found = _insertion(scene, token)
    if found is None or passage.words[found[1].first] not in INDEFINITE:
        return False
    _, segment = scene.segment_of(token)
    subject, inserted = found
    if passage.any(_SELF, inserted.first, inserted.last):
        return False
    verb = passage.any(c.BE, segment.first, segment.first + 1)
    certified = next(iter(passage.places(c.CERT, segment.first, token)), token)
    plain = c.BE | c.ADV | c.CERT
    return (
        verb
        and all(passage.bits[at] & (plain if at <= certified else c.PREP | c.DET) for at in range(segment.first, token))
        and not passage.any(_SELF | c.OURS | c.WITHUS | c.THEIR, segment.first, segment.last)
        and passage.words[subject.last - 1].startswith(CUSTOMERS)
        and not passage.any(c.WE & ~c.OUR | c.BE | c.HOLD | c.AND, subject.first, subject.last)
    )
