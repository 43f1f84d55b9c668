"""The cue files, `data/cues/LANG.yml`: which classes each word and phrase of a language has."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from trustgen.claims.words import cues

if TYPE_CHECKING:
    from collections.abc import Mapping

_COMBINING: Final = re.compile("[\u0300-\u036f]")


def bare(text: str) -> str:
    """A text in lower case without accents."""
    lower = text.lower()
    return lower if lower.isascii() else _COMBINING.sub("", unicodedata.normalize("NFD", lower))


def classes(tags: Mapping[str, str]) -> Mapping[tuple[str, str | None], int]:
    """The classes of each phrase of a file, and of its spelling with accents where that matters."""
    found: dict[tuple[str, str | None], int] = {}
    for tag, phrases in tags.items():
        bit = cues.CLASSES[tag]
        for phrase, plain in zip(phrases.lower().splitlines(), bare(phrases).splitlines(), strict=True):
            key = (plain.lstrip("="), phrase[1:] if phrase.startswith("=") else None)
            found[key] = found.get(key, 0) | bit
    return found


def single_words(data: Mapping[str, Any]) -> tuple[dict[str, int], dict[str, int]]:
    """The classes of the single words of a file, and those of the beginnings of words that it lists."""
    words: dict[str, int] = {}
    stems: dict[str, int] = {}
    for (phrase, _), bits in classes(data["tags"]).items():
        if phrase.endswith("*") and phrase[:-1].isalnum():
            stems[phrase[:-1]] = stems.get(phrase[:-1], 0) | bits
        elif phrase.isalnum():
            words[phrase] = words.get(phrase, 0) | bits
    return words, stems
