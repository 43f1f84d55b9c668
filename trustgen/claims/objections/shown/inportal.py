"""A result of a level that is open to view: "TISAX: label for high protection needs (AL3), visible in the portal"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.catalogue.levelwords import levels_in
from trustgen.claims.catalogue.schemes import schemes
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_VISIBLE: Final = word_parts("inportal.visible")
_UNSURE: Final = c.NEG | c.NO | c.NONE | c.COND | c.PLAN | c.UNREAL | c.LACK | c.THIRD | c.OTHER | c.GENERIC


def in_the_portal(scene: Scene, token: int) -> bool:
    """Whether one level of a scheme is said to be open to view where results are listed."""
    passage = scene.passage
    number = passage.found[token]
    scheme = schemes(scene.facts.own).get(scene.found[number].scheme) if number >= 0 else None
    _, first, last = scene.sentence_of(token)
    if scheme is None or not scheme.levels or passage.any(_UNSURE, first, last):
        return False
    seen = next((at for at in range(token + 1, last) if passage.words[at].startswith(_VISIBLE)), -1)
    text = scene.folded.bare[passage.ends[token] : passage.ends[last - 1]]
    named = scene.folded.bare[passage.starts[token] : passage.ends[token]]
    return (
        seen > 0
        # "CSA STAR Level 1: a self-assessment" is an entry for that level.
        and not levels_in(scheme, named)
        and passage.any(c.LISTING, token + 1, last)
        and passage.any(c.ISSUED | c.ART, token + 1, last)
        and not passage.any(c.BE | c.HOLD, token + 1, seen)
        and len({level for level, _ in levels_in(scheme, text)}) == 1
    )
