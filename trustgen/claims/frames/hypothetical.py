"""What it would cost us, and what we would have to have first: nothing has happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims import cues as c
from trustgen.claims.beside import claimed_beside
from trustgen.claims.frames.frame import Case, Frame
from trustgen.claims.reading import possessed

if TYPE_CHECKING:
    from trustgen.claims.scene import Scene

_WOULD: Final = frozenset({"would", "'d", "wurde", "wurden", "zou", "zouden", "could", "might", "konnte", "ware"})
_PRICE: Final = ("cost", "take", "eat", "swallow", "kosten", "verschling", "dauer", "duren", "vergen")
_FUSED: Final = (
    *("couterai", "prendrai", "demanderai", "costaria", "llevaria", "supondria", "costerebbe", "richiederebbe"),
    *("comporterebbe", "represent", "representerai"),
)
"""Conditionals of costing in one word."""
_DUTY: Final = (
    *(
        "would have to",
        "would need",
        "'d have to",
        "'d need",
        "mussten",
        "musste",
        "devrions",
        "faudrait",
        "tendriamos",
    ),
    *("deberiamos", "dovremmo", "zouden", "zou"),
)
_OBTAIN: Final = c.HOLD | c.GOT | c.CERT
_FACT: Final = c.DONE | c.SINCE | c.PRESUP


def hypothetical(case: Case) -> bool:
    """A conditional of costing with the scheme as its subject, or of having to get it under a condition."""
    scene, token = case.scene, case.token
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    if possessed(scene, token) or passage.any(_FACT, first, last) or scene.stance(scene.segment_of(token)[0]).asserts:
        return False
    if passage.any(c.OUR | c.OURS | c.RIVAL | c.YOU | c.YOUR, first, last):
        return False
    if _would_cost(scene, token, last) or _would_have_to(scene, token, first):
        return not claimed_beside(scene, token)
    return False


def _would_cost(scene: Scene, token: int, last: int) -> bool:
    """Whether it is said behind the name what it would cost: "A first SOC 2 would cost us …"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    for at in range(token + 1, last):
        word = passage.words[at]
        if word.startswith(_FUSED) and not word.startswith("represente"):
            return True
        if word in {"would cost", "would take", "wurde kosten", "zou kosten"}:
            return True
        if word in _WOULD and not passage.any(c.NEG, at, segment.last):
            return any(behind.startswith(_PRICE) for behind in passage.words[at + 1 : last])
    return False


def _would_have_to(scene: Scene, token: int, first: int) -> bool:
    """Whether we would have to get it if something came about: "If we sold to a town, we would have to …"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    if not passage.any(c.COND, first, segment.first) or not passage.any(_OBTAIN, segment.first, segment.last):
        return False
    text = " ".join(passage.words[segment.first : segment.last])
    return any(f" {word} " in f" {text} " for word in _DUTY) and not passage.any(c.SHOW & ~c.HOLD, segment.first, token)


HYPOTHETICAL = Frame("hypothetical", hypothetical)
