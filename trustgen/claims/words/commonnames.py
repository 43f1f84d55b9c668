"""Names of companies that are common words: near an article and in front of no noun, "box" is a box.

"The terminal ships with the attestation in the box." names no company, and "Box publishes its report." does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

_THINGS: Final = word_set("commonnames.things")
_ARTICLES: Final = word_set("commonnames.articles")
_VERBS: Final = word_set("commonnames.verbs")


def a_thing(words: Sequence[str], at: int) -> bool:
    """Whether a word that is a company's name too is the thing of that name: "in the box"."""
    ends = at + 1 == len(words) or not words[at + 1].isalnum() or words[at + 1] in _VERBS
    return at > 0 and words[at] in _THINGS and ends and not _ARTICLES.isdisjoint(words[max(at - 2, 0) : at])
