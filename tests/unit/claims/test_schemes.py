"""The scheme data is whole, and bad data is refused."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import re2

from trustgen.claims.catalogue import schemes as module
from trustgen.claims.catalogue.mentions import find
from trustgen.claims.catalogue.schemes import pattern, schemes
from trustgen.claims.record.policy import _ROOTS
from trustgen.claims.spelling.normalise import fold

if TYPE_CHECKING:
    from collections.abc import Mapping


def test_every_scheme_has_a_form_that_finds_its_own_name_or_is_generic() -> None:
    for scheme in schemes().values():
        assert scheme.generic or scheme.forms, scheme.id
        assert scheme.name, scheme.id
        assert scheme.issuer, scheme.id


def test_every_weak_form_has_a_context() -> None:
    assert [scheme.id for scheme in schemes().values() if scheme.weak and not scheme.context] == []


def test_every_form_compiles_with_one_group() -> None:
    for scheme in schemes().values():
        for form in (*scheme.forms, *scheme.weak):
            for alike in (False, True):
                assert re2.compile(pattern(form, alike=alike)).groups == 1, form


def test_a_level_supports_itself_and_what_stands_before_it_in_its_chain() -> None:
    soc2 = schemes()["soc2"]
    assert soc2.supports("type2", "type1")
    assert not soc2.supports("type1", "type2")
    assert not soc2.supports(None, "type1")
    hitrust = schemes()["hitrust"]
    assert hitrust.supports(None, "certified")
    assert not hitrust.supports(None, "r2")
    pci = schemes()["pci-dss"]
    assert not pci.supports("roc", "saq-a")


def test_every_fact_names_its_source() -> None:
    for scheme in schemes().values():
        assert scheme.sources, scheme.id
        for title in scheme.sources.values():
            # A title, and its address where there is one: no address stands alone.
            assert len(title.partition("https://")[0].strip()) > 2, scheme.id
        named = [edition.source for edition in scheme.editions] + [end.source for end in scheme.ended.values()]
        named += [scheme.mark.source] if scheme.mark is not None else []
        named += [scheme.levels_source or ""] if scheme.levels else []
        assert set(named) <= set(scheme.sources), scheme.id


def test_an_adoption_names_its_standard_and_its_own_year() -> None:
    listed = [
        (scheme, edition, name)
        for scheme in schemes().values()
        for edition in scheme.editions
        for name in edition.equivalents
    ]
    assert len(listed) > 10
    for scheme, edition, name in listed:
        assert [found.scheme for found in find(fold(name))] == [scheme.id], name
        assert edition.id not in name.rpartition(":")[2] or "Amd" in name, name


def test_improper_words_are_words_that_the_engine_looks_for() -> None:
    assert {word for scheme in schemes().values() for word in scheme.improper} <= set(_ROOTS)


GOOD: Mapping[str, object] = {
    "id": "x",
    "name": "X",
    "artefact": "report",
    "issuer": "y",
    "forms": [],
    "sources": {"s": "S 1"},
}


def test_a_whole_entry_is_taken() -> None:
    edition = {"words": ["2022"], "source": "s", "withdrawn": date(2025, 10, 31)}
    scheme = module._decode({**GOOD, "editions": {2022: edition}, "mark": {"shown": "never", "source": "s"}}, "x.yml")
    assert scheme.last_day(None, "2022") == date(2025, 10, 31)
    assert scheme.last_day(None, "2013") is None


@pytest.mark.parametrize(
    "change",
    [
        {"colour": "red"},
        {"artefact": "diploma"},
        {"forms": "x"},
        {"forms": [1]},
        {"chains": [["a"]]},
        {"implied": {"a": ["b"]}},
        {"independent": "a"},
        {"plain": "a"},
        {"usual": "a"},
        {"sources": {}},
        {"levels": {"a": ["b"]}},
        {"levels": {"a": ["b"]}, "levels_source": "t"},
        {"ended": {"a": {"day": date(2026, 1, 1), "source": "s"}}},
        {"mark": {"shown": "sometimes", "source": "s"}},
        {"mark": {"shown": "never"}},
        {"mark": {"shown": "never", "source": "t"}},
        {"editions": {"2022": {"words": ["2022"]}}},
        {"editions": {"2022": {"words": ["2022"], "source": "t"}}},
        {"editions": {"2022": {"words": ["2022"], "source": "s", "withdrawn": "soon"}}},
        {"editions": ["2022"]},
        {"stale_after": "a year"},
    ],
)
def test_bad_data_is_refused(change: Mapping[str, object]) -> None:
    with pytest.raises(ValueError, match="x: "):
        module._decode({**GOOD, **change}, "x.yml")


@pytest.mark.parametrize("key", ["id", "name", "artefact", "issuer", "forms", "sources"])
def test_an_entry_that_lacks_something_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match=key):
        module._decode({name: value for name, value in GOOD.items() if name != key}, "x.yml")
