"""There is nobody who gave us one: "there is no body that has ever issued us a certificate"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_GIVEN: Final = c.GOT | c.GRANTED | c.CERT | c.HOLD
_LOOSE: Final = (
    c.NEG | c.NO | c.NOBODY | c.NONE | c.WITHOUT | c.LACK | c.PASTEND | c.RETRACT | c.FINDING | c.COND | c.ELSE
)
_TURNED: Final = c.MANNER | c.RIVAL | c.NUMBER | c.EXCEPT | c.EASE | c.CERTIFIER
"""What is denied in its place: how it was given, or by whom else."""
_BODIES: Final = word_set("nobodygave.bodies")
_EVER: Final = word_set("nobodygave.ever")
"""Words for "ever" that are negations elsewhere."""
_NEAR: Final = 4


def nobody_gave(scene: Scene, token: int) -> bool | None:
    """Whether it is denied that there is somebody of whom a clause behind says that they certified us.

    `None` for any other text; "there is no auditor who certified us as quickly" says that one did.
    """
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    no = next(iter(passage.places(c.NO | c.NEG, first, token)), token)
    exists = passage.any(c.EXIST, max(first, no - _NEAR), no)
    who = [
        at
        for at in range(no + 1, min(no + _NEAR, token))
        if passage.bits[at] & (c.ASSESSOR | c.CERTIFIER | c.EXAMINER) or passage.words[at] in _BODIES
    ]
    inner = (
        next((at for at in passage.places(c.REL, who[0] + 1, token) if at - who[0] <= _NEAR), token) if who else token
    )
    if (
        not exists
        or inner == token
        or not passage.any(c.WE, inner + 1, last)
        or not passage.any(_GIVEN, inner + 1, last)
    ):
        return None
    # "No stricter auditor than the one that certified us."
    plain = all(passage.bits[at] & (c.ADJ | c.OUTSIDE | c.PREP | c.DET) for at in range(no + 1, who[0]))
    return (
        plain
        and inner - who[0] <= 1 + (passage.words[inner - 1] == ",")
        and all(passage.bits[at] for at in range(inner + 1, last))
        and not passage.any(_TURNED, inner + 1, last)
        and all(passage.words[at] in _EVER for at in passage.places(_LOOSE, inner + 1, last))
        # Dutch has one word for "us" and "our".
        and all(passage.bits[at] & c.WE for at in passage.places(c.OUR, inner + 1, last))
    )
