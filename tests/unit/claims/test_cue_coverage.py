"""Deleting any word of the cue files changes the verdict of a text, but for those that are listed."""

from __future__ import annotations

import pytest
from claims_bench import Cue, all_cues, bench
from cue_coverage import Text, carriers, engine_for, uncovered, witnesses

LANGUAGES = ("en", "fr", "de", "es", "it", "nl")
KNOWN = 48
"""How many words no text is known for: may only fall."""


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_verdict_hangs_on_every_word_that_is_not_listed(language: str) -> None:
    with bench() as made:
        found = [cue for cue, text in witnesses(made, language) if text is None]
    missing: dict[str, list[str]] = {}
    for cue in found:
        missing.setdefault(cue.tag, []).append(cue.word)
    # To be covered by a case or a carrier, or deleted; a listed word that is covered by now leaves the list.
    assert missing == uncovered().get(language, {})


def test_the_list_only_gets_shorter() -> None:
    assert sum(len(words) for tags in uncovered().values() for words in tags.values()) <= KNOWN


def test_every_carrier_is_of_a_class_that_its_language_has() -> None:
    for language in LANGUAGES:
        tags = {cue.tag for cue in all_cues() if cue.language == language}
        assert set(carriers(language)) <= tags


def test_the_bench_takes_out_one_class_of_one_word_and_puts_it_back() -> None:
    text = Text("en", claim=False, text="We are not SOC 2 certified.", engine=engine_for())
    with bench() as made:
        assert text.hangs_on(made, Cue("en", "neg", "not"))
        assert not text.hangs_on(made, Cue("en", "neg", "never"))
        assert not text.hangs_on(made, Cue("fr", "neg", "pas"))
        assert text.right()


def test_the_bench_takes_a_word_out_of_the_fast_no_as_well() -> None:
    text = Text("en", claim=True, text="Schellman gave us the nod.", engine=engine_for())
    with bench() as made:
        assert text.right()
        assert made.fast.search("schellman")
        with made.without(Cue("en", "certifier", "schellman")):
            assert not made.fast.search("schellman")
        assert made.fast.search("schellman")
