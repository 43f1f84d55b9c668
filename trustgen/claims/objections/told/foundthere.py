"""Behind what a scheme is: where one finds us, or that it vouches for what we do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_FIND: Final = word_parts("foundthere.find")
"""How verbs of finding begin."""
_LISTS: Final = word_set("foundthere.lists")
_OUR_VERBS: Final = word_parts("foundthere.our_verbs")
_UNSURE: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.COND | c.PLAN | c.UNREAL | c.LACK | c.WITHOUT | c.THIRD | c.OTHER
_NEAR: Final = 2


def found_there(scene: Scene, token: int) -> bool:
    """Whether the next sentence says that one finds us on a list: "You will find us in the register under 4711."."""
    passage = scene.passage
    following = scene.following(token)
    if following is None or passage.sentences[scene.sentence_of(token)[0]].question:
        return False
    first, last = following.first, following.last
    us = passage.places(c.WE, first, last)
    near = passage.words[max(first, us[0] - _NEAR) : us[0] + _NEAR] if us else []
    return (
        any(word.startswith(_FIND) for word in near)
        and passage.any(c.LISTING, us[0], last)
        and not passage.any(_UNSURE, first, last)
    )


def named_there(scene: Scene, token: int) -> bool:
    """Whether one finds somebody by name on a list of the scheme: "Buyers find Fabrikam in the STAR registry".

    A name that nothing sets apart may be the site's own.
    """
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    finds = [at for at in range(first, min(token, last)) if passage.words[at].startswith(_FIND)]
    if not finds or passage.any(_UNSURE & ~c.THIRD, first, last):
        return False
    name = next((at for at in range(finds[0] + 1, token) if not passage.bits[at] & (c.AUX | c.ADV | c.YOU)), token)
    unknown = not passage.bits[name] and passage.word(name).isalpha()
    named = bool(passage.bits[name] & (c.WE | c.NAME)) or (unknown and (scene.capital(name) or not scene.cased))
    where = range(name + 1, min(token + _NEAR + 2, last))
    return (
        named
        and not passage.bits[name - 1] & c.DET
        and passage.any(c.PREP, name + 1, token)
        and any(passage.bits[at] & c.LISTING or passage.words[at] in _LISTS for at in where)
    )


def vouches_for_us(scene: Scene, token: int) -> bool:
    """Whether it is the standard that says that we do something well: "la norma que acredita que gestionamos …"."""
    passage = scene.passage
    _, _, last = scene.sentence_of(token)
    return any(
        passage.bits[at - 1] & c.REL
        and passage.any(c.REL, max(token, at - 4), at - 2)
        and not passage.bits[at - 2] & (c.NEG | c.DUTY | c.AUX)
        and passage.words[at].endswith(_OUR_VERBS)
        for at in range(token + 3, last)
    )
