"""Words for what a certificate leaves out or an audit found wanting: of these, "none" is good news."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage

_OUTSIDE: Final = word_parts("leftout.outside")


def is_left_out(passage: Passage, at: int) -> bool:
    """Whether a word is one for what is left out or was found wanting: "exclusions", "carved out", "findings"."""
    if passage.bits[at] & c.OUTSIDE and passage.any(c.ASSESSOR | c.EXAMINER, at + 1, at + 2):
        # "No outside assessor has looked at it."
        return False
    words = passage.words[at].split()
    return bool(passage.bits[at] & c.FINDING) or any(word.startswith(_OUTSIDE) for word in words)
