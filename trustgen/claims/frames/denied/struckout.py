"""Phrases in quotation marks in a list of what we no longer say: "Words we've stopped using: “independently verified”".

A list of struck words quotes them to take them back; what stands behind a phrase in it tells why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import quoted
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts

if TYPE_CHECKING:
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_STRUCK: Final = word_parts("struckout.struck")
"""Phrases for what is no longer said: "we struck", "stopped using"."""
_STATED: Final = 400


def struck_out(case: Case) -> bool:
    """A phrase at the head of an item or cell, in a list that is said to be of words that we have given up."""
    scene, token = case.scene, case.token
    passage, context = scene.passage, scene.unit.context
    listed = scene.unit.scope == "text.item" or context.cell == 0
    if not listed or not quoted(scene, token) or passage.words[0] != '"':
        return False
    closed = next((at for at in range(token, len(passage)) if passage.words[at] == '"'), 0)
    if passage.words.index('"', 1) != closed:
        return False
    above = [text for text in (context.lead, context.caption, *context.headings[-1:]) if text]
    said = any(_given_up(scene, text) for text in above)
    since = any(passage.any(c.NUMBER, at + 1, at + 3) for at in passage.places(c.SINCE, closed))
    return said and not since and not passage.any(c.NOBODY | c.OURS, closed) and not claimed_beside(scene, token)


def _given_up(scene: Scene, text: str) -> bool:
    """Whether a heading or lead says that what is below is no longer used: "we struck these out:"."""
    passage = scene.read(text[:_STATED])
    words = f" {' '.join(passage.words)} "
    denied = '"' in passage.words or passage.any(c.NEG | c.NO | c.NOBODY | c.COND | c.PLAN)
    return not denied and any(f" {phrase} " in words for phrase in _STRUCK)


STRUCK_OUT = Frame("struck-out", struck_out)
