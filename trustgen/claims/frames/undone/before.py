"""How things were before we had it: told in the past, and no denial of what is there now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_BEFORE: Final = word_parts("before.before")


def is_before(word: str) -> bool:
    """Whether a word is one for "before"."""
    return word.startswith(_BEFORE)


def came_before(scene: Scene, token: int) -> bool:
    """Whether it is told how things were before we had it: "before we earned it, tickets took a day longer"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    _, first, last = scene.sentence_of(token)
    opening = " ".join(passage.words[segment.first : segment.first + 2])
    open_ = any(passage.bits[at] & c.AUX for at in range(first, last) if not _had(passage, at))
    return opening.startswith(_BEFORE) and not open_


def _had(passage: Passage, at: int) -> bool:
    """Whether a word is a verb of having, or stands in the word for "before" itself."""
    return bool(passage.bits[at] & c.HOLD) or passage.words[at].startswith(_BEFORE)


_UP_TO: Final = word_parts("before.up_to")
_BROUGHT: Final = word_parts("before.brought")


def brought_to(passage: Passage, place: int, first: int) -> bool:
    """Whether it is how far we came, no time to wait for: "nous avons mené notre produit jusqu'à la certification"."""
    return (
        passage.words[place].startswith(_UP_TO)
        and any(word.startswith(_BROUGHT) for word in passage.words[first:place])
        and not passage.any(c.NEG | c.NO | c.PLAN | c.ASK, first, place)
    )


_FROM: Final = word_set("before.from")
_SPAN: Final = 4


def from_to(passage: Passage, place: int, token: int) -> bool:
    """Whether it is a range of what we do, no time to wait for: "vom Wareneingang bis zum Versand sind unsere …"."""
    if place + 1 >= token or passage.bits[place + 1] & (c.WE | c.OUR | c.ANAPH | c.YOU | c.SCHEME | c.HOLD):
        return False
    begins = any(word in _FROM for word in passage.words[max(0, place - _SPAN) : place])
    return begins and passage.any(c.WE | c.OUR, place + 2, token)
