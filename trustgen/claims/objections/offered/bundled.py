"""A scheme among what a plan comes with: "Premium adds phone support, ISO 42001 and a named success manager".

A feature of what is for sale is there.  The plan is named in front, the scheme is an item of its own, and the other
items are what products come with; "templates for ISO 27001" is no such item, and what a guide covers is no plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_UNSURE: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.PLAN | c.COND | c.UNREAL | c.OPEN | c.WITHOUT | c.LACK | c.SOON
_ELSE: Final = c.THIRD | c.OTHER | c.ASK | c.SAY | c.DEFNOUN
_PLANS: Final = word_set("bundled.plans")
_PACKS: Final = word_parts("bundled.packs")
"""How the words for a bundle end: "Zorgpakket"."""
_FEATURES: Final = word_parts("bundled.features")
_ENOUGH: Final = 2


def bundled(scene: Scene, token: int) -> bool:
    """Whether the mention is an item by itself in a list of what a plan that readers buy comes with."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    # "Enterprise plan:" is what readers buy.
    unsure = [at for at in passage.places(_UNSURE | _ELSE, first, token + 1) if passage.words[at + 1 : at + 2] != [":"]]
    if passage.sentences[number].question or unsure:
        return False
    # "HIPAA compliance" is an item as "HIPAA" is.
    start, end = chain(passage, token, first, last)
    while start < token and passage.bits[start] & c.AND:
        start += 1
    alone = _edge(scene, start - 1, first, last) and _edge(scene, end, first, last)
    if not alone or not any(word in _PLANS or word.endswith(_PACKS) for word in passage.words[first:token]):
        return False
    features = [word for word in passage.words[first:last] if word.startswith(_FEATURES)]
    return len(features) >= _ENOUGH


def _edge(scene: Scene, at: int, first: int, last: int) -> bool:
    """Whether a token parts the items of a list, or ends it."""
    passage = scene.passage
    return not first <= at < last or passage.words[at] in {",", ";", ":"} or bool(passage.bits[at] & c.AND)
