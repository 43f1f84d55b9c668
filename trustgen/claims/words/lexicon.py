"""The cue lexicons: words and phrases of six languages with their classes.

One YAML file per language under `data/cues/`.  All languages are always loaded; which of them may excuse something in
a text is decided per text (`Lexicon.languages`), because a word such as "no" or "die" means different things.
"""

from __future__ import annotations

import marshal
import re
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import Struct

from trustgen.claims.words import cues
from trustgen.claims.words.cuefiles import bare, classes
from trustgen.claims.words.datafiles import parsed
from trustgen.claims.words.inflections import inflected
from trustgen.claims.words.tables import table
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TOKEN: Final = re.compile(
    r"n't\b|[^\W\d_]+(?=n't\b)|[^\W_]+(?='(?:s|re|ve|ll|d|m)\b)|'(?:s|re|ve|ll|d|m)\b|[^\W_]+'(?=\w)|[^\W_]+|\n|[^\w\s]",
)
_CERT_WORDS: Final = word_set("lexicon.certified")
_ASSERTING: Final = cues.CERT | cues.ART | cues.PRESUP | cues.GOT | cues.AUDIT | cues.OUTSIDE | cues.CERTIFIER
_ANSWER: Final = cues.YEA | cues.NAY
_SHARE: Final = 0.75
"""A language counts when it has this share of the function words of the one that has most."""
_PARTICLE: Final = 10
"""Words within which the particle of a separable verb has to follow."""
_CACHE: Final = 50_000
_Rows: TypeAlias = "dict[str, list[tuple[object, ...]]]"


_EVERY: Final = -1
"""The mask of all languages, however many there are."""


class Entry(Struct, frozen=True):
    """One word or phrase of one language."""

    words: tuple[str, ...]
    stem: bool
    """Whether the last word is a stem."""
    plain: str | None
    """The spelling with accents, where they matter."""
    classes: int
    language: int
    particle: str = ""
    """A word that has to follow within the sentence, as of a separable verb ("gave ~ back")."""


class Lexicon:
    """All cue files, indexed by first word."""

    def __init__(self) -> None:
        self.names: tuple[str, ...]
        self._function: dict[str, int]
        self._near: frozenset[str]
        # The entries of a word are bytes until a text has that word: few of them are ever asked for.
        self._exact: dict[str, bytes]
        self._stems: dict[str, bytes]
        self._answers: dict[str, bytes]
        self.names, self._function, self._near, self._exact, self._stems, self._answers = table("cues", _tables)
        self._known: dict[str, tuple[Entry, ...]] = {}
        self._going_on: dict[tuple[str, str], tuple[Entry, ...]] = {}
        self.all = (1 << len(self.names)) - 1

    def languages(self, words: Sequence[str], declared: str = "") -> int:
        """The languages whose cues count in a text of these words, as a mask; all when nothing tells."""
        scores = [0.0] * len(self.names)
        for word in words:
            mask = self._function.get(word, 0)
            if mask:
                for index in range(len(scores)):
                    if mask >> index & 1:
                        scores[index] += 1
        if declared:
            primary = declared.lower().split("-")[0]
            for index, name in enumerate(self.names):
                scores[index] += 1.0 if name == primary else 0.0
        best = max(scores)
        if best < 1:
            return self._certifying(words) or self.all
        return sum(1 << index for index, score in enumerate(scores) if score >= best * _SHARE)

    def _certifying(self, words: Sequence[str]) -> int:
        """The languages that alone have one of these words for "certified": "ISO 9001 certified plant" is no German."""
        mask = 0
        for word in words:
            known = verdict = 0
            for entry in self.entries(word):
                if len(entry.words) == 1 and entry.classes & (cues.CERT | cues.ART):
                    known |= entry.language
                    verdict |= entry.classes & cues.CERT
            # Of one language alone: "certificate" is an Italian participle as well.
            if verdict and not known & (known - 1):
                mask |= known
        return mask

    def is_function(self, word: str, languages: int) -> bool:
        """Whether a word is a function word of one of these languages."""
        return bool(self._function.get(word, 0) & languages)

    def entries(self, word: str) -> tuple[Entry, ...]:
        """The entries that begin with this word, longest first."""
        known = self._known.get(word)
        if known is None:
            found = _read(self._exact.get(word))
            for size in range(3, len(word) + 1):
                found.extend(_read(self._stems.get(word[:size])))
            if not found and self.misspelt(word):
                found.append(Entry((word,), False, None, cues.CERT | cues.ART, self.all))  # noqa: FBT003
            known = tuple(sorted(found, key=lambda entry: -len(entry.words)))
            if len(self._known) > _CACHE:
                self._known.clear()
            self._known[word] = known
        return known

    def _beginning(self, word: str, following: str) -> tuple[Entry, ...]:
        """The entries of a word but for its many phrases that go on with another letter than the next word's first."""
        known = self._going_on.get((word, following))
        if known is None:
            kept = (one for one in self.entries(word) if len(one.words) == 1 or one.words[1][0] == following)
            known = tuple(kept)
            if len(self._going_on) > _CACHE:
                self._going_on.clear()
            self._going_on[word, following] = known
        return known

    def spelled(self, mask: int) -> list[str]:
        """Regular expressions for the words of the given classes, without accents."""
        entries = [
            entry
            for words in (self._exact, self._stems)
            for listed in words.values()
            for entry in _read(listed)
            if entry.classes & mask
        ]
        return sorted({r"\b" + r"[\s'-]*".join(re.escape(word) for word in entry.words) for entry in entries})

    def misspelt(self, word: str) -> bool:
        """Whether a word is one letter away from a certification word."""
        # A word that is much longer than any of them is near to none, and its shorter forms would fill the memory.
        return (
            8 <= len(word) <= 32  # noqa: PLR2004
            and word.isalpha()
            and word[0] in "cagz"
            and not self._near.isdisjoint(_shorter(word))
        )

    def match(self, words: Sequence[str], plain: Sequence[str], at: int, languages: int) -> tuple[int, int]:
        """The classes at a word and how many words they take up: the longest phrase counts.

        A word that asserts counts in any language.
        """
        best = 0
        bits = 0
        foreign = 0
        following = words[at + 1] if at + 1 < len(words) else ""
        for entry in self._beginning(words[at], following[:1]):
            size = len(entry.words)
            if size < best:
                break
            if size > 1 and not following.startswith(entry.words[1]):
                continue
            if not _fits(entry, words, plain, at):
                continue
            if entry.language & languages:
                best = size
                bits |= entry.classes
            elif size == 1:
                foreign |= entry.classes & _ASSERTING
        if best <= 1:
            return bits or foreign or self._inflected(words[at], languages), 1
        return bits, best

    def _inflected(self, word: str, languages: int) -> int:
        """The classes of a word that no cue file lists, from the cues that it is a form of."""
        bits = 0
        for index, name in enumerate(self.names):
            if languages >> index & 1:
                bits |= inflected(name).get(word, 0)
        return bits

    def answer(self, words: Sequence[str], plain: Sequence[str], languages: int) -> int:
        """`YEA`, `NAY` or 0 for the phrase that a text begins with, such as "not yet"; single words are in `match`."""
        best = 0
        bits = 0
        for entry in _read(self._answers.get(words[0])) if words else ():
            size = len(entry.words)
            if entry.language & languages and size > best and _fits(entry, words, plain, 0):
                best, bits = size, entry.classes
        if bits & cues.YEA and any(
            entry.classes & cues.NEG for word in words[best : best + 1] for entry in self.entries(word)
        ):
            return 0
        return bits


def _tables() -> tuple[object, ...]:
    """What a lexicon consists of."""
    names: list[str] = []
    functions: dict[str, int] = {}
    exact: _Rows = {}
    stems: _Rows = {}
    answers: _Rows = {}
    for data in parsed("cues").values():
        language = 1 << len(names)
        names.append(str(data["language"]))
        for word in bare(str(data["function"])).splitlines():
            functions[word] = functions.get(word, 0) | language
        for (phrase, accented), bits in classes(data["tags"]).items():
            stem = phrase.endswith("*")
            text, _, particle = (part.strip() for part in phrase.rstrip("*").partition("~"))
            words = (text,) if text.isalnum() else _tokens(text)
            if not words:
                continue
            rows = stems if stem and len(words) == 1 else exact
            if len(words) > 1 and not bits & ~_ANSWER:
                rows = answers
            # A sign such as "✗" says the same in every language.
            spoken = language if any(map(str.isalnum, text)) else _EVERY
            rows.setdefault(words[0], []).append((words, stem, accented, bits, spoken, particle))
    packed = [{word: marshal.dumps(listed) for word, listed in rows.items()} for rows in (exact, stems, answers)]
    return (tuple(names), functions, _deletions(_CERT_WORDS), *packed)


def _read(packed: bytes | None) -> list[Entry]:
    return [] if packed is None else [Entry(*row) for row in marshal.loads(packed)]  # noqa: S302 - from our own table


def _tokens(phrase: str) -> tuple[str, ...]:
    """A phrase as texts have it: an elided word at its end is followed by a letter there ("pas d'une")."""
    return tuple(TOKEN.findall(phrase + "x")[:-1] if phrase.endswith("'") else TOKEN.findall(phrase))


def _fits(entry: Entry, words: Sequence[str], plain: Sequence[str], at: int) -> bool:
    size = len(entry.words)
    if size > 1:
        if at + size > len(words):
            return False
        for offset in range(1, size - 1):
            if words[at + offset] != entry.words[offset]:
                return False
        last = words[at + size - 1]
        if not (last.startswith(entry.words[-1]) if entry.stem else last == entry.words[-1]):
            return False
    if entry.particle and not _follows(entry.particle, words, at + size):
        return False
    return entry.plain is None or plain[at] == entry.plain


def _follows(particle: str, words: Sequence[str], at: int) -> bool:
    """Whether a verb's particle follows soon, before the sentence ends."""
    for word in words[at : at + _PARTICLE]:
        if word == particle:
            return True
        if word in {".", ";", ":", "!", "?", "\n"}:
            return False
    return False


def _shorter(word: str) -> Iterable[str]:
    yield word
    for index in range(len(word)):
        yield word[:index] + word[index + 1 :]


def _deletions(words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in _shorter(word))


@cache
def lexicon() -> Lexicon:
    """The one lexicon."""
    return Lexicon()
