"""What a scheme costs anybody and what use it is: "Reckon with nine months", "Does it make sense for ten people?"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.harmless import INDEFINITE, ours
from trustgen.claims.scenes.reading import chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_WORTH: Final = word_parts("worth.worth")
"""Words and phrases for being of use to whoever has it."""
_REACHED: Final = c.GLOBAL | c.DONE | c.SINCE | c.YOUR | c.THEN | c.PRESUP | c.CTA & ~c.DEFINE & ~c.ASK & ~c.HELP
_SOMEBODY: Final = c.GENERIC | c.ASSESSOR | c.PERSON
_UNTIL: Final = word_set("worth.until")
_RECKON: Final = word_parts("worth.reckon")
"""How imperatives begin that tell readers how much time or money it takes."""
_BETWEEN: Final = word_set("worth.between")


def reckoned(scene: Scene, token: int, first: int) -> bool:
    """Whether readers are told what to reckon with until any has one: "Budget 20,000 to 60,000 euros for a SOC 2"."""
    passage = scene.passage
    at = token - 1
    while at > first and (passage.bits[at] & (c.ADJ | c.ART) or passage.words[at] in INDEFINITE):
        at -= 1
    until = passage.words[at] in _UNTIL or (
        passage.bits[at] & c.AND and not _BETWEEN.isdisjoint(passage.words[first:at])
    )
    told = passage.bits[first] & c.COST or passage.words[first].startswith(_RECKON)
    return (
        bool(told)
        and bool(until)
        and passage.any(c.NUMBER, first, at)
        and not _epithet(scene, token)
        and not passage.any(c.YOUR, at, scene.sentence_of(token)[2])
    )


def worth_asked(scene: Scene, token: int) -> bool:
    """Whether it is asked of what use the scheme is to anybody, and no answer is given that could be ours."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    said = f" {' '.join(passage.words[first:last])} "
    behind = passage.sentences[number + 1 :]
    return (
        passage.sentences[number].question
        and any(f" {phrase} " in said for phrase in _WORTH)
        and not _epithet(scene, token)
        and not passage.bits[token - 1] & c.PREP & ~c.DET
        and not ours(scene, first, last)
        and not passage.any(_REACHED, first, last)
        # "Does it pay off? For the team in Leeds it did.": whoever answers may be us, unless it is told who it is.
        and all(
            passage.any(_SOMEBODY, one.first, one.last)
            and not ours(scene, one.first, one.last)
            and not passage.any(_REACHED | c.YEA, one.first, one.last)
            for one in behind[:1]
        )
    )


def _epithet(scene: Scene, token: int) -> bool:
    """Whether the scheme is only what something is called: "ISO 27001 certified hosting"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    _, end = chain(passage, token, segment.first, segment.last)
    if end >= segment.last or passage.bits[end] & (c.PREP | c.PUNCT | c.AND | c.ADV | c.DET | c.AUX | c.BE):
        return False
    # "Does ISO 27001 make sense?": a verb, and no noun that is called by it.
    said = f"{' '.join(passage.words[end : segment.last])} "
    return not any(said.startswith(f"{phrase} ") for phrase in _WORTH)
