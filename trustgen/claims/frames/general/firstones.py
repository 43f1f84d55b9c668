"""A phrase without a verb that counts somebody among the first to have it, which is us: "among the first with it"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_FIRST: Final = word_set("firstones.first")
_OPENS: Final = 5
_TOLD: Final = c.BE | c.AUX | c.GOT | c.ASK | c.PLAN | c.NEG | c.NO | c.COND | c.DEFINE | c.THIRD | c.OTHER | c.YOU
_VERBS: Final = c.HOLD | c.SHOW | c.DUTY | c.CHOOSE


def among_the_first(scene: Scene, token: int) -> bool:
    """Whether a sentence is no more than that: "Una de las primeras empresas de la región con la ISO 27001"."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    _, end = chain(passage, token, first, last)
    at = next((at for at in range(first + 1, min(first + _OPENS, token)) if passage.words[at] in _FIRST), -1)
    return (
        at > first
        and not passage.sentences[number].question
        and passage.any(c.PREP, first, at)
        and passage.any(c.GENERIC | c.THIRD, at + 1, at + 2)
        and not passage.any(_TOLD, at + 2, last)
        and not passage.any(_VERBS, at + 2, token)
        # "Parmi les premières entreprises certifiées figuraient des banques": a verb that no cue knows.
        and (end >= last or passage.any(c.PREP | c.PUNCT, end, end + 1))
    )
