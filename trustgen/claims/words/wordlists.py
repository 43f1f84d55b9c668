"""The words that single questions of the engine look for, as data: one file per language under `data/words/`.

A cue (`lexicon`) says what a word can do in any sentence.  A word list belongs to one question of one module, as
`cameabout.goals` does to "Where does a climb end?".  Its words of all languages make one list: the engine has decided
which languages count before it asks.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from trustgen.claims.words.datafiles import parsed
from trustgen.claims.words.tables import table

if TYPE_CHECKING:
    from collections.abc import Mapping


def word_set(name: str) -> frozenset[str]:
    """The words of a list ("module.list"), in lower case without accents, for a question about whole words.

    Raises `KeyError` for a list that no language has.
    """
    return frozenset(_lists()[name])


def word_parts(name: str) -> tuple[str, ...]:
    """The same for a question about how words begin or end."""
    return _lists()[name]


@cache
def _lists() -> Mapping[str, tuple[str, ...]]:
    made: Mapping[str, tuple[str, ...]] = table("words", _joined)
    return made


def _joined() -> dict[str, tuple[str, ...]]:
    lists: dict[str, dict[str, None]] = {}
    for modules in parsed("words").values():
        for module, named in modules.items():
            for name, text in named.items():
                lists.setdefault(f"{module}.{name}", {}).update(dict.fromkeys(text.split(", ")))
    return {name: tuple(words) for name, words in lists.items()}
