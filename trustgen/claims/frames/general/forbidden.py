"""Prohibitions: what parties, partners and resellers must not say of us."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.scenes.reading import possessed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_MODAL: Final = word_set("forbidden.modal")
_NO_PARTY: Final = word_parts("forbidden.no_party")
_BANNED: Final = word_parts("forbidden.banned")
_SAYING: Final = word_parts("forbidden.saying")
_WIDER: Final = c.EXCEPT | c.COND | c.WITHOUT | c.ONLY | c.BUT | c.PASTEND | c.DONE | c.SINCE


def forbidden(case: Case) -> bool:
    """A verb of saying under a prohibition, in front of the mention, without an exception."""
    scene, token = case.scene, case.token
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    if possessed(scene, token) or passage.any(_WIDER & ~c.THIRD, token, last):
        return False
    said = [
        at
        for at in range(first, last)
        if passage.words[at].startswith((*_SAYING, "present")) and not passage.bits[at] & c.YEA
    ]
    if not said or passage.any(c.HOLD | c.GOT, token, last):
        return False
    bare = scene.folded.bare[passage.starts[first] : passage.ends[last - 1]]
    text = f" {' '.join(bare.split())} "
    if " no longer " in text or " nicht mehr " in text or " ya no " in text or " non piu " in text:
        return False
    if _allowed(scene, token):
        return False
    negations = len(passage.places(c.NEG | c.NOBODY | c.LACK, first, last))
    modal = next((at for at in range(first, token) if passage.words[at] in _MODAL), -1)
    if any(f" {phrase} " in text for phrase in _NO_PARTY):
        # In Spanish and Italian, one word is both: "ninguna de las partes presentará …".
        verb = modal if modal >= 0 else said[0]
        return verb < token and not passage.any(c.NEG | c.NOBODY | c.LACK, verb, last)
    banned = [at for at in range(first, last) if passage.words[at].startswith(_BANNED)]
    if banned:
        return not negations
    return negations == 1 and _must_not(scene, first, token, said)


def _must_not(scene: Scene, first: int, token: int, said: list[int]) -> bool:
    """Whether somebody else must not say it: "Resellers may not advertise the product as …"."""
    passage = scene.passage
    modal = next((at for at in range(first, token) if passage.words[at] in _MODAL), -1)
    if modal < 0 or passage.any(c.WE | c.NAME, first, modal):
        return False
    return any(
        passage.bits[at] & c.NEG and abs(at - modal) <= _CLOSE and any(verb > modal for verb in said)
        for at in range(first, passage.segments[passage.segment_at(token)].last)
    ) or any(passage.bits[at] & c.NEG and passage.words[at] not in _MODAL for at in range(modal, token))


def _allowed(scene: Scene, token: int) -> bool:
    """Whether the part behind a semicolon allows what is not forbidden: "…; they may promise ISO 27001"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first = segment.first
    return (
        segment.opener == ";"
        and not _MODAL.isdisjoint(passage.words[first:token])
        and not passage.any(c.NEG | c.NO | c.NOBODY, first, segment.last)
    )


_CLOSE: Final = 3

FORBIDDEN = Frame("prohibition", forbidden)
