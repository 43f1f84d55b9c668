"""Deleting any branch of a form, any level, edition or word of company of a scheme changes what a text is read as."""

from __future__ import annotations

import pytest
import yaml
from claims_cases import FILES
from form_samples import branches, parse
from scheme_coverage import words

from trustgen.claims.catalogue.schemes import schemes

SUBSUMED = FILES[0].parents[1] / "carriers" / "subsumed.yml"
KNOWN = 100
"""How many branches another word of their scheme makes needless: may only fall."""


def test_something_hangs_on_every_word_of_the_scheme_data() -> None:
    listed = {
        (scheme, key, text)
        for scheme, keys in yaml.safe_load(SUBSUMED.read_text(encoding="utf-8")).items()
        for key, texts in keys.items()
        for text in texts
    }
    found = [(scheme.id, word) for scheme in schemes().values() for word in words(scheme)]
    assert len(found) > 2000
    needless = {(scheme, word.key, word.text) for scheme, word in found if not word.decided}
    assert needless - listed == set()
    assert len(listed) <= KNOWN


@pytest.mark.parametrize(
    ("form", "samples"),
    [
        ("soc (2|ii)", ["soc 2", "soc 2", "soc ii"]),
        ("<c ?5> testate?[nr]", ["c 5 testatn", "c 5 testatn", "c 5 testatr"]),
        ("soc 2 ?\\+", ["soc 2 +"]),
        ("{iso} 27 001( x)?", ["iso 27 001", "iso 27 001 x"]),
        ("a(b|c(d|e))", ["ab", "ab", "acd", "acd", "ace"]),
        ("q.{0,9} [1-3]", ["q 1", "q 1", "q 2", "q 3"]),
    ],
)
def test_a_form_is_taken_apart_into_samples_of_its_branches(form: str, samples: list[str]) -> None:
    assert [branch.sample for branch in branches(form)] == samples


def test_a_form_without_a_branch_is_written_as_before_but_for_it() -> None:
    assert [branch.rest for branch in branches("a (b|c(d|e))?")] == [
        "",
        "a (c(d|e))?",
        "a (b)?",
        "a (b|c(e))?",
        "a (b|c(d))?",
    ]
    for scheme in schemes().values():
        for form in (*scheme.forms, *scheme.weak):
            if "[" not in form:
                assert parse(form).source() == form
