"""Whoever asked for it and had it soon after: that is told of us, who gave it.

"I asked for their attestation on Monday and had it on Tuesday" is no demand that went unanswered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_HAD: Final = word_set("obtained.had")
_IT: Final = word_set("obtained.it")
_ASKER: Final = word_set("obtained.asker")
_PLACES: Final = word_set("obtained.places")
_MY: Final = word_set("obtained.my")
_HURRY: Final = word_set("obtained.hurry")
"""Behind "had it": it is no certificate that somebody had."""
_NEAR: Final = 6


def had_soon(scene: Scene, token: int) -> bool:
    """Whether who asked for it before is said to have had it, or that it lay on a desk."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    following = scene.following(token)
    if any(_lay(passage, at) and passage.words[at - 1] in _MY for at in range(token + 2, last)):
        # Whoever finds it in their inbox had asked for it, by whatever verb.
        return True
    if not passage.any(c.ASK, first, token):
        return False
    # What never happens elsewhere takes nothing back: "… and had it before lunch. That never happens."
    own = [at for at in range(token + 2, last) if not passage.any(_NOT, token, at)]
    if any(_had(passage, at, last) or _lay(passage, at) for at in own):
        return True
    end = following.last if following is not None else last
    return not passage.any(_NOT, token, end) and any(
        _had(passage, at, end) or _lay(passage, at) for at in range(last, end)
    )


def given_to_them(scene: Scene, token: int) -> bool:
    """The same of somebody who is not us: "we asked our host for its report and had it" is about the host's."""
    _, first, _ = scene.sentence_of(token)
    return not scene.passage.any(c.WE, first, token) and had_soon(scene, token)


_NOT: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.COND


def _had(passage: Passage, at: int, end: int) -> bool:
    """Whether a clause without a subject, or with a pronoun for one, says so: "and had it", "and she had one"."""
    if passage.words[at] not in _HAD or at + 1 == end:
        return False
    behind = passage.words[at + 1] in _IT
    if not behind and passage.words[at - 1] not in _IT:
        return False
    begin = at - (1 if behind else 2)
    follows = passage.words[at + 1 + behind : min(at + 2 + behind, end)]
    return bool(passage.bits[begin] & c.AND or passage.words[begin] in _ASKER) and _HURRY.isdisjoint(follows)


def _lay(passage: Passage, at: int) -> bool:
    """Whether it was where somebody gets their post: "and it was in my inbox an hour later"."""
    place = passage.words[at] in _PLACES or passage.words[at - 1] in _MY
    return place and passage.any(c.PREP, at - 2, at) and passage.any(c.ANAPH, at - _NEAR, at - 2)
