"""Deleting any word of the cue files changes the verdict of a text."""

from __future__ import annotations

import pytest
from claims_bench import Cue, all_cues, bench
from cue_coverage import Text, carriers, engine_for, witnesses

LANGUAGES = ("en", "fr", "de", "es", "it", "nl")


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_verdict_hangs_on_every_word(language: str) -> None:
    with bench() as made:
        found = [cue for cue, text in witnesses(made, language) if text is None]
    # To be covered by a case or a carrier, or deleted.
    assert found == []


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
