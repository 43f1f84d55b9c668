"""The cue files: one word or phrase a line, each once in its class."""

from __future__ import annotations

from collections import Counter

import pytest

from trustgen.claims.words import cues
from trustgen.claims.words.datafiles import parsed

FILES = parsed("cues")
GIVEN = {"scheme", "word", "punct", "name", "other"}
"""Classes that the engine gives itself."""


def test_there_is_a_file_for_each_language() -> None:
    assert {data["language"] for data in FILES.values()} == {"en", "fr", "de", "es", "it", "nl"}


@pytest.mark.parametrize("name", FILES)
def test_a_word_is_listed_once_in_a_class_and_without_spaces_around(name: str) -> None:
    data = FILES[name]
    for words in (data["function"], *data["tags"].values()):
        listed = words.splitlines()
        assert listed
        assert [word for word in listed if not word or word != word.strip() or "," in word] == []
        assert [word for word, times in Counter(listed).items() if times > 1] == []


def test_every_class_is_used_by_some_language() -> None:
    used = {tag for data in FILES.values() for tag in data["tags"]}
    assert used == set(cues.CLASSES) - GIVEN


def test_no_two_classes_share_a_bit() -> None:
    bits = [value for name, value in vars(cues).items() if name.isupper() and isinstance(value, int)]
    assert len(bits) > 100
    assert [value for value, times in Counter(bits).items() if times > 1] == []
    assert all(value.bit_count() == 1 for value in bits)
