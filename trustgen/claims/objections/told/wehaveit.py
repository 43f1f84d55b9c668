"""Words about the scheme or the market, behind which we are said to have it: "It costs a lot. We have it.".

The next sentence names nothing: "it" is what was spoken of.  A pronoun next to the verb of having that ends the clause,
or that only a day follows, is no "we have it in mind".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.passedon.takenup import clear, following
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_ELSE: Final = c.THIRD | c.OTHER | c.GENERIC | c.RIVAL | c.YOUR | c.YOU | c.HELP
_MONTH_AND_YEAR: Final = 2
_IT: Final = word_set("wehaveit.it")
_LIES: Final = word_set("met.lies")
_SINCE: Final = word_set("wehaveit.since")
_HAVING_IT: Final = word_set("wehaveit.having_it")
"""Infinitives of having with "it" behind them in one word: "averla"."""


def we_have_it(scene: Scene, token: int) -> bool:
    """Whether the next sentence says of us that we have it, and since when, or no more than that."""
    passage = scene.passage
    first, last = following(scene, token)
    if first == last or not passage.any(c.WE | c.NAME, first, last):
        return False
    if not clear(passage, first, last) or passage.any(_ELSE, first, last):
        return False
    return any(_had(passage, at, first, last) for at in range(first, last))


def _had(passage: Passage, at: int, first: int, last: int) -> bool:
    """Whether a token is a verb of having with "it" beside it, at the end or in front of a time."""
    words, bits = passage.words, passage.bits
    if words[at] in _HAVING_IT:
        return at == last - 1 or _a_time(passage, at + 1, last)
    if not bits[at] & c.HOLD:
        # "Bij ons ligt hij op tafel."
        lies = at == first + 1 and bool(bits[first] & c.WITHUS and bits[at] & c.EXIST)
        return lies and not _LIES.isdisjoint(words[at + 1 : at + 2])
    near = [*range(max(first, at - 2), at), *range(at + 1, min(at + 2, last))]
    if passage.any(c.WE, at + 1, at + 2):
        # "Zum Gl\u00fcck haben wir ihn seit M\u00e4rz."
        near.append(at + 2)
    it = [i for i in near if i < last and _is_it(passage, i)]
    if it:
        behind = max(at, it[-1]) + 1
        return behind == last or _a_time(passage, behind, last)
    # "Dass wir es seit Juni haben": the time stands between.
    return at == last - 1 and any(
        _is_it(passage, i) and _a_time(passage, i + 1, at) for i in range(max(first + 1, at - 5), at - 2)
    )


def _is_it(passage: Passage, at: int) -> bool:
    return passage.words[at] in _IT


def _a_time(passage: Passage, first: int, last: int) -> bool:
    """Whether a region is a time and nothing else: "since June", "seit M\u00e4rz 2025"."""
    since = first < last and (passage.bits[first] & c.SINCE or passage.words[first] in _SINCE)
    rest = range(first + 1, last)
    return (
        bool(since)
        and len(rest) <= _MONTH_AND_YEAR
        and all(passage.bits[at] & c.NUMBER or not passage.bits[at] for at in rest)
        and (len(rest) < _MONTH_AND_YEAR or passage.any(c.NUMBER, last - 1, last))
    )
