"""What applicants are wanted to have done elsewhere: "a lead who has written a FedRAMP package", "you have taken a …".

Anybody's audit will do, so the mention has no article that makes it one, and nothing beside it is ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.harmless import INDEFINITE
from trustgen.claims.scenes.reading import THE, chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_WANTED: Final = word_parts("applicant.wanted")
"""How a clause says that somebody is wanted for a job."""
_LED: Final = word_set("applicant.led")
_THROUGH: Final = word_set("applicant.through")
_TOLD: Final = c.OUR | c.OURS | c.WITHUS | c.NAME | c.PRESUP | c.INHERIT | c.SINCE | c.GLOBAL | c.RARE
_NEAR: Final = 5


def applicant(scene: Scene, token: int) -> bool:
    """Whether the mention is what whoever is wanted for a job has done before, somewhere."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    start, _ = chain(passage, token, first, last)
    _, segment = scene.segment_of(token)
    if passage.any(_TOLD, segment.first, segment.last) or (start > first and passage.words[start - 1] in THE):
        return False
    has = next(
        (
            at
            for at in range(max(first + 1, start - 2 * _NEAR), start - 1)
            if passage.bits[at] & c.HOLD and passage.bits[at] & c.AUX and passage.any(c.REL | c.YOU, at - 1, at)
        ),
        -1,
    )
    if has < 0 or passage.any(c.WE | c.NEG | c.NO, has, last):
        return False
    if passage.any(c.YOU, has - 1, has):
        # "You have taken a company through SOC 2."
        led = passage.words[has + 1] in _LED and passage.words[has + 2].partition(" ")[0] in INDEFINITE
        return led and has - first <= 1 and passage.words[start - 1] in _THROUGH
    text = f"{' '.join(passage.words[first:has])} "
    wanted = any(phrase in text for phrase in _WANTED)
    return wanted and passage.any(c.PERSON, has - 2, has) and not passage.any(c.SCHEME, first, has)
