"""The words of which scopes are made: places, products, everything; in six languages, from `data/scopes.yml`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from trustgen.claims.words.datafiles import document

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

STEM: Final = 5
"""Letters that make two words of different endings or languages the same."""


class Vocabulary(Struct, frozen=True):
    """The words by what they mean."""

    concepts: Mapping[str, frozenset[str]]
    """What a word stands for: an office, a product."""
    places: frozenset[str]
    plurals: Mapping[str, frozenset[str]]
    """Words for several of a kind, each with all words for that."""
    kinds: frozenset[str]
    all: tuple[tuple[str, ...], ...]
    headers: tuple[str, ...]
    others: tuple[str, ...]
    extending: frozenset[str]
    also: frozenset[str]
    self_run: tuple[str, ...]
    """What is run by its readers and not by us, by how the words begin."""

    def place(self, word: str) -> bool:
        """Whether a word is one for a place."""
        return word in self.places

    def plural(self, word: str) -> frozenset[str]:
        """The words for several of the kind that a word is for; none when it is no plural."""
        return self.plurals.get(word, frozenset())

    def common(self, word: str) -> bool:
        """Whether a word of scopes is no name."""
        return word in self.concepts or word in self.kinds

    def everything(self, words: Sequence[str]) -> bool:
        """Whether words among these mean all there is."""
        joined = f" {' '.join(words)} "
        return any(f" {' '.join(phrase)} " in joined for phrase in self.all)

    def counted(self, word: str) -> bool:
        """Whether a word is for a time, a question or a reader: "every month" is no scope."""
        return word.startswith(self.others)

    def header(self, text: str) -> bool:
        """Whether a column's header says that the column names a scope."""
        return any(text.startswith(word) for word in self.headers)


def concepts(word: str) -> frozenset[str]:
    """What a word of a scope stands for, in any language."""
    return vocabulary().concepts.get(word, frozenset())


def same(one: str, other: str) -> bool:
    """Whether two words are one but for their endings, or stand for the same in two languages."""
    if len(one) > 2 and len(other) > 2:  # noqa: PLR2004
        size = min(STEM, len(one), len(other))
        if one[:size] == other[:size] and min(len(one), len(other)) >= min(STEM, 4):
            return True
    return one == other


@cache
def vocabulary() -> Vocabulary:
    """The one vocabulary."""
    data = document("scopes.yml")
    meant: dict[str, set[str]] = {}
    plurals: dict[str, frozenset[str]] = {}
    for name, forms in (data["places"] | data["things"]).items():
        many = frozenset(_listed(forms["many"]))
        for word in (*_listed(forms["one"]), *many):
            meant.setdefault(word, set()).add(name)
        plurals.update(dict.fromkeys(many, many))
    places = {word for forms in data["places"].values() for word in (*_listed(forms["one"]), *_listed(forms["many"]))}
    return Vocabulary(
        concepts={word: frozenset(names) for word, names in meant.items()},
        places=frozenset(places),
        plurals=plurals,
        kinds=frozenset(_listed(data["kinds"])),
        all=tuple(tuple(word.split()) for word in _listed(data["everything"])),
        headers=tuple(_listed(data["headers"])),
        others=tuple(_listed(data["others"])),
        extending=frozenset(_listed(data["extending"])),
        also=frozenset(_listed(data["also"])),
        self_run=tuple(_listed(data["self_run"])),
    )


def _listed(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]
