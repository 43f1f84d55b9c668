"""Suppliers that are named, and what is said of them behind their names: "Stripe, a PCI DSS Level 1 provider"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.harmless import INDEFINITE
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_SELF: Final = c.WE | c.OUR | c.NAME | c.WITHUS | c.OURS
_A: Final = INDEFINITE | word_set("beingnamed.a")
_LIKE: Final = word_set("beingnamed.like")
_IS: Final = word_set("beingnamed.is")


def said_of_named(scene: Scene, token: int) -> bool:
    """Whether it is said of a supplier that its sentence names."""
    return _apposed(scene, token) or _second_verb_of(scene, token)


def _apposed(scene: Scene, token: int) -> bool:
    """Whether a supplier is named and called a certified one: "handled by Stripe, a PCI DSS Level 1 provider."."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    _, _, end = scene.sentence_of(token)
    if segment.opener != "," or passage.words[segment.first] not in _A or segment.last != end or not index:
        return False
    named = passage.segments[index - 1]
    told = c.BE | c.WE | c.NAME | c.DEFINE
    return (
        named.sentence == segment.sentence
        # "… von Stripe abgewickelt, einem …": a verb may stand between.
        and passage.any(c.OTHER, named.last - 2, named.last)
        and not passage.any(_SELF, named.last - 2, named.last)
        and passage.any(c.THIRD | c.GENERIC, segment.last - 1, segment.last)
        and passage.any(told, named.first, named.last - 1)
        and not passage.any(c.RIVAL | c.NEG | c.NO | c.OURS, named.first, named.last)
        and _LIKE.isdisjoint(passage.words[named.first : named.last])
        and not passage.any(_SELF, segment.first, segment.last)
    )


def _second_verb_of(scene: Scene, token: int) -> bool:
    """Whether a supplier is the subject of two verbs: "Hetzner runs the data centers and is ISO 27001 certified"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    _, first, _ = scene.sentence_of(token)
    joined = passage.places(c.AND, first + 1, token)
    if not passage.bits[first] & c.OTHER or len(joined) != 1 or passage.words[joined[0] + 1] not in _IS:
        return False
    return not passage.any(c.PUNCT, first, token) and not passage.any(_SELF, joined[0] + 1, segment.last)
