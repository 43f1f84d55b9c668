"""Companies that something is for, and of which nothing else is said: "certified hosting for hospitals"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims import cues as c
from trustgen.claims.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passage import Passage


def only_for(passage: Passage, token: int, last: int) -> bool:
    """Whether companies are no more than whom something is for: "gestor certificado para hospitales"."""
    places = passage.places(c.GENERIC, token, last)
    return bool(places) and all(
        any(word.rpartition(" ")[2] in _FOR for word in passage.words[max(at - 2, token) : at]) for at in places
    )


_FOR: Final = word_set("common.for")
