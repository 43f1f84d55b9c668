"""Inflected forms of cues: fresh files, no class taken too far, verdicts that hang on them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from claims_bench import forget
from claims_cases import CASES, Case, engine, judged

from trustgen.claims.words import cues as c
from trustgen.claims.words.cuefiles import single_words
from trustgen.claims.words.datafiles import parsed
from trustgen.claims.words.inflections import INHERITED, inflected, shared
from trustgen.claims.words.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]
FILES = parsed("inflections")
HANGING = [case for case in CASES if case.file.stem == "inflected"]


@pytest.mark.slow
def test_the_files_are_as_the_script_makes_them() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/word_forms.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", FILES)
def test_a_row_names_cues_and_gives_forms_that_no_cue_file_has(name: str) -> None:
    words, stems = single_words(parsed("cues")[name])
    seen: set[str] = set()
    for named, forms in FILES[name]["forms"].items():
        assert set(named.replace(" / ", " ").split()) <= words.keys() | stems.keys()
        assert shared(named, words, stems)
        listed = forms.split()
        assert not seen.intersection(listed)
        assert not words.keys() & set(listed)
        seen.update(listed)
    assert len(seen) > 1000
    assert not seen.intersection(FILES[name]["apart"].split())


def test_no_function_of_grammar_is_inherited() -> None:
    taken = sum(INHERITED)
    for kept in (c.NEG, c.NO, c.NOBODY, c.NONE, c.WITHOUT, c.PSEUDO, c.EXCEPT, c.COND, c.WE, c.OUR, c.YOU, c.THEIR):
        assert not taken & kept
    for kept in (c.PASTEND, c.GOT, c.LACK, c.THIRD, c.GENERIC):
        assert not taken & kept
    masks = [mask for name in FILES for mask in inflected(name.removesuffix(".yml")).values()]
    assert len(masks) > 20_000
    assert all(mask and not mask & ~taken for mask in masks)
    assert inflected("en") == {}


def test_a_form_has_the_classes_of_most_of_its_relatives_and_of_all_words_that_it_may_be() -> None:
    words = {"a": c.HOLD | c.SAY, "b": c.HOLD, "d": c.HOLD | c.NEG, "e": c.SAY}
    assert shared("a b d", words, {}) == c.HOLD
    assert shared("a e", words, {}) == c.SAY
    assert shared("a b / e", words, {}) == 0
    assert shared("a / e", words, {}) == c.SAY
    assert shared("f", {}, {"f": c.CERT}) == c.CERT


def test_a_form_counts_in_its_language_alone() -> None:
    lex = lexicon()
    spanish, german = (1 << lex.names.index(name) for name in ("es", "de"))
    words = ["describía"]
    bare = ["describia"]
    assert lex.match(bare, words, 0, spanish)[0] & c.DEFINE
    assert lex.match(bare, words, 0, german) == (0, 1)


@pytest.fixture
def without_forms(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("trustgen.claims.words.lexicon.inflected", lambda _: {})
    forget()
    yield
    forget()


def fails(case: Case) -> bool:
    """Whether a case is judged a claim, with nothing remembered of it."""
    memory = engine(case.file, case.record)._memory
    memory.clear()
    found = any(not one.passed and not one.warning for one in judged(case))
    memory.clear()
    return found


@pytest.mark.usefixtures("without_forms")
@pytest.mark.parametrize("case", HANGING, ids=lambda case: case.text)
def test_these_cases_hang_on_a_form(case: Case) -> None:
    assert fails(case) == (case.label == "honest")


def test_each_language_with_forms_has_such_cases() -> None:
    assert {case.language for case in HANGING} == {name.removesuffix(".yml") for name in FILES}
