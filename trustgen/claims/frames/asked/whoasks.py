"""Schemes side by side: who asks for which of them, and what sets them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_US: Final = c.WE | c.OUR | c.NAME | c.OURS | c.WITHUS
_TOLD: Final = _US | c.YOUR | c.GOT | c.DONE | c.SINCE | c.PRESUP | c.INHERIT | c.GLOBAL | c.SHOW
_NAMES: Final = c.SCHEME | c.AND | c.DET | c.ART | c.PUNCT | c.NUMBER | c.ADJ | c.RIVAL
_ASKS: Final = word_parts("whoasks.asks")
_MORE: Final = word_set("whoasks.more")
"""What makes the question one that wants no answer: "who asks for more?"."""


def who_asks(case: Case) -> bool:
    """Bare names, a colon and the question who asks for which; nobody in the text or right below it is us."""
    scene, token = case.scene, case.token
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    colon = next((one.first for one in passage.segments if one.sentence == number and one.opener == ":"), -1)
    following = scene.following(token)
    if following is not None and passage.words[last - 1] == ":":
        # In Spanish, the question begins with a mark of its own.
        colon, last = following.first, following.last
    if case.scheme is None or not scene.prose or not token < colon:
        return False
    if not all(bits & _NAMES and not bits & _US for bits in passage.bits[first : colon - 1]):
        return False
    words = passage.words[colon:last]
    if not " ".join(words).startswith(_ASKS) or not _MORE.isdisjoint(words):
        return False
    asked = passage.any(c.ASK | c.DUTY, colon, last) and not passage.any(_TOLD, colon, last)
    readers = any(not passage.bits[at] & c.DET for at in passage.places(c.YOU, colon + 1, last))
    return (
        asked
        and not readers
        and not passage.any(_US | c.YOUR | c.GOT | c.DONE | c.INHERIT, last)
        and not _ours_below(scene)
    )


def _ours_below(scene: Scene) -> bool:
    """Whether what stands below a title speaks of us."""
    context = scene.unit.context
    return any(scene.read(text[:_STATED]).any(_US) for text in (context.after, *context.details) if text)


_STATED: Final = 600


def compared(case: Case) -> bool:
    """The header of a table that compares schemes by who runs, wants or gets them: "Two programmes compared"."""
    scene = case.scene
    context = scene.unit.context
    columns = [text for text in context.columns if text.strip()]
    if case.scheme is None or scene.unit.scope != "text.header" or not context.caption or len(columns) < _TWO:
        return False
    caption = scene.read(context.caption[:_STATED])
    kinds = any(word.startswith(_KINDS) for word in caption.words)
    if not kinds or not any(word.startswith(_COMPARED) for word in caption.words) or caption.any(_US | c.YOUR):
        return False
    if not all(scene.named(text) for text in columns) or not context.heads:
        return False
    below = [scene.read(text[:_STATED]) for text in (*context.heads, *context.details)]
    own = scene.found[scene.passage.found[case.token]].scheme
    others = any(one.scheme != own for text in context.details for one in scene.named(text))
    if any(part.bits[:1] and part.bits[0] & _STANDING for part in below):
        return False
    return not others and not any(
        part.any(_HAD) or any(len(word) == _YEAR for word in _numbers(part)) for part in below
    )


def _numbers(passage: Passage) -> list[str]:
    return [word for word in passage.words if word.isdigit()]


_TWO: Final = 2
_YEAR: Final = 4
_HAD: Final = _US | c.DONE | c.SINCE | c.GRANTED | c.EXPIRY | c.CTA | c.CERTIFIER | c.LISTING | c.SELFNOUN
"""What a table would say of schemes that somebody has."""
_STANDING: Final = c.YEA | c.NAY | c.PLAN | c.OPEN | c.PROGRESS | c.NEG | c.NO | c.NONE
_KINDS: Final = word_parts("whoasks.kinds")
_COMPARED: Final = word_parts("whoasks.compared")

COMPARED = Frame("compared", compared)
WHO_ASKS = Frame("who-asks", who_asks)
