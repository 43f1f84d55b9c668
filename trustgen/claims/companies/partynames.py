"""Runs of words that may be the name of a company: "Hexa Cloud", "Larsen & Toft LLP", "1Password", "monday.com"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.spelling.dates import is_month
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.claims.scenes.scene import Scene

_JOINED: Final = word_set("partynames.joined")
"""What stands inside of a company's name."""
LEGAL: Final = word_set("partynames.legal")
"""Legal forms at its end."""
_TRADES: Final = word_set("partynames.trades")
"""Nouns that companies have in their names, behind a word of their own."""
_DOMAINS: Final = word_set("partynames.domains")
_WORDS: Final = 4


def spellings(scene: Scene, first: int, last: int) -> Iterator[str]:
    """A name as it stands, and without the legal form behind it."""
    words = [part for word in scene.passage.words[first:last] for part in word.split(" ")]
    yield " ".join(words)
    while len(words) > 1 and (words[-1] in LEGAL or words[-1] == "."):
        words.pop()
    yield " ".join(words)


def names(scene: Scene) -> Iterator[tuple[int, int]]:
    """The runs of words that may be the name of a company."""
    at, count = 0, len(scene.passage)
    while at < count:
        end = _name_end(scene, at)
        if end:
            yield at, end
        at = max(end, at + 1)


def _name_end(scene: Scene, at: int) -> int:
    """Where a name that begins with a word ends; 0 where none begins."""
    passage = scene.passage
    words, count = passage.words, len(passage)
    if (
        words[at + 1 : at + 2] == ["."]
        and words[at + 2 : at + 3]
        and words[at + 2] in _DOMAINS
        and not passage.bits[at]
    ):
        return at + 3 if not passage.spaced[at + 2] else 0
    if not _own_word(scene, at):
        return 0
    end = at + 1
    while end < count and end - at < _WORDS and passage.spaced[end]:
        joined = words[end] in _JOINED and end + 1 < count and _own_word(scene, end + 1)
        if joined:
            end += 2
        elif words[end] in LEGAL or words[end] in _TRADES or _own_word(scene, end):
            end += 1
        else:
            break
    return end


def _own_word(scene: Scene, at: int) -> bool:
    """Whether a word is one that nobody knows, with a capital in it or a digit before letters: "1Password"."""
    passage = scene.passage
    word = passage.words[at]
    if passage.bits[at] or not word.isalnum() or word.isdigit() or is_month(word):
        return False
    start, end = scene.folded.back(passage.starts[at], passage.ends[at])
    return any(char.isupper() for char in scene.unit.text[start:end])
