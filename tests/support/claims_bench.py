"""The claims engine on the bench: one word, form or frame is taken out of it, in memory, and put back.

Everything else is the engine as it is.  What it remembers of earlier texts is forgotten each time.
"""

from __future__ import annotations

import marshal
import re
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import re2
from msgspec.structs import astuple, replace

from trustgen.claims import engine as claims_engine
from trustgen.claims.catalogue import prefilter
from trustgen.claims.catalogue.schemes import pattern, schemes
from trustgen.claims.scenes import said
from trustgen.claims.words import cues, lexicon
from trustgen.claims.words.datafiles import parsed
from trustgen.claims.words.lexicon import Entry, Lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

Key = tuple[tuple[str, ...], bool, str | None, int, str]
"""What makes an entry of the lexicon one: its words, stem, accents, language and particle."""

_ANSWER = cues.YEA | cues.NAY
_FAST = cues.STRONG | cues.CERTIFIER | cues.AUDIT | cues.EXAM | cues.EXAMINER | cues.EXPIRY | cues.SEAL
"""Classes whose words the fast no looks for, too."""


@dataclass(frozen=True)
class Cue:
    """One word in one class of one language."""

    language: str
    tag: str
    word: str


@cache
def all_cues() -> tuple[Cue, ...]:
    """Every word of every cue file, in order."""
    return tuple(
        Cue(data["language"], tag, word)
        for data in parsed("cues").values()
        for tag, words in data["tags"].items()
        for word in words.splitlines()
    )


class _Fast:
    """The fast no, with its cues kept apart so that one can be left out."""

    def __init__(self) -> None:
        options = re2.Options()
        options.case_sensitive = False
        options.max_mem = 64 << 20
        forms = [pattern(form) for scheme in schemes().values() for form in (*scheme.forms, *scheme.weak)]
        bare = [prefilter._bare_groups(form) for form in forms]
        self._base = re2.compile("|".join([*bare, *prefilter._STEMS]), options)
        self.spelled = lexicon.lexicon().spelled(_FAST)
        self._cues = re2.Set.SearchSet(options)
        for source in self.spelled:
            self._cues.Add(source)
        self._cues.Compile()
        self.without: int | None = None

    def search(self, text: str) -> bool:
        return bool(self._base.search(text)) or any(index != self.without for index in self._cues.Match(text) or ())


class Bench:
    """The lexicon, from which one word can be taken out."""

    def __init__(self) -> None:
        self.lexicon = lexicon.lexicon()
        self.fast = _Fast()
        self._language = {name: 1 << index for index, name in enumerate(self.lexicon.names)}
        self._listed: dict[Key, list[Entry]] = defaultdict(list)
        for table in (self.lexicon._exact, self.lexicon._stems, self.lexicon._answers):
            for packed in table.values():
                for entry in lexicon._read(packed):
                    self._listed[key_of(entry)].append(entry)

    def entry(self, cue: Cue) -> Entry | None:
        """The entry that a word is part of; `None` when another spelling in its class is the same to the engine."""
        phrase = lexicon.bare(cue.word).lstrip("=")
        accented = cue.word.lower()[1:] if cue.word.startswith("=") else None
        text, _, particle = (part.strip() for part in phrase.rstrip("*").partition("~"))
        words = (text,) if text.isalnum() else lexicon._tokens(text)
        spoken = self._language[cue.language] if any(map(str.isalnum, text)) else lexicon._EVERY
        key = (words, phrase.endswith("*"), accented, spoken, particle)
        same = [entry for entry in self._listed[key] if entry.classes & cues.CLASSES[cue.tag]]
        return same[0] if len(same) == 1 else None

    @contextmanager
    def without(self, cue: Cue) -> Iterator[None]:
        """The engine without one word in one class."""
        entry = self.entry(cue)
        if entry is None:
            yield
            return
        left = replace(entry, classes=entry.classes & ~cues.CLASSES[cue.tag])
        self._swap(entry, left)
        try:
            yield
        finally:
            self._swap(left, entry)

    def _swap(self, old: Entry, new: Entry) -> None:
        first = old.words[0]
        if old.classes:
            kept = [entry for entry in lexicon._read(self._table(old)[first]) if entry != old]
            self._table(old)[first] = _pack(kept)
        if new.classes:
            self._table(new)[first] = _pack([*lexicon._read(self._table(new).get(first)), new])
        known = self.lexicon._known
        stem = old.stem and len(old.words) == 1
        for word in [word for word in known if word.startswith(first)] if stem else [first]:
            known.pop(word, None)
        self.lexicon._going_on.clear()
        if (old.classes | new.classes) & _FAST:
            source = r"\b" + r"[\s'-]*".join(re.escape(word) for word in old.words)
            self.fast.without = None if new.classes & _FAST else self.fast.spelled.index(source)
            prefilter._known.cache_clear()
        forget()

    def _table(self, entry: Entry) -> dict[str, bytes]:
        """Where the lexicon keeps such an entry."""
        if len(entry.words) > 1 and not entry.classes & ~_ANSWER:
            return self.lexicon._answers
        return self.lexicon._stems if entry.stem and len(entry.words) == 1 else self.lexicon._exact


def _pack(entries: list[Entry]) -> bytes:
    """Entries as the lexicon keeps them."""
    return marshal.dumps([astuple(entry) for entry in entries])


def key_of(entry: Entry) -> Key:
    return entry.words, entry.stem, entry.plain, entry.language, entry.particle


def forget() -> None:
    """Forget what was read of the structure around texts."""
    claims_engine._read.cache_clear()
    prefilter.look.cache_clear()
    said.piece.cache_clear()
    said.said.cache_clear()


@contextmanager
def bench() -> Iterator[Bench]:
    """The bench, with the fast no taken apart for as long as it is used."""
    made, plain = Bench(), prefilter._plain
    prefilter._plain = lambda _own: made.fast  # type: ignore[assignment]
    try:
        yield made
    finally:
        prefilter._plain = plain
        prefilter._known.cache_clear()
        forget()


@contextmanager
def watched(seen: set[Key]) -> Iterator[None]:
    """Note which entries take effect while a text is judged."""
    match, answer = Lexicon.match, Lexicon.answer

    def matching(self: Lexicon, words: Any, plain: Any, at: int, languages: int) -> tuple[int, int]:
        bits, size = match(self, words, plain, at, languages)
        if bits:
            fitting = (one for one in self.entries(words[at]) if len(one.words) in {1, size})
            seen.update(key_of(one) for one in fitting if lexicon._fits(one, words, plain, at))
        return bits, size

    def answering(self: Lexicon, words: Any, plain: Any, languages: int) -> int:
        listed = lexicon._read(self._answers.get(words[0])) if words else ()
        seen.update(key_of(one) for one in listed if lexicon._fits(one, words, plain, 0))
        return answer(self, words, plain, languages)

    Lexicon.match, Lexicon.answer = matching, answering  # type: ignore[method-assign]
    try:
        yield
    finally:
        Lexicon.match, Lexicon.answer = match, answer  # type: ignore[method-assign]
