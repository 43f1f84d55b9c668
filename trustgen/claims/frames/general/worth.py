"""What a scheme costs anybody and what use it is: "Reckon with nine months", "Does it make sense for ten people?"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.harmless import INDEFINITE, harmless, ours
from trustgen.claims.scenes.reading import chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_WORTH: Final = word_parts("worth.worth")
_RECKON: Final = word_parts("worth.reckon")
"""How imperatives begin that tell readers how much time or money it takes."""
_BETWEEN: Final = word_set("worth.between")


def reckoned(scene: Scene, token: int, first: int) -> bool:
    """Whether readers are told what to reckon with for any: "Budget between $20,000 and $60,000 for a first SOC 2"."""
    passage = scene.passage
    at = token - 1
    while at > first and passage.bits[at] & (c.ADJ | c.ART):
        at -= 1
    between = passage.bits[at] & c.AND and not _BETWEEN.isdisjoint(passage.words[first:at])
    bare = (
        (between or passage.bits[at] & (c.PREP | c.DET) & ~c.AND)
        and passage.any(c.COST, first, at)
        and not _epithet(scene, token)
    )
    told = passage.bits[first] & c.COST or passage.words[first].startswith(_RECKON)
    return bool(told) and bool(passage.words[at] in INDEFINITE or bare) and passage.any(c.NUMBER, first, at)


def worth_asked(scene: Scene, token: int) -> bool:
    """Whether it is asked of what use the scheme is, whoever asks: "Does ISO 27001 make sense for a team of ten?"."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    said = f" {' '.join(passage.words[first:last])}"
    return (
        passage.sentences[number].question
        and any(f" {word}" in said for word in _WORTH)
        and not _epithet(scene, token)
        and not ours(scene, first, last)
        and all(harmless(scene, one.first, one.last) for one in passage.sentences if one.first >= last)
        and not passage.any(c.GLOBAL | c.DONE | c.SINCE | c.YOUR | c.CTA & ~c.DEFINE & ~c.ASK & ~c.HELP, first, last)
    )


def _epithet(scene: Scene, token: int) -> bool:
    """Whether the scheme is only what something is called: "ISO 27001 certified hosting"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    _, end = chain(passage, token, segment.first, segment.last)
    if end < segment.last and any(word.startswith(passage.words[end]) for word in _WORTH):
        # "Does ISO 27001 make sense?": a verb, and no noun that is called by it.
        return False
    return end < segment.last and not passage.bits[end] & (c.PREP | c.PUNCT | c.AND | c.ADV | c.DET | c.AUX | c.BE)
