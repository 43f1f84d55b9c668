"""Papers that readers hand in themselves: "the SWIFT CSP attestation that your treasury files every year"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import chain, possessed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_FILES: Final = word_set("filedby.files")
_ATTESTS: Final = word_parts("filedby.attests")
"""What a company states of itself and hands in; a certificate is handed on by whoever has it."""
_NEAR: Final = 3
"""Tokens from the relative pronoun to "your"."""
_US: Final = c.WE | c.NAME | c.OURS
_TOLD: Final = c.DONE | c.GOT | c.YEA | c.BE | c.NEG | c.NO | c.WITHOUT | c.SCHEME


def filed_by_reader(scene: Scene, token: int) -> bool:
    """Whether a clause right behind the mention ends the sentence and says that readers hand the paper in."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    _, end = chain(passage, token, first, last)
    relative = next((at for at in passage.places(c.REL, end, end + 2) if passage.words[at - 1] == "," or at == end), -1)
    told = passage.any(_US, first, last) or passage.any(c.BE | c.CTA | c.SHOW, first, token)
    if relative < 0 or possessed(scene, token) or told:
        return False
    yours = passage.places(c.YOUR, relative + 1, relative + _NEAR)
    return (
        bool(yours)
        and any(word.startswith(_ATTESTS) for word in passage.words[max(token - 1, first) : end])
        and not _FILES.isdisjoint(passage.words[yours[0] + 2 : last])
        and not passage.any(_TOLD, yours[0] + 1, last)
        and not claimed_beside(scene, token)
    )
