"""What is kept where something else was given up: "We dropped HITRUST and stayed with ISO 27001".

A verb of ending denies what stands behind it, and the "and" behind that goes on with another verb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_KEPT: Final = word_parts("keptother.kept")
"""How what stands behind the "and" begins."""
_BEHIND: Final = word_set("keptother.behind")
"""Verbs of keeping that stand behind their object: "und ISO 27001 behalten"."""
_AUX: Final = c.AUX | c.BE | c.WE | c.ADV
_OBJECT: Final = c.SCHEME | c.AND | c.OUR | c.DET | c.ART | c.ADJ | c.NUMBER | c.ALIGN | c.ADV
_ENDED: Final = c.PASTEND | c.LACK | c.RETRACT | c.DECLINE


def kept_other(scene: Scene, token: int) -> bool:
    """Whether the mention is the object of a verb of keeping that an "and" joins to one of ending."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    if _in_favour(scene, token):
        return True
    if not passage.any(c.WE | c.NAME, first, last) or passage.any(c.COND | c.PLAN | c.UNREAL | c.NO, first, token):
        return False
    _, end = chain(passage, token, first, last)
    behind = end < last and passage.words[end] in _BEHIND
    named = end >= last or behind or bool(passage.bits[end] & ~(c.DEFNOUN | c.RULE))
    return any(
        passage.any(_ENDED, first, at) and _keeps(passage, at + 1, token, behind=behind, named=named)
        for at in passage.places(c.AND, first + 1, token)
    )


def _keeps(passage: Passage, first: int, token: int, *, behind: bool, named: bool) -> bool:
    """Whether nothing but a verb of keeping and its object stands up to the mention, or the verb behind it.

    "Kept the ISO 27001 policies" keeps something else: a word that no cue knows stands behind an article and the name.
    """
    while first < token and passage.bits[first] & _AUX:
        first += 1
    said = " ".join((*passage.words[first:token], ""))
    kept = next((one for one in _KEPT if said.startswith(f"{one} ")), "")
    rest = first
    while len(" ".join(passage.words[first:rest])) < len(kept):
        rest += 1
    return (
        bool(kept or behind)
        and all(bits & _OBJECT for bits in passage.bits[rest:token])
        and (named or not passage.any(c.DET & ~c.OUR, rest, token))
    )


_FAVOUR: Final = word_set("keptother.favour")


def _in_favour(scene: Scene, token: int) -> bool:
    """Whether another was given up for it, and it was got: "We gave up SOC 2 in favour of ISO 22301, gained in May"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    before = passage.words[segment.first : token]
    named = passage.any(c.SCHEME, segment.first, token) and not _FAVOUR.isdisjoint(before)
    if not named or index + 1 >= len(passage.segments) or passage.any(c.COND | c.PLAN, segment.first, token):
        return False
    one = passage.segments[index + 1]
    got = passage.any(c.GOT | c.DONE | c.CERT, one.first, one.first + 2)
    return one.sentence == segment.sentence and got and not passage.any(c.NEG | c.NO | c.PLAN, one.first, one.last)
